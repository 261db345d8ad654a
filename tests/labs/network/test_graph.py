"""The graph of a network, its small maps and what is read of its parts agree with the network."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from network_pixels import grid, output, pixels_at, unlike

from acttutor.base.state.fields import changed
from acttutor.core.data.features import FEATURES, expand
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.words import unit_formula
from acttutor.plots.decision_colors import DecisionColors

Make = Callable[..., Any]


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
    assert made.figure.said.words.get_text() == unit_formula(made.run, spot)
    if spot.layer:
        weights = made.run.network.layers[spot.layer - 1].W[spot.unit]
        for weight in weights:
            assert f"{abs(weight):.2f}" in made.figure.said.words.get_text()
    made.figure.on_leave(None)
    made.paint()
    np.testing.assert_array_equal(made.figure.map.image.get_pixels(), whole)
    assert made.figure.said.words.get_text() == made.figure.texts("network.message.hint")


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
    assert made.figure.said.reading.get_visible()
    text = made.figure.said.reading.get_text()
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
    box = made.figure.said.reading.get_window_extent(made.canvas.get_renderer())
    width, height = made.figure.figure.bbox.size
    assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height
    made.figure.on_leave(None)
    made.paint()
    assert not made.figure.said.reading.get_visible()


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
