"""The race: what follows from settings and steps, and what is said about it."""

import json
import math
from itertools import pairwise

import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.descent2d.export import metrics, table
from acttutor.labs.descent2d.hyperparameters import FUNCTIONS, OPTIMIZERS, check_tuning
from acttutor.labs.descent2d.run import MOST_STEPS, REPLAYED, Run
from acttutor.labs.descent2d.state import Settings


def raced(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def paths(run):
    return {name: trajectory.points.tolist() for name, trajectory in run.trajectories.items()}


# -- settings ----------------------------------------------------------------------------------


def test_each_function_remembers_its_own_start_and_rates():
    settings = changed(Settings(), tuning=Settings().with_hyper("adam", lr=0.3))
    settings = changed(settings, starts=settings.with_start(1.0, 2.0))
    other = changed(settings, function="beale")
    assert (settings.start, settings.hyper("adam").lr) == ((1.0, 2.0), 0.3)
    assert (other.start, other.hyper("adam").lr) == ((1.0, 1.5), 0.1)
    assert changed(other, function="bowl") == settings


def test_starts_stay_in_the_picture_and_values_within_their_bounds():
    settings = changed(Settings(), starts=[["bowl", 99, -99]], tuning=[["bowl", "sgd", "lr", 77]])
    assert settings.start == (4.0, -4.0)
    assert settings.hyper("sgd").lr == 2.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": [["plain", 0, 0]]},
        {"starts": [["bowl", 0]]},
        {"starts": [["bowl", math.nan, 0]]},
        {"tuning": [["bowl", "sgd", "mu", 0.5]]},
        {"tuning": [["bowl", "newton", "lr", 0.5]]},
        {"tuning": ["bowl"]},
        {"raced": []},
        {"raced": ["newton"]},
    ],
)
def test_wrong_settings_are_refused(wrong):
    with pytest.raises(ValueError):
        changed(Settings(), **wrong)


def test_settings_survive_json():
    settings = changed(Settings(), starts=[["saddle", 0.5, 0]], raced=["adam", "sgd"])
    for name in ("starts", "raced", "tuning"):
        value = json.loads(json.dumps(getattr(settings, name)))
        assert changed(settings, **{name: value}) == settings
    assert settings.raced == ("sgd", "adam")


def test_the_last_value_for_a_parameter_counts():
    assert check_tuning([("bowl", "sgd", "lr", 0.1), ("bowl", "sgd", "lr", 0.2)]) == (
        ("bowl", "sgd", "lr", 0.2),
    )


# -- the race ----------------------------------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS)
def test_with_the_suggested_rates_most_arrive_and_nobody_diverges(function):
    run = raced(function=function)
    run.restore({"steps": 1500})
    states = [trajectory.state for trajectory in run.trajectories.values()]
    assert "diverged" not in states
    assert states.count("arrived") >= 3


def test_a_changed_rate_looks_as_if_it_had_been_so_from_the_start():
    run = raced(40)
    tuned = run.settings.with_hyper("sgd", lr=0.02)
    untouched = paths(run)["adam"]
    run.configure(changed(run.settings, tuning=tuned))
    assert run.k == 40
    assert paths(run) == paths(raced(40, tuning=tuned))
    assert paths(run)["adam"] == untouched


def test_a_dragged_start_is_replayed_but_not_for_ever():
    run = raced(REPLAYED + 50)
    run.configure(changed(run.settings, starts=run.settings.with_start(1, 1)))
    assert run.k == REPLAYED
    assert {tuple(trajectory.points[0]) for trajectory in run.trajectories.values()} == {(1.0, 1.0)}


def test_back_and_forth_is_the_same_race():
    run = raced(130, function="himmelblau")
    before = paths(run)
    for _ in range(70):
        assert run.step_back()
    for _ in range(70):
        run.step()
    assert paths(run) == before
    run.reset()
    assert run.k == 0 and not run.step_back()


def test_another_function_begins_anew_and_a_newcomer_catches_up():
    run = raced(30, raced=["sgd"])
    assert list(run.trajectories) == ["sgd"]
    run.configure(changed(run.settings, raced=["sgd", "adam"]))
    assert run.trajectories["adam"].k == 30
    run.configure(changed(run.settings, function="beale"))
    assert run.k == 0


