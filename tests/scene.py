"""Any lab's figure on an Agg canvas, without a window, and a hand to point at it."""

from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.text import Text

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.figures import figure_class
from acttutor.labs.registry import LABS
from acttutor.plots.canvas.blit import BlitLayer
from acttutor.plots.lab_figure import unanswered
from acttutor.plots.style import THEMES, install_fonts


class Scene:
    """A run and its picture.

    Args:
        lab: id of the lab.
        size: width and height in logical pixels.
        dpi: 96 for one device pixel per logical pixel.
        theme, language: how it looks.
        drawn: whether it is drawn at once; where much changes before anything is looked at, that
            would only take time.
        changes: settings other than the defaults.
    """

    def __init__(
        self,
        lab: str,
        size: tuple[float, float] = (820, 640),
        dpi: float = 96,
        theme: str = "light",
        language: str = "en",
        drawn: bool = True,
        **changes: Any,
    ) -> None:
        install_fonts()
        entry = LABS[lab]
        figure = MatplotlibFigure(figsize=(size[0] / 96, size[1] / 96), dpi=dpi)
        self.canvas = FigureCanvasAgg(figure)
        self.layer = BlitLayer(self.canvas)
        self.texts = Texts(language)
        self.run = entry.run_class(changed(entry.defaults(), **changes))
        #: What the figure asked for, by the names of its requests.
        self.asked: list[tuple[str, Any]] = []
        self.figure: Any = figure_class(lab, self.run)(
            figure,
            self.run,
            self.texts,
            THEMES[theme],
            change=self.configure,
            request_frame=partial(self.note, "request_frame"),
        )
        for name in dir(type(self.figure)):
            if getattr(type(self.figure), name) is unanswered:
                setattr(self.figure, name, partial(self.note, name))
        self.figure.relayout()
        self.figure.update()
        self.layer.artists = self.figure.live
        self.layer.static = self.figure.static_artists
        if drawn:
            self.layer.paint(full=True)

    def note(self, what: str, *details: Any) -> None:
        """Note what the figure asks for."""
        self.asked.append((what, details))

    def configure(self, **changes: Any) -> None:
        """Change settings, as the window does."""
        self.run.configure(changed(self.run.settings, **changes))
        self.paint()

    def paint(self, full: bool = False) -> None:
        """Show the present state, as the window does after every step."""
        full |= self.figure.update()
        self.layer.paint(full=full, woken=self.figure.take_invalidated())

    def step(self, steps: int = 1) -> None:
        """Go some steps on, and show the last."""
        for _ in range(steps):
            self.run.step()
        self.paint()

    def picture(self) -> Any:
        """Return what is seen, shape (height, width, 3), first row on top."""
        return np.array(self.canvas.buffer_rgba())[..., :3].astype(int)

    def words(self) -> str:
        """Return everything that is written into the figure, outside axes."""
        return "\n".join(text.get_text() for text in self.texts_written() if text.get_visible())

    def texts_written(self) -> list[Text]:
        """Return the texts of the figure itself, outside axes."""
        artists = (*self.figure.figure.texts, *self.figure.figure.artists)
        return [artist for artist in artists if isinstance(artist, Text)]

    # -- pointing ------------------------------------------------------------------------------

    def at(self, x: float, y: float, button: int = 1, **more: Any) -> Any:
        """Return a pointer event at a place in device pixels, y downwards."""
        from_below = self.figure.figure.bbox.height - y
        event = SimpleNamespace(
            x=x, y=from_below, button=button, inaxes=None, xdata=None, ydata=None, **more
        )
        for axes in self.figure.figure.axes:
            if axes.get_visible() and axes.bbox.contains(x, from_below):
                event.inaxes = axes
                event.xdata, event.ydata = axes.transData.inverted().transform((x, from_below))
        return event

    def over(self, axes: Any, x: float, y: float, button: int = 1, **more: Any) -> Any:
        """Return a pointer event at a data point of ``axes``."""
        px, py = axes.transData.transform((x, y))
        return self.at(px, self.figure.figure.bbox.height - py, button, **more)

    def press(self, event: Any) -> bool:
        """Press a mouse button."""
        return self._answer(self.figure.on_press(event))

    def move(self, event: Any) -> bool:
        """Move the pointer."""
        return self._answer(self.figure.on_move(event))

    def release(self, event: Any) -> bool:
        """Release the mouse button."""
        return self._answer(self.figure.on_release(event))

    def drag(self, axes: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press at a data point, move to another in some steps, and release there."""
        self.press(self.over(axes, *start))
        for part in np.linspace(0.25, 1.0, 4):
            x, y = (a + part * (b - a) for a, b in zip(start, end, strict=True))
            self.move(self.over(axes, x, y))
        self.release(self.over(axes, *end))

    def _answer(self, wants_paint: bool) -> bool:
        if wants_paint:
            self.paint()
        return wants_paint
