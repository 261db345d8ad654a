"""Curves beyond the parabola: the start decides, large steps jump, plateaus hold."""

import json
import math

import numpy as np
import pytest
from covering import covering
from fit import misfits_of_figure
from scene import Scene

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.descent.objectives import DIVERGED, PLATEAU, UNSETTLED, WELLS, basins
from acttutor.labs.descent import words
from acttutor.labs.descent.export import metrics, table
from acttutor.labs.descent.figures.outcomes import regions
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import PRESETS, Settings

TEXTS = Texts("en")


def walked(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


# -- the walk ----------------------------------------------------------------------------------


@pytest.mark.parametrize("curve", [WELLS, PLATEAU])
def test_places_are_those_of_plain_descent(curve):
    run, x = walked(function=curve.id, x0=1.3, lr=0.2), 1.3
    for _ in range(30):
        run.step()
        x -= 0.2 * curve.df(x)
        assert run.trajectory.x() == pytest.approx(x, abs=1e-15)
        assert run.trajectory.f() == pytest.approx(curve.f(x))


def test_the_same_rate_ends_in_another_valley_from_another_start():
    ends = [walked(300, function="wells", lr=0.1, x0=x0) for x0 in (-1.0, 1.0)]
    assert [run.valley for run in ends] == [-3.0, 2.0]
    assert all(run.arrived for run in ends)
    assert metrics(ends[1])["minimum"] == 2.0


def test_a_large_rate_jumps_out_of_the_valley_and_it_is_said():
    run = walked(function="wells", lr=0.55, x0=4.0)
    assert run.basin == 0
    assert "jumps over the top" in words.happens(run, TEXTS)
    for _ in range(200):
        run.step()
    assert run.valley == -3.0 and run.arrived


def test_on_the_plateau_nothing_seems_to_happen():
    run = walked(100, function="plateau", lr=0.3, x0=5.0)
    assert run.basin == UNSETTLED
    assert 4.97 < run.trajectory.x() < 5.0
    assert "plateau" in words.happens(run, TEXTS)
    near = walked(function="plateau", lr=0.3, x0=1.0)
    assert "reaches the minimum" in words.happens(near, TEXTS)


def test_divergence_stops_and_depends_on_the_start():
    gone = walked(200, function="wells", lr=0.6, x0=6.0)
    assert gone.stuck and gone.basin == DIVERGED and gone.k < 20
    assert "no step leads back" in words.state(gone, TEXTS)
    assert not walked(200, function="wells", lr=0.6, x0=1.0).stuck


def test_tops_and_minima_hold_still():
    assert "the top" in words.happens(walked(function="wells", x0=0.0), TEXTS)
    assert "a minimum" in words.happens(walked(function="wells", x0=2.0), TEXTS)


def test_near_a_minimum_the_distance_shrinks_by_the_factor_that_is_written():
    run = walked(12, function="wells", lr=0.3, x0=1.0)
    before = run.trajectory.distance
    run.step()
    assert run.trajectory.distance / before == pytest.approx(run.factor, rel=1e-2)
    assert f"{run.factor:.2f}" in words.factor(run, TEXTS)


def test_what_is_said_of_the_parabola_is_not_said_of_others():
    run = walked(5, function="wells", prediction="diverging")
    assert run.verdict is None and not run.hidden
    seen = metrics(run)
    assert seen["regime"] is None and seen["factor"] is None


def test_another_function_begins_a_new_walk():
    run = walked(5)
    run.configure(changed(run.settings, function="wells"))
    assert run.k == 0 and run.trajectory.curve is WELLS
    run.configure(changed(run.settings, function="parabola"))
    assert run.k == 0 and run.trajectory.curve is None


# -- publishing and keeping --------------------------------------------------------------------


@pytest.mark.parametrize("function", ["parabola", "wells", "plateau"])
def test_a_snapshot_brings_the_walk_back(function):
    run = walked(4, function=function, compare="mixed")
    run.configure(changed(run.settings, lr=0.1))
    run.step()
    kept = json.loads(json.dumps(run.snapshot(), allow_nan=False))
    again = Run(run.settings)
    again.restore(kept)
    assert again.trajectory.u == run.trajectory.u and again.trajectory.rates == run.trajectory.rates
    assert [racer.u for racer in again.racers] == [racer.u for racer in run.racers]
    assert again.step_back() and again.k == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"u": [3.0, 1.0]},
        {"u": [9.0], "rates": []},
        {"u": "far"},
        {"rates": [0.3, "0.3"]},
        {"rates": [7.0, 7.0]},
        {"u": [3.0, 1.2, math.inf]},
        {"u": [3.0, 1.2, 0.9]},
        {"first": -1},
        {"first": True},
    ],
)
def test_a_wrong_snapshot_is_refused_and_changes_nothing(wrong):
    run = walked(2)
    kept = {**run.snapshot(), **wrong}
    run.reset()
    with pytest.raises(ValueError):
        run.restore(kept)
    assert run.k == 0 and run.trajectory.u == [3.0]


