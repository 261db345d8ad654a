"""The large map agrees with the network, wherever one points."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from network_pixels import grid, output, pixels_at, unlike

from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.plots.decision_colors import DecisionColors

Make = Callable[..., Any]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"data": "spiral", "features": ("x1", "sin_x1", "sin_x2"), "activation": "relu"},
        {"data": "reg_plane", "layers": ()},
    ],
)
def test_the_map_has_the_colour_of_the_output_everywhere(
    scene: Make, theme: str, changes: dict[str, Any]
) -> None:
    made = scene(theme=theme, **changes)
    made.step(20)
    points = grid()
    values = output(made, points)[:, 0]
    assert np.ptp(values) > 0.2
    assert unlike(pixels_at(made, points), values, theme).sum() <= 3


def test_what_is_seen_is_the_map_with_up_and_right_where_they_belong(scene: Make) -> None:
    """Read from the picture itself, away from points, boundary and edges."""
    made = scene(data="own", table=Table(rows=((0.0, 0.0, 0.0), (5.0, 5.0, 1.0))))
    for unit, weights in enumerate(((1.0, 0.2), (0.5, 1.0))):
        for source, weight in enumerate(weights):
            made.run.set_weight(0, unit, source, weight)
    made.paint()
    picture, axes = made.picture(), made.figure.map.axes
    colors, seen = DecisionColors(made.figure.theme), 0
    for x, y in grid(9):
        value = output(made, np.array([(x, y)]))[0, 0]
        if abs(value) < 0.15 or min(np.hypot(x, y), np.hypot(x - 5, y - 5)) < 0.5:
            continue
        px, py = axes.transData.transform((x, y))
        pixel = picture[picture.shape[0] - 1 - int(py), int(px)]
        allowed = colors.numbers(value + np.linspace(-0.12, 0.12, 25))[:, :3].astype(int)
        assert np.abs(allowed - pixel).max(axis=1).min() <= 1, (x, y, value)
        seen += 1
    assert seen > 30


def test_the_sides_of_the_boundary_have_the_colours_of_the_classes(scene: Make) -> None:
    made = scene()
    made.step(60)
    theme = made.figure.theme
    inside, outside = pixels_at(made, np.array([(0.0, 0.0), (5.0, 5.0)]))
    for pixel, own, other in (
        (inside, theme.positive, theme.negative),
        (outside, theme.negative, theme.positive),
    ):
        gaps = [np.abs(pixel - np.array(to_rgb(color)) * 255).sum() for color in (own, other)]
        assert gaps[0] < gaps[1]


def test_the_boundary_is_where_the_output_is_zero(scene: Make) -> None:
    made = scene()
    made.step(60)
    line = np.column_stack(made.figure.map.boundary.get_data())
    line = line[np.isfinite(line).all(axis=1)]
    assert len(line) > 20
    assert np.abs(output(made, line)).max() < 0.06
    # Around the disc, and within the ring.
    radius = np.hypot(*line.T)
    assert radius.min() > 2.0 and radius.max() < 4.0


def test_discretized_there_are_only_two_colours(scene: Make) -> None:
    made = scene(discretize=True)
    made.step(30)
    pixels = made.figure.map.image.get_pixels().reshape(-1, 4)
    assert len(np.unique(pixels, axis=0)) == 2
    points = grid()
    values = output(made, points)[:, 0]
    colors = DecisionColors(made.figure.theme).numbers(values, discretize=True)[:, :3]
    clear = np.abs(values) > 0.1
    np.testing.assert_array_equal(pixels_at(made, points)[clear], colors[clear])


@pytest.mark.parametrize("discretize", [False, True])
def test_three_classes_have_three_colours(scene: Make, discretize: bool) -> None:
    made = scene(data="iris", discretize=discretize)
    for _ in range(400):
        made.run.step()
    made.paint()
    problem, theme = made.run.problem, made.figure.theme
    pure = np.array([to_rgb(c) for c in (theme.positive, theme.negative, theme.third)]) * 255
    points = problem.X_train
    certain = output(made, points).max(axis=1) > 0.8
    assert certain.sum() > 40
    distance = np.linalg.norm(pixels_at(made, points)[:, None, :] - pure, axis=2)
    expected = output(made, points).argmax(axis=1)
    np.testing.assert_array_equal(distance.argmin(axis=1)[certain], expected[certain])
    assert set(expected[certain]) == {0, 1, 2}
    if discretize:
        assert len(np.unique(made.figure.map.image.get_pixels().reshape(-1, 4), axis=0)) == 3
    # The boundaries lie where the two largest outputs are equal.
    line = np.column_stack(made.figure.map.boundary.get_data())
    line = line[np.isfinite(line).all(axis=1)]
    ordered = np.sort(output(made, line), axis=1)
    assert np.median(ordered[:, 2] - ordered[:, 1]) < 0.03


def test_the_map_says_the_output_under_the_pointer(scene: Make) -> None:
    made = scene()
    made.step(30)
    map_ = made.figure.map
    made.move(made.over(map_.axes, 2.0, -3.0))
    said = float(map_.reading.get_text().split()[-1].replace("−", "-"))
    assert said == pytest.approx(float(output(made, np.array([(2.0, -3.0)]))[0, 0]), abs=0.02)
    made.figure.on_leave(None)
    made.paint()
    assert not map_.reading.get_visible()
    # Of classes it names the most likely one; the legend stands for the scale.
    assert map_.scale.image.get_visible()
    made.configure(data="iris")
    assert not map_.scale.image.get_visible()
    made.move(made.over(map_.axes, -4.0, -4.0))
    problem = made.run.problem
    best = int(output(made, np.array([(-4.0, -4.0)]))[0].argmax())
    assert problem.classes[best] in map_.reading.get_text()
    made.configure(data="circle")
    assert map_.scale.image.get_visible()


@pytest.mark.parametrize(
    "changes",
    [
        {"data": "reg_gauss", "activation": "relu", "lr": 10},
        {"data": "reg_plane", "activation": "relu", "lr": 3},
        {"data": "reg_plane", "activation": "relu", "lr": 3, "log_loss": False},
    ],
)
def test_a_run_that_diverges_is_drawn_to_its_end(scene: Make, changes: dict[str, Any]) -> None:
    """Losses beyond 1e200 and outputs that no picture can hold; any warning fails this test."""
    made = scene(**changes)
    while made.run.step():
        made.paint()
    made.paint()
    assert made.run.losses.train[-1] > 1e100
    made.hover(Spot("unit", 1, 0))
    made.hover(Spot("line", 1, 0, 0))
    made.move(made.over(made.figure.losses.axes, 0.5, made.run.losses.train[0]))
    points = grid(9)
    values = np.clip(output(made, points)[:, 0], -1, 1)
    made.figure.on_leave(None)
    made.paint()
    assert unlike(pixels_at(made, points), values).mean() < 0.2


def test_a_curve_drawn_across_the_map_parts_the_points(scene: Make) -> None:
    made = scene(data="curve")
    axes = made.figure.map.axes
    assert made.figure.cursor(made.over(axes, 0.0, 0.0)) == "cross"
    made.drag(axes, (-5.5, -4.0), (5.5, 4.0))
    problem = made.run.problem
    X, T = (
        np.vstack(both) for both in zip(problem.part("train"), problem.part("test"), strict=True)
    )
    inside = (np.abs(X[:, 0]) < 5.0) & (np.abs(X[:, 1] - X[:, 0] * 8 / 11) > 0.2)
    assert ((X[:, 1] > X[:, 0] * 8 / 11) == (T[:, 0] > 0))[inside].all()
    assert made.figure.curve.line.get_visible()
    # It is a click no longer than the button is down.
    curve = made.run.settings.curve
    made.move(made.over(axes, 0.0, 3.0))
    assert made.run.settings.curve == curve
