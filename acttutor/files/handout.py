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
from acttutor.plots.style import DPI, THEMES, install_fonts
from acttutor.plots.text.wrapping import wrap

#: A4, landscape, in inches; and the picture on it, in pixels.
PAPER = (11.69, 8.27)
PICTURE = (2000, 1240)
#: Size of the sentences below the picture, in points.
SAID = 10.0


def handout(runs: Iterable[tuple[str, AnyRun]], texts: Texts) -> bytes:
    """Return a PDF with a page for each run: title, question, picture and numbers of its lab.

    Always light, because it is printed.

    Args:
        runs: ids of labs and their runs.
        texts: the language.
    """
    install_fonts()
    file = io.BytesIO()
    known: dict[str, Any] = {"Title": "ActTutor", "Keywords": texts.language}
    with PdfPages(file, metadata={"CreationDate": None, "Creator": "ActTutor", **known}) as pages:
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
    words = wrap(" ".join(LABS[lab].spoken(run, texts)), 0.9 * PAPER[0] * DPI, SAID)
    axes = page.add_axes((0.05, 0.22, 0.9, 0.64))
    axes.set_axis_off()
    axes.imshow(Page(lab, run, texts, "light", PICTURE).pixels(), interpolation="none")
    page.text(0.05, 0.2, "\n".join(words), size=SAID, linespacing=1.5, parse_math=False, **looks)
    readout = LABS[lab].words.readout(run, texts)
    page.text(0.05, 0.05, readout, size=9, **{**looks, "color": theme.muted})
    page.text(0.95, 0.05, f"ActTutor  {number}", size=9, **{**looks, "ha": "right"})
    return page
