"""The texts of lessons fit into the smallest window."""

import pytest
from driver import open_window

from acttutor.base.resources import asset
from acttutor.lessons.attempt import Attempt
from acttutor.lessons.markup import pieces
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.shell.lessons.strip_height import MOST_LINES

pytestmark = pytest.mark.window

LESSONS = [read_lesson(path) for path in lesson_files(asset("lessons"))]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_texts_fit_into_the_strip_in_the_smallest_window(language):
    """Nobody has to scroll to read what to do."""
    too_long = []
    with open_window(language=language) as driver:
        driver.resize(1024, 680)
        driver.window.guide.open(LESSONS[0], 0)
        driver.pump(0.05)
        body = driver.window.guide.strip.body
        for lesson in LESSONS:
            for number, step in enumerate(lesson.steps, start=1):
                # Setting the whole experiment up for each step would take minutes.
                body.show(pieces(step.text[language]), driver.window.mark_terms)
                body.fit(MOST_LINES)
                driver.root.update_idletasks()
                first, last = body.yview()
                if last - first < 0.99:
                    too_long.append(f"{lesson.id} {number}")
        driver.window.guide.close()
    assert not too_long


@pytest.mark.parametrize("language", ["ja", "en"])
def test_titles_leave_room_for_the_buttons_in_the_smallest_window(language):
    with open_window(language=language) as driver:
        driver.resize(1024, 680)
        guide, crowded = driver.window.guide, set()
        hinted = [
            (lesson, next(i for i, step in enumerate(lesson.steps) if step.hint))
            for lesson in LESSONS
        ]
        for lesson, index in sorted(hinted, key=lambda pair: pair[0].steps[pair[1]].lab):
            # Only the strip is looked at, not the experiment.
            driver.store.choose(lesson.steps[index].lab)
            guide.lesson, guide.index = lesson, index
            guide.attempt = Attempt(guide.step, driver.store.settings(guide.step.lab))
            guide.decorate()
            driver.root.update_idletasks()
            strip = guide.strip
            parts = (strip.hint, strip.back, strip.next, strip.number)
            if any(part.winfo_width() < part.winfo_reqwidth() for part in parts):
                crowded.add(lesson.id)
        guide.close()
    assert not crowded
