"""What a run keeps when settings change, when it ends, and what it says about a prediction."""

from typing import Any

import pytest

from acttutor.base.state.fields import changed
from acttutor.core.descent.gradient_descent import regime
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import OUTCOMES, PRESETS, Settings

BY_RATE = {0.0: "still", 0.3: "monotone", 0.5: "one_step", 0.78: "oscillating", 1.0: "bouncing",
           1.1: "diverging"}  # fmt: skip


def make(**changes: Any) -> Run:
    """Return a run with the defaults but for some settings."""
    return Run(changed(Settings(), **changes))


def change(run: Run, **changes: Any) -> None:
    """Change settings as the store does."""
    run.configure(changed(run.settings, **changes))


def play(run: Run, most: int = 5000) -> int:
    """Play to the end, or for ``most`` steps; returns how often the clock ticked."""
    ticks = 1
    while run.step() and ticks < most:
        ticks += 1
    return ticks


@pytest.mark.parametrize(("lr", "outcome"), BY_RATE.items())
def test_outcomes_are_those_of_the_core(lr, outcome):
    assert make(lr=lr).outcome == outcome == regime(lr)
    assert outcome in OUTCOMES


def test_at_the_minimum_nothing_moves_whatever_the_rate():
    run = make(lr=1.1, a=2.0, x0=2.0)
    assert run.outcome == "still"
    assert not run.step()
    assert run.known
    assert not run.arrived


@pytest.mark.parametrize("lr", [0.3, 0.5, 0.78, 0.02])
def test_play_ends_on_arrival_and_steps_stay_harmless(lr):
    run = make(lr=lr)
    play(run)
    assert run.arrived
    assert run.trajectory.distance < 1e-12
    k = run.k
    assert not run.step()
    assert run.k == k + 1
    assert run.trajectory.distance < 1e-12


@pytest.mark.parametrize("lr", [0.0, 1.0])
def test_what_goes_on_for_ever_is_played_for_ever(lr):
    run = make(lr=lr)
    assert play(run, 200) == 200
    assert run.k == 200


def test_divergence_ends_play_and_more_steps_do_nothing():
    run = make(lr=1.1)
    play(run)
    assert run.stuck
    k = run.k
    assert not run.step()
    assert run.k == k


def test_a_new_rate_takes_over_where_the_walk_is():
    run = make(lr=0.1)
    for _ in range(4):
        run.step()
    before, generation = list(run.trajectory.u), run.generation
    change(run, lr=0.78)
    assert run.trajectory.u == before
    run.step()
    assert run.trajectory.u[-1] == pytest.approx((1 - 2 * 0.78) * before[-1])
    assert run.generation == generation


@pytest.mark.parametrize("name", ["a", "b", "x0"])
def test_a_new_setup_begins_anew(name):
    run = make()
    run.step()
    generation = run.generation
    change(run, **{name: 2.5})
    assert run.k == 0
    assert run.generation > generation


def test_looks_of_the_lab_do_not_begin_anew():
    run = make()
    run.step()
    change(run, speed=30, hide=True, prediction="still")
    assert run.k == 1


def test_steps_back_and_on_again_lead_to_the_same_places():
    run = make(lr=0.78, compare="edge")
    for _ in range(6):
        run.step()
    places = [list(trajectory.u) for trajectory in (run.trajectory, *run.racers)]
    for _ in range(3):
        assert run.step_back()
    assert [trajectory.k for trajectory in (run.trajectory, *run.racers)] == [3] * 4
    for _ in range(3):
        run.step()
    assert [list(trajectory.u) for trajectory in (run.trajectory, *run.racers)] == places
    run.reset()
    assert not run.step_back()


# -- races -------------------------------------------------------------------------------------


def test_racers_keep_pace_with_their_own_rates():
    run = make(compare="mixed", lr=0.3)
    for _ in range(5):
        run.step()
    for racer, rate in zip(run.racers, PRESETS["mixed"], strict=True):
        assert racer.u[-1] == pytest.approx((1 - 2 * rate) ** 5 * 3.0, abs=1e-12)


def test_racers_that_come_later_catch_up():
    run = make(lr=0.1)
    for _ in range(4):
        run.step()
    change(run, compare="own", rates=(0.2, 1.25))
    assert [racer.k for racer in run.racers] == [4, 4]
    change(run, compare="none")
    assert run.racers == []
    assert run.k == 4


def test_play_waits_for_racers_that_still_move():
    alone, raced = make(lr=0.5), make(lr=0.5, compare="small")
    assert play(alone) < 3
    assert play(raced) > 100
    assert all(racer.arrived for racer in raced.racers)


def test_a_racer_that_diverges_stops_while_the_others_go_on():
    run = make(lr=0.02, compare="own", rates=(1.25,))
    for _ in range(100):
        run.step()
    assert run.k == 100
    assert run.racers[0].k < 60
    for _ in range(90):
        run.step_back()
    assert run.racers[0].k == run.k == 10


# -- predictions -------------------------------------------------------------------------------


@pytest.mark.parametrize(("lr", "outcome"), BY_RATE.items())
@pytest.mark.parametrize("prediction", OUTCOMES)
def test_a_prediction_is_judged_when_it_can_be_seen(lr, outcome, prediction):
    run = make(lr=lr, prediction=prediction)
    assert run.verdict is None
    assert run.hidden
    for _ in range(3):
        run.step()
    assert run.verdict is (prediction == outcome)
    assert not run.hidden


def test_without_a_prediction_nothing_is_judged_or_hidden():
    run = make()
    assert not run.hidden
    play(run)
    assert run.verdict is None


def test_hiding_ends_when_the_steps_have_shown_it():
    run = make(hide=True, lr=0.78)
    assert run.hidden
    for _ in range(3):
        run.step()
    assert not run.hidden


def test_a_rate_changed_on_the_way_has_to_show_itself_anew():
    run = make(lr=0.1, prediction="oscillating")
    for _ in range(5):
        run.step()
    change(run, lr=0.78)
    assert run.verdict is None
    for _ in range(3):
        run.step()
    assert run.verdict is True
