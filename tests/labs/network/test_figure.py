"""The picture of the network lab agrees with the network, wherever one points."""

import itertools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from acttutor.base.state.fields import changed
from acttutor.core.data.features import FEATURES, expand
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.table import Table
from acttutor.labs.network.model.table_file import read_table
from acttutor.labs.network.words import unit_formula
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.style import THEMES

Make = Callable[..., Any]


def output(scene: Any, points: Any) -> Any:
    """Return the outputs of the network at points of the square, by its readable form."""
    return scene.run.network.forward(expand(points, scene.run.feature_ids))


def pixels_at(scene: Any, points: Any) -> Any:
    """Return the pixels of the large map at points of the square."""
    pixels = scene.figure.map.image.get_pixels()[..., :3].astype(int)
    rows, columns = pixels.shape[:2]
    column = np.round((points[:, 0] + 6) / 12 * (columns - 1)).astype(int)
    row = np.round((6 - points[:, 1]) / 12 * (rows - 1)).astype(int)
    return pixels[row, column]


def grid(count: int = 23) -> Any:
    """Return points all over the square."""
    side = np.linspace(-5.9, 5.9, count)
    return np.array([(x, y) for x in side for y in side])


def unlike(pixels: Any, values: Any, theme: str = "light", slack: float = 0.12) -> Any:
    """Tell which pixels have the colour of no value within ``slack`` of theirs."""
    colors = DecisionColors(THEMES[theme])
    shifts = np.linspace(-slack, slack, 25)
    allowed = colors.numbers(values[None, :] + shifts[:, None])[..., :3].astype(int)
    return (np.abs(allowed - pixels).max(axis=2) > 0).all(axis=0)


# -- the large map -------------------------------------------------------------------------------


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


# -- units and lines -----------------------------------------------------------------------------

SHAPES = [(), (1,), (4, 2), (8,) * 6, (1, 8, 1)]


@pytest.mark.parametrize("layers", [(4, 2), (8,) * 6])
def test_each_small_map_is_the_output_of_its_unit(scene: Make, layers: tuple[int, ...]) -> None:
    made = scene(layers=layers, init="xavier", features=("x1", "x2", "x1x2"))
    made.step(3)
    graph, height = made.figure.graph, made.picture().shape[0]
    tile = graph.layout_.tile
    # The middle of each small pixel, at the nearest point of the grid of 100 × 100.
    steps = np.round(np.linspace(0, 99, tile)) / 99 * 12 - 6
    points = np.array([(x, -y) for y in steps for x in steps])
    inputs = expand(points, made.run.feature_ids)
    values = [inputs, *made.run.network.activations(inputs)]
    colors = DecisionColors(made.figure.theme)
    number = 0
    for layer, maps in enumerate(values):
        for unit in range(maps.shape[1]):
            pixels = graph.tiles[number].get_pixels()
            assert pixels.shape == (tile, tile, 4)
            expected = colors.numbers(maps[:, unit]).reshape(tile, tile, 4)
            # Single precision may put a value into the shade next to it.
            assert (pixels != expected).any(axis=2).mean() < 0.02, (layer, unit)
            # It is seen where the layout has the unit.
            x, y = graph.layout_.centers[layer][unit]
            left, top = round(x - tile / 2), height - round(height - y - tile / 2) - tile
            seen = made.picture()[top + 3 : top + tile - 3, left + 3 : left + tile - 3]
            if layers == (4, 2):
                # A bias dot covers the lower left corner.
                inner = pixels[3:-3, 3:-3, :3]
                assert (np.abs(seen - inner).max(axis=2) > 1).mean() < 0.05
            number += 1


@pytest.mark.parametrize("size", [(560, 480), (920, 640), (2400, 1300)])
def test_everything_in_the_graph_has_its_place(scene: Make, size: tuple[int, int]) -> None:
    """Nothing overlaps, nothing leaves its room, and all can be pointed at."""
    made = scene(size=size)
    for layers, features in itertools.product(SHAPES, [("x1",), tuple(FEATURES)]):
        made.run.configure(changed(made.run.settings, layers=layers, features=features))
        made.figure.update()
        layout = made.figure.graph.layout_
        half = layout.tile / 2
        right, bottom = made.figure.map.axes.bbox.x0, made.picture().shape[0]
        for layer, centers in enumerate(layout.centers):
            assert len(centers) == made.run.network.sizes[layer]
            for unit, (x, y) in enumerate(centers):
                assert layout.find(x, y) == Spot("unit", layer, unit)
                assert half - 1 <= x <= right - half and half - 1 <= y <= bottom - half
            if len(centers) > 1:
                assert np.diff(centers[:, 1]).min() >= layout.tile
            if layer:
                assert centers[0][0] - layout.centers[layer - 1][0][0] > layout.tile
                for unit, (x, y) in enumerate(layout.bias_places(layer)):
                    assert layout.find(x, y) == Spot("bias", layer, unit)
        for (layer, unit, source), curve in zip(layout.ends, layout.curves, strict=True):
            np.testing.assert_allclose(curve[0] - (half, 0), layout.centers[layer - 1][source])
            np.testing.assert_allclose(curve[3] + (half, 0), layout.centers[layer][unit])
        assert layout.find(2.0, 2.0) is None


