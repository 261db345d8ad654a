"""Each lesson has a small picture of its own in both themes, and there are no others."""

from pathlib import Path

import pytest
from PIL import Image

from acttutor.base.resources import asset
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.lessons.thumbnails import HEIGHT, WIDTH, thumbnail
from acttutor.plots.style import THEMES

LESSONS = [read_lesson(path).id for path in lesson_files(asset("lessons"))]


@pytest.mark.parametrize("theme", THEMES)
def test_every_lesson_has_a_picture_in_which_something_is_drawn(theme: str) -> None:
    for lesson in LESSONS:
        with Image.open(thumbnail(lesson, theme)) as picture:
            assert picture.size == (WIDTH, HEIGHT)
            counts = picture.convert("RGB").getcolors(WIDTH * HEIGHT)
        assert counts is not None and len(counts) > 10, lesson
        # The ground is not nearly everything.
        assert max(count for count, _ in counts) < 0.97 * WIDTH * HEIGHT, lesson


def test_no_two_pictures_are_alike_and_none_is_left_over() -> None:
    paths = [thumbnail(lesson, theme) for lesson in LESSONS for theme in THEMES]
    there = set(Path(asset("lessons", "pictures")).iterdir())
    missing = sorted(path.name for path in set(paths) - there)
    assert not missing, f"`make thumbnails` draws {missing}"
    assert there == set(paths)
    assert len({path.read_bytes() for path in paths}) == len(paths)
