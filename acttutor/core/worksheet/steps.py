"""What is done in each step of the calculation on paper, and the check by differences."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from acttutor.core.nn.losses import LOSSES
from acttutor.core.worksheet.calculation import (
    RATE,
    Quantity,
    Task,
    Term,
    Values,
    renewed,
    steps,
    takes_slope,
    terms,
)
from acttutor.core.worksheet.sums import without_round_off

#: Step of the central differences, for a parameter of size 1 or less.
STEP = 1e-5


def value_of(task: Task, name: Quantity, known: Values) -> float:
    """Return a number that a step is made from."""
    return task.lr if name == RATE else known[name]


def total(task: Task, products: Sequence[Term], known: Values) -> float:
    """Return the sum of some products, 0 where they cancel."""
    values = [
        term.sign * math.prod(value_of(task, name, known) for name in term.factors)
        for term in products
    ]
    return without_round_off(sum(values), *values)


def evaluate(task: Task, step: Quantity, known: Values) -> float:
    """Return the value of one step, from the numbers `known` that it `uses`.

    Raises:
        KeyError: a number that the step needs is missing.
    """
    if step.kind == "o":
        return task.f(step.unit, known[Quantity("u", step.unit)])
    if step.kind == "loss":
        return _loss(task, known)
    if step.kind == "new_loss":
        return loss(task.with_parameters({p: known[renewed(p)] for p in task.parameters}))
    value = total(task, terms(task, step), known)
    if takes_slope(task, step):
        return value * task.df(step.unit, known[Quantity("u", step.unit)])
    return value


def _loss(task: Task, known: Values) -> float:
    rule, outputs = LOSSES[task.loss], task.layers[-1]
    t = np.array([[known[Quantity("t", j)] for j in outputs]])
    if rule.value_from_logits is not None:
        return rule.value_from_logits(np.array([[known[Quantity("u", j)] for j in outputs]]), t)
    o = np.array([[known[Quantity("o", j)] for j in outputs]])
    return rule.value(np.where(without_round_off(o - t, o, t), o, t), t)


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
    return _loss(task, known)


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
