"""A run trains as the web playground does, can be taken back, and survives whatever happens."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from network_runs import DEFAULT, Playground, make, own, train, weights

from acttutor.base.state.curves import HISTORY, MOST_POINTS
from acttutor.base.state.fields import changed
from acttutor.labs.network.model.data.problem import make_problem
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.losses import LossHistory
from acttutor.labs.network.state import LIVE, OF_DATA, Settings

# -- the rules of the web playground -------------------------------------------------------------


@pytest.mark.parametrize(
    ("penalty", "rate", "batch", "layers"),
    [
        ("none", 0.1, 10, (4, 2)),
        ("none", 0.0, 30, ()),
        ("none", 0.0, 1, (3,)),
        ("l2", 0.03, 7, (4, 2)),
        ("l1", 0.03, 10, (4, 2)),
        ("l1", 0.3, 10, (3, 3)),
    ],
)
def test_training_follows_the_rules_of_the_playground(
    penalty: str, rate: float, batch: int, layers: tuple[int, ...]
) -> None:
    run = make(penalty=penalty, penalty_rate=rate, batch=batch, layers=layers, lr=0.1)
    l1, l2 = (rate if penalty == name else 0.0 for name in ("l1", "l2"))
    oracle = Playground(run, 0.1, batch, l1, l2)
    problem = run.problem
    assert problem is not None
    for _ in range(3):
        oracle.epoch(problem.X_train, problem.T_train)
        assert run.step()
        for layer, W, b in zip(run.network.layers, oracle.W, oracle.b, strict=True):
            np.testing.assert_allclose(layer.W, W, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(layer.b, b, rtol=1e-9, atol=1e-12)
        assert run.losses.train[-1] == pytest.approx(oracle.loss(problem.X_train, problem.T_train))
        assert run.losses.test[-1] == pytest.approx(oracle.loss(problem.X_test, problem.T_test))
    if rate == 0.3:
        assert any((layer.W == 0).any() for layer in run.network.layers)


def test_the_first_weights_are_those_of_the_playground() -> None:
    """U(−½, ½) and a bias of 0.1; the mean and the spread over many seeds tell."""
    drawn = []
    for seed in range(60):
        run = make(seed=seed)
        drawn += [layer.W.ravel() for layer in run.network.layers]
        assert all((layer.b == 0.1).all() for layer in run.network.layers)
    values = np.concatenate(drawn)
    assert np.abs(values).max() <= 0.5
    assert abs(values.mean()) < 4 / math.sqrt(12 * len(values))
    assert values.std() == pytest.approx(1 / math.sqrt(12), rel=0.06)


def test_the_default_network_reaches_a_clean_circle() -> None:
    """A newcomer presses play and does nothing else: 100 epochs are less than two seconds."""
    run = train(make(), 100)
    assert run.losses.test[-1] < 0.02
    assert run.accuracy() == (1.0, 1.0)


@pytest.mark.parametrize("seed", [0, 2, 3, 4, 5])
def test_the_default_network_does_so_from_other_weights_too(seed: int) -> None:
    assert train(make(seed=seed), 150).losses.test[-1] < 0.02


def test_iris_trains_with_softmax_and_cross_entropy() -> None:
    run = make(data="iris")
    problem = run.problem
    assert problem is not None
    assert (problem.kind, problem.output, problem.loss) == (
        "many",
        "softmax",
        "softmax_cross_entropy",
    )
    # Nothing learned: about as good as drawing lots, −ln(1/3).
    assert run.losses.train[0] == pytest.approx(math.log(3), abs=0.4)
    train(run, 400)
    output = run.network.forward(problem.X_train)
    np.testing.assert_allclose(output.sum(axis=1), 1.0)
    by_hand = -np.log((output * problem.T_train).sum(axis=1)).mean()
    assert run.losses.train[-1] == pytest.approx(by_hand)
    assert min(run.accuracy()) > 0.94
    right = (output.argmax(axis=1) == problem.T_train.argmax(axis=1)).mean()
    assert run.accuracy()[0] == right


# -- seeds and reset -----------------------------------------------------------------------------


@pytest.mark.parametrize("shuffle", [False, True])
def test_reset_returns_to_the_same_weights_and_the_same_course(shuffle: bool) -> None:
    run = make(shuffle=shuffle)
    first, losses = weights(run), run.losses.train[0]
    train(run, 5)
    after = weights(run)
    assert not np.array_equal(after, first)
    run.reset()
    assert (run.epoch, len(run.losses.train)) == (0, 1)
    assert np.array_equal(weights(run), first)
    assert run.losses.train[0] == losses
    assert np.array_equal(weights(train(run, 5)), after)
    assert np.array_equal(weights(train(make(shuffle=shuffle), 5)), after)


def test_the_seeds_of_data_and_weights_are_independent() -> None:
    base, other_data, other_weights = make(), make(data_seed=2), make(seed=2)
    for run in (base, other_data, other_weights):
        assert run.problem is not None
    assert np.array_equal(weights(base), weights(other_data))
    assert not np.array_equal(weights(base), weights(other_weights))
    X = [run.problem.X_train for run in (base, other_data, other_weights) if run.problem]
    assert np.array_equal(X[0], X[2])
    assert not np.array_equal(X[0], X[1])


def test_the_train_share_does_not_move_points() -> None:
    """The same points are parted elsewhere."""

    def points(share: int) -> Any:
        problem = make_problem(changed(DEFAULT, train_share=share))
        assert problem is not None
        return problem.X_train, np.concatenate((problem.X_train, problem.X_test))

    (few, all_few), (many, all_many) = points(10), points(90)
    assert (len(few), len(many)) == (50, 450)
    assert np.array_equal(all_few, all_many)


# -- there and back ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"shuffle": True},
        {"penalty": "l1", "penalty_rate": 0.1, "lr": 0.1},
        {"shuffle": True, "penalty": "l1", "penalty_rate": 0.3, "lr": 0.3, "activation": "prelu"},
        {"data": "iris", "shuffle": True, "batch": 7},
    ],
)
def test_back_and_forth_is_the_same_bit_for_bit(changes: dict[str, Any]) -> None:
    run = make(**changes)
    course = [weights(run)]
    for _ in range(12):
        assert run.step()
        course.append(weights(run))
    losses = [run.losses.train.copy(), run.losses.test.copy()]
    for epoch in range(11, 3, -1):
        assert run.step_back()
        assert run.epoch == epoch
        assert np.array_equal(weights(run), course[epoch])
        assert len(run.losses.train) == epoch + 1
    for epoch in range(5, 13):
        assert run.step()
        assert np.array_equal(weights(run), course[epoch])
    assert np.array_equal(run.losses.train, losses[0])
    assert np.array_equal(run.losses.test, losses[1])
    for _ in range(12):
        assert run.step_back()
    assert np.array_equal(weights(run), course[0])
    assert not run.step_back()
    assert (run.epoch, len(run.losses.train)) == (0, 1)


def test_back_from_a_changed_weight_finds_what_was_before_the_epoch() -> None:
    run = train(make(), 3)
    run.set_weight(0, 0, 1, 2.5)
    edited, loss = weights(run), run.losses.train[-1]
    train(run, 1)
    assert run.step_back()
    assert np.array_equal(weights(run), edited)
    assert run.losses.train[-1] == loss


# -- following the settings ----------------------------------------------------------------------

OTHER: dict[str, Any] = {
    "data": "xor",
    "table": Table(rows=((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))),
    "noise": 20,
    "train_share": 70,
    "validation_share": 20,
    "data_seed": 5,
    "features": ("x1", "x1x2"),
    "layers": (3,),
    "activation": "relu",
    "formula": "tanh(x)",
    "pieces": 3,
    "shown_piece": "2",
    "init": "xavier",
    "seed": 5,
    "optimizer": "adam",
    "lr": 0.1,
    "batch": 5,
    "shuffle": True,
    "class_loss": "binary_cross_entropy",
    "number_loss": "huber",
    "patience": 20,
    "penalty": "l2",
    "penalty_rate": 0.1,
    "show_test": True,
    "open_test": True,
    "discretize": True,
    "log_loss": False,
    "view": "judge",
    "judged": "train",
    "threshold": 0.3,
    "class_measure": "roc",
    "number_measure": "mae",
    "curve": (1.0,) * 61,
    "pen": "1",
    "pinned": (1.0, 2.0),
    "pace": "step",
    "way": "back",
    "turned": True,
    "azimuth": 10.0,
    "elevation": 60.0,
    "own_activations": ("", "relu"),
    "dropout": (0.2,),
    "mode": "race",
    "race_by": "lr",
    "sweep_x": "batch",
    "sweep_y": "noise",
    "sweep_values": (("lr", (0.1, 0.3)),),
    "sweep_seeds": 2,
    "sweep_epochs": 50,
    "speed": 600,
}


def test_every_setting_is_examined_here() -> None:
    assert set(OTHER) == set(Settings.__dataclass_fields__)
    assert set(OTHER) >= LIVE | OF_DATA


@pytest.mark.parametrize("name", OTHER)
def test_only_live_settings_leave_the_training_alone(name: str) -> None:
    """Learning rate and what only changes the picture do not reset; everything else does."""
    run = train(make(), 4)
    before, network = weights(run), run.network
    run.configure(changed(run.settings, **{name: OTHER[name]}))
    assert getattr(run.settings, name) == OTHER[name]
    live = {"lr", "show_test", "discretize", "log_loss", "speed", "pen", "shown_piece"}
    live |= {"patience", "open_test", "view", "judged", "threshold"}
    live |= {"class_measure", "number_measure", "pinned", "pace", "way"}
    live |= {"turned", "azimuth", "elevation"}
    if name in live:
        assert run.epoch == 4
        assert run.network is network
        assert np.array_equal(weights(run), before)
    else:
        assert run.epoch == 0
        assert len(run.losses.train) == 1
        assert run.step()


def test_the_same_settings_change_nothing() -> None:
    run = train(make(), 2)
    run.configure(replace(run.settings))
    assert run.epoch == 2


def test_another_learning_rate_works_from_the_next_epoch() -> None:
    run = train(make(), 2)
    assert run.problem is not None
    before = weights(run)
    oracle = Playground(run, 0.3, 10, 0.0, 0.0)
    run.configure(changed(run.settings, lr=0.3))
    assert np.array_equal(weights(run), before)
    assert run.step()
    oracle.epoch(run.problem.X_train, run.problem.T_train)
    for layer, W in zip(run.network.layers, oracle.W, strict=True):
        np.testing.assert_allclose(layer.W, W, rtol=1e-9)


# -- long runs -----------------------------------------------------------------------------------


def test_the_history_of_a_long_run_stays_small_and_true() -> None:
    """Half a million epochs fit, evenly thinned, and the latest are complete."""
    history = LossHistory()
    last = 500_000
    for epoch in range(last + 1):
        history.add(epoch, 1.0 / (epoch + 1), 2.0 * epoch)
    assert len(history.epochs) <= MOST_POINTS
    assert len(history.epochs) == len(history.train) == len(history.test)
    # Whatever is kept belongs to its epoch.
    np.testing.assert_array_equal(history.train, 1.0 / (history.epochs + 1))
    np.testing.assert_array_equal(history.test, 2.0 * history.epochs)
    assert (history.epochs[0], history.epochs[-1]) == (0, last)
    gaps = np.diff(history.epochs)
    assert (gaps >= 1).all()
    # No gap that could be seen on a chart, and none where epochs can be taken back.
    assert gaps.max() <= last / 1000
    assert (gaps[-HISTORY:] == 1).all()


def test_the_history_can_be_cut_to_any_epoch_that_can_be_taken_back() -> None:
    history = LossHistory()
    for epoch in range(100_000):
        history.add(epoch, float(epoch), math.nan)
    for back in (1, 2, HISTORY // 2, HISTORY):
        history.cut(99_999 - back)
        assert history.epochs[-1] == history.train[-1] == 99_999 - back
    history.add(96_999 + 1, 5.0, 6.0)
    assert (history.epochs[-2], history.epochs[-1], history.train[-1]) == (96_999, 97_000, 5.0)


def test_stepping_back_through_a_thinned_history() -> None:
    """As far back as goes, and forward again to the same numbers."""
    run = make(**own((1.0, 1.0, 0.0), (-1.0, -1.0, 1.0)), layers=())
    train(run, MOST_POINTS + 500)
    final, losses = weights(run), run.losses.train[-HISTORY:].copy()
    for _ in range(HISTORY):
        assert run.step_back()
    assert not run.step_back()
    assert run.epoch == run.losses.epochs[-1] == MOST_POINTS + 500 - HISTORY
    train(run, HISTORY)
    assert np.array_equal(weights(run), final)
    assert np.array_equal(run.losses.train[-HISTORY:], losses)