def test_every_line_of_the_default_network_can_be_pointed_at(scene: Make) -> None:
    made = scene()
    for layer, unit, source in made.figure.graph.layout_.ends:
        spot = Spot("line", layer, unit, source)
        # Some way along the line it is the nearest one.
        found = set()
        layout = made.figure.graph.layout_
        start, a, b, end = layout.curves[layout.ends.index((layer, unit, source))]
        for t in np.linspace(0.05, 0.95, 19):
            place = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a
            place = place + 3 * (1 - t) * t**2 * b + t**3 * end
            found.add(layout.find(*place))
        assert spot in found


@pytest.mark.parametrize("spot", [Spot("unit", 0, 1), Spot("unit", 1, 2), Spot("unit", 2, 0)])
def test_a_unit_under_the_pointer_fills_the_map_and_writes_its_formula(
    scene: Make, spot: Spot
) -> None:
    made = scene()
    made.step(20)
    whole = made.figure.map.image.get_pixels().copy()
    made.hover(spot)
    points = grid()
    inputs = expand(points, made.run.feature_ids)
    values = [inputs, *made.run.network.activations(inputs)][spot.layer][:, spot.unit]
    assert unlike(pixels_at(made, points), values).sum() <= 3
    assert made.figure.words.get_text() == unit_formula(made.run, spot)
    if spot.layer:
        weights = made.run.network.layers[spot.layer - 1].W[spot.unit]
        for weight in weights:
            assert f"{abs(weight):.2f}" in made.figure.words.get_text()
    made.figure.on_leave(None)
    made.paint()
    np.testing.assert_array_equal(made.figure.map.image.get_pixels(), whole)
    assert made.figure.words.get_text() == made.figure.texts("network.message.hint")


def test_while_training_the_map_under_the_pointer_follows(scene: Make) -> None:
    made = scene()
    made.hover(Spot("unit", 1, 0))
    for _ in range(15):
        made.step(1)
    points = grid(9)
    values = made.run.network.activations(expand(points, ("x1", "x2")))[0][:, 0]
    assert unlike(pixels_at(made, points), values).sum() <= 2


@pytest.mark.parametrize("spot", [Spot("line", 1, 2, 1), Spot("line", 3, 0, 1), Spot("bias", 2, 1)])
def test_a_line_under_the_pointer_reads_its_weight_and_slope(scene: Make, spot: Spot) -> None:
    made = scene()
    made.step(5)
    made.hover(spot)
    assert made.figure.reading.get_visible()
    text = made.figure.reading.get_text()
    layer = made.run.network.layers[spot.layer - 1]
    source = None if spot.kind == "bias" else spot.source
    value = layer.b[spot.unit] if source is None else layer.W[spot.unit, source]
    losses, h = [], 1e-5
    for moved in (value + h, value - h):
        made.run.set_weight(spot.layer - 1, spot.unit, source, moved)
        losses.append(float(made.run.losses.train[-1]))
    made.run.set_weight(spot.layer - 1, spot.unit, source, value)
    slope = (losses[0] - losses[1]) / (2 * h)
    numbers = [
        float(word)
        for word in text.replace("−", "-").split()
        if word.lstrip("-").replace(".", "").replace("e-", "").isdigit()
    ]
    assert numbers == pytest.approx([value, slope], rel=2e-3)
    # The words stay within the figure.
    box = made.figure.reading.get_window_extent(made.canvas.get_renderer())
    width, height = made.figure.figure.bbox.size
    assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height
    made.figure.on_leave(None)
    made.paint()
    assert not made.figure.reading.get_visible()


def test_lines_are_wider_for_larger_weights_and_coloured_by_sign(scene: Make) -> None:
    made = scene()
    for source, weight in ((0, -3.0), (1, 0.2), (2, 2.0), (3, 0.0)):
        made.run.set_weight(1, 0, source, weight)
    made.paint()
    graph = made.figure.graph
    widths, colors = graph.lines.get_linewidth(), graph.lines.get_edgecolor()
    index = [graph.layout_.ends.index((2, 0, source)) for source in range(4)]
    w = [widths[i] for i in index]
    assert w[0] > w[2] > w[1] > w[3] > 0
    theme = made.figure.theme
    assert tuple(colors[index[0]][:3]) == pytest.approx(to_rgb(theme.negative))
    assert tuple(colors[index[2]][:3]) == pytest.approx(to_rgb(theme.positive))
    before = widths[index[1]]
    made.hover(Spot("line", 2, 0, 1))
    assert graph.lines.get_linewidth()[index[1]] > before


