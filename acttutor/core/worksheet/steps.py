"""What is done in each step of the calculation on paper, and the check by differences."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from acttutor.core.nn.losses import LOSSES
from acttutor.core.worksheet.calculation import LOSS, Quantity, Task, Values, renewed, steps

#: Step of the central differences, for a parameter of size 1 or less.
STEP = 1e-5


# -- one line for each kind of step ------------------------------------------------------------


def _net_input(task: Task, step: Quantity, known: Values) -> float:
    j = step.unit
    weighted = (known[Quantity("w", j, i)] * known[task.signal(j, i)] for i in task.sources(j))
    return sum(weighted) + known[Quantity("b", j)]


def _output(task: Task, step: Quantity, known: Values) -> float:
    return task.f(step.unit, known[Quantity("u", step.unit)])


def _loss(task: Task, step: Quantity, known: Values) -> float:
    rule, outputs = LOSSES[task.loss], task.layers[-1]
    t = np.array([[known[Quantity("t", j)] for j in outputs]])
    if rule.value_from_logits is not None:
        return rule.value_from_logits(np.array([[known[Quantity("u", j)] for j in outputs]]), t)
    return rule.value(np.array([[known[Quantity("o", j)] for j in outputs]]), t)


def _delta(task: Task, step: Quantity, known: Values) -> float:
    j = step.unit
    if not task.is_output(j):
        carried = sum(known[Quantity("carry", k, j)] for k in task.targets(j))
        return carried * task.df(j, known[Quantity("u", j)])
    error = known[Quantity("o", j)] - known[Quantity("t", j)]
    if task.loss == "binary_cross_entropy":
        return error  # f'(u) = o (1 - o) has cancelled
    return error * task.df(j, known[Quantity("u", j)])


def _weight_slope(task: Task, step: Quantity, known: Values) -> float:
    return known[Quantity("delta", step.unit)] * known[task.signal(step.unit, step.source)]


def _bias_slope(task: Task, step: Quantity, known: Values) -> float:
    return known[Quantity("delta", step.unit)]


def _carry(task: Task, step: Quantity, known: Values) -> float:
    return known[Quantity("delta", step.unit)] * known[Quantity("w", step.unit, step.source)]


def _update(task: Task, step: Quantity, known: Values) -> float:
    kind = step.kind.removeprefix("new_")
    return known[step._replace(kind=kind)] - task.lr * known[step._replace(kind=f"d{kind}")]


def _new_loss(task: Task, step: Quantity, known: Values) -> float:
    return loss(task.with_parameters({p: known[renewed(p)] for p in task.parameters}))


_RULES: dict[str, Callable[[Task, Quantity, Values], float]] = {
    "u": _net_input,
    "o": _output,
    "loss": _loss,
    "delta": _delta,
    "dw": _weight_slope,
    "db": _bias_slope,
    "carry": _carry,
    "new_w": _update,
    "new_b": _update,
    "new_loss": _new_loss,
}


def evaluate(task: Task, step: Quantity, known: Values) -> float:
    """Return the value of one step, from the numbers `known` that it `uses`.

    Raises:
        KeyError: a number that the step needs is missing.
    """
    return _RULES[step.kind](task, step, known)


def calculate(task: Task) -> dict[Quantity, float]:
    """Do all steps in their order; returns every number by its name."""
    known = task.given()
    for step in steps(task):
        known[step] = evaluate(task, step, known)
    return known


# -- the check ---------------------------------------------------------------------------------


def loss(task: Task) -> float:
    """The loss of a task: the forward steps only."""
    known = task.given()
    for unit in (unit for layer in task.layers for unit in layer):
        for step in (Quantity("u", unit), Quantity("o", unit)):
            known[step] = evaluate(task, step, known)
    return _loss(task, LOSS, known)


class Difference(NamedTuple):
    """A central difference: the losses on both sides, the step h, and the slope from them."""

    above: float
    below: float
    h: float
    slope: float


def central_difference(task: Task, parameter: Quantity) -> Difference:
    """Return (L(p + h) - L(p - h)) / 2h for a weight or a bias, with everything else kept.

    Its error falls with h squared, apart from rounding, which grows as h falls; h = 1e-5 is
    near the best for both. Across a kink it is the mean of the slopes on both sides.
    """
    numbers = task.given()
    present = numbers[parameter]
    h = STEP * max(1.0, abs(present))
    above = loss(task.with_parameters({**numbers, parameter: present + h}))
    below = loss(task.with_parameters({**numbers, parameter: present - h}))
    return Difference(above, below, h, (above - below) / (2 * h))
