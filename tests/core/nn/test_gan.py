"""The two networks: the slopes that reach G through D, checked by differences."""

import math

import numpy as np
import pytest

from acttutor.core.nn.gan import GAN, Plan
from acttutor.core.nn.network import flat_gradient

STEP = 1e-6


def small(**changes):
    options = {"g_units": (5, 4), "d_units": (4, 3), "g_hidden": "tanh", "d_hidden": "tanh"}
    return GAN(Plan(**{**options, **changes}), np.random.default_rng(3))


def loss_at(gan, x, saturating):
    return gan.generator_loss(np.asarray(x)[None], saturating)


@pytest.mark.parametrize("saturating", [False, True])
@pytest.mark.parametrize("hidden", ["tanh", "leaky_relu", "sigmoid"])
def test_the_push_is_minus_the_slope_of_the_points_own_loss(hidden, saturating):
    gan = small(d_hidden=hidden)
    X = np.random.default_rng(0).uniform(-1, 1, (6, 2))
    push = gan.push(X, saturating)
    for point, found in zip(X, push, strict=True):
        for axis, unit in enumerate(np.eye(2)):
            ahead, behind = (loss_at(gan, point + s * STEP * unit, saturating) for s in (1, -1))
            assert found[axis] == pytest.approx(-(ahead - behind) / (2 * STEP), abs=1e-8)


@pytest.mark.parametrize("output", ["sigmoid", "identity"])
@pytest.mark.parametrize("saturating", [False, True])
def test_an_update_of_g_follows_the_slope_by_its_own_weights(output, saturating):
    """With plain descent, the step divided by −lr is the gradient: compare with differences."""
    if output == "identity" and saturating:
        pytest.skip("least squares has one form only")
    gan = small(optimizer="sgd", d_output=output)
    z = np.random.default_rng(1).normal(size=(7, 2))
    weights = gan.generator.parameters.copy()
    judge = gan.discriminator.parameters.copy()
    wanted = np.empty_like(weights)
    for i in range(len(weights)):
        values = []
        for sign in (1, -1):
            gan.generator.parameters[i] = weights[i] + sign * STEP
            values.append(gan.generator_loss(gan.generate(z), saturating))
        gan.generator.parameters[i] = weights[i]
        wanted[i] = (values[0] - values[1]) / (2 * STEP)
    gan.teach_generator(z, lr=1.0, saturating=saturating)
    assert weights - gan.generator.parameters == pytest.approx(wanted, abs=1e-7)
    assert (gan.discriminator.parameters == judge).all()  # D is only asked


def test_an_update_of_d_lowers_its_loss_and_leaves_g_alone():
    gan = small(optimizer="sgd")
    rng = np.random.default_rng(2)
    real, fake = rng.normal(0.5, 0.1, (32, 2)), rng.normal(-0.5, 0.1, (32, 2))
    before, weights = gan.discriminator_loss(real, fake), gan.generator.parameters.copy()
    gan.teach_discriminator(real, fake, lr=0.1)
    assert gan.discriminator_loss(real, fake) < before
    assert (gan.generator.parameters == weights).all()


def test_a_guessing_d_costs_ln_2():
    gan = small()
    gan.discriminator.layers[-1].W = np.zeros((1, 3))
    gan.discriminator.layers[-1].b = np.zeros(1)
    points = np.zeros((4, 2))
    assert gan.discriminator_loss(points, points) == pytest.approx(math.log(2))
    assert gan.generator_loss(points) == pytest.approx(math.log(2))
    assert gan.generator_loss(points, saturating=True) == pytest.approx(-math.log(2))


def test_where_d_is_sure_the_saturating_push_is_smaller_by_d_over_one_minus_d():
    """The lesson of the two losses, as an exact relation."""
    gan = small()
    gan.discriminator.layers[-1].b = np.array([-8.0])
    X = np.random.default_rng(4).uniform(-1, 1, (5, 2))
    d = gan.judge(X)[:, None]
    assert (d < 0.01).all()
    assert gan.push(X, saturating=True) == pytest.approx(gan.push(X) * d / (1 - d))


def test_relu_can_cut_the_slope_and_leaky_relu_cannot():
    for hidden, is_cut in (("relu", True), ("leaky_relu", False)):
        gan = small(d_hidden=hidden)
        gan.discriminator.layers[0].b = np.full(4, -50.0)
        push = gan.push(np.zeros((1, 2)))
        assert bool((push == 0.0).all()) is is_cut


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_state_brings_everything_back(optimizer):
    """Weights and the optimizers' memory: the same updates lead to the same place again."""
    gan = small(optimizer=optimizer)

    def teach():
        rng = np.random.default_rng(5)
        for _ in range(3):
            fake = gan.generate(rng.normal(size=(8, 2)))
            gan.teach_discriminator(rng.normal(size=(8, 2)), fake, 0.01)
            gan.teach_generator(rng.normal(size=(8, 2)), 0.01)
        return gan.generator.parameters.copy()

    teach()
    state = gan.state()
    there = teach()
    gan.restore(state)
    assert (teach() == there).all()


def test_flat_gradients_have_the_order_of_the_parameters():
    """PReLU has slopes of its own, after the weights of its layer."""
    gan = small(g_hidden="prelu")
    layers = gan.generator.backpropagate(np.ones((3, 2)), np.zeros((3, 2)))
    assert flat_gradient(layers).shape == gan.generator.parameters.shape
    first = gan.generator.layers[0].block.size
    assert (flat_gradient(layers)[first : first + 5] == layers[0].alpha).all()


def test_overflow_is_noticed_without_a_warning():
    gan = small(optimizer="sgd", d_output="identity", d_hidden="relu", g_output="identity")
    rng = np.random.default_rng(6)
    for _ in range(200):
        fake = gan.generate(rng.normal(size=(8, 2)))
        with np.errstate(all="ignore"):
            gan.teach_discriminator(rng.normal(size=(8, 2)), fake, 1e3)
        if not gan.finite:
            return
    pytest.fail("this learning rate should overflow")
