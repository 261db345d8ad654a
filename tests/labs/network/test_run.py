"""A run trains as the web playground does, can be taken back, and survives whatever happens."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.datasets import DATASETS
from acttutor.labs.network.model.losses import HISTORY, MOST_LOSSES, LossHistory
from acttutor.labs.network.model.problem import make_problem
from acttutor.labs.network.model.table import MAX_ROWS, Table, check_table
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import LIVE, OF_DATA, Settings

Array = npt.NDArray[np.float64]
DEFAULT = Settings()


def make(**changes: Any) -> Run:
    """Return a run with the defaults but for some settings."""
    return Run(changed(DEFAULT, **changes))


def own(*rows: tuple[float, float, float], classes: tuple[str, ...] = ("A", "B", "C")) -> Any:
    """Return settings for data of one's own."""
    return {"data": "own", "table": Table(rows=rows, classes=classes)}


def weights(run: Run) -> Array:
    """Return a copy of all that is learned."""
    return run.network.parameters.copy()


def train(run: Run, epochs: int) -> Run:
    """Train some epochs, each of which must succeed."""
    for _ in range(epochs):
        assert run.step()
    return run


# -- the rules of the web playground -------------------------------------------------------------


class Playground:
    """The rules of the playground, one sample and one weight at a time, for tanh throughout."""

    def __init__(self, run: Run, lr: float, batch: int, l1: float, l2: float) -> None:
        self.W = [layer.W.copy() for layer in run.network.layers]
        self.b = [layer.b.copy() for layer in run.network.layers]
        self.gone = [np.zeros_like(W, dtype=bool) for W in self.W]
        self.lr, self.batch, self.l1, self.l2 = lr, batch, l1, l2

    def epoch(self, X: Array, T: Array) -> None:
        """Go through the samples in their order."""
        for start in range(0, len(X), self.batch):
            dW, db = [0 * W for W in self.W], [0 * b for b in self.b]
            rows = range(start, min(start + self.batch, len(X)))
            for i in rows:
                outputs = [X[i]]
                for W, b in zip(self.W, self.b, strict=True):
                    outputs.append(np.tanh(W @ outputs[-1] + b))
                error = outputs[-1] - T[i]
                for k in reversed(range(len(self.W))):
                    error = error * (1 - outputs[k + 1] ** 2)
                    dW[k] += np.outer(error, outputs[k]) / len(rows)
                    db[k] += error / len(rows)
                    error = self.W[k].T @ error
            for k in range(len(self.W)):
                self.b[k] -= self.lr * db[k]
                self._pull(k, self.W[k] - self.lr * dW[k])

    def _pull(self, k: int, moved: Array) -> None:
        for at, to in np.ndenumerate(moved):
            w = self.W[k][at]
            after = to - self.lr * (self.l1 * np.sign(w) + self.l2 * w)
            if self.l1 and after * to < 0 and w * to > 0:
                self.gone[k][at] = True
            self.W[k][at] = 0.0 if self.gone[k][at] else after

    def loss(self, X: Array, T: Array) -> float:
        """Return the mean of ½(o − t)²."""
        for W, b in zip(self.W, self.b, strict=True):
            X = np.tanh(X @ W.T + b)
        return float(np.mean(0.5 * (X - T) ** 2))


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
    "pen": "1",
    "pinned": (1.0, 2.0),
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
    live |= {"class_measure", "number_measure", "pinned"}
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


# -- running away --------------------------------------------------------------------------------

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


# -- data of one's own ---------------------------------------------------------------------------


