"""Curves, dead regions and the probe give the true numbers, and say where there are none."""

import math
from typing import Any

import numpy as np
import pytest
from activation_oracles import ORACLES, sigmoid, slope

from acttutor.base.state.fields import changed, spec_of
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.curves import limits
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings, check_others, param_setting, shown


def run(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


@pytest.mark.parametrize("function", ACTIVATIONS)
@pytest.mark.parametrize("x", [-4.5, -0.75, 0.3, 2.0])
def test_the_probe_reads_what_the_formula_gives(function: str, x: float) -> None:
    reading = run(function=function, probe=x).readings()[0]
    assert reading.x == x
    assert reading.f == pytest.approx(ORACLES[function](x), abs=1e-9)
    assert reading.df == pytest.approx(slope(function, x), abs=1e-8)
    assert reading.kink is None


def test_parameters_reach_curve_and_probe() -> None:
    steep = run(function="sigmoid", sigmoid_a=3, probe=0.5)
    assert steep.readings()[0].f == pytest.approx(sigmoid(0.5, 3))
    middle = len(steep.curves[0].x) // 2
    assert steep.curves[0].df[middle] == pytest.approx(0.75)


def test_every_parameter_of_the_registry_is_a_setting_with_its_bounds() -> None:
    for function, activation in ACTIVATIONS.items():
        for param in activation.params:
            spec = spec_of(Settings, param_setting(function, param.id))
            assert (spec.low, spec.high) == (param.low, param.high)
            assert getattr(Settings(), param_setting(function, param.id)) == param.default
            assert spec.clean(param.default) == param.default


class TestKinks:
    def test_at_the_corner_the_agreed_slope_is_read_and_both_sides_are_known(self) -> None:
        reading = run(function="relu", probe=0).readings()[0]
        assert reading.df == 0.0
        assert reading.kink is not None
        assert (reading.kink.df_left, reading.kink.df_right) == (0.0, 1.0)

    def test_at_the_jump_of_the_step_there_is_a_value_and_no_slope(self) -> None:
        reading = run(function="step", step_theta=1.5, probe=1.5).readings()[0]
        assert reading.f == 1.0
        assert reading.df is None

    @pytest.mark.parametrize("theta", [-5, -1.37, 0, 0.05, 5])
    def test_the_jump_is_never_drawn_as_a_line(self, theta: float) -> None:
        curve = run(function="step", step_theta=theta).curves[0]
        heights = curve.f[~np.isnan(curve.f)]
        assert set(heights) == {0.0, 1.0}
        below, above = np.flatnonzero(curve.f == 0), np.flatnonzero(curve.f == 1)
        assert np.isnan(curve.f[below[-1] + 1 : above[0]]).all()
        assert above[0] - below[-1] > 1

    def test_f_of_relu_is_drawn_through_and_its_slope_is_not(self) -> None:
        curve = run(function="relu").curves[0]
        assert not np.isnan(curve.f).any()
        assert np.isnan(curve.df).sum() == 1
        assert curve.x[np.isnan(curve.df)] == [0.0]
        assert np.all(np.diff(curve.x) >= 0)

    def test_without_a_kink_there_is_no_gap(self) -> None:
        assert not np.isnan(run(function="elu", elu_alpha=1).curves[0].df).any()
        assert np.isnan(run(function="elu", elu_alpha=0.5).curves[0].df).sum() == 1

    def test_a_kink_outside_the_window_is_left_out(self) -> None:
        curve = run(function="step", step_theta=4, half_width=2).curves[0]
        assert curve.kinks == ()
        assert not curve.f.any()

    def test_only_the_step_function_has_no_slope(self) -> None:
        flat = [function for function in ACTIVATIONS if run(function=function).has_no_slope]
        assert flat == ["step"]


class TestDeadRegions:
    def test_of_the_sigmoid_end_where_the_slope_is_the_threshold(self) -> None:
        left, right = run(function="sigmoid", threshold=0.05).dead
        # s(1 − s) = 0.05 for s = (1 + √0.8) / 2, and x = ln(s / (1 − s)).
        s = (1 + math.sqrt(0.8)) / 2
        edge = math.log(s / (1 - s))
        assert left == pytest.approx((-6, -edge), abs=1e-4)
        assert right == pytest.approx((edge, 6), abs=1e-4)

    def test_of_relu_end_exactly_at_the_corner(self) -> None:
        assert run(function="relu").dead == ((-6.0, 0.0),)

    def test_of_the_step_function_are_everywhere(self) -> None:
        assert run(function="step").dead == ((-6.0, 6.0),)

    def test_of_gelu_include_its_minimum(self) -> None:
        assert any(a < -0.75179 < b for a, b in run(function="gelu").dead)

    def test_of_the_identity_are_none(self) -> None:
        assert run(function="identity").dead == ()

    def test_a_threshold_of_zero_marks_nothing(self) -> None:
        for function in ACTIVATIONS:
            assert run(function=function, threshold=0).dead == ()


class TestLimits:
    @pytest.mark.parametrize("function", ACTIVATIONS)
    @pytest.mark.parametrize("half_width", [1.0, 6.0, 20.0])
    def test_the_usual_curve_is_inside(self, function: str, half_width: float) -> None:
        shown_limits = limits((ACTIVATIONS[function],), half_width)
        curve = run(function=function, half_width=half_width).curves[0]
        for values, (low, high) in ((curve.f, shown_limits.f), (curve.df, shown_limits.df)):
            assert low < np.nanmin(values)
            assert np.nanmax(values) < high

    def test_parameters_and_probe_leave_them_alone(self) -> None:
        before = run(function="sigmoid").limits
        assert run(function="sigmoid", sigmoid_a=10, probe=3).limits == before

    def test_a_parameter_that_is_dragged_keeps_the_curve_in_the_picture(self) -> None:
        """And moves the axes twice at most, because that takes a full draw."""
        seen = set()
        for alpha in np.linspace(-1, 2, 61):
            lab = run(function="prelu", prelu_alpha=alpha)
            low, high = lab.limits.f
            assert low < lab.curves[0].f.min()
            assert lab.curves[0].f.max() < high
            seen.add(lab.limits)
        assert len(seen) == 3


class TestSettings:
    def test_others_are_known_and_at_most_three(self) -> None:
        assert check_others(["relu", "relu", "tanh", "elu", "mish"]) == ("relu", "tanh", "elu")
        with pytest.raises(ValueError, match="cosine"):
            check_others(["cosine"])
        with pytest.raises(ValueError, match="list"):
            check_others("relu")

    def test_the_chosen_function_is_first_and_only_once(self) -> None:
        settings = changed(Settings(), function="tanh", others=("relu", "tanh"))
        assert shown(settings) == ("tanh", "relu")

    @pytest.mark.parametrize("comparison", COMPARISONS.values(), ids=lambda item: item.id)
    def test_a_comparison_sets_itself_up(self, comparison: Any) -> None:
        done = run(**comparison.changes)
        assert done.functions == comparison.functions
        assert done.comparison is comparison
        done.configure(changed(done.settings, others=()))
        assert done.comparison is None


def test_the_pointer_holds_the_probe_and_lets_it_go() -> None:
    lab = run(probe=2)
    lab.pointer = -1.0
    assert lab.probe == -1.0
    assert lab.pinned == 2
    lab.pointer = None
    assert lab.probe == 2


def test_the_probe_stays_within_the_window() -> None:
    lab = run(probe=15, half_width=20)
    lab.configure(changed(lab.settings, half_width=3))
    assert lab.probe == 3


def test_a_probe_that_moves_leaves_the_curves_alone() -> None:
    lab = run()
    curves, version = lab.curves, lab.version
    lab.configure(changed(lab.settings, probe=3))
    assert lab.curves is curves
    assert lab.version == version
    lab.configure(changed(lab.settings, sigmoid_a=2))
    assert lab.version > version
