"""What the picture shows is what the run knows, in every arrangement, without texts in the way."""

import re
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from fit import misfits_of_figure

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.figures.formulas import take_apart
from acttutor.labs.activations.words import formulas


def pair(scene: Any, index: int = 0) -> Any:
    return scene.figure.curves.pairs[index]


def shown(artists: Any) -> list[Any]:
    return [artist for artist in artists if artist.get_visible()]


def event(scene: Any, x: float, axes: Any = None, **more: Any) -> Any:
    """A pointer event over the middle of an axes."""
    axes = axes or scene.figure.axes_f
    box = axes.bbox
    column = axes.transData.transform((x, 0))[0]
    return SimpleNamespace(**{"x": column, "y": box.y0 + box.height / 2, "button": 1, **more})


def test_the_curves_are_those_of_the_run(scene: Any) -> None:
    np.testing.assert_array_equal(pair(scene).f.get_ydata(), scene.run.curves[0].f)
    np.testing.assert_array_equal(pair(scene).df.get_ydata(), scene.run.curves[0].df)
    assert len(shown(item.f for item in scene.figure.curves.pairs)) == 1
    scene.configure(function="relu", others=("gelu", "elu", "tanh"))
    for index, curve in enumerate(scene.run.curves):
        np.testing.assert_array_equal(pair(scene, index).f.get_ydata(), curve.f)
    colors = {pair(scene, index).f.get_color() for index in range(4)}
    assert len(colors) == 4


class TestDots:
    def dots(self, scene: Any, derivative: bool, closed: bool) -> list[tuple[float, float]]:
        marks = pair(scene).dots[derivative, closed]
        return list(zip(*marks.get_data(), strict=True)) if marks.get_visible() else []

    def test_of_relu_are_on_the_slope_only(self, scene: Any) -> None:
        scene.configure(function="relu")
        assert self.dots(scene, True, True) == [(0, 0)]
        assert self.dots(scene, True, False) == [(0, 1)]
        assert self.dots(scene, False, True) == self.dots(scene, False, False) == []

    def test_of_the_step_are_on_f_and_none_of_its_slope_is_closed(self, scene: Any) -> None:
        scene.configure(function="step", step_theta=2)
        assert self.dots(scene, False, True) == [(2, 1)]
        assert self.dots(scene, False, False) == [(2, 0)]
        assert self.dots(scene, True, True) == []
        assert self.dots(scene, True, False) == [(2, 0)]

    def test_agree_with_the_functions_themselves(self, scene: Any) -> None:
        for function, activation in ACTIVATIONS.items():
            scene.configure(function=function)
            for x, y in self.dots(scene, True, True):
                assert y == pytest.approx(float(activation.df(x)))
            for x, y in self.dots(scene, False, True):
                assert y == pytest.approx(float(activation.f(x)))

    def test_vanish_with_the_kink(self, scene: Any) -> None:
        scene.configure(function="prelu", prelu_alpha=1)
        assert self.dots(scene, True, False) == self.dots(scene, True, True) == []


class TestDeadRegions:
    def spans(self, scene: Any) -> list[tuple[float, float]]:
        region = scene.figure.curves.dead[0]
        if not region.get_visible():
            return []
        return [
            (path.vertices[:, 0].min(), path.vertices[:, 0].max()) for path in region.get_paths()
        ]

    def test_are_those_of_the_run(self, scene: Any) -> None:
        assert self.spans(scene) == [pytest.approx(span) for span in scene.run.dead]
        scene.configure(threshold=0.2)
        assert self.spans(scene) == [pytest.approx(span) for span in scene.run.dead]
        scene.configure(threshold=0)
        assert self.spans(scene) == []

    def test_are_named_where_the_name_fits(self, scene: Any) -> None:
        assert len(shown(scene.figure.curves.dead_labels)) == 2
        scene.configure(function="gelu", half_width=20)
        for label in shown(scene.figure.curves.dead_labels):
            box = label.get_window_extent()
            axes = scene.figure.axes_df
            ends = [
                axes.transData.transform((end, 0))[0] for span in scene.run.dead for end in span
            ]
            assert any(
                a <= box.x0 and box.x1 <= b for a, b in zip(ends[::2], ends[1::2], strict=True)
            )
        scene.configure(function="identity")
        assert shown(scene.figure.curves.dead_labels) == []


