"""A point sent through the network: its numbers are right, and they are what the picture shows."""

import cmath
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from network_runs import make, train

from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, Task, renewed
from acttutor.core.worksheet.steps import calculate
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.run import Run

Make = Callable[..., Any]
PROBED = {"pinned": (1.6, -0.9), "pace": "fast"}


def worksheet_of(run: Run) -> Task:
    """Return the worksheet of a network with tanh throughout."""
    signal = run.signal()
    assert signal is not None
    rows = [
        (*map(float, weights), float(bias))
        for layer in run.network.layers
        for weights, bias in zip(layer.W, layer.b, strict=True)
    ]
    x, t = map(float, signal.layers[0].inputs), map(float, signal.target)
    return Task(
        run.network.sizes, tuple(x), tuple(t), tuple(rows), "tanh", "tanh",
        lr=run.settings.lr,
    )  # fmt: skip


def test_forward_back_and_update_are_those_of_the_worksheet() -> None:
    run = train(make(**PROBED, lr=0.3), 20)
    task = worksheet_of(run)
    known, signal = calculate(task), run.signal()
    assert signal is not None
    for own, units in zip(signal.layers, task.layers, strict=True):
        for unit, j in enumerate(units):
            assert own.u[unit] == pytest.approx(known[Quantity("u", j)], abs=1e-12)
            assert own.y[unit] == pytest.approx(known[Quantity("o", j)], abs=1e-12)
            assert own.delta[unit] == pytest.approx(known[Quantity("delta", j)], abs=1e-9)
            for source, i in enumerate(task.sources(j)):
                slope = known[Quantity("dw", j, i)]
                assert own.dW[unit, source] == pytest.approx(slope, abs=1e-9)
    assert signal.loss == pytest.approx(known[LOSS], abs=1e-12)
    assert run.learn_point()
    again = run.signal()
    assert again is not None and again.loss == pytest.approx(known[NEW_LOSS], abs=1e-12)
    for layer, units in zip(run.network.layers, task.layers, strict=True):
        for unit, j in enumerate(units):
            assert layer.b[unit] == pytest.approx(known[renewed(Quantity("b", j))], abs=1e-12)
    assert run.step_back() and run.signal().loss == pytest.approx(known[LOSS], abs=1e-12)


def test_delta_is_the_slope_of_the_loss_found_without_backpropagation() -> None:
    """A step along the imaginary axis gives derivatives to the last digit."""
    run = train(make(**PROBED, layers=(5, 3)), 7)
    signal, h = run.signal(), 1e-30
    assert signal is not None
    for k, own in enumerate(signal.layers):
        for unit in range(len(own.u)):
            y: Any = signal.layers[0].inputs.astype(complex)
            for number, layer in enumerate(run.network.layers):
                u = layer.W @ y + layer.b
                if number == k:
                    u[unit] += 1j * h
                # NumPy's asks the C library, and that of Wine has none for complex numbers.
                y = np.vectorize(cmath.tanh)(u)
            loss = 0.5 * ((y - signal.target) ** 2).sum()
            assert own.delta[unit] == pytest.approx(loss.imag / h, abs=1e-12)


@pytest.mark.parametrize("activation", ["tanh", "relu", "gelu"])
def test_delta_is_that_of_pytorch(activation: str) -> None:
    torch = pytest.importorskip("torch")
    run = train(make(**PROBED, activation=activation), 5)
    signal = run.signal()
    assert signal is not None
    y, sums = torch.tensor(signal.layers[0].inputs), []
    for number, layer in enumerate(run.network.layers):
        u = torch.tensor(layer.W) @ y + torch.tensor(layer.b)
        u.requires_grad_(True) if not number else u.retain_grad()
        sums.append(u)
        last = number == len(run.network.layers) - 1
        y = torch.tanh(u) if last else getattr(torch.nn.functional, activation)(u)
    (0.5 * (y - torch.tensor(signal.target)) ** 2).sum().backward()
    for own, u in zip(signal.layers, sums, strict=True):
        np.testing.assert_allclose(own.delta, u.grad.numpy(), atol=1e-9)


@pytest.mark.parametrize(
    "changes",
    [
        {"data": "iris", "pinned": (3.0, 1.2)},
        {"activation": "maxout", "pieces": 3},
        {"activation": "prelu", "layers": (3,)},
        {"class_loss": "binary_cross_entropy", "activation": "own"},
        {"data": "reg_gauss", "number_loss": "huber"},
    ],
)
def test_the_update_is_a_step_down_the_gradient_of_this_point(changes: dict[str, Any]) -> None:
    run = train(make(**{**PROBED, "lr": 0.001, **changes}), 3)
    signal, before = run.signal(), run.network.parameters.copy()
    assert signal is not None
    direction = -run.settings.lr * signal.gradient
    assert run.learn_point()
    np.testing.assert_allclose(run.network.parameters, before + direction, atol=1e-15)
    after = run.signal()
    assert after is not None
    expected = signal.loss + signal.gradient @ direction
    assert after.loss == pytest.approx(expected, rel=1e-3) and after.loss < signal.loss


def test_the_target_is_that_of_the_nearest_training_point() -> None:
    run = make()
    X, T = run.problem.X_train, run.problem.T_train
    run = make(pinned=tuple(map(float, X[7])))
    signal = run.signal()
    assert signal is not None and signal.at_point
    assert signal.target == T[7]
    signal = make(pinned=(float(X[7, 0]) + 1e-3, float(X[7, 1]))).signal()
    assert signal is not None and not signal.at_point and signal.target == T[7]
    assert make(mode="race", pinned=(1.0, 1.0)).signal() is None
    assert make(data="own", pinned=(1.0, 1.0)).signal() is None


