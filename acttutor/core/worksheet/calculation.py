"""Backpropagation as it is done on paper: one number after another, for a single sample.

`network` does the same in matrices, and the tests hold the two together. Here every number has
a name, every step is one line of the calculation, and a step can be evaluated from any numbers,
also from wrong ones: that is how a mistake is recognised. This file names the numbers, puts the
steps in order and says what each of them adds up; `acttutor.core.worksheet.steps` does them.

Units are numbered through from the first hidden unit on. So in a 2-2-1 network the hidden units
are 1 and 2 and the output is 3, and w_ji leads from i, the number of a unit (or of an input, if
j is in the first layer), to unit j. Rumelhart, Hinton and Williams (1986).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from acttutor.core.activations.registry import ACTIVATIONS


class Quantity(NamedTuple):
    """The name of a number in the calculation.

    Args:
        kind: given are ``"x"``, ``"t"``, ``"w"`` and ``"b"``; the steps are

            - ``"u"``: u_j = sum over i of w_ji a_i + b_j, with a_i an input or an o_i
            - ``"o"``: o_j = f(u_j)
            - ``"loss"``: L
            - ``"delta"``: delta_j = dL/du_j
            - ``"dw"``, ``"db"``: dL/dw_ji = delta_j a_i and dL/db_j = delta_j
            - ``"carry"``: w_ji delta_j, the share of dL/do_i that comes through this edge
            - ``"new_w"``, ``"new_b"``: w_ji - lr dL/dw_ji and b_j - lr dL/db_j
            - ``"new_loss"``: L with the new weights and biases
        unit: j; for an input its number; 0 for the losses.
        source: i where there is an edge, otherwise 0.
    """

    kind: str
    unit: int = 0
    source: int = 0


Values = Mapping[Quantity, float]
LOSS, NEW_LOSS = Quantity("loss"), Quantity("new_loss")
#: The learning rate among the numbers that a step is made from.
RATE = Quantity("lr")


@lru_cache(64)
def _layers(sizes: tuple[int, ...]) -> tuple[range, ...]:
    ends = [sum(sizes[1 : k + 1]) + 1 for k in range(len(sizes))]
    return tuple(range(start, end) for start, end in pairwise(ends))


@dataclass(frozen=True)
class Task:
    """A network with numbers, a sample and a target: all that a worksheet begins with.

    Args:
        sizes: widths from input to output, such as (2, 2, 1).
        x, t: inputs and targets.
        rows: for each unit its weights, in the order of their sources, and then its bias.
        hidden, output: ids of `ACTIVATIONS`, with their default parameters; of hidden layers one
            for all, or one for each.
        loss: ``"squared_error"``, 1/2 sum of (o - t)^2, or ``"binary_cross_entropy"``, which
            goes with a sigmoid output.
        lr: the learning rate.
    """

    sizes: tuple[int, ...]
    x: tuple[float, ...]
    t: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    hidden: str | tuple[str, ...] = "sigmoid"
    output: str = "sigmoid"
    loss: str = "squared_error"
    lr: float = 0.5

    @property
    def layers(self) -> tuple[range, ...]:
        """The numbers of the units, layer by layer."""
        return _layers(self.sizes)

    def layer(self, unit: int) -> int:
        """The number of a unit's layer; the first one after the inputs is 0."""
        return next(k for k, units in enumerate(self.layers) if unit in units)

    def sources(self, unit: int) -> range:
        """What feeds a unit: numbers of units, or of inputs for the first layer."""
        layer = self.layer(unit)
        return self.layers[layer - 1] if layer else range(1, self.sizes[0] + 1)

    def targets(self, unit: int) -> range:
        """The numbers of the units that a unit feeds."""
        layer = self.layer(unit) + 1
        return self.layers[layer] if layer < len(self.layers) else range(0)

    def is_output(self, unit: int) -> bool:
        """Whether a unit is in the last layer."""
        return unit in self.layers[-1]

    def signal(self, unit: int, source: int) -> Quantity:
        """The name of what unit `unit` receives from `source`: an x or an o."""
        return Quantity("o" if self.layer(unit) else "x", source)

    def activation(self, unit: int) -> str:
        """The id of a unit's activation function."""
        if self.is_output(unit):
            return self.output
        return self.hidden if isinstance(self.hidden, str) else self.hidden[self.layer(unit)]

    def f(self, unit: int, u: float) -> float:
        """The activation function of a unit."""
        return float(ACTIVATIONS[self.activation(unit)].f(u))

    def df(self, unit: int, u: float) -> float:
        """Its derivative; at kinks the convention of `ACTIVATIONS`."""
        return float(ACTIVATIONS[self.activation(unit)].df(u))

    @property
    def parameters(self) -> list[Quantity]:
        """The names of all weights and biases, unit by unit."""
        return [
            name
            for layer in self.layers
            for unit in layer
            for name in (*edges(self, "w", unit), Quantity("b", unit))
        ]

    def given(self) -> dict[Quantity, float]:
        """The numbers that the calculation begins with."""
        numbers = [number for row in self.rows for number in row]
        return {
            **{Quantity("x", i): x for i, x in enumerate(self.x, start=1)},
            **{Quantity("t", j): t for j, t in zip(self.layers[-1], self.t, strict=True)},
            **dict(zip(self.parameters, numbers, strict=True)),
        }

    def with_parameters(self, numbers: Values) -> "Task":
        """Return the same task with other weights and biases."""
        rows = (
            (*(numbers[w] for w in edges(self, "w", unit)), numbers[Quantity("b", unit)])
            for layer in self.layers
            for unit in layer
        )
        return replace(self, rows=tuple(rows))