def test_the_chosen_one_always_takes_part():
    run = raced(raced=["sgd"], chosen="adam")
    assert list(run.trajectories) == ["sgd", "adam"]


def test_different_optimizers_find_different_minima_of_himmelblau():
    run = raced(120, function="himmelblau")
    assert metrics(run)["minima_reached"] == 2
    assert run.trajectories["sgd"].goal != run.trajectories["adam"].goal


def test_on_the_ridge_everyone_stays_at_the_saddle_and_beside_it_nobody():
    ridge = raced(400, function="saddle", starts=[["saddle", -1.5, 0.0]])
    assert {trajectory.state for trajectory in ridge.trajectories.values()} == {"saddle"}
    beside = raced(400, function="saddle")
    assert {trajectory.state for trajectory in beside.trajectories.values()} == {"arrived"}


def test_descent_diverges_in_the_bowl_beyond_its_bound_and_only_there():
    """|1 − ε κ| > 1 for ε > 2/κ; at ε = 2/κ it swings for ever."""
    below, above = (
        raced(400, tuning=[["bowl", "sgd", "lr", rate]]).trajectories["sgd"]
        for rate in (0.099, 0.101)
    )
    assert abs(below.here[1]) < 0.1
    assert abs(above.here[1]) > 30
    gone = raced(400, tuning=[["bowl", "sgd", "lr", 0.2]])
    assert gone.trajectories["sgd"].state == "diverged"
    assert gone.trajectories["sgd"].k < 40 and gone.k == 400
    assert "diverged" in metrics(gone)["state_sgd"]


def test_single_samples_zigzag_and_their_mean_does_not():
    """From (−1.9, 1.4) to (1, −1) one weight grows and the other shrinks."""

    def turns(**changes):
        points = raced(40, function="inputs", **changes).trajectories["sgd"].points
        steps = points[1:] - points[:-1]
        return sum(a @ b < 0 for a, b in pairwise(steps)), steps

    count, steps = turns(samples="one")
    assert (steps[:, 0] * steps[:, 1] > 0).all()
    assert count >= 10
    assert turns(samples="all")[0] == 0
    tanh = raced(40, function="inputs", inputs="tanh").trajectories["sgd"]
    assert tanh.arrival is not None and tanh.arrival < 20


def test_playing_ends_when_nothing_new_is_to_be_seen():
    run = raced()
    steps = 0
    while run.step():
        steps += 1
    assert run.finished and steps < 400
    run = raced(function="rosenbrock", raced=["adagrad"], chosen="adagrad")
    run.restore({"steps": MOST_STEPS})
    assert not run.step() and run.k == MOST_STEPS


# -- what it tells -----------------------------------------------------------------------------


def test_a_snapshot_brings_the_same_race_back():
    run = raced(37, function="beale")
    kept = json.loads(json.dumps(run.snapshot()))
    again = raced(function="beale")
    again.restore(kept)
    assert paths(again) == paths(run)


@pytest.mark.parametrize("steps", [-1, True, 1.5, "3", None, MOST_STEPS + 1])
def test_a_wrong_snapshot_changes_nothing(steps):
    run = raced(5)
    with pytest.raises(ValueError, match="steps"):
        run.restore({"steps": steps})
    assert run.k == 5


def test_observables_have_the_same_names_at_all_times_and_are_plain():
    names = set(metrics(raced()))
    for run in (raced(3, raced=["sgd"]), raced(60, function="saddle"), raced(9, function="inputs")):
        seen = metrics(run)
        assert set(seen) == names
        json.dumps(seen, allow_nan=False)


def test_the_first_to_arrive_is_named():
    run = raced(400)
    arrivals = {name: trajectory.arrival for name, trajectory in run.trajectories.items()}
    assert arrivals[metrics(run)["winner"]] == min(arrivals.values())
    assert metrics(raced())["winner"] is None


def test_the_table_has_a_row_for_each_step_and_columns_for_each_racer():
    run = raced(60, tuning=[["bowl", "sgd", "lr", 0.5]])
    columns = dict(table(run))
    assert len(columns) == 1 + 3 * len(OPTIMIZERS)
    assert {len(values) for values in columns.values()} == {61}
    assert columns["x_adam"][60] == run.trajectories["adam"].here[0]
    assert math.isnan(columns["x_sgd"][60])
    assert columns["f_sgd"][0] == pytest.approx((3.6**2 + 20 * 1.2**2) / 2)
