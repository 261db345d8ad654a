"""The settings of the softmax lab."""

import math
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import reals
from acttutor.base.state.fields import free, integer, number

FEWEST, MOST = 2, 8
#: Logits set by hand stay within this distance from 0; the shift comes on top.
FURTHEST = 6.0
COLDEST, HOTTEST = 0.05, 20.0
#: Far enough for e^u to overflow (from 709.79 on) and to become 0 (below -745.14).
MOST_SHIFT = 800.0

Logits = tuple[float, ...]


def check_logits(value: object) -> Logits:
    """Return eight logits within bounds, in hundredths.

    Raises:
        ValueError: there are not eight, or one is not a finite number.
    """
    logits = reals(value)
    if len(logits) != MOST:
        raise ValueError(f"{len(logits)} logits; {MOST} are needed")
    if not all(math.isfinite(z) for z in logits):
        raise ValueError("logits must be finite")
    # Adding 0 turns −0.0 into 0.0.
    return tuple(round(min(max(z, -FURTHEST), FURTHEST), 2) + 0.0 for z in logits)


@dataclass(frozen=True)
class Settings:
    """Settings of the softmax lab, see the texts of the controls for what each does.

    Of the eight logits the first ``classes`` are used; a ``true`` class beyond them is the last.
    """

    classes: int = integer(4, FEWEST, MOST)
    logits: Logits = free((2.0, 1.0, 0.1, -1.0, 0.5, -0.5, 1.5, -2.0), check_logits)
    true: int = integer(1, 1, MOST)
    temperature: float = number(1.0, COLDEST, HOTTEST, digits=None, log=True)
    shift: float = number(0.0, -MOST_SHIFT, MOST_SHIFT, step=1.0, digits=0)


def with_logit(logits: Logits, index: int, value: float) -> Logits:
    """Return ``logits`` with one of them replaced."""
    return (*logits[:index], value, *logits[index + 1 :])


def with_difference(logits: Logits, difference: float) -> Logits:
    """Return ``logits`` with u₁ − u₂ as asked for, moved evenly and kept within bounds."""
    difference = min(max(difference, -2 * FURTHEST), 2 * FURTHEST)
    room = FURTHEST - abs(difference) / 2
    middle = min(max((logits[0] + logits[1]) / 2, -room), room)
    return (middle + difference / 2, middle - difference / 2, *logits[2:])


def failing_shift(settings: Settings, failure: str) -> float:
    """Return the shift at which the naive form shows one of `FAILURES`; 0 for none."""
    goal = FAILURES[failure]
    return 0.0 if goal is None else float(round(goal - max(settings.logits[: settings.classes])))


#: Ready-made logits; the first class is the true one.
PRESETS: dict[str, dict[str, object]] = {
    "sure_wrong": {"true": 1, "logits": (-5.0, 5.0, -3.0, -4.0, -2.5, -5.0, -3.5, -4.5)},
    "sure_right": {"true": 1, "logits": (5.0, -4.0, -3.0, -2.5, -5.0, -3.5, -4.5, -2.0)},
    "equal": {"logits": (0.0,) * MOST},
}
#: The temperatures of the one-click limits.
TEMPERATURES = {"cold": COLDEST, "usual": 1.0, "hot": HOTTEST}
#: Where the largest z has to be for the naive form to fail (at temperature 1), or ``None``.
FAILURES: dict[str, float | None] = {"overflow": 711.0, "underflow": -748.0, "no_shift": None}

#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"classes": 5, "true": 2, "shift": 709.0}
SHOWCASE_STEPS = 0
