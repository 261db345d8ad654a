"""The map as a surface: its heights and points are those of the network, and it can be turned."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from acttutor.plots.surface.view import CELLS, SurfaceView

Make = Callable[..., Any]


def test_a_view_shows_higher_places_higher_and_nearer_ones_lower() -> None:
    view = SurfaceView(0.0, 40.0, (0.0, 0.0, 300.0, 300.0))
    x, low = view.pixels(0.3, -0.5, 0.0)
    same, high = view.pixels(0.3, -0.5, 1.0)
    assert x == same and high > low
    # Without a turn x₁ runs to the right, and a larger x₂ is further back.
    assert view.pixels(0.5, 0.0, 0.0)[0] > view.pixels(-0.5, 0.0, 0.0)[0]
    assert view.pixels(0.0, 0.5, 0.0)[1] > view.pixels(0.0, -0.5, 0.0)[1]
    turned = SurfaceView(90.0, 40.0, (0.0, 0.0, 300.0, 300.0))
    np.testing.assert_allclose(turned.pixels(0.0, -0.5, 0.3), view.pixels(0.5, 0.0, 0.3))
    corners = [view.pixels(u, v, h) for u in (-1, 1) for v in (-1, 1) for h in (0, 1)]
    assert np.min(corners) >= 0 and np.max(corners) <= 300


def test_the_surface_has_the_outputs_of_the_network_for_heights(scene: Make) -> None:
    made = scene(turned=True, pinned=(1.6, -0.9))
    made.step(60)
    surface, run = made.figure.surface, made.run
    seen = surface.mesh._projection
    points = np.array([(-6.0, -6.0), (6.0, -6.0), (6.0, 6.0), (0.0, 0.0)])
    outputs = run.network.forward(run.feature_grid(points))[:, 0]
    half = CELLS // 2
    found = [seen.mesh[0, 0], seen.mesh[0, -1], seen.mesh[-1, -1], seen.mesh[half, half]]
    np.testing.assert_allclose(np.array(found) * 2 - 1, outputs, atol=0.03)
    # It is seen beside the flat map, and covers nothing of it.
    flat = made.figure.map.axes
    assert flat.get_visible() and surface.axes.get_visible()
    assert not flat.bbox.overlaps(surface.axes.bbox)
    # The probe lies on the surface, and points are at the heights of their targets.
    (x,), (y,) = surface.pin.get_data()
    output = run.signal().outputs[0]
    np.testing.assert_allclose((x, y), seen.pixels(1.6 / 6, -0.9 / 6, (output + 1) / 2))
    assert sum(len(line.get_xdata()) for line in surface.points) == 250


def test_a_button_and_a_drag_turn_it(scene: Make) -> None:
    made = scene()
    surface = made.figure.surface

    def press(event: Any) -> None:
        made.figure.on_press(event)
        made.paint()

    middle = np.array(surface.buttons.places[0].middle) * made.figure.scale
    press(made.at(*middle))
    made.figure.on_release(made.at(*middle))
    assert made.run.settings.turned and surface.shown
    before = made.run.settings.azimuth
    box = surface.axes.bbox
    x, y = (box.x0 + box.x1) / 2, made.figure.figure.bbox.height - (box.y0 + box.y1) / 2
    press(made.at(x, y))
    made.figure.on_move(made.at(x + 40, y + 10))
    made.figure.on_release(made.at(x + 40, y + 10))
    assert math.isclose(made.run.settings.azimuth, before + 20)
    assert made.run.settings.elevation > 38 and made.run.settings.pinned == ()
    press(made.at(*(np.array(surface.buttons.places[0].middle) * made.figure.scale)))
    assert not made.run.settings.turned and not surface.axes.get_visible()
    assert made.figure.gradients.axes.get_visible()


@pytest.mark.parametrize("changes", [{"data": "iris"}, {"data": "own"}])
def test_only_one_output_is_a_surface(scene: Make, changes: dict[str, Any]) -> None:
    made = scene(turned=True, **changes)
    assert not made.figure.surface.shown and made.figure.map.axes.get_visible()
