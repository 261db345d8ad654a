"""The deep network: its gradient against two independent ways, and the factors of the flow."""

import numpy as np
import pytest

from acttutor.core.nn.deep import DeepNetwork
from acttutor.core.nn.flow import bound
from acttutor.core.nn.network import Network


def problem(n=9):
    """Return a few points with classes."""
    rng = np.random.default_rng(5)
    return rng.normal(size=(n, 2)), (rng.random((n, 1)) > 0.5).astype(float)


def deep(depth=4, width=5, activation="tanh", init="xavier", **options):
    """Return a small network."""
    return DeepNetwork(2, depth, width, activation, init, np.random.default_rng(1), **options)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "selu", "silu"])
def test_without_normalisation_it_is_the_general_network(activation):
    """`Network` is written and tested apart from it, and draws the same weights."""
    X, T = problem()
    network = deep(activation=activation, init="he")
    twin = Network((2, 5, 5, 5, 5, 1), activation, "sigmoid", "he", np.random.default_rng(1))
    found = network.run(X, T)
    assert found.loss == pytest.approx(twin.loss(X, T, "binary_cross_entropy"))
    layers = twin.backpropagate(X, T, "binary_cross_entropy")
    wanted = np.concatenate([np.concatenate((g.W.ravel(), g.b)) for g in layers])
    np.testing.assert_allclose(found.gradient, wanted, rtol=1e-10, atol=1e-15)
    deltas = [np.linalg.norm(g.delta) for g in layers]
    np.testing.assert_allclose(found.flow.delta, deltas, rtol=1e-10)
    np.testing.assert_allclose(found.flow.gradient, [np.linalg.norm(g.W) for g in layers])
    for z, a, reference in zip(
        found.inputs, found.outputs, twin.pre_activations(X)[:-1], strict=False
    ):
        np.testing.assert_allclose(z, reference)
        assert a.shape == z.shape


@pytest.mark.parametrize("normalized", [False, True])
def test_the_gradient_agrees_with_finite_differences(normalized):
    X, T = problem()
    network = deep(activation="tanh", batch_norm=normalized)
    network.parameters += 0.1 * np.random.default_rng(2).normal(size=len(network.parameters))
    gradient = network.run(X, T).gradient
    found = np.zeros_like(gradient)
    for index, kept in enumerate(network.parameters.copy()):
        losses = []
        for moved in (kept + 1e-5, kept - 1e-5):
            network.parameters[index] = moved
            losses.append(network.run(X, T).loss)
        network.parameters[index] = kept
        found[index] = (losses[0] - losses[1]) / 2e-5
    np.testing.assert_allclose(gradient, found, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("normalized", [False, True])
@pytest.mark.parametrize("activation", ["sigmoid", "relu", "identity"])
def test_the_factors_multiply_to_the_whole_ratio(activation, normalized):
    flow = deep(12, 8, activation, "he", batch_norm=normalized).run(*problem(40)).flow
    for layer in range(13):
        ratio = flow.delta[layer] / flow.delta[-1]
        assert np.prod(flow.products(layer)) == pytest.approx(ratio, rel=1e-10)
    assert flow.ratio() == pytest.approx(flow.delta[0] / flow.delta[-1])
    assert flow.products(12) == (1.0, 1.0, 1.0)


def test_the_weights_share_is_what_the_weights_do():
    """With the identity nothing else acts, and an orthogonal W keeps every length."""
    network = deep(5, 6, "identity")
    for layer in network.layers[1:-1]:
        layer.W[:] = 3.0 * np.linalg.qr(layer.W)[0]
    flow = network.run(*problem()).flow
    np.testing.assert_allclose(flow.weights[:-1], 3.0)
    np.testing.assert_allclose(flow.activation, 1.0)


@pytest.mark.parametrize("gain", [0.1, 1.0, 3.0])
def test_the_sigmoids_share_stays_below_its_bound(gain):
    flow = deep(15, 8, "sigmoid", gain=gain).run(*problem(40)).flow
    assert (flow.activation <= 0.25).all()
    shares = np.array([flow.products(layer)[2] for layer in range(16)])
    assert (shares <= bound(15) * (1 + 1e-12)).all()
    assert bound(10)[0] == pytest.approx(9.5367e-7, rel=1e-4)


def test_where_nothing_passes_the_factors_are_0_and_not_nan():
    flow = deep(3, 4, "tanh", "zeros").run(*problem()).flow
    assert flow.ratio() == 0.0
    assert np.prod(flow.products(0)) == 0.0
    assert np.isfinite(flow.weights).all() and np.isfinite(flow.activation).all()


def test_numbers_that_leave_the_floats_give_no_warning():
    network = deep(20, 8, "identity", "normal")
    network.parameters *= 1e30
    found = network.run(*problem())
    assert not found.finite


@pytest.mark.parametrize(
    "wrong",
    [
        {"depth": 0},
        {"width": 0},
        {"activation": "no"},
        {"init": "no"},
        {"gain": -1.0},
    ],
)
def test_bad_arguments_are_named(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        deep(**wrong)


@pytest.mark.parametrize("activation", ["elu", "selu", "sigmoid", "tanh", "softplus"])
def test_far_out_the_slope_comes_from_the_input(activation):
    """There f is −1, or 1, to the last digit, and what is left of the slope is tiny but not 0."""
    network = deep(depth=3, activation=activation)
    network.layers[0].b[:] = -45.0 if activation != "tanh" else 25.0
    X, T = problem()
    passed = network.run(X, T)
    exact = network.activation.df(passed.inputs[0])
    np.testing.assert_allclose(passed.slopes[0], exact, rtol=1e-6)
    assert 0 < passed.flow.ratio() < 1e-12
