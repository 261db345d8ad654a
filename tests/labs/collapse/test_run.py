"""The run: what is folded in which order, what refuses, what is kept."""

import json

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.collapse.export import metrics, table
from acttutor.labs.collapse.run import GRID_POINTS, Run
from acttutor.labs.collapse.state import LARGEST, WIDEST, Settings, check_edits


def run_with(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def by_hand(run, x):
    """Apply the layers of the settings one after the other."""
    settings = run.settings
    for layer, name in zip(settings.layers, (*settings.activations, "identity"), strict=True):
        x = layer.W @ x + layer.b
        x = x if name == "identity" else ACTIVATIONS[name].f(x)
    return x[0]


@pytest.mark.parametrize("depth", range(2, 7))
@pytest.mark.parametrize("width", [1, 2, 3])
def test_linear_layers_fold_into_one_with_the_same_map(depth, width):
    run = run_with(depth=depth, width=width, seed=depth * 7 + width)
    steps = 0
    while len(run.blocks) > 1:
        goes_on = run.step()
        steps += 1
        assert goes_on == (len(run.blocks) > 1)
    assert steps == depth - 1 and not run.step()
    assert run.comparison.same and run.comparison.difference < 1e-12
    (block,) = run.blocks
    for x in GRID_POINTS[::999]:
        assert (block.layer.W @ x + block.layer.b)[0] == pytest.approx(by_hand(run, x))


def test_neighbours_are_folded_from_the_input_on():
    run = run_with(depth=4)
    assert [(b.first, b.last) for b in run.blocks] == [(0, 0), (1, 1), (2, 2), (3, 3)]
    run.step()
    assert [(b.first, b.last) for b in run.blocks] == [(0, 1), (2, 2), (3, 3)]
    run.step()
    assert [(b.first, b.last) for b in run.blocks] == [(0, 2), (3, 3)]


def test_what_is_shown_as_the_product_is_what_the_step_makes():
    run = run_with(depth=3)
    product = run.product
    run.step()
    np.testing.assert_array_equal(run.blocks[0].layer.W, product.layer.W)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "identity"])
def test_any_activation_refuses_and_its_worst_point_is_found(name):
    run = run_with(depth=4, width=3, f2=name)
    for _ in range(5):
        run.step()
    assert run.refused
    assert [(b.first, b.last) for b in run.blocks] == [(0, 1), (2, 3)]
    compared = run.comparison
    assert not compared.same
    at = np.array(compared.at)
    deep, single = by_hand(run, at), (run.whole.W @ at + run.whole.b)[0]
    assert compared.values == pytest.approx((deep, single))
    assert compared.difference == pytest.approx(abs(deep - single))
    for x in GRID_POINTS[::97]:
        away = abs(by_hand(run, x) - (run.whole.W @ x + run.whole.b)[0])
        assert away <= compared.difference + 1e-9


def test_a_relu_that_is_never_off_makes_no_difference():
    edits = ((0, 0, WIDEST, 2.0), (0, 0, 0, 0.1), (0, 0, 1, 0.1))
    run = run_with(depth=2, width=1, f1="relu", edits=edits)
    assert run.refused and run.comparison.same


def test_step_back_and_reset_unfold():
    run = run_with(3, depth=4)
    assert len(run.blocks) == 1
    assert run.step_back() and len(run.blocks) == 2
    run.reset()
    assert len(run.blocks) == 4 and not run.step_back()


def test_numbers_change_what_is_folded_and_functions_unfold():
    run = run_with(1, depth=3)
    run.configure(changed(run.settings, edits=((0, 0, 0, 1.5),)))
    assert run.folds == 1 and run.settings.layers[0].W[0, 0] == 1.5
    assert run.comparison.same
    run.configure(changed(run.settings, f1="tanh"))
    assert run.folds == 0 and len(run.blocks) == 3


def test_edits_are_checked_and_those_of_other_sizes_wait():
    assert check_edits([(0, 1, 2, 0.123), (0, 1, 2, 9)]) == ((0, 1, 2, LARGEST),)
    for bad in (
        [(6, 0, 0, 1)],
        [(0, 3, 0, 1)],
        [(0, 0, 4, 1)],
        [(0, 0, 0, float("nan"))],
        [(1, 2)],
    ):
        with pytest.raises(ValueError):
            check_edits(bad)
    settings = changed(Settings(), depth=3, width=1, edits=((0, 2, 0, 1.25), (2, 0, WIDEST, -1.5)))
    assert settings.layers[2].b[0] == -1.5
    assert changed(settings, width=3).layers[0].W[2, 0] == 1.25


def test_a_snapshot_is_plain_data_and_checked():
    run = run_with(2, depth=5)
    kept = json.loads(json.dumps(run.snapshot()))
    other = run_with(depth=5)
    other.restore(kept)
    assert [b[:2] for b in other.blocks] == [b[:2] for b in run.blocks]
    for bad in ({}, {"folds": -1}, {"folds": 5}, {"folds": True}, {"folds": 1.0}):
        with pytest.raises(ValueError, match="folds"):
            other.restore(bad)
    assert other.folds == 2


def test_what_is_published():
    run = run_with(depth=3, f1="relu")
    first = metrics(run)
    assert first["refused"] is False and first["same"] is False
    run.step()
    assert metrics(run).keys() == first.keys()
    assert metrics(run)["refused"] is True and metrics(run)["blocks"] == 2
    columns = dict(table(run))
    assert len({len(values) for values in columns.values()}) == 1
    assert columns["y"][7] == pytest.approx(
        by_hand(run, np.array([columns["x1"][7], columns["x2"][7]]))
    )