class TestProbe:
    def test_shows_point_tangent_and_numbers(self, scene: Any) -> None:
        scene.configure(function="tanh", probe=0.5)
        probe = scene.figure.probe
        assert probe.dots[0][0].get_data() == ([0.5], [pytest.approx(np.tanh(0.5))])
        slope = 1 - np.tanh(0.5) ** 2
        assert probe.dots[1][0].get_data() == ([0.5], [pytest.approx(slope)])
        (tangent,) = shown(probe.tangents)
        (x0, x1), (y0, y1) = tangent.get_data()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)
        assert (y0 + y1) / 2 == pytest.approx(np.tanh(0.5))
        texts = [
            number.get_text() for number in shown([number.lines[0] for number in probe.numbers])
        ]
        assert [text.split("=")[1].strip("$") for text in texts] == ["0.5000", "0.4621", "0.7864"]

    def test_at_a_corner_has_two_halves_and_says_why(self, scene: Any) -> None:
        scene.configure(function="relu", probe=0)
        halves = shown(scene.figure.probe.tangents)
        assert [np.diff(half.get_ydata())[0] > 0 for half in halves] == [False, True]
        assert scene.figure.probe.note.get_visible()
        scene.configure(probe=1)
        assert not scene.figure.probe.note.get_visible()

    def test_at_the_jump_has_no_tangent_and_no_slope(self, scene: Any) -> None:
        scene.configure(function="step", probe=0)
        assert shown(scene.figure.probe.tangents) == []
        assert shown(scene.figure.probe.dots[1]) == []
        assert scene.figure.probe.note.get_visible()

    def test_beside_the_jump_the_missing_gradient_is_told(self, scene: Any) -> None:
        scene.configure(function="step", probe=3)
        assert "gradient" in scene.figure.probe.note.get_text()

    def test_follows_the_pointer_and_returns(self, scene: Any) -> None:
        scene.configure(probe=2)
        scene.figure.on_move(event(scene, -1.5))
        assert scene.run.probe == pytest.approx(-1.5, abs=0.02)
        assert scene.figure.probe.pin.get_xdata() == [2]
        scene.figure.on_leave(None)
        assert scene.run.probe == 2

    def test_is_pinned_by_a_click_and_dragged_past_the_edge(self, scene: Any) -> None:
        scene.figure.on_press(event(scene, -3, scene.figure.axes_df))
        assert scene.run.settings.probe == pytest.approx(-3, abs=0.02)
        beyond = event(scene, 9)
        scene.figure.on_move(beyond)
        assert scene.run.settings.probe == 6
        scene.figure.on_release(beyond)
        scene.figure.on_move(event(scene, 1))
        assert scene.run.settings.probe == 6

    def test_snaps_to_a_kink(self, scene: Any) -> None:
        scene.configure(function="step", step_theta=1.2)
        assert scene.figure._x_at(event(scene, 1.26).x) == 1.2

    def test_beside_the_plots_a_click_does_nothing(self, scene: Any) -> None:
        before = scene.run.settings
        scene.figure.on_press(event(scene, 1, y=4))
        assert scene.run.settings == before


class TestFrames:
    def full_draws(self, scene: Any, **changes: Any) -> int:
        before = scene.layer.full_draws
        scene.configure(**changes)
        return int(scene.layer.full_draws - before)

    def test_probe_parameter_and_threshold_need_no_full_draw(self, scene: Any) -> None:
        for changes in ({"probe": 2}, {"sigmoid_a": 3}, {"threshold": 0.1}):
            assert self.full_draws(scene, **changes) == 0

    def test_functions_range_and_view_need_one(self, scene: Any) -> None:
        for changes in ({"function": "relu"}, {"half_width": 10}, {"view": "overlaid"}):
            assert self.full_draws(scene, **changes) == 1

    def test_a_blitted_frame_looks_like_a_full_one(self, scene: Any) -> None:
        scene.configure(function="elu", others=("sigmoid",))
        scene.configure(elu_alpha=2.5, sigmoid_a=4)
        scene.configure(probe=-2)
        blitted = scene.picture()
        scene.paint(full=True)
        np.testing.assert_array_equal(scene.picture(), blitted)

    def test_what_is_shown_again_looks_as_before(self, scene: Any) -> None:
        scene.paint(full=True)
        before = scene.picture()
        scene.configure(function="step", others=("relu", "mish"), view="overlaid", probe=0)
        scene.configure(function="sigmoid", others=(), view="stacked", probe=1)
        np.testing.assert_array_equal(scene.picture(), before)


