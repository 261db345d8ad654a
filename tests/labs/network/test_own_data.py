"""A run learns data of one's own, however few or odd they are."""

import math
from typing import Any

import numpy as np
import pytest
from network_runs import DEFAULT, make, own, train

from acttutor.base.state.fields import changed
from acttutor.labs.network.model.data.table import MAX_ROWS, Table, check_table


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
