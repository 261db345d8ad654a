"""Artists at rest are drawn anew only when they are woken, and lie below those that move."""

from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from acttutor.plots.canvas.blit import BlitLayer

RED, BLUE = (255, 0, 0), (0, 0, 255)


class Scene:
    """A red square at rest and a blue one that moves, on a small canvas."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(1, 1), dpi=100)
        self.layer = BlitLayer(FigureCanvasAgg(self.figure))
        self.still = self._square("red")
        self.moving = self._square("blue")
        self.layer.static, self.layer.artists = [self.still], [self.moving]

    def _square(self, color: str) -> Rectangle:
        square = Rectangle((0, 0), 0.2, 0.2, color=color, transform=self.figure.transFigure)
        square.set_animated(True)
        self.figure.add_artist(square)
        return square

    def at(self, x: int, y: int) -> Any:
        pixels = np.asarray(self.layer.canvas.buffer_rgba())
        return tuple(pixels[99 - y, x, :3])


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.layer.paint(full=True)
    return made


def test_the_moving_one_is_above(scene: Scene) -> None:
    assert scene.at(10, 10) == BLUE


def test_the_one_at_rest_stays_until_it_is_woken(scene: Scene) -> None:
    scene.moving.set_xy((0.5, 0.5))
    scene.still.set_xy((0.75, 0.0))
    scene.layer.paint()
    assert scene.at(10, 10) == RED
    assert scene.at(60, 60) == BLUE
    scene.layer.paint(woken=True)
    assert scene.at(10, 10) == (255, 255, 255)
    assert scene.at(85, 10) == RED
    assert scene.at(60, 60) == BLUE
    assert scene.layer.full_draws == 1


def test_a_full_draw_draws_both(scene: Scene) -> None:
    scene.still.set_xy((0.75, 0.0))
    scene.layer.paint(full=True)
    assert scene.at(85, 10) == RED
    assert scene.at(10, 10) == BLUE