class TestViews:
    def test_overlaid_both_share_place_and_limits(self, scene: Any) -> None:
        scene.configure(view="overlaid", function="tanh")
        f, df = scene.figure.axes_f, scene.figure.axes_df
        np.testing.assert_allclose(f.get_position().bounds, df.get_position().bounds)
        assert f.get_ylim() == df.get_ylim()

    def test_stacked_they_share_x(self, scene: Any) -> None:
        scene.configure(function="tanh", half_width=3)
        f, df = scene.figure.axes_f, scene.figure.axes_df
        assert f.get_xlim() == df.get_xlim() == (-3, 3)
        assert f.get_position().x0 == df.get_position().x0
        assert df.get_position().y1 < f.get_position().y0


class TestFormulas:
    def test_carry_the_parameters(self, scene: Any) -> None:
        scene.configure(sigmoid_a=2.5)
        parts = shown(scene.figure.formulas[0].formulas[0].parts)
        assert "2.5" in "".join(part.get_text() for part in parts)

    def test_are_taken_apart_at_their_fraction(self) -> None:
        pieces = take_apart(r"f(x)=\dfrac{1}{1+e^{-2x}}+1")
        assert pieces == ("f(x)=", "1", "1+e^{-2x}", "+1")

    def test_with_parameters_have_no_commands_that_the_pieces_do_not_know(self, scene: Any) -> None:
        known = {r"\;", r"\,", r"\quad"}
        for function, activation in ACTIVATIONS.items():
            if not activation.params:
                continue
            scene.configure(function=function, others=())
            for side in formulas(scene.run)[0][1:]:
                text = " ".join(take_apart(side))
                assert set(re.findall(r"\\[A-Za-z]+|\\.", text)) <= known, (function, text)


SIZES = [(560, 586), (816, 706)]


@pytest.mark.parametrize(
    ("size", "language", "view"),
    [(SIZES[0], "ja", "stacked"), (SIZES[0], "en", "overlaid"), (SIZES[1], "ja", "overlaid")],
    ids=str,
)
def test_nothing_is_cut_or_overlaps(make_scene: Any, size: Any, language: str, view: str) -> None:
    scene = make_scene(size, theme="dark" if view == "overlaid" else "light", language=language)
    scene.configure(view=view)
    setups: list[dict[str, Any]] = [
        {"function": function, "others": (), "probe": 0} for function in ACTIVATIONS
    ]
    setups += [comparison.changes for comparison in COMPARISONS.values()]
    setups += [
        {"function": "relu", "others": ("leaky_relu", "prelu", "elu"), "probe": 0},
        {"function": "gelu", "others": ("silu", "mish", "softplus"), "probe": -19.99},
        {"function": "step", "others": ("sigmoid", "tanh", "selu"), "half_width": 1},
        {"function": "sigmoid", "others": (), "half_width": 20, "probe": 19.99, "sigmoid_a": 0.1},
        {"function": "prelu", "others": (), "prelu_alpha": -1, "probe": 0},
        {"function": "prelu", "others": (), "prelu_alpha": 2, "probe": 0},
    ]
    for setup in setups:
        scene.configure(**setup)
        assert misfits_of_figure(scene.figure.figure) == [], setup


def test_names_at_the_ends_are_apart_and_beside_their_axes(scene: Any) -> None:
    scene.configure(function="relu", others=("leaky_relu", "prelu", "identity"))
    for labels, axes in zip(
        scene.figure.curves.names, (scene.figure.axes_f, scene.figure.axes_df), strict=True
    ):
        boxes = sorted((text.get_window_extent() for text in labels.texts), key=lambda b: b.y0)
        assert len(boxes) == 4
        for below, above in pairwise(boxes):
            assert above.y0 >= below.y1 - 3
        assert boxes[0].y0 >= axes.bbox.y0 - 3
        assert boxes[-1].y1 <= axes.bbox.y1 + 3