def test_without_points_there_is_nothing_to_train() -> None:
    run = make(**own())
    assert run.problem is None and run.trainer is None
    assert not run.step() and not run.step_back()
    run.reset()
    assert run.epoch == 0
    assert len(run.losses.train) == 0
    assert all(math.isnan(value) for value in run.accuracy())
    assert run.gradients() == [] and run.off_shares() == []
    assert run.network.sizes == (2, 4, 2, 1)
    run.set_weight(0, 0, 0, 0.5)
    assert run.network.layers[0].W[0, 0] == 0.5
    run.configure(changed(run.settings, lr=1, activation="relu"))
    run.configure(changed(run.settings, data="circle"))
    assert run.step()


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("share", [10, 50, 90])
@pytest.mark.parametrize(
    "rows",
    [
        [(1.0, 2.0, 0.0)],
        [(1.0, 2.0, 1.0)],
        [(1.0, 2.0, 2.0)],
        [(1.0, 2.0, 0.0), (-1.0, 2.0, 1.0)],
        [(1.0, 2.0, 0.0)] * 2,
        [(0.0, 0.0, 0.0), (0.0, 0.0, 1.0)] * 3,
        [(1.0, 2.0, 0.0), (2.0, 2.0, 1.0), (3.0, 2.0, 2.0)],
        [(float(i), 0.0, 0.0) for i in range(-5, 6)],
    ],
)
def test_few_points_train_too(rows: list[Any], share: int, activation: str) -> None:
    run = make(**own(*rows), train_share=share, activation=activation, data_seed=3)
    problem = run.problem
    assert problem is not None
    n_train = max(1, round(share / 100 * len(rows)))
    assert (len(problem.X_train), len(problem.X_test)) == (n_train, len(rows) - n_train)
    train(run, 5)
    assert math.isfinite(run.losses.train[-1])
    assert math.isfinite(run.losses.test[-1]) == (len(rows) > n_train)
    assert 0 <= run.accuracy()[0] <= 1
    assert math.isnan(run.accuracy()[1]) == (len(rows) == n_train)
    assert len(run.gradients()) == len(run.network.layers)


def test_a_single_point_is_learned() -> None:
    run = make(**own((1.0, 2.0, 1.0)), lr=0.3)
    assert run.losses.train[0] > 0.2
    for _ in range(300):
        run.step()
    assert run.losses.train[-1] < 0.01
    assert run.accuracy()[0] == 1.0


def test_ten_thousand_points_of_ones_own() -> None:
    rng = np.random.default_rng(5)
    rows = [(float(x), float(y), float(x * y < 0)) for x, y in rng.uniform(-5, 5, (MAX_ROWS, 2))]
    run = make(**own(*rows), batch=30, train_share=80)
    assert run.problem is not None
    assert (len(run.problem.X_train), len(run.problem.X_test)) == (8000, 2000)
    assert train(run, 2).losses.train[-1] < run.losses.train[0]


def test_numbers_to_predict_are_scaled_to_the_range_of_the_map() -> None:
    rows = [(float(i), 0.0, 1000.0 + 10 * i) for i in range(21)]
    run = make(**own(*rows, classes=()))
    problem = run.problem
    assert problem is not None
    assert (problem.kind, problem.output, problem.span) == ("regression", "identity", (1000, 1200))
    T = np.concatenate((problem.T_train, problem.T_test))
    assert (T.min(), T.max()) == (-1, 1)
    x = np.concatenate((problem.X_train, problem.X_test))[:, 0]
    np.testing.assert_allclose(T[:, 0], (x - 10) / 10)


def test_the_same_number_everywhere_can_be_predicted() -> None:
    """All points but one were taken away by clicks."""
    run = make(**own((0.0, 0.0, 7.5), (1.0, 1.0, 7.5), classes=()))
    assert train(run, 3).problem is not None
    assert np.isfinite(run.losses.train).all()