def test_exchanged_inputs_get_other_names(scene: Make) -> None:
    """As many inputs as before, but others."""
    made = scene()
    made.configure(features=("x1_squared", "sin_x2"))
    assert [name.get_text() for name in made.figure.graph.names] == ["$x_1^2$", r"$\sin x_2$"]
    points = grid(9)
    values = output(made, points)[:, 0]
    assert unlike(pixels_at(made, points), values).sum() <= 2


@pytest.mark.parametrize("layers", SHAPES)
def test_another_shape_is_drawn_at_once_and_forgets_the_pointer(
    scene: Make, layers: tuple[int, ...]
) -> None:
    made = scene(layers=(5, 5))
    made.hover(Spot("unit", 2, 4))
    made.configure(layers=layers)
    assert made.figure.graph.hovered is None
    visible = sum(tile.get_visible() for tile in made.figure.graph.tiles)
    assert visible == 2 + sum(layers) + 1
    made.step(2)


# -- points --------------------------------------------------------------------------------------


def shown(made: Any) -> dict[str, int]:
    """Return how many points are seen in each colour and kind."""
    found: dict[str, int] = {}
    for (part, number), artist in made.figure.map.data.artists.items():
        if artist.get_visible() and len(artist.get_xdata()):
            found[f"{part} {number}"] = len(artist.get_xdata())
    return found


def test_points_stand_where_they_are_in_the_colour_of_their_class(scene: Make) -> None:
    made = scene(noise=20, show_test=True)
    problem = made.run.problem
    for part, X, T in (
        ("train", problem.X_train, problem.T_train),
        ("test", problem.X_test, problem.T_test),
    ):
        for number, sign in enumerate((1, -1)):
            artist = made.figure.map.data.artists[part, number]
            is_full = artist.get_markerfacecolor() == THEMES["light"].classes[number]
            assert is_full == (part == "train"), "test points are hollow"
            np.testing.assert_array_equal(np.column_stack(artist.get_data()), X[T[:, 0] == sign])
    assert sum(shown(made).values()) == 500
    made.configure(show_test=False)
    assert sum(shown(made).values()) == 250
    assert not any(name.startswith("test") for name in shown(made))


def test_all_points_are_shown_for_every_kind_of_problem(scene: Make) -> None:
    made = scene(show_test=True)
    for data, count in (("reg_gauss", 1200), ("iris", 150), ("own", 0), ("xor", 500)):
        made.configure(data=data)
        assert sum(shown(made).values()) == count
    made.configure(data="own", table=Table(rows=((1.0, 1.0, 2.0),)))
    assert shown(made) == {"train 2": 1}


def test_points_of_the_next_problem_replace_those_of_the_last(scene: Make) -> None:
    """Two changes between two frames, as a lesson makes them; memory is used again at once."""
    made = scene()
    for seed in range(2, 20):
        made.run.configure(changed(made.run.settings, data_seed=seed + 1000))
        made.run.configure(changed(made.run.settings, data_seed=seed))
        made.figure.update()
        X = made.run.problem.X_train[made.run.problem.T_train[:, 0] > 0]
        np.testing.assert_array_equal(made.figure.map.data.artists["train", 0].get_xdata(), X[:, 0])


