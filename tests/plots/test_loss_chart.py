"""The loss chart shows every loss that a run can have, and reads out the true ones."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.epoch_axes import MOST_POINTS
from acttutor.plots.loss_chart import LossChart
from acttutor.plots.style import LIGHT, dress

NAMES = {"title": "Loss", "epoch": "Epoch", "train": "Training", "test": "Test"}


class Scene:
    """A chart on an Agg canvas."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(5, 2), dpi=96)
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0.15, 0.25, 0.8, 0.6))
        dress(self.axes, LIGHT)
        self.marked: list[Any] = []
        self.chart = LossChart(self.axes, LIGHT, NAMES, self.marked.append)

    def show(self, train: Any, test: Any = None, log: bool = True, epochs: Any = None) -> bool:
        """Show losses and draw, which must work without a warning; did the limits change?"""
        before = self.limits
        train = np.array(train, dtype=float)
        test = np.full(len(train), math.nan) if test is None else np.array(test, dtype=float)
        epochs = np.arange(len(train), dtype=float) if epochs is None else epochs
        self.chart.update(epochs, train, test, log)
        self.canvas.draw()
        return self.limits != before

    @property
    def limits(self) -> Any:
        return self.axes.get_xlim(), self.axes.get_ylim()

    def point(self, epoch: float) -> None:
        self.chart.point_at(SimpleNamespace(inaxes=self.axes, xdata=epoch))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def falling(count: int) -> Any:
    return 0.5 * np.exp(-0.01 * np.arange(count)) + 1e-3


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("count", [1, 2, 11, 400, 401, 12_000])
def test_all_of_both_curves_lies_within_the_axes(scene: Scene, count: int, log: bool) -> None:
    train, test = falling(count), 1.5 * falling(count)
    assert scene.show(train, test, log)
    low, high = scene.axes.get_ylim()
    assert low <= train.min() and test.max() <= high
    # … and fills a good part of them.
    assert (high < 40 * test.max()) if log else (high < 2.2 * test.max())
    x_low, x_high = scene.axes.get_xlim()
    assert x_low == 0 and count - 1 <= x_high
    assert x_high <= 2.5 * max(count - 1, 10)
    assert scene.axes.get_yscale() == ("log" if log else "linear")


def test_the_curves_pass_through_the_losses(scene: Scene) -> None:
    train, test = falling(5000), falling(5000) * 2
    scene.show(train, test)
    for line, losses in ((scene.chart.train, train), (scene.chart.test, test)):
        x, y = (np.asarray(values) for values in line.get_data())
        assert len(x) <= MOST_POINTS + 1
        np.testing.assert_array_equal(y, losses[x.astype(int)])
        assert (x[0], x[-1]) == (0, 4999)
        assert np.diff(x).max() <= math.ceil(5000 / MOST_POINTS)


def test_training_is_solid_and_test_dashed(scene: Scene) -> None:
    assert scene.chart.train.get_linestyle() == "-"
    assert scene.chart.test.get_linestyle() != "-"
    assert scene.axes.get_xlabel() == "Epoch"
    assert scene.axes.get_title(loc="left") == "Loss"


def test_the_axes_rest_most_of_the_time(scene: Scene) -> None:
    """The limits grow in steps: an axis that moved with every epoch could not be read."""
    losses = falling(3000)
    seen = set()
    for n in range(1, 3001):
        scene.chart.update(np.arange(float(n)), losses[:n], losses[:n], True)
        seen.add(scene.limits)
    assert len(seen) < 25


def test_the_same_again_changes_nothing(scene: Scene) -> None:
    assert scene.show(falling(50))
    assert not scene.show(falling(50))
    assert scene.show(falling(50), log=False)
    assert not scene.show(falling(50), log=False)
    assert scene.show(falling(50), log=True)


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
        [1.0, 1.0],
        [10.0],
    ],
)
def test_losses_of_any_size_can_be_drawn(scene: Scene, losses: list[float], log: bool) -> None:
    scene.show(losses, losses, log)
    scene.show(losses, None, log)
    scene.point(0)
    scene.show(losses, losses, log)
    low, high = scene.axes.get_ylim()
    assert math.isfinite(low) and math.isfinite(high) and low < high
    assert low > 0 or not log