@pytest.mark.parametrize(
    "table",
    [
        None,
        "rows",
        Table(rows=((1.0, 2.0),)),  # type: ignore[arg-type]
        Table(rows=((1.0, math.nan, 0.0),)),
        Table(rows=((1.0, math.inf, 0.0),)),
        Table(rows=((1.0, 2.0, 3.0),)),
        Table(rows=((1.0, 2.0, 0.5),)),
        Table(rows=((1.0, 2.0, -1.0),)),
        Table(rows=((1.0, 2.0, 2.0),), classes=("a", "b")),
        Table(rows=((1.0, 2.0, 0.0),), classes=("a",)),
        Table(rows=((1.0, 2.0, 0.0),), classes=tuple("abcdefghijk")),
        Table(rows=((1.0, 2.0, 0.0),), positive=2),
        Table(rows=(("a", 2.0, 0.0),)),  # type: ignore[arg-type]
        Table(rows=((0.0, 0.0, 0.0),) * (MAX_ROWS + 1)),
    ],
)
def test_a_table_that_cannot_be_is_refused_by_the_settings(table: Any) -> None:
    with pytest.raises(ValueError, match=r"^table: "):
        changed(DEFAULT, table=table)


def test_points_are_added_and_taken_away_up_to_the_limit() -> None:
    table = Table()
    table = table.with_point(1.0, 2.0, 1).with_point(3.0, 4.0, 0)
    assert table.rows == ((1.0, 2.0, 1.0), (3.0, 4.0, 0.0))
    assert table.without_point(0).rows == ((3.0, 4.0, 0.0),)
    full = Table(rows=((0.0, 0.0, 0.0),) * MAX_ROWS)
    assert full.with_point(1.0, 1.0, 1) is full
    assert check_table(full) is full


# -- what is measured ----------------------------------------------------------------------------


def predicted(run: Run, X: Array) -> Array:
    """Compute the outputs of a tanh or ReLU network point by point."""
    function: Callable[[Any], Any] = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[
        run.settings.activation
    ]
    found = []
    for x in X:
        a = x
        for layer in run.network.layers[:-1]:
            a = function(layer.W @ a + layer.b)
        found.append(np.tanh(run.network.layers[-1].W @ a + run.network.layers[-1].b))
    return np.array(found)


def test_accuracy_is_the_share_on_the_right_side() -> None:
    run = train(make(noise=30), 5)
    problem = run.problem
    assert problem is not None
    for found, X, T in zip(
        run.accuracy(),
        (problem.X_train, problem.X_test),
        (problem.T_train, problem.T_test),
        strict=True,
    ):
        right = sum((y > 0) == (t > 0) for y, t in zip(predicted(run, X), T, strict=True))
        assert found == right[0] / len(X)
    assert all(math.isnan(value) for value in make(data="reg_plane").accuracy())


def test_the_share_of_units_that_are_off() -> None:
    run = train(make(activation="relu", layers=(5, 3)), 3)
    assert run.problem is not None
    counts = [0, 0]
    for x in run.problem.X_train:
        a = x
        for k, layer in enumerate(run.network.layers[:-1]):
            a = np.maximum(layer.W @ a + layer.b, 0.0)
            counts[k] += int((a == 0.0).sum())
    n = len(run.problem.X_train)
    assert run.off_shares() == pytest.approx([counts[0] / (5 * n), counts[1] / (3 * n)])
    assert make(activation="tanh").off_shares() == []
    assert make(activation="relu", layers=()).off_shares() == []


def test_a_unit_whose_input_is_exactly_0_is_off() -> None:
    run = make(activation="relu", layers=(2,))
    run.network.layers[0].W, run.network.layers[0].b = np.zeros((2, 2)), np.array([0.0, 1e-9])
    assert run.off_shares() == [0.5]


def test_a_layer_that_is_off_everywhere_has_a_share_of_one() -> None:
    run = make(activation="relu")
    for unit in range(4):
        run.set_weight(0, unit, None, -1000.0)
    assert run.off_shares()[0] == 1.0
    assert not np.any(run.gradients()[0][0])


