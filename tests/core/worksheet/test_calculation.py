"""The calculation on paper is that of the network, and its slopes are slopes."""

import itertools

import numpy as np
import pytest

from acttutor.core.nn.network import Network
from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, Task, steps, uses
from acttutor.core.worksheet.steps import calculate, central_difference, evaluate, loss

SIZES = [(1, 1), (2, 2, 1), (2, 3, 2), (3, 2, 2, 1)]
ACTIVATIONS = ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity"]


def random_task(sizes, seed=0, **more):
    rng = np.random.default_rng(seed)
    rows = tuple(
        tuple(rng.normal(size=n_in + 1))
        for n_in, n_out in itertools.pairwise(sizes)
        for _ in range(n_out)
    )
    x, t = tuple(rng.normal(size=sizes[0])), tuple(rng.uniform(size=sizes[-1]))
    return Task(sizes, x, t, rows, **more)


def network_of(task):
    network = Network(task.sizes, task.hidden, task.output, "zeros")
    for layer, units in zip(network.layers, task.layers, strict=True):
        rows = np.array([task.rows[unit - 1] for unit in units])
        layer.W, layer.b = rows[:, :-1], rows[:, -1]
    return network


def cases():
    for sizes, hidden in itertools.product(SIZES, ACTIVATIONS):
        yield sizes, hidden, "identity", "squared_error"
        yield sizes, "tanh", hidden, "squared_error"
        yield sizes, hidden, "sigmoid", "binary_cross_entropy"


@pytest.mark.parametrize(("sizes", "hidden", "output", "rule"), list(cases()))
def test_every_number_is_that_of_the_network(sizes, hidden, output, rule):
    task = random_task(sizes, hidden=hidden, output=output, loss=rule, lr=0.7)
    network, known = network_of(task), calculate(task)
    X, T = np.array([task.x]), np.array([task.t])
    exact = {"rtol": 0, "atol": 1e-12}
    backward = network.backpropagate(X, T, rule)
    zs, outputs = network.pre_activations(X), network.activations(X)
    for layer, units in enumerate(task.layers):
        for row, j in enumerate(units):
            np.testing.assert_allclose(known[Quantity("u", j)], zs[layer][0, row], **exact)
            np.testing.assert_allclose(known[Quantity("o", j)], outputs[layer][0, row], **exact)
            delta = backward[layer].delta[0, row]
            np.testing.assert_allclose(known[Quantity("delta", j)], delta, **exact)
            np.testing.assert_allclose(known[Quantity("db", j)], backward[layer].b[row], **exact)
            for column, i in enumerate(task.sources(j)):
                slope = backward[layer].W[row, column]
                np.testing.assert_allclose(known[Quantity("dw", j, i)], slope, **exact)
    assert known[LOSS] == pytest.approx(network.loss(X, T, rule), abs=1e-12)
    for layer, slopes in zip(network.layers, network.gradients(X, T, rule), strict=True):
        layer.W, layer.b = layer.W - 0.7 * slopes[0], layer.b - 0.7 * slopes[1]
    assert known[NEW_LOSS] == pytest.approx(network.loss(X, T, rule), abs=1e-12)


def test_a_network_of_one_unit_by_hand():
    """u = 2·3 + 1 = 7, L = ½(7 − 5)² = 2, δ = 2, dw = 6, db = 2; then w = 1.4, b = 0.8, u = 5."""
    task = Task((1, 1), (3.0,), (5.0,), ((2.0, 1.0),), output="identity", lr=0.1)
    known = calculate(task)
    values = [known[step] for step in steps(task)]
    assert [step.kind for step in steps(task)] == [
        *("u", "o", "loss", "delta", "dw", "db", "new_w", "new_b", "new_loss")
    ]
    assert values == pytest.approx([7, 7, 2, 2, 6, 2, 1.4, 0.8, 0])


def test_the_steps_of_the_usual_network():
    task = random_task((2, 2, 1))
    assert len(steps(task)) == 31
    assert len(set(steps(task))) == 31
    names = ["".join(map(str, step)).replace("00", "").replace("0", "") for step in steps(task)]
    assert names[:8] == ["u1", "o1", "u2", "o2", "u3", "o3", "loss", "delta3"]
    assert names[8:15] == ["dw31", "dw32", "db3", "carry31", "delta1", "carry32", "delta2"]
    assert names[15:21] == ["dw11", "dw12", "db1", "dw21", "dw22", "db2"]
    assert names[-1] == "new_loss"


@pytest.mark.parametrize("rule", ["squared_error", "binary_cross_entropy"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_step_needs_nothing_but_what_it_says_it_uses(sizes, rule):
    """What is highlighted is what is needed; a step comes after all that it needs."""
    task = random_task(sizes, loss=rule)
    known, done = calculate(task), set(task.given())
    for step in steps(task):
        used = uses(task, step)
        assert set(used) <= done
        if step == LOSS and rule == "binary_cross_entropy":
            # ln o is worked out from u, where it stays finite; written is o.
            used += [Quantity("u", j) for j in task.layers[-1]]
        assert evaluate(task, step, {name: known[name] for name in used}) == known[step]
        done.add(step)


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "softplus", "identity"])
def test_central_differences_agree_with_the_slopes(hidden):
    task = random_task((2, 3, 2), hidden=hidden, loss="binary_cross_entropy")
    known = calculate(task)
    for parameter in task.parameters:
        slope = known[parameter._replace(kind=f"d{parameter.kind}")]
        found = central_difference(task, parameter)
        assert found.slope == pytest.approx(slope, abs=1e-9)
        assert found.slope == (found.above - found.below) / (2 * found.h)


def test_across_a_kink_the_difference_is_the_mean_of_both_slopes():
    """u = 0 and t = −1: L = ½(max(0, u) + 1)² has slope 0 on the left and 1 on the right."""
    task = Task((1, 1), (1.0,), (-1.0,), ((0.0, 0.0),), output="relu")
    assert central_difference(task, Quantity("b", 1)).slope == pytest.approx(0.5, abs=1e-4)
    assert calculate(task)[Quantity("db", 1)] == 0


def test_a_sure_and_wrong_output_has_a_finite_loss():
    task = Task((1, 1), (100.0,), (0.0,), ((100.0, 0.0),), loss="binary_cross_entropy")
    assert loss(task) == pytest.approx(10000)
    assert calculate(task)[Quantity("delta", 1)] == 1


def test_large_numbers_stay_numbers():
    rows = tuple((100.0,) * 3 for _ in range(3))
    task = Task((2, 2, 1), (100.0, 100.0), (-100.0,), rows, "identity", "identity", lr=5.0)
    assert all(np.isfinite(value) for value in calculate(task).values())


def test_terms_that_cancel_leave_nothing():
    """−0.2 · 0.1 + 0.1 · 1.2 − 0.1 is 0 on paper, where a kink of f and of the loss may lie."""
    task = Task((2, 1), (0.1, 1.2), (0.0,), ((-0.2, 0.1, -0.1),), output="relu")
    known = calculate(task)
    assert known[Quantity("u", 1)] == known[Quantity("delta", 1)] == 0
    step = Task((1, 1), (1.0,), (-0.7,), ((0.1, 0.2),), output="identity", lr=0.3)
    assert calculate(step)[Quantity("new_b", 1)] == pytest.approx(-0.1)
    assert calculate(Task((1, 1), (3.0,), (0.3,), ((0.1, 0.0),), output="identity"))[LOSS] == 0
