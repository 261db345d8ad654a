"""Training, the network of before, failures, and what is kept of a run."""

import json

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.core.nn.network import Network
from acttutor.labs.gradients.export import metrics, table
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.state import Settings
from acttutor.labs.gradients.trial import data

BEFORE = (("activation", "sigmoid"),)


def make(steps=0, **changes):
    """Return a run some steps on."""
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def test_settings_and_seed_determine_everything():
    first, second = (make(5, activation="tanh", seed=7) for _ in range(2))
    assert first.trial.losses == second.trial.losses
    assert make(5, activation="tanh", seed=8).trial.losses != first.trial.losses


def test_a_step_is_gradient_descent_on_all_points():
    """Against a network of `core.network`, updated by hand."""
    run = make(4, activation="relu", init="he", depth=3, lr=0.3)
    twin = Network((2, 16, 16, 16, 1), "relu", "sigmoid", "he", np.random.default_rng([1, 1]))
    X, T = data()
    for _ in range(4):
        for layer, (dW, db) in zip(
            twin.layers, twin.gradients(X, T, "binary_cross_entropy"), strict=True
        ):
            layer.W -= 0.3 * dW
            layer.b -= 0.3 * db
    assert run.trial.losses[-1] == pytest.approx(twin.loss(X, T, "binary_cross_entropy"))


def test_clipping_shortens_the_step_to_the_threshold():
    settings = {"activation": "relu", "init": "normal", "lr": 1.0, "clip": True, "clip_norm": 0.1}
    run = make(**settings)
    before = run.trial.network.parameters.copy()
    assert run.trial.clipped and run.trial.gradient_norm > 0.1
    run.step()
    step = run.trial.network.parameters - before
    assert np.linalg.norm(step) == pytest.approx(0.1)


def test_steps_can_be_taken_back_exactly():
    run = make(3, activation="tanh", optimizer="adam", before=BEFORE)
    now, former = run.trial.now.gradient.copy(), run.before.now.gradient.copy()
    for _ in range(4):
        run.step()
    for _ in range(4):
        assert run.step_back()
    np.testing.assert_array_equal(run.trial.now.gradient, now)
    np.testing.assert_array_equal(run.before.now.gradient, former)
    for _ in range(3):
        run.step_back()
    assert run.epoch == 0 and not run.step_back()


def test_the_former_network_learns_beside_the_present_one():
    run = make(6, activation="tanh", before=BEFORE)
    alone = make(6, activation="sigmoid")
    assert run.before.losses == alone.trial.losses
    assert run.trial.losses == make(6, activation="tanh").trial.losses


def test_forgetting_the_before_does_not_disturb_the_present():
    run = make(5, activation="tanh", before=BEFORE)
    run.configure(changed(run.settings, before=(), layer=4, speed=60))
    assert run.before is None and run.trial.epoch == 5


def test_whatever_makes_another_network_begins_again():
    run = make(5)
    run.configure(changed(run.settings, lr=1.0))
    assert run.epoch == 0


def test_an_explosion_is_a_result_to_look_at():
    run = make(activation="relu", init="normal", depth=20, lr=10.0)
    while run.step():
        pass
    failure = run.trial.failure
    assert failure.epoch == run.epoch + 1
    assert np.isfinite(run.trial.losses).all() and run.trial.now.finite
    assert run.verdict.kind == "failed"
    assert not run.step()
    assert run.step_back() and run.trial.failure is None


def test_the_epoch_of_death_is_the_first_of_those_without_a_break():
    run = make(activation="relu", init="he", depth=6, lr=1.0)
    dead = [run.trial.died >= 0]
    for _ in range(40):
        run.step()
        off = [(z <= 0).all(axis=0) for z in run.trial.now.inputs]
        dead.append(np.array(off))
    history = np.array(dead)
    assert history[-1].any() and (history[-1] & ~history[0]).any(), "some died of training"
    for layer, unit in np.ndindex(history[0].shape):
        epoch = run.trial.died[layer, unit]
        if history[-1, layer, unit]:
            assert history[epoch:, layer, unit].all()
            assert epoch == 0 or not history[epoch - 1, layer, unit]
        else:
            assert epoch == -1


def test_a_dead_unit_gets_no_gradient():
    run = make(40, activation="relu", init="he", depth=6, lr=1.0)
    layer, unit = np.argwhere(run.trial.died >= 0)[-1]
    before = run.trial.network.layers[layer].W[unit].copy()
    run.step()
    np.testing.assert_array_equal(run.trial.network.layers[layer].W[unit], before)


def test_leaky_units_never_die():
    run = make(30, activation="leaky_relu", init="he", depth=6, lr=1.0)
    assert run.verdict.dead == 0
    assert run.trial.flat_shares().max() > 0.3


@pytest.mark.parametrize(
    ("activation", "edge"), [("sigmoid", 3.6369), ("tanh", 1.8184), ("relu", 0.0)]
)
def test_saturated_means_a_tenth_of_the_steepest_slope(activation, edge):
    """The edges by hand: σ(1−σ) = 0.025, 1 − tanh² = 0.1, and the kink of ReLU."""
    run = make(activation=activation, init="normal", layer=3)
    z = run.trial.now.inputs[2]
    off = z <= 0 if activation == "relu" else np.abs(z) > edge
    assert off.any()
    np.testing.assert_array_equal(run.trial.flat(2), off)


def test_a_run_can_be_kept_and_continued():
    run = make(7, activation="tanh", before=BEFORE)
    kept = json.loads(json.dumps(run.snapshot()))
    again = make(activation="tanh", before=BEFORE)
    again.restore(kept)
    assert again.trial.losses == run.trial.losses and again.before.losses == run.before.losses


@pytest.mark.parametrize("bad", [{}, {"epoch": -1}, {"epoch": "3"}, {"epoch": True}])
def test_a_bad_snapshot_changes_nothing(bad):
    run = make(3)
    with pytest.raises(ValueError, match="epoch"):
        run.restore(bad)
    assert run.epoch == 3


@pytest.mark.parametrize(
    "bad", [(("layer", 3),), (("activation", "no"),), ("activation",), 3, (("depth", "x"),)]
)
def test_a_bad_before_is_refused(bad):
    with pytest.raises(ValueError):
        changed(Settings(), before=bad)


def test_before_may_come_as_lists_and_in_any_order():
    settings = changed(Settings(), before=[["lr", 0.3], ["depth", 5]])
    assert settings.before == (("depth", 5), ("lr", 0.3))
    assert settings.former.depth == 5 and settings.former.before == ()


@pytest.mark.parametrize("changes", [{}, {"init": "zeros"}, {"before": BEFORE, "depth": 30}])
def test_what_is_published_is_plain_and_complete(changes):
    run = make(2, **changes)
    names = metrics(run).keys()
    assert names == metrics(make()).keys()
    json.dumps(metrics(run), allow_nan=False)
    columns = table(run)
    assert {len(values) for _, values in columns} == {run.settings.depth + 1}
