"""The maxout lab without a picture: training, what the lines make, what is kept."""

import json

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.maxout import words
from acttutor.labs.maxout.export import metrics, table
from acttutor.labs.maxout.progress import MOST_STEPS
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import PRESETS, TARGETS, Settings, X, with_lines


def run(**changes):
    return Run(changed(Settings(), **changes))


def preset(name):
    lines = PRESETS[name]
    return run(pieces=len(lines), lines=with_lines(lines, Settings().lines))


@pytest.mark.parametrize("units", ["one", "two"])
@pytest.mark.parametrize("target", TARGETS)
def test_the_gradient_is_that_of_finite_differences(units, target):
    lab = run(units=units, target=target, pieces=4)
    # Away from kinks at a sample, where the slopes of both sides are different.
    lab.lines = lab.lines + np.random.default_rng(1).normal(size=lab.lines.shape) * 0.1
    found, h = lab.gradient(), 1e-6
    for index in np.ndindex(lab.lines.shape):
        losses = []
        for sign in (1, -1):
            lines = lab.lines.copy()
            lines[index] += sign * h
            losses.append(0.5 * np.mean((lab.output_at(lab.x, lines) - lab.t) ** 2))
        assert found[index] == pytest.approx((losses[0] - losses[1]) / (2 * h), abs=1e-5)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("relu", lambda x: np.maximum(x, 0)),
        ("leaky_relu", lambda x: np.where(x > 0, x, 0.1 * x)),
        ("absolute", np.abs),
    ],
)
def test_presets_are_what_they_say(name, function):
    lab = preset(name)
    assert lab.output_at(X) == pytest.approx(function(X))
    assert lab.equals() == name


def test_the_near_parabola_touches_the_parabola_and_stays_below():
    gap = TARGETS["parabola"] - preset("near_parabola").output_at(X)
    assert gap.min() == pytest.approx(0.0, abs=1e-9)
    assert (gap > -1e-9).all()
    assert gap.max() < 0.2


def test_other_lines_equal_nothing_known():
    assert run().equals() == ""
    assert run(
        pieces=2, lines=with_lines(((1.0, 0.0), (1.0, -1.0)), Settings().lines)
    ).equals() == ("line")


def test_training_arranges_the_lines_along_a_convex_curve():
    lab = run(pieces=5)
    for _ in range(1000):
        lab.step()
    assert lab.losses[-1] < 0.02 * lab.losses[0]
    assert lab.is_convex


def test_one_unit_cannot_follow_a_wave_but_two_can():
    one, two = run(target="wave", pieces=5), run(target="wave", pieces=5, units="two")
    for _ in range(1500):
        one.step()
        two.step()
    assert not one.is_convex
    assert one.largest_error >= one.least_error > 1
    assert two.largest_error < one.least_error
    assert two.losses[-1] < 0.02


def test_a_dead_line_has_no_gradient_and_is_named():
    lines = with_lines(((-1.0, 0.0), (1.0, 0.0), (0.0, -5.0)), Settings().lines)
    lab = run(lines=lines)
    assert lab.dead() == [2]
    assert lab.gradient()[0, 2].tolist() == [0.0, 0.0]
    assert metrics(lab)["dead"] == 1
    for _ in range(50):
        lab.step()
    assert lab.lines[0, 2].tolist() == [0.0, -5.0]


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_steps_back_and_forth_are_the_same_bit_for_bit(optimizer):
    lab = run(optimizer=optimizer)
    for _ in range(20):
        lab.step()
    there, losses = lab.lines.copy(), list(lab.losses)
    for _ in range(20):
        assert lab.step_back()
    assert not lab.step_back()
    assert (lab.lines == Run(lab.settings).lines).all()
    for _ in range(20):
        lab.step()
    assert (lab.lines == there).all()
    assert lab.losses == losses


def test_a_snapshot_brings_everything_back_even_if_the_rate_was_changed():
    lab = run(optimizer="adam")
    for lr in (0.1, 0.3):
        lab.configure(changed(lab.settings, lr=lr))
        for _ in range(15):
            lab.step()
    kept = json.loads(json.dumps(lab.snapshot()))
    other = Run(lab.settings)
    other.restore(kept)
    assert (other.lines == lab.lines).all()
    assert other.losses == lab.losses
    assert other.k == 30
    assert other.step_back()
    assert Run(lab.settings).snapshot() == {}


@pytest.mark.parametrize(
    "steps", [5, [[0.1]], [[0.1, 0]], [["a", 3]], [[0.1, True]], [[0.1, MOST_STEPS + 1]], [[7, 1]]]
)
def test_a_bad_snapshot_changes_nothing(steps):
    lab = run()
    lab.step()
    before = lab.lines.copy()
    with pytest.raises(ValueError, match="steps"):
        lab.restore({"steps": steps})
    assert (lab.lines == before).all()
    assert lab.k == 1


def test_divergence_stops_and_is_said(texts):
    lab = run(units="two", lr=1.0, target="exponential", optimizer="momentum", pieces=2)
    while lab.k < 4000 and lab.step():
        pass
    assert lab.failed
    assert np.isfinite(lab.lines).all()
    assert any("overflow" in sentence.text for sentence in words.training(lab, texts))
    lab.configure(changed(lab.settings, lr=0.001))
    assert not lab.failed


def test_only_what_is_drawn_is_learned():
    drawn = [None] * len(X)
    for i in range(10, 30):
        drawn[i] = 1.0
    lab = run(target="drawn", drawn=drawn)
    assert len(lab.x) == 20
    assert lab.x[0] == X[10]
    assert json.loads(json.dumps(lab.settings.drawn)) == drawn


def test_without_a_curve_there_is_nothing_to_do():
    for lab in (run(target="none"), run(target="drawn")):
        assert not lab.step()
        assert metrics(lab)["loss"] is None


@pytest.mark.parametrize("bad", [[[0, 0]], [[0, 0]] * 6, [[0]] * 5, [[0, float("nan")]] * 5, "ab"])
def test_lines_are_checked(bad):
    with pytest.raises(ValueError, match="lines"):
        changed(Settings(), lines=bad)


def test_what_is_published_is_complete():
    lab = run(units="two", pieces=2)
    columns = dict(table(lab))
    assert list(columns) == ["x", "u1", "u2", "v1", "v2", "y", "t"]
    assert {len(column) for column in columns.values()} == {len(X)}
    y = np.maximum(columns["u1"], columns["u2"]) - np.maximum(columns["v1"], columns["v2"])
    assert columns["y"] == pytest.approx(y)
    assert metrics(lab)["parameters"] == 8
