"""The small pictures of the lessons of the program, made by ``make thumbnails``."""

from pathlib import Path

from acttutor.base.resources import asset

#: Their size, in pixels: twice as large as on a plain screen.
WIDTH, HEIGHT = 120, 80


def thumbnail(lesson: str, theme: str) -> Path:
    """Return where the picture of a lesson is, by the lesson's id; a stranger's lesson has none."""
    return asset("lessons", "pictures", f"{lesson}-{theme}.png")
