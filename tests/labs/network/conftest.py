"""The figure of the network lab on an Agg canvas, and a hand to point at it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MatplotlibFigure

from acttutor.base.fields import changed
from acttutor.base.texts import Texts
from acttutor.labs.network.figure import Figure
from acttutor.labs.network.graph_layout import Spot
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings
from acttutor.plots.blit import BlitLayer
from acttutor.plots.style import THEMES, install_fonts


class Scene:
    """A run and its picture, without a window."""

    def __init__(
        self,
        size: tuple[float, float] = (920, 640),
        dpi: float = 96,
        theme: str = "light",
        language: str = "en",
        **changes: Any,
    ) -> None:
        install_fonts()
        figure = MatplotlibFigure(figsize=(size[0] / 96, size[1] / 96), dpi=dpi)
        self.canvas = FigureCanvasAgg(figure)
        self.layer = BlitLayer(self.canvas)
        self.run = Run(changed(Settings(), **changes))
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.figure = Figure(
            figure,
            self.run,
            Texts(language),
            THEMES[theme],
            ask=lambda what, **details: self.asked.append((what, details)),
        )
        self.figure.relayout()
        self.figure.update()
        self.layer.artists = self.figure.live
        self.paint(full=True)

    def paint(self, full: bool = False) -> None:
        """Show the present state, as the window does after every step."""
        full |= self.figure.update()
        self.layer.paint(full)

    def configure(self, **changes: Any) -> None:
        """Change settings, as the window does."""
        self.run.configure(changed(self.run.settings, **changes))
        self.paint()

    def train(self, epochs: int) -> None:
        """Train some epochs, and show the last."""
        for _ in range(epochs):
            self.run.step()
        self.paint()

    def picture(self) -> Any:
        """Return what is seen, first row on top."""
        return np.array(self.canvas.buffer_rgba())[..., :3].astype(int)

    # -- pointing ------------------------------------------------------------------------------

    def at(self, x: float, y: float, button: int = 1) -> Any:
        """Return a pointer event at a place in device pixels, y downwards."""
        from_below = self.figure.figure.bbox.height - y
        event = SimpleNamespace(
            x=x, y=from_below, button=button, inaxes=None, xdata=None, ydata=None
        )
        for axes in self.figure.figure.axes:
            if axes.bbox.contains(x, from_below):
                event.inaxes = axes
                event.xdata, event.ydata = axes.transData.inverted().transform((x, from_below))
        return event

    def over(self, axes: Any, x: float, y: float, button: int = 1) -> Any:
        """Return a pointer event at a data point."""
        px, py = axes.transData.transform((x, y))
        return self.at(px, self.figure.figure.bbox.height - py, button)

    def move(self, event: Any) -> None:
        """Move the pointer, and paint if the figure asks for it."""
        if self.figure.on_move(event):
            self.paint()

    def hover(self, spot: Spot) -> Any:
        """Move the pointer onto a unit, a bias or a line."""
        event = self.at(*self.place(spot))
        self.move(event)
        assert self.figure.graph.hovered == spot
        return event

    def place(self, spot: Spot) -> tuple[float, float]:
        """Return a place of a spot in device pixels, y downwards, found from the layout."""
        layout = self.figure.graph.layout_
        assert layout is not None
        if spot.kind == "unit":
            x, y = layout.centers[spot.layer][spot.unit]
        elif spot.kind == "bias":
            x, y = layout.bias_places(spot.layer)[spot.unit]
        else:
            start, a, b, end = layout.curves[
                layout.ends.index((spot.layer, spot.unit, spot.source))
            ]
            # Near its end, where lines of other units are far.
            t = 0.86
            x, y = (
                (1 - t) ** 3 * start
                + 3 * (1 - t) ** 2 * t * a
                + 3 * (1 - t) * t**2 * b
                + t**3 * end
            )
        return float(x), float(y)


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Make a scene with some settings other than the defaults."""
    return Scene
