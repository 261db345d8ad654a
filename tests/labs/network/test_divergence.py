"""A run whose numbers run away stops before they do, says where, and has a way on."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from network_runs import make, train, weights

from acttutor.base.state.fields import changed
from acttutor.labs.network.run import Run

WILD = [
    {"activation": "identity", "lr": 10, "data": "reg_plane"},
    {"activation": "relu", "lr": 10, "data": "reg_gauss"},
    {"activation": "relu", "lr": 3, "data": "reg_plane"},
    {"activation": "prelu", "lr": 10, "data": "reg_plane", "layers": (8, 8, 8)},
    {"activation": "identity", "lr": 10, "data": "reg_plane", "layers": ()},
]


def run_away(**changes: Any) -> Run:
    """Train until a number is no longer finite."""
    run = make(**changes)
    for _ in range(2000):
        if not run.step():
            return run
    raise AssertionError("it did not diverge")


@pytest.mark.parametrize("changes", WILD)
def test_a_run_that_diverges_stops_at_the_last_finite_epoch(changes: dict[str, Any]) -> None:
    run = run_away(**changes)
    failure = run.failure
    assert failure is not None
    assert failure.epoch == run.epoch + 1
    assert failure.lr == changes["lr"]
    assert 0 <= failure.layer < len(run.network.layers)
    assert np.isfinite(weights(run)).all()
    assert np.isfinite(run.losses.train).all()
    assert len(run.losses.train) == run.epoch + 1
    assert all(math.isfinite(value) or math.isnan(value) for value in run.accuracy())
    # It stays there: nothing happens until something is changed.
    assert not run.step()
    assert run.epoch == failure.epoch - 1


def test_the_layer_named_is_where_numbers_went_wild() -> None:
    """Found again by training a twin by hand and looking for the first layer that is not finite."""
    run = run_away(**WILD[2])
    assert run.failure is not None
    twin = make(**WILD[2])
    assert twin.trainer is not None
    with np.errstate(all="ignore"):
        while twin.trainer.run_epoch().finite:
            pass
        outputs = twin.network.activations(twin.problem.X_train if twin.problem else [])
    bad = [
        k
        for k, (layer, output) in enumerate(zip(twin.network.layers, outputs, strict=True))
        if not (np.isfinite(layer.W).all() and np.isfinite(layer.b).all())
        or not np.isfinite(output).all()
    ]
    assert run.failure.layer == (bad[0] if bad else len(outputs) - 1)
    assert run.failure.epoch == twin.trainer.epoch


@pytest.mark.parametrize(
    "mend",
    [
        lambda run: run.step_back(),
        lambda run: run.reset(),
        lambda run: run.configure(changed(run.settings, lr=1e-5)),
        lambda run: run.configure(changed(run.settings, data_seed=9)),
        lambda run: run.set_weight(0, 0, 0, 0.1),
    ],
)
def test_after_a_failure_there_is_a_way_on(mend: Callable[[Run], Any]) -> None:
    run = run_away(**WILD[2])
    mend(run)
    assert run.failure is None
    run.configure(changed(run.settings, lr=1e-5))
    run.step()
    assert np.isfinite(weights(run)).all()


def test_a_small_learning_rate_after_a_failure_trains_on() -> None:
    run = run_away(activation="relu", lr=10, data="reg_gauss")
    assert run.step_back()
    run.configure(changed(run.settings, lr=0.001))
    run.reset()
    assert train(run, 3).epoch == 3
