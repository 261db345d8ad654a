"""Which parameters each optimizer has, and which values suit each function."""

from dataclasses import dataclass, fields

from acttutor.base.numbers.unchecked import items, real
from acttutor.base.state.fields import number, spec_of

FUNCTIONS = ("bowl", "inputs", "saddle", "rosenbrock", "beale", "himmelblau")
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")

#: What an optimizer has beside its learning rate.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("mu",),
    "nesterov": ("mu",),
    "adagrad": (),
    "rmsprop": ("rho",),
    "adam": ("beta1", "beta2"),
}

#: Where a race begins, and the learning rates in the order of `OPTIMIZERS`: such that most arrive,
#: each in its own way.
SUGGESTED: dict[str, tuple[tuple[float, float], tuple[float, ...]]] = {
    "bowl": ((-3.6, 1.2), (0.09, 0.02, 0.02, 0.5, 0.05, 0.1)),
    "inputs": ((-1.9, 1.4), (1.0, 0.05, 0.05, 0.5, 0.05, 0.1)),
    "saddle": ((-1.5, 0.01), (0.1, 0.02, 0.02, 0.3, 0.02, 0.05)),
    "rosenbrock": ((-1.5, 2.3), (0.001, 0.001, 0.001, 0.3, 0.01, 0.05)),
    "beale": ((1.0, 1.5), (0.01, 0.005, 0.005, 0.5, 0.02, 0.1)),
    "himmelblau": ((-0.3, -0.9), (0.005, 0.002, 0.005, 0.3, 0.05, 0.1)),
}


@dataclass(frozen=True)
class Hyper:
    """The parameters of one optimizer; those that it does not have keep their defaults."""

    lr: float = number(0.1, 1e-4, 2.0, digits=None, log=True)
    mu: float = number(0.9, 0.0, 0.99, 0.01)
    rho: float = number(0.9, 0.0, 0.999, 0.001, digits=3)
    beta1: float = number(0.9, 0.0, 0.99, 0.01)
    beta2: float = number(0.999, 0.0, 0.999, 0.001, digits=3)

    def params(self, optimizer: str) -> dict[str, float]:
        """Return what `acttutor.core.optim.optimizers.make_optimizer` takes beside the shape."""
        return {name: getattr(self, name) for name in PARAMETERS[optimizer]}


HYPER_NAMES = tuple(item.name for item in fields(Hyper))
#: A value of the learner's own: function, optimizer, parameter, value.
Tuned = tuple[str, str, str, float]


def suggested_hyper(function: str, optimizer: str) -> Hyper:
    """Return the parameters that suit a function."""
    return Hyper(lr=SUGGESTED[function][1][OPTIMIZERS.index(optimizer)])


def check_tuning(value: object) -> tuple[Tuned, ...]:
    """Return values of the learner's own, clamped, the last one for each parameter.

    Raises:
        ValueError: for an unknown function, optimizer or parameter, or what is no number.
    """
    found: dict[tuple[str, str, str], float] = {}
    for entry in map(items, items(value)):
        if len(entry) != 4:
            raise ValueError(f"{entry!r} is not (function, optimizer, parameter, value)")
        function, optimizer, name, wanted = entry
        if not isinstance(function, str) or function not in FUNCTIONS:
            raise ValueError(f"{function!r} is not one of {', '.join(FUNCTIONS)}")
        if not isinstance(optimizer, str) or optimizer not in OPTIMIZERS:
            raise ValueError(f"{optimizer!r} is not one of {', '.join(OPTIMIZERS)}")
        if not isinstance(name, str) or name not in ("lr", *PARAMETERS[optimizer]):
            raise ValueError(f"{optimizer} has no parameter {name!r}")
        found[function, optimizer, name] = real(spec_of(Hyper, name).clean(wanted))
    return tuple((*key, found[key]) for key in sorted(found))