def test_axes_and_legend_speak_of_the_users_data(scene: Make, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(
        "length $,$\\bad{width$,kind\n1000,0.1,_first\n3000,0.3,a $\\x{ b$\n2000,0.2,c\n"
    )
    made = scene(data="own", table=read_table(path))
    axes = made.figure.map.axes
    assert (axes.get_xlabel(), made.figure.map.y_name.get_text()) == ("length $", "$\\bad{width$")
    legend = axes.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["_first", "a $\\x{ b$", "c"]
    ticks = [label.get_text().replace("−", "-") for label in axes.get_xticklabels()]
    # The data fill −5 … 5 of the square, which shows −6 … 6: here 800 to 3200. Ticks are round,
    # and stand where they say.
    assert [float(tick) for tick in ticks] == [1000, 1500, 2000, 2500, 3000]
    assert list(axes.get_xticks()) == pytest.approx([-5, -2.5, 0, 2.5, 5])
    middle = made.run.problem.frame.out_of([[0.0, 0.0]])[0]
    assert tuple(middle) == pytest.approx((2000, 0.2))


def test_very_long_names_stay_within_the_figure(scene: Make, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    name = "名" * 30_000
    path.write_text(f"{name},{name},{name}\n1,2,{name}a\n3,4,{name}b\n", encoding="utf-8")
    made = scene(data="own", table=read_table(path))
    renderer = made.canvas.get_renderer()
    axes = made.figure.map.axes
    box = axes.xaxis.label.get_window_extent(renderer)
    assert box.width < 2 * axes.bbox.width
    assert axes.get_legend().get_window_extent(renderer).width < axes.bbox.width


# -- charts --------------------------------------------------------------------------------------


def test_the_loss_chart_reads_the_losses_of_the_run(scene: Make) -> None:
    made = scene()
    made.step(50)
    losses = made.figure.losses
    for epoch in (0, 7, 33, 50):
        made.move(made.over(losses.axes, epoch + 0.2, 0.1))
        text = losses.reading.get_text()
        assert f"Epoch {epoch} " in text
        assert f"{made.run.losses.train[epoch]:.4g}" in text
        assert f"{made.run.losses.test[epoch]:.4g}" in text
        assert losses.reading.get_visible()
    made.figure.on_leave(None)
    made.paint()
    assert not losses.reading.get_visible()


def test_the_bars_are_the_mean_sizes_of_the_gradients(scene: Make) -> None:
    made = scene(activation="relu", layers=(5, 3, 2))
    made.step(5)
    chart = made.figure.gradients
    visible = [bar for bar in chart.bars if bar.get_visible()]
    sizes = [np.abs(dW).mean() for dW, _ in made.run.gradients()]
    assert len(visible) == len(sizes) == 4
    for bar, size in zip(visible, sizes, strict=True):
        assert bar.get_x() + bar.get_width() == pytest.approx(size)
        assert chart.axes.get_xlim()[0] <= size
    # The numbers are written anew once training pauses.
    made.paint()
    for value, size, off in zip(chart.values, sizes, [*made.run.off_shares(), None], strict=False):
        written = value.get_text().replace("−", "-").split()[0]
        assert float(written) == pytest.approx(size, rel=0.06)
        assert off is None or f"{off:.0%}" in "".join(value.get_text().split())


def test_vanishing_gradients_are_drawn_too(scene: Make) -> None:
    made = scene(init="zeros", layers=(8,) * 6, activation="sigmoid")
    made.step(3)
    made = scene(activation="relu")
    for unit in range(4):
        made.run.set_weight(0, unit, None, -1000.0)
    made.paint()
    assert "layer 1" in made.figure.words.get_text()
    assert all(math.isfinite(bar.get_width()) for bar in made.figure.gradients.bars)


# -- the pointer ---------------------------------------------------------------------------------


def test_clicks_ask_for_what_is_under_the_pointer(scene: Make) -> None:
    made = scene()
    spot = Spot("line", 2, 1, 0)
    event = made.hover(spot)
    assert made.figure.cursor(event) == "hand"
    made.figure.on_press(event)
    ((what, (asked_for, place)),) = made.asked
    assert (what, asked_for) == ("edit_weight", spot)
    assert place == pytest.approx(made.place(spot))
    made.asked.clear()
    # A unit, and the map of points that are not one's own, ask for nothing.
    made.figure.on_press(made.hover(Spot("unit", 1, 1)))
    made.figure.on_press(made.over(made.figure.map.axes, 2.0, 3.0))
    assert made.asked == []


def test_clicks_into_the_map_of_ones_own_data(scene: Make) -> None:
    made = scene(data="own")
    axes = made.figure.map.axes
    made.move(made.over(axes, 2.0, -3.0))
    assert made.figure.cursor(made.over(axes, 2.0, -3.0)) == "cross"
    made.figure.on_press(made.over(axes, 2.0, -3.0))
    made.figure.on_press(made.over(axes, -1.0, 4.0, button=3))
    (add, at), (remove, there) = made.asked
    assert (add, remove) == ("add_point", "remove_point")
    assert at == pytest.approx((2.0, -3.0))
    assert there == pytest.approx((-1.0, 4.0))


@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [
        ((320, 240), "light", "ja"),
        ((640, 480), "dark", "en"),
        ((1000, 560), "dark", "ja"),
        ((1000, 560), "light", "en"),
        ((3000, 1600), "light", "ja"),
    ],
)
def test_any_size_theme_and_language_can_be_drawn(
    scene: Make, size: tuple[int, int], theme: str, language: str
) -> None:
    """Warnings, such as a letter missing in the font, fail this test."""
    made = scene(size=size, theme=theme, language=language, data="iris", show_test=True)
    made.step(2)
    made.hover(Spot("unit", 1, 0))
    made.move(made.over(made.figure.losses.axes, 1.0, 0.5))


@pytest.mark.parametrize("dpi", [72, 144, 192])
def test_the_pointer_finds_the_same_on_any_screen(scene: Make, dpi: float) -> None:
    made = scene(dpi=dpi)
    for spot in (Spot("unit", 1, 3), Spot("bias", 2, 0), Spot("line", 3, 0, 1)):
        made.hover(spot)
    assert made.figure.scale == dpi / 96