@pytest.mark.parametrize(
    "changes",
    [{}, {"activation": "gelu", "layers": (3, 3)}, {"data": "iris"}, {"data": "reg_gauss"}],
)
def test_gradients_are_the_slopes_of_the_loss(changes: dict[str, Any]) -> None:
    run = train(make(**changes), 3)
    gradients = run.gradients()
    h = 1e-6
    for k, layer in enumerate(run.network.layers):
        for unit in range(layer.W.shape[0]):
            for source in (*range(layer.W.shape[1]), None):
                kept = layer.b[unit] if source is None else layer.W[unit, source]
                losses = []
                for value in (kept + h, kept - h):
                    run.set_weight(k, unit, source, value)
                    losses.append(float(run.losses.train[-1]))
                run.set_weight(k, unit, source, kept)
                found = gradients[k][1][unit] if source is None else gradients[k][0][unit, source]
                assert found == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-8)


def test_a_weight_set_by_hand_counts_at_once_and_adds_no_epoch() -> None:
    run = train(make(), 5)
    assert run.problem is not None
    before = run.losses.train.copy()
    run.set_weight(1, 0, 3, -2.5)
    run.set_weight(2, 0, None, 0.75)
    assert run.network.layers[1].W[0, 3] == -2.5
    assert run.network.layers[2].b[0] == 0.75
    assert (run.epoch, len(run.losses.train)) == (5, 6)
    assert np.array_equal(run.losses.train[:-1], before[:-1])
    for loss, X, T in (
        (run.losses.train[-1], run.problem.X_train, run.problem.T_train),
        (run.losses.test[-1], run.problem.X_test, run.problem.T_test),
    ):
        assert loss == pytest.approx(float(np.mean(0.5 * (predicted(run, X) - T) ** 2)))
    assert run.step()


def test_features_are_shown_to_the_network_in_the_order_offered() -> None:
    run = make(features=("sin_x2", "x1", "x1_squared"))
    assert run.feature_ids == ("x1", "x1_squared", "sin_x2")
    points = np.array([[2.0, 1.0], [-3.0, 0.5]])
    expected = [[2.0, 4.0, math.sin(1.0)], [-3.0, 9.0, math.sin(0.5)]]
    np.testing.assert_allclose(run.feature_grid(points), expected)
    assert run.network.sizes[0] == 3


@pytest.mark.parametrize("data", [*DATASETS, "iris"])
def test_every_data_set_trains(data: str) -> None:
    run = train(make(data=data, noise=10), 30)
    assert run.losses.train[-1] < run.losses.train[0]


@pytest.mark.parametrize("layers", [(), (4, 2), (8,) * 6])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_trains_and_comes_back(activation: str, layers: tuple[int, ...]) -> None:
    run = make(activation=activation, layers=layers, data="iris")
    course = []
    for _ in range(4):
        course.append(weights(run))
        assert run.step()
    assert not np.array_equal(course[-1], course[0])
    assert run.step_back() and np.array_equal(weights(run), course[-1])
    assert all(np.isfinite(part).all() for pair in run.gradients() for part in pair)
    assert all(0 <= share <= 1 for share in (*run.off_shares(), *run.accuracy()))


@pytest.mark.parametrize("init", ["playground", "xavier", "he", "lecun", "normal", "zeros"])
def test_every_beginning_trains(init: str) -> None:
    assert np.isfinite(train(make(init=init), 3).losses.train).all()


# -- long runs -----------------------------------------------------------------------------------


def test_the_history_of_a_long_run_stays_small_and_true() -> None:
    """Half a million epochs fit, evenly thinned, and the latest are complete."""
    history = LossHistory()
    last = 500_000
    for epoch in range(last + 1):
        history.add(epoch, 1.0 / (epoch + 1), 2.0 * epoch)
    assert len(history.epochs) <= MOST_LOSSES
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
    train(run, MOST_LOSSES + 500)
    final, losses = weights(run), run.losses.train[-HISTORY:].copy()
    for _ in range(HISTORY):
        assert run.step_back()
    assert not run.step_back()
    assert run.epoch == run.losses.epochs[-1] == MOST_LOSSES + 500 - HISTORY
    train(run, HISTORY)
    assert np.array_equal(weights(run), final)
    assert np.array_equal(run.losses.train[-HISTORY:], losses)
