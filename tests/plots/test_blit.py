"""The blitting layer keeps what stands still and draws what moves, each exactly once."""

from typing import Any

import numpy as np
import pytest
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.canvas.blit import BlitLayer
from acttutor.plots.text.cached import CachedText


class Counted(Artist):
    """Counts how often it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0

    @allow_rasterization
    def draw(self, renderer: Any) -> None:
        if self.get_visible():
            self.drawn += 1


class Scene:
    """A figure with a standing line, a moving line and two counters."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(3, 2), dpi=100)
        self.canvas = FigureCanvasAgg(self.figure)
        self.layer = BlitLayer(self.canvas)
        axes = self.figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        (self.standing,) = axes.plot([0, 1], [0.2, 0.2], color="red", lw=3)
        (self.moving,) = axes.plot([0, 1], [0.5, 0.5], color="blue", lw=3, animated=True)
        self.still, self.live = Counted(), Counted()
        self.live.set_animated(True)
        self.figure.add_artist(self.still)
        self.figure.add_artist(self.live)
        self.layer.artists = [self.moving, self.live]

    def picture(self) -> Any:
        return np.array(self.canvas.buffer_rgba())[..., :3].astype(int)

    def rows(self, color: tuple[int, int, int]) -> set[int]:
        """Return the heights (in tenths) at which a colour is seen."""
        hit = (np.abs(self.picture()[:, 150] - color).sum(axis=1) < 60).nonzero()[0]
        return {round((1 - row / 200) * 10) for row in hit}


BLUE, RED, GREEN = (0, 0, 255), (255, 0, 0), (0, 128, 0)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_first_paint_draws_all_once(scene: Scene) -> None:
    scene.layer.paint()
    assert (scene.still.drawn, scene.live.drawn, scene.layer.full_draws) == (1, 1, 1)
    assert (scene.rows(RED), scene.rows(BLUE)) == ({2}, {5})


def test_a_paint_moves_what_moves_and_leaves_the_rest(scene: Scene) -> None:
    scene.layer.paint()
    for number, height in enumerate((0.7, 0.9, 0.4), start=2):
        scene.moving.set_ydata([height, height])
        scene.layer.paint()
        # No trace of where it was before.
        assert (scene.rows(RED), scene.rows(BLUE)) == ({2}, {round(height * 10)})
        assert (scene.still.drawn, scene.live.drawn) == (1, number)
    assert scene.layer.full_draws == 1


def test_what_moves_in_hidden_axes_is_hidden_with_them(scene: Scene) -> None:
    scene.layer.paint()
    scene.moving.axes.set_visible(False)
    scene.layer.paint()
    assert scene.rows(BLUE) == set()
    assert scene.live.drawn == 2, "this one belongs to no axes"
    scene.moving.axes.set_visible(True)
    scene.layer.paint()
    assert scene.rows(BLUE) == {5}


def test_what_stands_still_changes_with_a_full_draw_only(scene: Scene) -> None:
    scene.layer.paint()
    scene.standing.set_ydata([0.3, 0.3])
    scene.layer.paint()
    assert scene.rows(RED) == {2}
    scene.layer.paint(full=True)
    assert scene.rows(RED) == {3}
    assert (scene.still.drawn, scene.live.drawn, scene.layer.full_draws) == (2, 3, 2)


def test_a_draw_that_someone_else_asked_for_is_kept_as_well(scene: Scene) -> None:
    """Matplotlib draws by itself when the window is resized."""
    scene.layer.paint()
    scene.standing.set_color("green")
    scene.canvas.draw()
    assert scene.rows(BLUE) == {5}
    scene.moving.set_ydata([0.8, 0.8])
    scene.layer.paint()
    assert (scene.rows(GREEN), scene.rows(RED), scene.rows(BLUE)) == ({2}, set(), {8})
    assert scene.live.drawn == 3


def test_another_size_has_another_background(scene: Scene) -> None:
    scene.layer.paint()
    scene.figure.set_size_inches(4, 3)
    scene.layer.paint(full=True)
    scene.moving.set_ydata([0.9, 0.9])
    scene.layer.paint()
    assert scene.picture().shape == (300, 400, 3)
    blue = np.abs(scene.picture() - BLUE).sum(axis=2) < 60
    assert blue[:, 5].any() and blue[:, 395].any()
    assert not blue[60:].any()


