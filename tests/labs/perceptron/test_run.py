"""The run: both units on the same samples, what is counted, what is kept, what ends."""

import json
import math

import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.perceptron.export import metrics, table
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import MOST, PRESETS, check_samples, random_samples
from acttutor.labs.perceptron.state import Settings, check_weights


def run_with(steps=0, **changes):
    """Return a run some steps on."""
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def by_hand(samples, lr, looks):
    """Return weights and mistakes of Rosenblatt's rule, written out once more."""
    b = w1 = w2 = 0.0
    mistakes = 0
    for k in range(looks):
        x1, x2, t = samples[k % len(samples)]
        error = t - (1 if b + w1 * x1 + w2 * x2 >= 0 else 0)
        mistakes += abs(error)
        b, w1, w2 = b + lr * error, w1 + lr * error * x1, w2 + lr * error * x2
    return (b, w1, w2), mistakes


@pytest.mark.parametrize("data", ["separable", "barely", "and", "or", "xor"])
def test_the_rule_is_rosenblatts(data):
    run = run_with(17, data=data)
    weights, mistakes = by_hand(PRESETS[data], 0.5, 17)
    assert run.state.w == pytest.approx(weights)
    assert run.state.mistakes == mistakes


@pytest.mark.parametrize("data", ["separable", "barely", "and", "or"])
def test_separable_points_are_separated_within_the_bound(data):
    run = run_with(data=data)
    while run.step():
        assert run.state.k < 1000
    assert run.converged and run.wrong(run.state.w) == 0
    assert 0 < run.state.mistakes <= run.bound


def test_playing_on_after_convergence_trains_the_sigmoid_unit_alone():
    run = run_with(data="or")
    while run.step():
        pass
    w, loss = run.state.w, run.loss
    assert all(run.step() for _ in range(50))
    assert run.state.w == w and run.loss < loss


def test_xor_has_no_bound_and_its_weights_come_back():
    run = run_with(40, data="xor")
    assert run.bound is None and not run.converged
    cycle = run.state.cycle
    assert cycle > 0 and cycle % 4 == 0
    before = run.state.w
    for _ in range(cycle):
        run.step()
    assert run.state.w == before
    assert abs(run_with(4000, data="xor").loss - math.log(2)) < 0.05


def test_the_learning_rate_changes_no_decision_from_zero():
    slow, fast = run_with(40, data="barely", lr=0.05), run_with(40, data="barely", lr=2.0)
    assert slow.state.mistakes == fast.state.mistakes
    assert [40 * w for w in slow.state.w] == pytest.approx(fast.state.w)


def test_a_step_to_the_next_mistake_lands_on_it():
    run = run_with(data="barely", by="mistake")
    other = run_with(data="barely")
    for _ in range(10):
        step, _sigmoid = run.pending
        assert step.y != step.t
        run.step()
    while other.state.k < run.state.k:
        other.step()
    assert other.state == run.state
    assert run.state.mistakes == 10


def test_what_is_pending_is_what_the_step_does():
    run = run_with(5, data="xor")
    step, sigmoid = run.pending
    run.step()
    assert (run.state.w, run.state.v) == (step.after, sigmoid.after)


def test_step_back_returns_to_the_beginning():
    run = run_with(data="barely")
    start, rows = run.state, list(run.trace.rows)
    for _ in range(30):
        run.step()
    while run.step_back():
        pass
    assert run.state == start and run.trace.rows == rows


def test_an_edited_point_keeps_the_weights_and_begins_to_count():
    run = run_with(30, data="barely")
    w = run.state.w
    points = ((0.0, 0.0, 0), *PRESETS["barely"][1:])
    run.configure(changed(run.settings, data="own", points=points))
    assert run.state.w == w and (run.state.k, run.state.mistakes) == (0, 0)
    while run.step():
        assert run.state.k < 5000
    assert run.state.mistakes <= run.bound
    run.configure(changed(run.settings, data="xor"))
    assert run.state.w == (0.0, 0.0, 0.0), "other points begin at the start"


def test_the_bound_holds_from_any_start():
    for seed in range(6):
        w0 = tuple(math.sin(3 * seed + i) * 4 for i in range(3))
        run = run_with(data="separable", w0=w0)
        while run.step():
            pass
        assert run.state.mistakes <= run.bound


def test_a_long_run_keeps_a_short_trace_with_its_ends():
    run = run_with(5000, data="xor")
    k, mistakes, _ = run.trace.columns()
    assert len(k) <= 801
    assert (k[0], k[-1]) == (0, 5000)
    assert mistakes[-1] == run.state.mistakes
    assert (k[1:] > k[:-1]).all()


def test_a_snapshot_is_plain_data_and_continues_where_it_was_taken():
    run = run_with(53, data="barely")
    kept = json.loads(json.dumps(run.snapshot()))
    other = run_with(data="barely")
    other.restore(kept)
    assert (other.state, other.trace.rows) == (run.state, run.trace.rows)
    for _ in range(10):
        run.step()
        other.step()
    assert other.state == run.state


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept.pop("state"),
        lambda kept: kept["state"].update(w=[1, 2]),
        lambda kept: kept["state"].update(w=[1, 2, math.inf]),
        lambda kept: kept["state"].update(k=-1),
        lambda kept: kept["state"].update(k=1.5),
        lambda kept: kept["trace"].update(rows=[]),
        lambda kept: kept["trace"].update(rows=[[1, 0, 0.1], [0, 0, 0.1]]),
    ],
)
def test_a_spoilt_snapshot_is_refused_and_changes_nothing(spoil):
    run = run_with(9)
    kept = run.snapshot()
    spoil(kept)
    before = run.state
    with pytest.raises(ValueError):
        run.restore(kept)
    assert run.state == before


def test_points_are_checked():
    assert check_samples([[5, -5, 1]]) == ((2.0, -1.0, 1),)
    for bad in ([], [[0, 0, 2]], [[math.nan, 0, 1]], [[0, 0, 1]] * (MOST + 1)):
        with pytest.raises(ValueError):
            check_samples(bad)
    with pytest.raises(ValueError):
        check_weights([1, 2, math.inf])
    assert check_weights([-0.001, 99, 1.234]) == (0.0, 10.0, 1.23)
    assert check_samples(random_samples(3)) == random_samples(3)


def test_some_random_points_can_be_separated_and_some_cannot():
    answers = {run_with(data="random", seed=seed).problem.overlap is None for seed in range(8)}
    assert answers == {True, False}


@pytest.mark.parametrize("data", ["separable", "xor"])
def test_what_is_published_has_the_same_names_at_all_times(data):
    run = run_with(data=data)
    first = metrics(run)
    for _ in range(30):
        run.step()
    assert metrics(run).keys() == first.keys()
    columns = table(run)
    assert {len(values) for _, values in columns} == {31}
    assert dict(columns)["step b"][-1] == run.state.w[0]


def test_one_point_alone_is_enough():
    run = run_with(20, data="own", points=((0.5, 0.5, 0),))
    assert run.converged and run.bound is not None
