"""The texts of lessons fit into the smallest window."""

from dataclasses import replace

import pytest

from acttutor.lessons.attempt import Attempt
from acttutor.lessons.lesson import Step
from acttutor.lessons.own import own_lessons
from acttutor.shell.lessons.strip import LessonStrip

pytestmark = pytest.mark.window

LESSONS = own_lessons()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_texts_fit_into_the_strip_in_the_smallest_window(fresh, language):
    """Nobody has to scroll to read what to do."""
    fresh.begin("unit", size=(1024, 680), language=language)
    guide, too_long = fresh.window.guide, []
    # Each strip leaves the figure another width; it is not looked at.
    with fresh.view.host.waiting():
        for lesson in LESSONS:
            # Setting the whole experiment up for each step would take minutes: all wait in one lab.
            steps = tuple(replace(step, lab="unit", settings=None) for step in lesson.steps)
            lesson = replace(lesson, steps=steps)
            attempts = [Attempt(step, fresh.store.settings()) for step in steps]
            guide.take_down()
            guide.lesson = lesson
            guide.strip = strip = LessonStrip(fresh.window, guide, lesson, 0, attempts[0], {})
            fresh.window.layout.put_strip(strip)
            fresh.root.update()
            for number, attempt in enumerate(attempts):
                strip.show(number, attempt)
                fresh.root.update_idletasks()
                if strip.column.scrolled.winfo_reqheight() > strip.column.winfo_height():
                    too_long.append(f"{lesson.id} {number + 1}")
    guide.close()
    assert not too_long


@pytest.mark.parametrize("language", ["ja", "en"])
def test_titles_leave_room_for_the_buttons_in_the_smallest_window(fresh, language):
    fresh.begin("unit", size=(1024, 680), language=language)
    guide, crowded = fresh.window.guide, []
    # The strip alone is looked at, not the experiment: all steps are of one lab, and wait there.
    with fresh.view.host.waiting():
        for lesson in LESSONS:
            step = next(step for step in lesson.steps if step.hint)
            shown = Step(step.text, "unit", task=step.task, hint=step.hint)
            guide.lesson, guide.index = replace(lesson, steps=(shown, shown, shown)), 1
            guide.attempt = Attempt(shown, fresh.store.settings())
            guide.decorate()
            fresh.root.update()
            strip = guide.strip
            parts = (strip.hint, strip.back, strip.next, strip.number)
            if any(part.winfo_width() < part.winfo_reqwidth() for part in parts):
                crowded.append(lesson.id)
    guide.close()
    assert not crowded
