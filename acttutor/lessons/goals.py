"""Whether the goal of a step is met: comparisons of named values, and nothing is evaluated."""

import math
import operator
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any, NamedTuple, TypeAlias

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


#: Where a condition stands in a goal: the numbers of the parts that lead to it.
Place: TypeAlias = tuple[int, ...]


class Scene(NamedTuple):
    """What there is to look at: see `Watch.look`."""

    observed: Mapping[str, object]
    settings: Mapping[str, object]
    changed: frozenset[str]
    steps: int


class Watch:
    """Follows an experiment during one step of a lesson.

    Args:
        goal: what has to happen; ``None`` is met at once.
    """

    def __init__(self, goal: Condition | None) -> None:
        self._goal = goal
        #: Since which step of the run a condition holds without a break, by its place in the goal.
        self._since: dict[Place, int] = {}
        self.met = goal is None

    def look(
        self,
        observed: Mapping[str, object],
        settings: Mapping[str, object],
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
            scene = Scene(observed, settings, changed, steps)
            self.met = self._holds(self._goal, (), scene)
        return self.met

    def _holds(self, condition: Condition, place: Place, scene: Scene) -> bool:
        now = self._holds_now(condition, place, scene)
        if not condition.held:
            return now
        # All parts are looked at in every frame, so a break is never missed.
        if not now:
            self._since.pop(place, None)
            return False
        return scene.steps - self._since.setdefault(place, scene.steps) >= condition.held

    def _holds_now(self, condition: Condition, place: Place, scene: Scene) -> bool:
        if condition.kind in ("all", "any"):
            parts = [
                self._holds(part, (*place, index), scene)
                for index, part in enumerate(condition.parts)
            ]
            return all(parts) if condition.kind == "all" else any(parts)
        if condition.kind == "changed":
            return condition.name in scene.changed
        values = scene.observed if condition.kind == "observe" else scene.settings
        return compare(values.get(condition.name), condition.test, condition.value)


def compare(found: object, test: str, wanted: object) -> bool:
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


def can_compare(test: str, wanted: object) -> bool:
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
