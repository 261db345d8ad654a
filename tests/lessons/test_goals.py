"""When a goal is met: comparisons, combinations, and how long something has to hold."""

import copy
import itertools
from typing import Any

import pytest

from acttutor.lessons.goals import TESTS, Watch, can_compare, compare, parts_of
from acttutor.lessons.lesson import Condition


def met(
    goal: Condition | None, observed: Any = None, settings: Any = None, changed: Any = ()
) -> bool:
    return Watch(goal).look(observed or {}, settings or {}, frozenset(changed), 0)


def test_no_goal_is_met_at_once() -> None:
    assert Watch(None).met


@pytest.mark.parametrize("test", TESTS)
def test_numbers_are_compared_as_in_mathematics(test: str) -> None:
    signs = {
        "is": "==", "is_not": "!=", "above": ">", "at_least": ">=", "below": "<", "at_most": "<=",
    }  # fmt: skip
    for found, wanted in itertools.product((-1.5, 0, 2), repeat=2):
        assert compare(found, test, wanted) == eval(f"{found} {signs[test]} {wanted}")


@pytest.mark.parametrize("test", TESTS)
def test_what_does_not_exist_meets_nothing(test: str) -> None:
    assert not compare(None, test, 1)
    assert not compare(float("nan"), test, 1) or test == "is_not"


@pytest.mark.parametrize("test", TESTS)
def test_any_two_values_can_be_compared_without_an_error(test: str) -> None:
    values = (None, True, 3, 2.5, "relu", [1, 2], (1, 2), {"a": 1})
    for found, wanted in itertools.product(values, repeat=2):
        assert compare(found, test, wanted) in (True, False)


def test_texts_flags_and_lists_are_equal_or_not() -> None:
    assert compare("relu", "is", "relu")
    assert compare("relu", "is_not", "tanh")
    assert compare(True, "is", True)
    assert compare((4, 2), "is", [4, 2])
    assert not compare("b", "above", "a")


def test_only_numbers_have_an_order() -> None:
    assert can_compare("above", 1)
    assert not any(can_compare("above", value) for value in (True, "a", [1], float("nan"), None))
    assert all(can_compare("is", value) for value in (True, "a", [1], 1, 2.5))


def test_observed_values_settings_and_changes_are_kept_apart() -> None:
    metrics = Condition("observe", "lr", "is", 1)
    setting = Condition("setting", "lr", "is", 2)
    assert met(metrics, {"lr": 1}, {"lr": 2})
    assert met(setting, {"lr": 1}, {"lr": 2})
    assert not met(metrics, {}, {"lr": 1})
    assert met(Condition("changed", "lr"), changed={"lr"})
    assert not met(Condition("changed", "lr"), changed={"a"})


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_conditions_are_joined(first: bool, second: bool) -> None:
    parts = (Condition("observe", "a", "is", True), Condition("observe", "b", "is", True))
    observed = {"a": first, "b": second}
    assert met(Condition("all", parts=parts), observed) == (first and second)
    assert met(Condition("any", parts=parts), observed) == (first or second)


def test_a_goal_once_met_stays_met() -> None:
    watch = Watch(Condition("observe", "x", "above", 1))
    assert not watch.look({"x": 0}, {}, frozenset(), 0)
    assert watch.look({"x": 2}, {}, frozenset(), 1)
    assert watch.look({"x": 0}, {}, frozenset(), 2)


def test_what_has_to_hold_for_long_begins_anew_after_a_break() -> None:
    watch = Watch(Condition("observe", "x", "below", 1, held=3))
    for steps, x in enumerate((0, 0, 0, 2, 0, 0, 0)):
        assert not watch.look({"x": x}, {}, frozenset(), steps)
    assert watch.look({"x": 0}, {}, frozenset(), 7)


def test_a_copy_of_a_watch_knows_since_when_something_holds() -> None:
    """What is remembered belongs to places in the goal, not to the objects that stand there."""
    held = Condition("observe", "x", "below", 1, held=3)
    watch = Watch(Condition("any", parts=(Condition("changed", "a"), held)))
    for steps in range(3):
        assert not watch.look({"x": 0}, {}, frozenset(), steps)
    assert copy.deepcopy(watch).look({"x": 0}, {}, frozenset(), 3)


def test_a_break_is_seen_behind_a_part_that_decides_already() -> None:
    """``all`` must not stop at its first false part: the others would not hear of breaks."""
    goal = Condition(
        "all",
        parts=(
            Condition("observe", "go", "is", True),
            Condition("observe", "x", "below", 1, held=2),
        ),
    )
    watch = Watch(goal)
    watch.look({"go": False, "x": 0}, {}, frozenset(), 0)
    watch.look({"go": False, "x": 5}, {}, frozenset(), 1)
    assert not watch.look({"go": True, "x": 0}, {}, frozenset(), 2)
    assert watch.look({"go": True, "x": 0}, {}, frozenset(), 4)


def test_all_parts_of_a_goal_are_found() -> None:
    leaf = Condition("changed", "a")
    goal = Condition("all", parts=(Condition("any", parts=(leaf, leaf)), leaf))
    assert [part.kind for part in parts_of(goal)] == ["all", "any", "changed", "changed", "changed"]
    assert parts_of(None) == []
