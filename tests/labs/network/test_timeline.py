"""Moments of a training are visited again, others branch off there, and runs are kept."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from network_runs import make, train, weights

from acttutor.base.state.fields import changed
from acttutor.labs.network.model.timeline import MOST

Make = Callable[..., Any]


def test_a_visited_moment_is_what_it_was_and_the_end_comes_back() -> None:
    run = train(make(optimizer="adam", shuffle=True), 12)
    middle, losses = weights(run), run.losses.train.copy()
    train(run, 18)
    end, later = weights(run), run.losses.train.copy()
    assert run.go_to(12) and run.epoch == 12
    np.testing.assert_array_equal(weights(run), middle)
    np.testing.assert_array_equal(run.losses.train, losses)
    assert run.last_epoch == 30
    assert run.go_to(0) and run.epoch == 0
    assert run.go_to(99) and run.epoch == 30 and run.timeline.head is None
    np.testing.assert_array_equal(weights(run), end)
    np.testing.assert_array_equal(run.losses.train, later)
    # Visiting leaves no trace: the next epoch is the one that would have followed.
    other = train(make(optimizer="adam", shuffle=True), 31)
    train(run, 1)
    np.testing.assert_array_equal(weights(run), weights(other))


def test_a_training_branches_off_and_the_old_one_stays_grey() -> None:
    run = train(make(), 20)
    old = run.losses.train.copy()
    run.go_to(8)
    run.configure(changed(run.settings, lr=0.3))
    assert run.epoch == 8 and run.timeline.head is not None
    train(run, 4)
    assert run.epoch == 12 and run.ghost is not None and not run.ghost.pinned
    np.testing.assert_array_equal(run.ghost.losses, old)
    assert run.losses.train[12] != old[12] and np.array_equal(run.losses.train[:9], old[:9])
    assert run.go_to(20) and run.epoch == 12, "what came after is not its future any more"
    run.go_to(5)
    before = weights(run)
    run.configure(changed(run.settings, optimizer="adam", penalty="l2"))
    assert run.epoch == 5 and np.array_equal(weights(run), before)
    train(run, 2)
    assert run.epoch == 7 and list(run.losses.epochs) == list(range(8))
    run.reset()
    assert run.ghost is None


def test_a_kept_run_stays_over_a_reset_until_it_is_let_go() -> None:
    run = train(make(), 10)
    run.pin()
    kept = run.ghost
    assert kept is not None
    run.configure(changed(run.settings, layers=(3,)))
    train(run, 3)
    assert run.ghost is kept and kept.network.sizes == (2, 4, 2, 1)
    run.pin()
    assert run.ghost is None


def test_there_are_never_many_moments() -> None:
    run = make(layers=(), features=("x1",), train_share=10, batch=30)
    train(run, 1200)
    assert len(run.timeline.moments) <= MOST
    gaps = np.diff([moment.epoch for moment in run.timeline.moments])
    assert gaps.max() <= 8
    assert run.go_to(500) and abs(run.epoch - 500) <= 4


# -- the picture ---------------------------------------------------------------------------------


def test_dragging_across_the_losses_visits_moments(scene: Make) -> None:
    made = scene()
    made.step(40)
    axes = made.figure.losses.axes
    made.figure.on_press(made.over(axes, 25.2, 0.2))
    assert made.asked[-1] == ("go_to", (25,))
    made.figure.on_move(made.over(axes, 10.0, 0.2))
    assert made.asked[-1] == ("go_to", (10,))
    made.figure.on_release(made.over(axes, 10.0, 0.2))
    made.run.go_to(10)
    made.paint()
    assert made.figure.course.moment.get_visible()
    assert "10" in made.figure.said.words.get_text() and "40" in made.figure.said.words.get_text()
    # The rest of the training is seen in grey, and the picture is that of the moment.
    assert made.figure.losses.curves[4].get_xdata()[-1] == 40
    assert made.figure.losses.curves[0].get_xdata()[-1] == 10


def test_a_kept_run_shows_its_boundary_and_losses(scene: Make) -> None:
    made = scene()
    made.step(60)
    button = made.figure.course.buttons.places[0]
    event = made.at(*np.array(button.middle) * made.figure.scale)
    made.figure.on_press(event)
    assert made.asked[-1][0] == "pin_run"
    made.run.pin()
    made.paint()
    line = np.column_stack(made.figure.course.boundary.get_data())
    line = line[np.isfinite(line).all(axis=1)]
    outputs = made.run.network.forward(line)
    assert len(line) > 20 and np.abs(outputs).max() < 0.06
    made.run.reset()
    made.paint()
    assert made.figure.course.boundary.get_visible()
    assert made.figure.losses.curves[4].get_visible()
    made.configure(data="xor")
    assert not made.figure.course.boundary.get_visible()


@pytest.mark.parametrize("mode", ["race", "fan", "sweep"])
def test_many_networks_have_no_single_time(mode: str) -> None:
    run = make(mode=mode)
    assert not run.go_to(3) and run.timeline.head is None
    run.close()
