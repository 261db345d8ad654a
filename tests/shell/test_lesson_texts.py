"""The texts of lessons fit into the smallest window."""

import pytest
from driver import open_window

from acttutor.base.resources import asset
from acttutor.lessons.reader import lesson_files, read_lesson

pytestmark = pytest.mark.window

LESSONS = [read_lesson(path) for path in lesson_files(asset("lessons"))]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_texts_fit_into_the_strip_in_the_smallest_window(language):
    """Nobody has to scroll to read what to do."""
    too_long = []
    with open_window(language=language) as driver:
        driver.resize(1024, 680)
        for lesson in LESSONS:
            for number in range(len(lesson.steps)):
                driver.window.guide.open(lesson, number)
                driver.pump(0.02)
                body = driver.window.guide.strip.body
                first, last = body.yview()
                if last - first < 0.99:
                    too_long.append(f"{lesson.id} {number + 1}")
        driver.window.guide.close()
    assert not too_long
