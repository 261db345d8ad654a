"""The unit lab: its numbers are those of the formula, and its point can be dragged."""

import math

import pytest
from scene import Scene

from acttutor.labs.registry import LABS


@pytest.fixture
def scene() -> Scene:
    return Scene("unit")


@pytest.mark.parametrize(
    ("activation", "f"),
    [
        ("sigmoid", lambda u: 1 / (1 + math.exp(-u))),
        ("tanh", math.tanh),
        ("relu", lambda u: max(u, 0.0)),
        ("gelu", lambda u: u * (1 + math.erf(u / math.sqrt(2))) / 2),
        ("step", lambda u: 1.0 if u >= 0 else 0.0),
        ("identity", lambda u: u),
    ],
)
def test_the_output_is_that_of_the_formula(activation, f) -> None:
    run = LABS["unit"].run_class(
        LABS["unit"].settings_class(x1=2.0, x2=-1.5, w1=0.7, w2=0.4, b=-0.3, activation=activation)
    )
    u = 0.7 * 2.0 + 0.4 * -1.5 - 0.3
    assert run.u == pytest.approx(u, abs=1e-12)
    assert run.y == pytest.approx(f(u), abs=1e-12)


def test_what_is_drawn_is_written(scene: Scene) -> None:
    (x,), (y,) = scene.figure.point.get_data()
    assert (x, y) == (scene.run.u, scene.run.y)
    assert f"{scene.run.u:.2f}" in scene.figure.steps[0].get_text()
    assert f"{scene.run.y:.3f}" in scene.figure.steps[1].get_text()


def test_dragging_the_point_changes_the_bias_and_nothing_else(scene: Scene) -> None:
    before = scene.run.settings
    figure = scene.figure
    scene.press(scene.over(figure.axes, scene.run.u, scene.run.y))
    scene.move(scene.over(figure.axes, 2.0, 0.0))
    scene.release(scene.over(figure.axes, 2.0, 0.0))
    assert scene.run.u == pytest.approx(2.0, abs=0.02)
    after = scene.run.settings
    assert (after.x1, after.x2, after.w1, after.w2) == (before.x1, before.x2, before.w1, before.w2)
    scene.move(scene.over(figure.axes, -4.0, 0.0))
    assert scene.run.settings == after, "it was let go"


def test_a_sum_outside_the_picture_is_still_written() -> None:
    scene = Scene("unit", x1=3.0, w1=3.0, x2=3.0, w2=3.0, b=6.0)
    assert "24.00" in scene.figure.steps[0].get_text()
