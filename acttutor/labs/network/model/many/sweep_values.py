"""Which settings a sweep can vary, and which values of each it can line up."""

from typing import TypeAlias

from acttutor.base.numbers.unchecked import items
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula.expression import OWN
from acttutor.core.nn.layers.initializers import INITIALIZERS
from acttutor.core.nn.layers.maxout_layer import MAXOUT
from acttutor.core.optim.optimizers import OPTIMIZERS

#: A value of a setting that varies: a number, or the id of a choice.
Value: TypeAlias = str | float

LEARNING_RATES = (1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)
REGULARIZATION_RATES = (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)

#: Every value on offer, in the order in which the grid shows them. A ``width`` is that of all
#: hidden layers, a ``depth`` their number; the others are settings of the lab.
OFFERED: dict[str, tuple[Value, ...]] = {
    "lr": LEARNING_RATES,
    "activation": (*ACTIVATIONS, MAXOUT, OWN),
    "init": tuple(INITIALIZERS),
    "optimizer": tuple(OPTIMIZERS),
    "batch": (1, 2, 3, 5, 8, 10, 15, 20, 25, 30),
    "penalty_rate": REGULARIZATION_RATES,
    "noise": tuple(range(0, 51, 5)),
    "width": tuple(range(1, 9)),
    "depth": tuple(range(7)),
}
#: What is lined up as long as nobody chooses.
SUGGESTED: dict[str, tuple[Value, ...]] = {
    **OFFERED,
    "lr": (0.003, 0.01, 0.03, 0.1, 0.3, 1),
    "activation": ("sigmoid", "tanh", "relu", "leaky_relu", "gelu"),
    "batch": (1, 5, 10, 30),
    "penalty_rate": (0, 0.001, 0.01, 0.1),
    "noise": (0, 10, 20, 30, 40, 50),
    "width": (1, 2, 4, 6, 8),
    "depth": (0, 1, 2, 3, 4),
}
#: Values of a learner's own: names of settings, each with what is lined up.
Chosen = tuple[tuple[str, tuple[Value, ...]], ...]


def check_chosen(value: object) -> Chosen:
    """Return for each setting the values that were chosen, in the order in which they are offered.

    Raises:
        ValueError: for a setting or a value that is not on offer, or no value at all.
    """
    found = {}
    for name, given in map(items, items(value)):
        if not isinstance(name, str) or name not in OFFERED:
            raise ValueError(f"{name!r} is not one of {', '.join(OFFERED)}")
        values = items(given)
        # JSON's true would pass for the number 1.
        if not values or any(isinstance(v, bool) or v not in OFFERED[name] for v in values):
            raise ValueError(f"{name}: values must be some of {OFFERED[name]}")
        found[name] = tuple(offer for offer in OFFERED[name] if offer in values)
    return tuple(sorted(found.items()))
