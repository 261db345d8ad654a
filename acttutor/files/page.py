"""A lab's figure without a window: as pixels, as SVG or as PDF."""

import io
from collections.abc import Iterable
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from acttutor.base.language.texts import Texts
from acttutor.base.state.run import AnyRun
from acttutor.labs.figures import figure_class
from acttutor.labs.registry import LABS
from acttutor.plots.canvas.blit import BlitLayer
from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.style import DPI, THEMES, install_fonts

#: Sizes in pixels that can be asked for.
SMALLEST, LARGEST = 240, 8000
#: The logical size that a figure is laid out for, at least: smaller pictures are scaled down.
LOGICAL = (860.0, 620.0)
#: A view that moves (towards new limits, say) is at rest after so many frames.
MOST_SETTLING = 400
#: Points to the inch, in which vector formats measure.
POINTS = 72.0


class _Ordered(Figure):
    """A figure that draws some artists after everything else, as the window does."""

    last: Iterable[Artist] = ()
    #: Read by `acttutor.plots.canvas.pixel_image`.
    is_vector = False

    def draw(self, renderer: Any) -> None:
        """Draw everything, then what moves."""
        super().draw(renderer)
        for artist in self.last:
            artist.draw(renderer)


class Page:
    """The picture of a run.

    Args:
        lab: id of the lab.
        run: what is shown; it is read whenever the page is drawn.
        texts: the language.
        theme: ``"light"`` or ``"dark"``.
        size: width and height in pixels.
        vector: whether it is for SVG or PDF, whose pixels are points.
    """

    def __init__(
        self,
        lab: str,
        run: AnyRun,
        texts: Texts,
        theme: str = "light",
        size: tuple[int, int] = (1280, 800),
        vector: bool = False,
    ) -> None:
        install_fonts()
        self._lab, self._run = lab, run
        scale = min(width / least for width, least in zip(size, LOGICAL, strict=True))
        dpi = POINTS if vector else DPI * scale
        inches = (size[0] / scale / DPI, size[1] / scale / DPI)
        self._figure: Any = _Ordered(figsize=inches, dpi=dpi)
        self._figure.is_vector = vector
        self._canvas = FigureCanvasAgg(self._figure)
        self._layer = None if vector else BlitLayer(self._canvas)
        self._waiting = False
        self.lab_figure: AnyFigure = figure_class(lab, run)(
            self._figure, run, texts, THEMES[theme], request_frame=self._on_request, printed=True
        )
        self.lab_figure.relayout()
        self._settle()
        if self._layer is not None:
            self._layer.artists = self.lab_figure.live
            self._layer.static = self.lab_figure.static_artists
            self._layer.paint(full=True)

    def _on_request(self, delay_ms: float) -> None:
        # Nothing is waited for that takes its time, such as a clock.
        self._waiting = self._waiting or not delay_ms

    def _settle(self) -> bool:
        """Push the data of the run until the view is at rest; whether a full draw is needed."""
        full = False
        for _ in range(MOST_SETTLING):
            self._waiting = False
            full |= self.lab_figure.update()
            if not self._waiting:
                break
        return full

    def pixels(self) -> npt.NDArray[np.uint8]:
        """Return the present picture, shape (height, width, 3)."""
        assert self._layer is not None
        full = self._settle()
        self._layer.paint(full=full, woken=self.lab_figure.take_invalidated())
        found: npt.NDArray[np.uint8] = np.array(self._canvas.buffer_rgba())[..., :3]
        return found

    def png(self) -> bytes:
        """Return the present picture as PNG."""
        file = io.BytesIO()
        Image.fromarray(self.pixels()).save(file, "PNG", optimize=True)
        return file.getvalue()

    def vector_bytes(self, kind: str) -> bytes:
        """Return the present picture as ``"svg"`` or ``"pdf"``."""
        assert self._layer is None
        self._settle()
        self._figure.last = (*self.lab_figure.static_artists, *self.lab_figure.live)
        file, texts = io.BytesIO(), self.lab_figure.texts
        title = texts(f"{self._lab}.title")
        said = " ".join(LABS[self._lab].spoken(self._run, texts))
        _WRITERS[kind](self._figure, file, texts.language, title, said)
        return file.getvalue()


# The window needs none of these backends, and a figure's own way of saving would draw what moves
# twice.


def _write_svg(figure: Figure, file: BinaryIO, language: str, title: str, said: str) -> None:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    # No date: the same experiment gives the same file.
    about = {"Creator": "ActTutor", "Title": title, "Description": said, "Language": language}
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(file, metadata={**about, "Date": None})


def _write_pdf(figure: Figure, file: BinaryIO, language: str, title: str, said: str) -> None:
    from acttutor.plots.pdf import Pdf

    with Pdf(file, language, title, said) as pdf:
        pdf.add(figure, said)


_WRITERS = {"svg": _write_svg, "pdf": _write_pdf}


def picture(
    kind: str, lab: str, run: AnyRun, texts: Texts, theme: str, size: tuple[int, int]
) -> bytes:
    """Return a picture of a run as ``"png"``, ``"svg"`` or ``"pdf"``; the rest as for `Page`."""
    if kind == "png":
        return Page(lab, run, texts, theme, size).png()
    return Page(lab, run, texts, theme, size, vector=True).vector_bytes(kind)
