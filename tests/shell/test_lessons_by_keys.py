"""Lessons played to their end with the mouse unplugged."""

from typing import Any

import pytest
from driver import MOST_TURNS
from keyboard import Keyboard

from acttutor.base.numbers.plain import value_from_plain
from acttutor.base.state.fields import spec_of
from acttutor.lessons.own import own_lessons

pytestmark = pytest.mark.window

LESSONS = own_lessons()
#: Of these all runs of the tests make sure; of the others the long ones.
ALWAYS = (1, 9, 16)
#: More steps than this are played and not pressed one by one.
FEW = 25


def numbers(value: Any) -> list[float]:
    """Return all numbers in a value of whatever shape, in order."""
    if isinstance(value, str | bool):
        return []
    if isinstance(value, int | float):
        return [float(value)]
    return [number for part in value for number in numbers(part)]


class Learner:
    """Does what the scripted solution of a step does, by keys."""

    def __init__(self, app: Any) -> None:
        self.app, self.keys = app, Keyboard(app)

    def act(self, action: Any) -> None:
        if action.kind == "predict":
            options = self.app.window.guide.strip.prediction.options
            self.keys.choose_in(dict(enumerate(options)), action.value)
        elif action.kind == "set":
            for name, plain in action.value.items():
                self._set(name, plain)
        elif action.kind == "fill":
            self._fill(action.value)
        else:
            self._run(action.value)

    def _run(self, steps: int) -> None:
        """Go on until the goal is met, or so many steps."""
        app, goal = self.app, self.app.window.guide
        # From what has keys of its own to the figure, and out of it.
        self.keys.press("F6")
        if self.keys.figure.active:
            self.keys.press("Escape")
        if steps <= FEW:
            for _ in range(steps):
                self.keys.press("Right")
                if goal.attempt.met:
                    break
            return
        first = app.player.steps
        self.keys.press("space")
        app.wait(
            lambda: goal.attempt.met or app.player.steps - first >= steps, turns=2 * MOST_TURNS
        )
        if app.player.playing:
            self.keys.press("space")

    def _fill(self, number: float) -> None:
        """Write a number into the blank of the worksheet."""
        self.keys.click_at("blank")
        self.keys.type_over(number)
        self.keys.press("Escape")

    def _set(self, name: str, plain: Any) -> None:
        settings = self.app.store.settings()
        wanted = value_from_plain(spec_of(settings, name), plain, name)
        if getattr(settings, name) == wanted:
            return
        special = getattr(self, f"_set_{name}", None)
        if special is not None:
            special(wanted)
        elif not self.keys.set(name, wanted):
            self._set_in_figure(name, wanted)
        # A hand writes otherwise, and numbers that are not shown need not be set.
        reached = self.app.window.guide.attempt.met
        assert reached or getattr(self.app.store.settings(), name) == wanted, name

    def _set_in_figure(self, name: str, wanted: Any) -> None:
        """Type each number that is another one where it stands in the figure."""
        count = len(numbers(wanted))
        # One may take others with it, as a line that is turned moves its distance.
        for index in (*range(count), *range(count)):
            if self.app.window.guide.attempt.met:
                return
            number, present = (
                numbers(wanted)[index],
                numbers(getattr(self.app.store.settings(), name)),
            )
            if present[index] != number:
                self._type_one(name, index, number)

    def _type_one(self, name: str, index: int, number: float) -> None:
        present = numbers(getattr(self.app.store.settings(), name))
        self.keys.press("F6")
        for handle in self.keys.figure.handles():
            for place, amount in enumerate(handle.amounts):
                if abs(amount.value - present[index]) < 1e-6 and amount.low <= number:
                    values = [amount.value for amount in handle.amounts]
                    values[place] = number
                    self.keys.type_at(handle.id, *values)
                    after = numbers(getattr(self.app.store.settings(), name))
                    if after[index] == pytest.approx(number, abs=0.006):
                        return
                    self.keys.press("Control-z")
        raise AssertionError(f"nothing in the figure sets {name}")

    # -- what has a way of its own -------------------------------------------------------------

    def _set_layers(self, wanted: tuple[int, ...]) -> None:
        control = self.app.controls["layers"]
        layers = self.app.store.settings().layers
        while len(layers) != len(wanted):
            self.keys.push(control.more if len(layers) < len(wanted) else control.fewer)
            layers = self.app.store.settings().layers
        for row, (have, units) in enumerate(zip(layers, wanted, strict=True)):
            for _ in range(abs(units - have)):
                self.keys.push(control.rows[row]["more" if units > have else "fewer"])

    def _set_others(self, wanted: tuple[str, ...]) -> None:
        buttons = self.app.view.panel.parts["others"].buttons
        settings = self.app.store.settings()
        present = [other for other in settings.others if other != settings.function]
        # First those that go: there is room for a few.
        for function in (*present, *wanted):
            if (function in present) != (function in wanted):
                self.keys.push(buttons[function])

    def _set_tuning(self, wanted: Any) -> None:
        """Type what is another one into the panel, for the optimizer that is chosen."""
        for row in {*wanted} ^ {*self.app.store.settings().tuning}:
            if row in wanted:
                self.keys.tab_to(self.app.view.panel.parts["tuning"].controls[row[2]].entry)
                self.keys.type_over(row[3])

    def _set_true(self, wanted: int) -> None:
        self.keys.choose_in(dict(enumerate(self.app.controls["true"].buttons, 1)), wanted)

    def _set_pinned(self, wanted: tuple[float, float]) -> None:
        for entry, number in zip(self.app.controls["pinned"].entries, wanted, strict=True):
            self.keys.tab_to(entry)
            self.keys.type_over(number)

    def _set_cell(self, wanted: tuple[int, int]) -> None:
        self.keys.click_at(f"n {10 * wanted[0] + wanted[1]}")

    def _set_off(self, wanted: tuple[int, ...]) -> None:
        for unit in reversed(wanted):
            self.keys.click_at(f"unit{unit}")
            self.keys.click_at("off")

    def _set_unit(self, wanted: int) -> None:
        self.keys.click_at(f"unit{wanted}")

    def _set_drawing(self, wanted: Any) -> None:
        """Draw with the pen: Enter puts it down and lifts it, numbers lead it."""
        if self.app.store.settings().drawing:
            self.keys.click_at("clear")
        self.keys.go_to("pen")
        self.keys.press("Return")
        for first, *others in wanted:
            self._pen_to(*first)
            self.keys.press("Return")
            for place in others:
                self._pen_to(*place)
            self.keys.press("Return")
        self.keys.press("Escape", "Escape")

    def _pen_to(self, x: float, y: float) -> None:
        for number in (x, 1 - y):
            self.keys.type_over(number)

    def _set_own(self, wanted: Any) -> None:
        """Write as many digits."""
        for digit, _picture in wanted:
            self._set_drawing([[(0.3, 0.2), (0.6, 0.8)]])
            self.keys.click_at(f"digit{digit}")

    def _set_check(self, _wanted: bool) -> None:
        self.keys.push(self.app.view.panel.named_buttons["toggle_check"])

    def _set_purpose(self, wanted: str) -> None:
        self._click("purpose", wanted)

    def _set_function(self, wanted: str) -> None:
        if self.app.store.state.lab == "overview":
            self._click("function", wanted)
        else:
            assert self.keys.set("function", wanted)

    def _click(self, kind: str, wanted: str) -> None:
        spots = [spot for part in self.app.figure.below for spot in part.places()]
        names = [handle.id for handle in self.app.figure.handles() if "place" in handle.id]
        self.keys.click_at(names[[spot.target for spot in spots].index((kind, wanted))])


def lessons():
    """Return the lessons, the long ones marked so."""
    for number, lesson in enumerate(LESSONS, start=1):
        marks = () if number in ALWAYS else (pytest.mark.soak,)
        yield pytest.param(lesson, id=lesson.id, marks=marks)


@pytest.mark.parametrize("lesson", [*lessons()])
def test_a_lesson_is_finished_by_keys_alone(app, lesson):
    guide, learner = app.window.guide, Learner(app)
    guide.open(lesson, 0)
    app.pump()
    for number, step in enumerate(lesson.steps, start=1):
        for action in step.solution:
            learner.act(action)
        assert guide.attempt.met, f"step {number} is not met"
        if number < len(lesson.steps):
            learner.keys.push(guide.strip.next)
            app.wait(lambda: not app.window.worker.works)
            app.pump()
    guide.close()
    app.pump()