@pytest.mark.parametrize("log", [False, True])
def test_without_epochs_there_is_an_empty_chart(scene: Scene, log: bool) -> None:
    scene.show([], log=log)
    scene.point(3)
    scene.show([], log=log)
    assert not scene.chart.reading.get_visible()
    assert not any(label.get_visible() for label in scene.chart.labels)


@pytest.mark.parametrize(
    ("pointer", "epoch"), [(0.0, 0), (-3, 0), (7.4, 7), (7.6, 8), (99.2, 99), (500, 99)]
)
def test_the_pointer_reads_the_losses_of_the_nearest_epoch(
    scene: Scene, pointer: float, epoch: int
) -> None:
    train, test = falling(100), 2 * falling(100)
    scene.point(pointer)
    scene.show(train, test)
    expected = f"Epoch {epoch}   Training {train[epoch]:.4g}   Test {test[epoch]:.4g}"
    assert scene.chart.reading.get_text() == expected
    assert scene.chart.reading.get_visible() and scene.chart.cursor.get_visible()
    assert list(scene.chart.cursor.get_xdata()) == [epoch, epoch]
    assert not any(label.get_visible() for label in scene.chart.labels)


def test_where_epochs_were_thinned_the_pointer_reads_one_that_was_kept(scene: Scene) -> None:
    epochs = np.array([0.0, 8, 16, 24, 25, 26])
    train = 1 / (1 + epochs)
    for pointer in np.linspace(-2, 30, 200):
        scene.point(pointer)
        scene.chart.update(epochs, train, train, True)
        nearest = epochs[np.abs(epochs - pointer).argmin()]
        assert scene.chart.cursor.get_xdata()[0] == nearest
        assert f"Epoch {nearest:.0f}   Training {1 / (1 + nearest):.4g}" in (
            scene.chart.reading.get_text()
        )


def test_the_pointer_elsewhere_reads_nothing(scene: Scene) -> None:
    scene.point(5)
    scene.show(falling(20))
    assert "Test" not in scene.chart.reading.get_text()
    assert scene.chart.point_at(SimpleNamespace(inaxes=None, xdata=None))
    scene.show(falling(20))
    assert not scene.chart.reading.get_visible() and not scene.chart.cursor.get_visible()
    assert not scene.chart.point_at(None)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    ("train", "test"), [(0.5, 0.5), (0.5, 0.51), (0.51, 0.5), (0.9, 0.01), (0.0, 0.0), (1e-9, 1.0)]
)
@pytest.mark.parametrize("count", [1, 15, 300])
def test_the_names_stand_at_their_curves_without_touching(
    scene: Scene, count: int, train: float, test: float, log: bool
) -> None:
    scene.show(np.full(count, train), np.full(count, test), log)
    renderer = scene.canvas.get_renderer()
    boxes = [label.get_window_extent(renderer) for label in scene.chart.labels]
    assert all(label.get_visible() for label in scene.chart.labels)
    assert min(boxes[0].y1, boxes[1].y1) - max(boxes[0].y0, boxes[1].y0) < 3
    frame = scene.axes.get_window_extent()
    for box in boxes:
        assert frame.y0 - 3 <= box.y0 and box.y1 <= frame.y1 + 8
        assert box.x1 <= scene.figure.bbox.width
    # The upper name belongs to the upper curve.
    if train != test:
        assert (boxes[0].y0 > boxes[1].y0) == (train > test)


def test_without_test_data_only_the_training_is_named(scene: Scene) -> None:
    scene.show(falling(30))
    assert [label.get_visible() for label in scene.chart.labels] == [True, False]


def test_all_that_moves_is_marked(scene: Scene) -> None:
    chart = scene.chart
    expected = {chart.grid, chart.train, chart.test, chart.cursor, chart.reading, *chart.labels}
    assert set(scene.marked) == expected