def test_units_that_let_no_error_through_say_why() -> None:
    run = make(**PROBED, activation="relu", layers=(3,))
    for unit, (weight, bias) in enumerate(((1.0, 0.0), (-1.0, 0.0), (0.0, -1.0))):
        run.set_weight(0, unit, 0, weight)
        run.set_weight(0, unit, 1, 0.0)
        run.set_weight(0, unit, None, bias)
    # The probe is at x₁ = 1.6: on; off there alone; off wherever there are points.
    assert run.unit_states(run.signal())[0] == ["", "off", "dead"]
    run = make(**PROBED, activation="sigmoid", layers=(1,))
    run.set_weight(0, 0, 0, 9.0)
    assert run.unit_states(run.signal())[0] == ["saturated"]


# -- the picture ---------------------------------------------------------------------------------


def numbers(made: Any) -> list[str]:
    """Return what is written in the graph about the point."""
    texts = made.figure.graph.overlay.marks.texts
    return [text.get_text() for text in texts if text.get_visible()]


def test_the_numbers_in_the_graph_are_those_of_the_point(scene: Make) -> None:
    made = scene(**PROBED)
    made.step(30)
    signal = made.run.signal()
    written = numbers(made)
    for own in signal.layers:
        for u, y in zip(own.u, own.y, strict=True):
            assert f"$u$ {u:.2f}".replace("-", "−") in written
            assert f"$y$ {y:.2f}".replace("-", "−") in written
    products = [f"{p:+.2f}".replace("-", "−") for own in signal.layers for p in own.products.flat]
    assert sum(text in written for text in products) == 18
    made.figure.way.act(1)
    made.paint()
    written = numbers(made)
    assert sum(text.startswith(r"$\delta$") for text in written) == 7
    assert made.run.has_returned(0)


def test_the_point_goes_forward_and_back_layer_by_layer(scene: Make) -> None:
    made = scene(pinned=(1.6, -0.9), pace="step")
    way, run = made.figure.way, made.run
    assert run.sent == 3
    seen = []
    for action in (0, 0, 0, 0, 1, 1, 1):
        way.act(action)
        made.paint()
        seen.append((run.sent, sum("$u$" in text for text in numbers(made)),
                     sum("delta" in text for text in numbers(made))))  # fmt: skip
    assert seen == [(0, 0, 0), (1, 4, 0), (2, 6, 0), (3, 7, 0), (4, 7, 1), (5, 7, 3), (6, 7, 7)]
    made.figure.learn_point()
    assert made.asked[-1][0] == "learn_point"


def test_what_is_under_the_pointer_is_calculated_below_the_graph(scene: Make) -> None:
    made = scene(**PROBED)
    made.step(20)
    made.figure.way.act(1)
    for spot, start in (
        (Spot("unit", 1, 2), "$u_{3}^{(1)} ="),
        (Spot("line", 3, 0, 1), r"$w\,x ="),
        (Spot("bias", 2, 0), "$b ="),
    ):
        made.hover(spot)
        lines = [
            line.get_text() for line in made.figure.said.calculation.lines if line.get_visible()
        ]
        assert lines[0].startswith(start)
        assert spot.kind == "bias" or "times" in lines[0] or "×" in lines[0]
        assert len(lines) == (3 if spot.kind == "unit" else 2)


def test_the_probe_is_dropped_dragged_and_let_go(scene: Make) -> None:
    made = scene()
    axes = made.figure.map.axes
    made.figure.on_press(made.over(axes, -4.0, 4.0))
    made.figure.on_release(made.over(axes, -4.0, 4.0))
    dropped = made.run.settings.pinned
    assert dropped == pytest.approx((-4.0, 4.0), abs=0.25) and made.figure.graph.layout_.numbered
    made.figure.on_press(made.over(axes, *dropped))
    made.figure.on_move(made.over(axes, 1.0, 5.5))
    assert made.run.settings.pinned == pytest.approx((1.0, 5.5), abs=0.25)
    made.figure.on_release(made.over(axes, 1.0, 5.5))
    # Near a training point it is put onto it.
    point = made.run.problem.X_train[3]
    made.figure.on_press(made.over(axes, point[0] + 0.02, point[1]))
    made.figure.on_release(made.over(axes, point[0] + 0.02, point[1]))
    assert made.run.settings.pinned == pytest.approx(tuple(point))
    made.figure.on_press(made.over(axes, *point))
    made.figure.on_release(made.over(axes, *point))
    assert made.run.settings.pinned == () and not made.figure.graph.layout_.numbered


@pytest.mark.parametrize("layers", [(), (8,) * 6, (1, 8, 1)])
@pytest.mark.parametrize("changes", [{}, {"data": "iris", "activation": "maxout"}])
def test_a_point_goes_through_any_network(
    scene: Make, layers: tuple[int, ...], changes: dict[str, Any]
) -> None:
    made = scene(layers=layers, size=(560, 480), language="ja", theme="dark", **PROBED, **changes)
    made.figure.way.act(1)
    made.paint()
    for layer in range(len(layers) + 2):
        made.hover(Spot("unit", layer, 0))
    made.step(2)