def edges(task: Task, kind: str, unit: int) -> list[Quantity]:
    """Return a name of the given kind for each edge that leads to a unit."""
    return [Quantity(kind, unit, source) for source in task.sources(unit)]


# -- the order of the calculation --------------------------------------------------------------


def steps(task: Task) -> list[Quantity]:
    """Return all steps in the order in which they are done: forward, backward, update."""
    units = [unit for layer in task.layers for unit in layer]
    found = [Quantity(kind, unit) for unit in units for kind in ("u", "o")]
    found.append(LOSS)
    for layer in reversed(task.layers):
        for unit in layer:
            found += [Quantity("carry", target, unit) for target in task.targets(unit)]
            found.append(Quantity("delta", unit))
        for unit in layer:
            found += [*edges(task, "dw", unit), Quantity("db", unit)]
    for unit in units:
        found += [*edges(task, "new_w", unit), Quantity("new_b", unit)]
    return [*found, NEW_LOSS]


class Term(NamedTuple):
    """A product of numbers, with its sign."""

    factors: tuple[Quantity, ...]
    sign: int = 1


def terms(task: Task, step: Quantity) -> list[Term]:
    """Return the products whose sum a step is; that of a delta is multiplied by f' yet.

    Outputs and losses are no such sums. See `takes_slope`.

    >>> task = Task((1, 1), (3.0,), (5.0,), ((2.0, 1.0),))
    >>> [len(term.factors) for term in terms(task, Quantity("u", 1))]
    [2, 1]
    """
    kind, j, i = step
    if kind == "u":
        weights = [Term((weight, task.signal(j, weight.source))) for weight in edges(task, "w", j)]
        return [*weights, Term((Quantity("b", j),))]
    if kind == "delta" and task.is_output(j):
        return [Term((Quantity("o", j),)), Term((Quantity("t", j),), -1)]
    if kind == "delta":
        return [Term((Quantity("carry", k, j),)) for k in task.targets(j)]
    if kind == "dw":
        return [Term((Quantity("delta", j), task.signal(j, i)))]
    if kind == "db":
        return [Term((Quantity("delta", j),))]
    if kind == "carry":
        return [Term((Quantity("delta", j), Quantity("w", j, i)))]
    if kind in ("new_w", "new_b"):
        old = kind.removeprefix("new_")
        slope = step._replace(kind=f"d{old}")
        return [Term((step._replace(kind=old),)), Term((RATE, slope), -1)]
    return []


def takes_slope(task: Task, step: Quantity) -> bool:
    """Return whether the sum of a step is multiplied by f'(u): of cross-entropy it cancels."""
    cancels = task.loss == "binary_cross_entropy" and step.unit in task.layers[-1]
    return step.kind == "delta" and not cancels


def uses(task: Task, step: Quantity) -> list[Quantity]:
    """Return the names of the numbers that a step is made from."""
    if step.kind == "o":
        return [Quantity("u", step.unit)]
    if step.kind == "loss":
        return [Quantity(name, unit) for name in ("o", "t") for unit in task.layers[-1]]
    if step.kind == "new_loss":
        return [renewed(name) for name in task.parameters]
    found = [name for term in terms(task, step) for name in term.factors if name != RATE]
    return [*found, Quantity("u", step.unit)] if takes_slope(task, step) else found


def renewed(parameter: Quantity) -> Quantity:
    """Return the name that a weight or a bias has after the update."""
    return parameter._replace(kind=f"new_{parameter.kind}")
