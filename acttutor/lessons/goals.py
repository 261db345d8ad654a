"""Whether the goal of a step is met: comparisons of named values, and nothing is evaluated."""

import math
import operator
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any

from acttutor.lessons.lesson import Condition

#: How a value can be compared; the first two work for texts as well.
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "is_not": operator.ne,
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


class Watch:
    """Follows an experiment during one step of a lesson.

    Args:
        goal: what has to happen; ``None`` is met at once.
    """

    def __init__(self, goal: Condition | None) -> None:
        self._goal = goal
        #: Since which step of the run a condition holds without a break.
        self._since: dict[int, int] = {}
        self.met = goal is None

    def look(
        self,
        observed: Mapping[str, Any],
        settings: Mapping[str, Any],
        changed: frozenset[str],
        steps: int,
    ) -> bool:
        """Look at the experiment; once met, a goal stays met.

        Args:
            observed: the named values of the lab.
            settings: its settings as plain data.
            changed: settings that the learner has changed in this step.
            steps: a count that grows by one with every step of the run.
        """
        if not self.met and self._goal is not None:
            self.met = self._holds(self._goal, (observed, settings, changed, steps))
        return self.met

    def _holds(self, condition: Condition, scene: tuple[Any, ...]) -> bool:
        now = self._holds_now(condition, scene)
        if not condition.held:
            return now
        # All parts are looked at in every frame, so a break is never missed.
        if not now:
            self._since.pop(id(condition), None)
            return False
        steps: int = scene[3]
        return steps - self._since.setdefault(id(condition), steps) >= condition.held

    def _holds_now(self, condition: Condition, scene: tuple[Any, ...]) -> bool:
        observed, settings, changed, _ = scene
        if condition.kind in ("all", "any"):
            parts = [self._holds(part, scene) for part in condition.parts]
            return all(parts) if condition.kind == "all" else any(parts)
        if condition.kind == "changed":
            return condition.name in changed
        values = observed if condition.kind == "observe" else settings
        return compare(values.get(condition.name), condition.test, condition.value)


def compare(found: Any, test: str, wanted: Any) -> bool:
    """Compare a value with what is wanted; what does not exist, or is of another kind, fails."""
    if found is None or wanted is None:
        return False
    if isinstance(found, tuple):
        found = list(found)
    if test in ("is", "is_not"):
        return TESTS[test](found, wanted)
    if not can_compare(test, wanted) or not isinstance(found, Real):
        return False
    return bool(TESTS[test](found, wanted))


def can_compare(test: str, wanted: Any) -> bool:
    """Whether a value can be compared in this way: only finite numbers have an order."""
    if isinstance(wanted, float) and not math.isfinite(wanted):
        return False
    if test in ("is", "is_not"):
        return isinstance(wanted, str | int | float | list)
    return isinstance(wanted, int | float) and not isinstance(wanted, bool)


def parts_of(condition: Condition | None) -> list[Condition]:
    """Return a condition and all that it is made of."""
    if condition is None:
        return []
    return [condition, *(c for part in condition.parts for c in parts_of(part))]
