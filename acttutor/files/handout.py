"""A handout: for each lab a page with its picture, exercises about it, and at the end a key."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.base.state.run import AnyRun
from acttutor.base.task import Task
from acttutor.files.page import Page
from acttutor.labs.exercises import exercises_about
from acttutor.labs.registry import LABS
from acttutor.plots.pdf import Pdf
from acttutor.plots.style import DPI, THEMES, install_fonts
from acttutor.plots.text.wrapping import wrap

#: A4, landscape, in inches; and the picture on it, in pixels.
PAPER = (11.69, 8.27)
PICTURE = (2000, 1240)
#: Size of the sentences below the picture, in points.
SAID = 10.0
#: Exercises about each lab.
EXERCISES = 4


def handout(
    runs: Sequence[tuple[str, AnyRun]], texts: Texts, exercises: int = EXERCISES, seed: int = 1
) -> Task[bytes]:
    """Make a PDF: for each run its picture, title and numbers, then exercises; the key is last.

    Always light, because it is printed.

    Args:
        runs: ids of labs and their runs.
        texts: the language.
        exercises: how many questions there are about each lab; 0 leaves them and the key out.
        seed: that of the questions.
    """
    install_fonts()
    file = io.BytesIO()
    names = (texts(f"{lab}.title") for lab in dict.fromkeys(lab for lab, _ in runs))
    with Pdf(file, texts.language, " · ".join(("ActTutor", *names))) as pdf:
        for done, page in _pages(runs, texts, exercises, seed):
            # What a figure shows is written below it.
            pdf.add(page)
            yield done
    return file.getvalue()


def _pages(
    runs: Sequence[tuple[str, AnyRun]], texts: Texts, exercises: int, seed: int
) -> Iterator[tuple[float, Figure]]:
    """Yield the pages in their order, each with the share of the work that is done with it."""
    keys: list[Figure] = []
    for number, (lab, run) in enumerate(runs, start=1):
        yield (number - 0.5) / (len(runs) + 1), _page(lab, run, texts, number)
        if exercises:
            asked, answered = exercises_about(lab, texts, seed, exercises)
            keys += answered
            yield from ((number / (len(runs) + 1), page) for page in asked)
    yield from ((1.0, page) for page in keys)


def _page(lab: str, run: AnyRun, texts: Texts, number: int) -> Figure:
    theme = THEMES["light"]
    page = Figure(figsize=PAPER, facecolor="white")
    looks: Any = {"color": theme.text, "ha": "left", "va": "top"}
    page.text(0.05, 0.945, texts(f"{lab}.title"), size=20, weight="bold", **looks)
    page.text(0.05, 0.89, texts(f"{lab}.question"), size=11, **{**looks, "color": theme.muted})
    words = wrap(" ".join(LABS[lab].spoken(run, texts)), 0.9 * PAPER[0] * DPI, SAID)
    axes = page.add_axes((0.05, 0.22, 0.9, 0.64))
    axes.set_axis_off()
    axes.imshow(Page(lab, run, texts, "light", PICTURE).pixels(), interpolation="none")
    page.text(0.05, 0.2, "\n".join(words), size=SAID, linespacing=1.5, parse_math=False, **looks)
    readout = LABS[lab].words.readout(run, texts)
    page.text(0.05, 0.05, readout, size=9, **{**looks, "color": theme.muted})
    page.text(0.95, 0.05, f"ActTutor  {number}", size=9, **{**looks, "ha": "right"})
    return page