def test_a_new_size_is_drawn_in_full_before_anyone_asks_for_it(scene: Scene) -> None:
    """An animation goes on between a resize and the draw that Matplotlib asks for then."""
    scene.layer.paint()
    scene.figure.set_size_inches(4, 3)
    scene.moving.set_ydata([0.9, 0.9])
    scene.layer.paint()
    assert scene.layer.full_draws == 2
    assert (np.abs(scene.picture() - BLUE).sum(axis=2) < 60)[:, 395].any()
    scene.layer.paint()
    assert scene.layer.full_draws == 2


def test_invisible_artists_are_not_drawn(scene: Scene) -> None:
    scene.live.set_visible(False)
    scene.moving.set_visible(False)
    scene.layer.paint()
    scene.layer.paint()
    assert scene.live.drawn == 0
    assert scene.rows(BLUE) == set()


def test_later_artists_are_drawn_above(scene: Scene) -> None:
    (second,) = scene.moving.axes.plot([0, 1], [0.5, 0.5], color="green", lw=3, animated=True)
    scene.layer.artists = [scene.moving, second]
    scene.layer.paint()
    assert (scene.rows(GREEN), scene.rows(BLUE)) == ({5}, set())
    scene.layer.artists = [second, scene.moving]
    scene.layer.paint()
    assert (scene.rows(GREEN), scene.rows(BLUE)) == (set(), {5})


@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("va", ["top", "center", "bottom", "baseline"])
@pytest.mark.parametrize(("x", "y"), [(0.5, 0.5), (0.47, 0.513)])
def test_a_text_with_kept_pixels_looks_like_any_other(ha: str, va: str, x: float, y: float) -> None:
    """The first time, and when it is copied to another place."""
    pictures = []
    for kind in ("plain", "kept"):
        figure = Figure(figsize=(3, 2), dpi=100)
        canvas = FigureCanvasAgg(figure)
        text: Any
        if kind == "plain":
            text = figure.text(x, y, "Ag 12\n$x_1^2$", ha=ha, va=va)
        else:
            text = figure.add_artist(CachedText(0.1, 0.2, "Ag 12\n$x_1^2$", ha=ha, va=va))
            canvas.draw()
            text.set_position((x, y))
        canvas.draw()
        ink = 255 - np.array(canvas.buffer_rgba())[..., :3].astype(float)
        pictures.append(ink)
    total = [picture.sum() for picture in pictures]
    assert total[1] == pytest.approx(total[0], rel=0.05)
    rows, columns = np.indices((200, 300))
    for axis in (rows, columns):
        centre = [(picture.sum(axis=2) * axis).sum() / picture.sum() for picture in pictures]
        # Whole pixels are copied, so it may be off by half a pixel.
        assert centre[1] == pytest.approx(centre[0], abs=0.8)


def test_a_kept_text_follows_its_words_and_colour() -> None:
    figure = Figure(figsize=(3, 2), dpi=100)
    canvas = FigureCanvasAgg(figure)
    text: Any = figure.add_artist(CachedText(0.5, 0.5, "one", color="black"))
    seen = []
    for words, color in (("one", "black"), ("three", "black"), ("one", "red"), ("one", "black")):
        text.set_text(words)
        text.set_color(color)
        canvas.draw()
        seen.append(np.array(canvas.buffer_rgba()).tobytes())
    assert seen[0] == seen[3]
    assert len(set(seen)) == 3


def test_a_kept_text_changes_with_its_weight_and_size() -> None:
    """Setting a font property again must not show the pixels of the old one."""
    figure = Figure(figsize=(3, 2), dpi=100)
    canvas = FigureCanvasAgg(figure)
    text: Any = figure.add_artist(CachedText(0.3, 0.5, "word", size=10))
    ink = []
    for change in ({}, {"size": 20}, {"weight": "bold"}, {"size": 10, "weight": "normal"}):
        text.set(**change)
        canvas.draw()
        ink.append(float((255 - np.array(canvas.buffer_rgba())[..., 0].astype(float)).sum()))
    assert ink[1] > 2 * ink[0]
    assert ink[2] > 1.05 * ink[1]
    assert ink[3] == ink[0]
