"""The figure of the gradient descent lab on an Agg canvas, and a hand to point at it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MatplotlibFigure

from acttutor.base.fields import changed
from acttutor.base.texts import Texts
from acttutor.labs.descent.figure import Figure
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import Settings
from acttutor.plots.blit import BlitLayer
from acttutor.plots.style import THEMES, install_fonts


class Scene:
    """A run and its picture, without a window."""

    def __init__(
        self,
        size: tuple[float, float] = (820, 690),
        dpi: float = 96,
        theme: str = "light",
        language: str = "en",
        **changes: Any,
    ) -> None:
        install_fonts()
        figure = MatplotlibFigure(figsize=(size[0] / 96, size[1] / 96), dpi=dpi)
        self.layer = BlitLayer(FigureCanvasAgg(figure))
        self.run = Run(changed(Settings(), **changes))
        self.asked: list[str] = []
        self.figure = Figure(
            figure,
            self.run,
            Texts(language),
            THEMES[theme],
            change=self.configure,
            ask=lambda what, **_details: self.asked.append(what),
        )
        self.figure.relayout()
        self.figure.update()
        self.layer.artists = self.figure.live
        self.layer.paint(full=True)

    def configure(self, **changes: Any) -> None:
        """Change settings, as the window does."""
        self.run.configure(changed(self.run.settings, **changes))
        self.paint()

    def paint(self) -> None:
        """Show the present state, as the window does after every step."""
        self.layer.paint(full=self.figure.update())

    def settle(self) -> int:
        """Paint until the view is at rest; returns the number of frames."""
        for frame in range(400):
            self.asked.clear()
            self.paint()
            if not self.asked:
                return frame
        raise AssertionError("the view never comes to rest")

    def walk(self, steps: int) -> None:
        """Take some steps and show the last."""
        for _ in range(steps):
            self.run.step()
        self.settle()

    def event(self, axes: Any, x: float, y: float) -> Any:
        """Return a pointer event at a data point."""
        px, py = axes.transData.transform((x, y))
        return SimpleNamespace(x=px, y=py, xdata=x, ydata=y, inaxes=axes, button=1)

    def said(self) -> str:
        """Return all words of the column, with their line breaks taken out."""
        lines = self.figure.words.lines
        return " ".join(line.get_text() for line in lines if line.get_visible())


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Make a scene with some settings other than the defaults."""
    return Scene