def test_observables_are_plain_and_always_the_same():
    names = set(metrics(walked()))
    predicted, diverged = walked(3, prediction="monotone"), walked(400, lr=1.25)
    for run in (predicted, diverged, walked(2, function="wells")):
        seen = metrics(run)
        assert set(seen) == names
        json.dumps(seen, allow_nan=False)
    assert metrics(predicted)["prediction_right"] is True
    assert metrics(diverged)["diverged"] is True


def test_the_table_has_a_column_for_each_number():
    columns = dict(table(walked(3)))
    assert list(columns) == ["k", "x", "f(x)", "f'(x)"]
    assert list(columns["k"]) == [0, 1, 2, 3]
    assert columns["x"][0] == 4.0 and columns["f'(x)"][0] == 6.0


# -- the picture -------------------------------------------------------------------------------


def test_regions_cover_everything_and_keep_the_fates():
    values = np.array([0.0, 1.0, 2.0, 3.0])
    found = regions(values, np.array([1, 1, -1, 0]))
    assert found == [(0.0, 1.5, 1), (1.5, 2.5, -1), (2.5, 3.0, 0)]


def test_the_colours_are_the_fates_of_starts_and_of_rates():
    made = Scene("descent", function="wells", lr=0.3, x0=4.0)
    for low, high, basin in made.figure.curve.basins.shown:
        # The top itself is one point: descent from there stays.
        assert basins(WELLS, (low + high) / 2, 0.3, 300) == basin or low < 0 < high < 0.05
    for low, high, basin in made.figure.scale_part.bands.shown:
        assert basins(WELLS, 4.0, (low + high) / 2, 300) == basin
    assert {region.basin for region in made.figure.curve.basins.shown} == {0, 1, UNSETTLED}


def written(part):
    return [name.get_text() for name in part.names if name.get_visible()]


def test_regimes_and_the_exact_line_belong_to_the_parabola():
    made = Scene("descent")
    assert made.figure.distance.exact.get_visible()
    made.configure(function="wells")
    part = made.figure.scale_part
    assert "from one side" not in written(part) and not part.dividers.get_visible()
    assert not made.figure.distance.exact.get_visible()
    assert not made.figure.caption.lines[0].get_visible()
    made.configure(function="parabola")
    assert "from one side" in written(part) and not made.figure.curve.basins.shown


def test_a_hidden_answer_has_no_colours():
    made = Scene("descent", function="wells", hide=True)
    assert not made.figure.curve.basins.shown
    assert not made.figure.scale_part.bands.shown
    made.step(200)
    assert made.figure.curve.basins.shown


def test_the_start_is_dragged_along_the_curve_and_minima_stay():
    made = Scene("descent", function="wells", x0=1.0)
    axes = made.figure.curve.axes
    assert made.figure.cursor(made.over(axes, -3.0, 0.375)) == "hand"
    made.drag(axes, (1.0, float(WELLS.f(1.0))), (-2.0, 2.0))
    assert made.run.settings.x0 == pytest.approx(-2.0, abs=0.02)
    assert (made.run.settings.a, made.run.settings.b) == (1.0, 0.5)


SETUPS = [
    {"function": "wells", "lr": 0.3},
    {"function": "wells", "lr": 0.8, "x0": -5.0},
    {"function": "wells", "lr": 1.25, "x0": 2.5, "compare": "mixed"},
    {"function": "plateau", "lr": 0.3, "x0": 5.0},
    {"function": "plateau", "lr": 1.0, "x0": 0.4},
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("setup", "look"), covering(SETUPS, [((548, 574), "ja"), ((804, 694), "en")], strength=1)
)
def test_nothing_leaves_the_figure_or_lies_over_another_text(setup, look):
    size, language = look
    made = Scene("descent", size=size, language=language, **setup)
    for steps in (0, 1, 4, 40):
        made.step(steps)
        for _ in range(20):
            made.paint()
        assert misfits_of_figure(made.figure.figure) == [], f"after {made.run.k} steps"


def test_every_preset_of_rates_can_race_on_every_curve():
    for function in ("wells", "plateau"):
        for preset in PRESETS:
            made = Scene("descent", function=function, compare=preset, x0=3.5)
            made.step(30)
            assert len(made.run.racers) == 3
