"""The line chart shows every loss that a run can have, and reads out the true ones."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.plots.drawing import Drawing
from acttutor.plots.epochs import MOST_POINTS, View
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, Level, LineChart, joined
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import LIGHT, install_fonts

PLACE = Rect(0, 0, 480, 200)


class Scene:
    """A chart with a solid and a dashed curve on an Agg canvas."""

    def __init__(self, **options: Any) -> None:
        install_fonts()
        self.figure = Figure(figsize=(5, 2.2), dpi=96)
        self.canvas = FigureCanvasAgg(self.figure)
        self.drawing = Drawing(self.figure, Texts("en"), LIGHT)
        looks = [CurveLook(LIGHT.text), CurveLook(LIGHT.text, 1.5, (4, 2))]
        self.chart = LineChart(self.drawing, looks, "Loss", "Epoch", **options)
        self.chart.layout(PLACE)

    def show(self, train: Any, test: Any = None, epochs: Any = None, **options: Any) -> bool:
        """Show losses and draw, which must work without a warning; did the limits change?"""
        before = self.limits
        train = np.array(train, dtype=float)
        test = np.full(len(train), math.nan) if test is None else np.array(test, dtype=float)
        x = np.arange(len(train), dtype=float) if epochs is None else epochs
        curves = [Curve(x, train, "Training"), Curve(x, test, "Test")]
        self.chart.update(curves, **{"log": True, **options})
        self.canvas.draw()
        for artist in self.drawing.live:
            artist.draw(self.canvas.get_renderer())
        return self.limits != before

    @property
    def limits(self) -> Any:
        return self.chart.axes.get_xlim(), self.chart.axes.get_ylim()

    def point(self, x: float) -> None:
        self.chart.point_at(SimpleNamespace(inaxes=self.chart.axes, xdata=x, ydata=1.0))

    def named(self) -> list[str]:
        return [label.get_text() for label in self.chart.labels if label.get_visible()]


def falling(count: int) -> Any:
    return 0.5 * np.exp(-0.01 * np.arange(count)) + 1e-3


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("count", [1, 2, 11, 400, 401, 12_000])
def test_all_of_both_curves_lies_within_the_axes(count: int, log: bool) -> None:
    scene, train, test = Scene(), falling(count), 1.5 * falling(count)
    assert scene.show(train, test, log=log)
    (x_low, x_high), (low, high) = scene.limits
    assert low <= train.min() and test.max() <= high
    # … and fills a good part of them.
    assert (high < 40 * test.max()) if log else (high < 2.2 * test.max())
    assert x_low == 0 and count - 1 <= x_high <= 2.5 * max(count - 1, 10)
    assert scene.chart.axes.get_yscale() == ("log" if log else "linear")


def test_the_curves_pass_through_the_losses() -> None:
    scene, train, test = Scene(), falling(5000), falling(5000) * 2
    scene.show(train, test)
    for line, losses in zip(scene.chart.curves, (train, test), strict=True):
        x, y = (np.asarray(values) for values in line.get_data())
        assert len(x) <= MOST_POINTS + 1
        np.testing.assert_array_equal(y, losses[x.astype(int)])
        assert (x[0], x[-1]) == (0, 4999)
        assert np.diff(x).max() <= math.ceil(5000 / MOST_POINTS)


def test_the_axes_rest_most_of_the_time() -> None:
    """The limits grow in steps: an axis that moved with every epoch could not be read."""
    scene, losses, seen = Scene(), falling(3000), set()
    for n in range(1, 3001, 7):
        x = np.arange(float(n))
        scene.chart.update([Curve(x, losses[:n]), Curve(x, losses[:n])], log=True)
        seen.add(scene.limits)
    assert len(seen) < 25


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "losses",
    [
        [0.0],
        [0.0, 0.0, 0.0],
        [0.5, 0.0],
        [1e-320, 1e-310],
        [1e-30, 1e-31],
        [1.0, 1e250, 1.7e308],
        [1e299, 1e300],
        [0.1, 0.1],
        [10.0],
    ],
)
def test_losses_of_any_size_can_be_drawn(losses: list[float], log: bool) -> None:
    scene = Scene()
    scene.show(losses, losses, log=log)
    scene.show(losses, None, log=log)
    scene.point(0)
    scene.show(losses, losses, log=log)
    low, high = scene.limits[1]
    assert math.isfinite(low) and math.isfinite(high) and low < high
    assert low > 0 or not log


@pytest.mark.parametrize("log", [False, True])
def test_without_epochs_there_is_an_empty_chart(log: bool) -> None:
    scene = Scene(reading=str)
    scene.show([], log=log)
    scene.point(3)
    scene.show([], log=log)
    assert not scene.chart.reading.get_visible()
    assert scene.named() == []


@pytest.mark.parametrize(
    ("pointer", "epoch"), [(0.0, 0), (-3, 0), (7.4, 7), (7.6, 8), (99.2, 99), (500, 99)]
)
def test_the_pointer_reads_the_nearest_epoch(pointer: float, epoch: int) -> None:
    train, test = falling(100), 2 * falling(100)
    corner = Scene(reading=lambda index: f"at {index}: {train[index]:.4g}")
    beside = Scene()
    for scene in (corner, beside):
        scene.point(pointer)
        scene.show(train, test)
        assert list(scene.chart.cursor.get_xdata()) == [epoch, epoch]
    assert corner.chart.reading.get_text() == f"at {epoch}: {train[epoch]:.4g}"
    assert corner.named() == []
    assert beside.named() == [f"Training  {train[epoch]:.3g}", f"Test  {test[epoch]:.3g}"]


def test_where_epochs_were_left_out_the_pointer_reads_one_that_was_kept() -> None:
    epochs = np.array([0.0, 8, 16, 24, 25, 26])
    scene = Scene()
    for pointer in np.linspace(-2, 30, 60):
        scene.point(pointer)
        scene.show(1 / (1 + epochs), epochs=epochs)
        assert scene.chart.cursor.get_xdata()[0] == epochs[np.abs(epochs - pointer).argmin()]


def test_the_pointer_elsewhere_reads_nothing() -> None:
    scene = Scene(reading=str)
    scene.point(5)
    scene.show(falling(20))
    assert scene.chart.reading.get_visible()
    assert scene.chart.point_at(SimpleNamespace(inaxes=None, xdata=None, ydata=None))
    scene.show(falling(20))
    assert not scene.chart.reading.get_visible() and not scene.chart.cursor.get_visible()
    assert not scene.chart.point_at(None)


@pytest.mark.parametrize(
    ("train", "test"), [(0.5, 0.5), (0.5, 0.51), (0.51, 0.5), (0.9, 0.01), (0.0, 0.0), (1e-9, 1.0)]
)
@pytest.mark.parametrize("count", [1, 15, 300])
def test_the_names_stand_at_their_curves_without_touching(
    count: int, train: float, test: float
) -> None:
    scene = Scene()
    scene.show(np.full(count, train), np.full(count, test), log=False)
    boxes = [label.get_window_extent() for label in scene.chart.labels]
    assert scene.named() == ["Training", "Test"]
    assert min(boxes[0].y1, boxes[1].y1) - max(boxes[0].y0, boxes[1].y0) < 3
    frame = scene.chart.axes.bbox
    for box in boxes:
        assert frame.y0 - 4 <= box.y0 and box.y1 <= frame.y1 + 8
        assert box.x1 <= scene.figure.bbox.width
    # The upper name belongs to the upper curve.
    if train != test:
        assert (boxes[0].y0 > boxes[1].y0) == (train > test)


def test_a_level_is_drawn_with_its_name_and_within_the_limits() -> None:
    scene = Scene()
    scene.show([0.2, 0.1], log=False, level=Level(3.0, "bound"))
    assert list(scene.chart.level.get_ydata()) == [3.0, 3.0]
    assert scene.limits[1][1] >= 3.0
    assert scene.chart.level_name.get_text() == "bound"
    scene.show([0.2, 0.1], log=False)
    assert not scene.chart.level.get_visible() and not scene.chart.level_name.get_visible()


def test_a_view_fixes_what_is_seen() -> None:
    scene = Scene()
    scene.show([5.0, 7.0], view=View((-1.0, 1.0), (0.0, 2.0)))
    assert scene.limits == ((-1.0, 1.0), (0.0, 2.0))


def test_joined_curves_keep_all_their_points_apart() -> None:
    x = np.linspace(-1, 1, 300)
    curve = joined([Curve(x, x), Curve(x, -x)])
    assert np.isnan(curve.x).sum() == np.isnan(curve.y).sum() == 1
    scene = Scene()
    scene.chart.update([curve], view=View((-1, 1), (-1, 1)))
    assert len(scene.chart.curves[0].get_xdata()) == 601
    assert not scene.chart.curves[1].get_visible()


def test_a_chart_that_gives_way_leaves_nothing_behind() -> None:
    scene = Scene()
    scene.show(falling(30), falling(30))
    scene.chart.show(False)
    scene.show(falling(30), falling(30))
    artists = {*scene.drawing.live, scene.chart.axes}
    assert not any(artist.get_visible() for artist in artists)
    scene.chart.show(True)
    scene.show(falling(30), falling(30))
    assert scene.named() == ["Training", "Test"]
