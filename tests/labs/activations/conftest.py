"""A figure without a window, for the tests of the activation lab."""

from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from acttutor.base.fields import changed
from acttutor.base.texts import Texts
from acttutor.labs.activations.figure import Figure
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings
from acttutor.plots.blit import BlitLayer
from acttutor.plots.style import THEMES, install_fonts


class Scene:
    """The picture of the lab on an Agg canvas, wired as in the window."""

    def __init__(self, language: str = "en", theme: str = "light", size: Any = (560, 586)) -> None:
        install_fonts()
        self.canvas = Canvas(figsize=(size[0] / 96, size[1] / 96), dpi=96)
        self.layer = BlitLayer(FigureCanvasAgg(self.canvas))
        self.run = Run(Settings())
        self.texts = Texts(language)
        self.figure = Figure(
            self.canvas, self.run, self.texts, THEMES[theme], change=self.set, ask=self._ask
        )
        self.layer.artists, self.layer.resting = self.figure.live, self.figure.at_rest
        self.figure.relayout()
        self.paint(full=True)

    def _ask(self, what: str, x: float | None) -> None:
        assert what == "hover"
        self.run.pointer = x
        self.paint()

    def set(self, **changes: Any) -> "Scene":
        """Change settings as the store does, and paint."""
        self.run.configure(changed(self.run.settings, **changes))
        self.paint()
        return self

    def paint(self, full: bool = False) -> None:
        """Paint as the window does."""
        full = self.figure.update() or full
        self.layer.paint(full=full, woken=self.figure.take_woken())

    def pixels(self) -> Any:
        """Return what is on the canvas."""
        return bytes(self.layer.canvas.buffer_rgba())


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def make_scene() -> type[Scene]:
    """For a test that needs another language, theme or size."""
    return Scene
