"""A handout: one page for each lab, as one PDF."""

import io
from collections.abc import Iterable
from typing import Any

from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.base.state.run import AnyRun
from acttutor.files.page import Page
from acttutor.labs.registry import LABS
from acttutor.plots.style import THEMES, install_fonts

#: A4, landscape, in inches; and the picture on it, in pixels.
PAPER = (11.69, 8.27)
PICTURE = (2000, 1240)


def handout(runs: Iterable[tuple[str, AnyRun]], texts: Texts) -> bytes:
    """Return a PDF with a page for each run: title, question, picture and numbers of its lab.

    Always light, because it is printed.

    Args:
        runs: ids of labs and their runs.
        texts: the language.
    """
    install_fonts()
    file = io.BytesIO()
    with PdfPages(file, metadata={"CreationDate": None, "Creator": "ActTutor"}) as pages:
        for number, (lab, run) in enumerate(runs, start=1):
            pages.savefig(_page(lab, run, texts, number))
    return file.getvalue()


def _page(lab: str, run: AnyRun, texts: Texts, number: int) -> Figure:
    theme = THEMES["light"]
    page = Figure(figsize=PAPER, facecolor="white")
    FigureCanvasPdf(page)
    looks: Any = {"color": theme.text, "ha": "left", "va": "top"}
    page.text(0.05, 0.945, texts(f"{lab}.title"), size=20, weight="bold", **looks)
    page.text(0.05, 0.89, texts(f"{lab}.question"), size=11, **{**looks, "color": theme.muted})
    axes = page.add_axes((0.05, 0.08, 0.9, 0.76))
    axes.set_axis_off()
    axes.imshow(Page(lab, run, texts, "light", PICTURE).pixels(), interpolation="none")
    readout = LABS[lab].words.readout(run, texts)
    page.text(0.05, 0.05, readout, size=9, **{**looks, "color": theme.muted})
    page.text(0.95, 0.05, f"ActTutor  {number}", size=9, **{**looks, "ha": "right"})
    return page
