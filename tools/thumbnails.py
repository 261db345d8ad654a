"""Make the small pictures of the lessons: python tools/thumbnails.py [LESSON…]

Each shows the figure of the last step that asks for something, when its solution has been played.
"""

import io
import sys

from PIL import Image

from acttutor.base.language.texts import Texts
from acttutor.base.resources import asset
from acttutor.base.state.run import AnyRun
from acttutor.files.page import picture
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import rehearse
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.lessons.thumbnails import HEIGHT, WIDTH, thumbnail
from acttutor.plots.style import THEMES

#: How large the figure is drawn before it is made small.
DRAWN = (6 * WIDTH, 6 * HEIGHT)
COLOURS = 64


def at_the_end(lesson: Lesson) -> tuple[str, AnyRun]:
    """Return the lab and the run of the last step that asks for something, at its goal."""
    runs: dict[str, AnyRun] = {}
    settings = {lab: entry.defaults() for lab, entry in LABS.items()}
    lab = ""
    last = max(number for number, step in enumerate(lesson.steps) if step.asks)
    for step in lesson.steps[: last + 1]:
        lab = step.lab
        _, run = rehearse(step, settings[lab], runs.get(lab))
        runs[lab], settings[lab] = run, run.settings
    return lab, runs[lab]


def main(names: list[str]) -> None:
    """Make the pictures of some lessons, or of all."""
    asset("lessons", "pictures").mkdir(exist_ok=True)
    for path in lesson_files(asset("lessons")):
        lesson = read_lesson(path)
        if names and lesson.id not in names:
            continue
        lab, run = at_the_end(lesson)
        for theme in THEMES:
            drawn = Image.open(io.BytesIO(picture("png", lab, run, Texts("ja"), theme, DRAWN)))
            small = drawn.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
            small.quantize(COLOURS).save(thumbnail(lesson.id, theme), optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
