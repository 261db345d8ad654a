"""Below f′: PReLU's slope by α, and the error of GELU's approximation, magnified."""

import math
from typing import Any

import numpy as np
import pytest
from scene import Scene

from acttutor.base.state.fields import changed
from acttutor.labs.activations import words
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.export import metrics, table
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings


def run(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


def test_prelu_has_its_slope_by_alpha() -> None:
    """∂f/∂α is what f gains when α grows by a little."""
    lab = run(function="prelu", probe=-3)
    (strip,) = lab.strips
    for x in (-3.0, -0.5, 0.0, 2.0):
        gain = (
            float(lab.activation.f(x, alpha=0.25 + 1e-6)) - float(lab.activation.f(x, alpha=0.25))
        ) / 1e-6
        assert strip.at(x) == pytest.approx(gain, abs=1e-8)
    assert words.strip_value(strip, -3) == "−3.000"


def test_strips_come_with_their_functions_and_go() -> None:
    scene = Scene("activations", function="relu")
    assert scene.run.strips == ()
    scene.configure(others=("prelu",))
    (slot, other) = scene.figure.strips.slots
    assert slot.axes.get_visible()
    assert not other.axes.get_visible()
    np.testing.assert_array_equal(slot.curve.get_ydata(), np.minimum(slot.curve.get_xdata(), 0))
    scene.configure(others=("prelu", "gelu", "gelu_tanh"))
    assert other.axes.get_visible()
    scene.configure(others=("gelu",))
    assert not slot.axes.get_visible()
    assert not slot.value.lines[0].get_visible()


def test_the_error_of_the_approximation_is_magnified_and_says_how_much() -> None:
    scene = Scene("activations", **COMPARISONS["gelu_tanh"].changes)
    slot = scene.figure.strips.slots[0]
    x, drawn = slot.curve.get_data()
    true = [z * 0.5 * math.erfc(-z / math.sqrt(2)) for z in x]
    tanh = [0.5 * z * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))) for z in x]
    np.testing.assert_allclose(drawn, (np.array(tanh) - true) * 1e4, atol=1e-9)
    assert drawn.max() == pytest.approx(4.73, abs=0.005)
    assert "10^{−4}" in slot.head.lines[0].get_text()
    assert "4.73" in slot.head.lines[0].get_text()
    assert "4.732" in slot.value.lines[0].get_text()
    low, high = slot.axes.get_ylim()
    assert low < drawn.min() < drawn.max() < high


def test_the_strip_follows_the_probe_without_a_full_draw() -> None:
    scene = Scene("activations", function="prelu", probe=-1)
    before = scene.layer.full_draws
    scene.configure(probe=-2.5)
    assert scene.layer.full_draws == before
    slot = scene.figure.strips.slots[0]
    assert slot.dot.get_data() == ([-2.5], [-2.5])
    assert "−2.500" in slot.value.lines[0].get_text()


def test_the_pointer_takes_the_probe_along_over_a_strip_too() -> None:
    scene = Scene("activations", function="prelu", probe=1)
    scene.press(scene.over(scene.figure.strips.slots[0].axes, -4, -2))
    assert scene.run.settings.probe == pytest.approx(-4, abs=0.03)


class TestPublished:
    def test_names_are_the_same_at_all_times_and_values_plain(self) -> None:
        names = set(metrics(run()))
        texts = Scene("activations").texts
        assert all(texts.has(f"activations.observables.{name}") for name in names)
        for changes in (
            {"function": "step", "probe": 0},
            {"function": "own", "own": "1/x", "probe": 0},
            {"function": "prelu", "others": ("gelu", "gelu_tanh"), "probe": -2},
        ):
            seen = metrics(run(**changes))
            assert set(seen) == names
            for value in seen.values():
                assert value is None or isinstance(value, (bool, int, float, str))
                assert not isinstance(value, float) or math.isfinite(value)

    def test_numbers_are_those_of_the_picture(self) -> None:
        seen = metrics(run(function="sigmoid", others=("tanh",), probe=0))
        assert (seen["f"], seen["df"], seen["compared"]) == (0.5, 0.25, 2)
        assert seen["largest_slope"] == 0.25
        assert metrics(run(function="prelu", probe=-2))["dalpha"] == -2
        assert seen["dalpha"] is None
        share = metrics(run(function="relu", threshold=0.1))["dead_share"]
        assert share == pytest.approx(0.5, abs=1e-3)

    def test_the_table_has_every_function_with_its_slope(self) -> None:
        columns = dict(table(run(function="prelu", others=("own",), own="x^2", half_width=2)))
        assert list(columns) == ["x", "f_prelu", "df_prelu", "f_own", "df_own", "∂f/∂α"]
        assert len({len(values) for values in columns.values()}) == 1
        np.testing.assert_allclose(columns["df_own"], 2 * columns["x"], atol=1e-15)
