"""The real window: probe, sliders, buttons, language and theme, with real events."""

from typing import Any

import pytest
from fit import descendants, misfits_of_widgets

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.activations.comparisons import COMPARISONS
from acttutor.labs.activations.panel import Others
from acttutor.widgets.formula_entry import FormulaEntry

pytestmark = pytest.mark.window


def buttons(lab: Any) -> Any:
    """Return the buttons that lay functions over the chosen one."""
    return next(child for child in descendants(lab.view.panel) if isinstance(child, Others)).buttons


def comparison_button(lab: Any, name: str) -> Any:
    text = lab.view.panel.context.label(name)
    return next(
        child
        for child in descendants(lab.view.panel)
        if child.winfo_class() == "TButton" and child.cget("text") == text
    )


def test_dragging_the_probe_moves_setting_dot_and_readout(lab: Any) -> None:
    axes = lab.figure.axes_f
    lab.drag_data(axes, (1.0, 0.7311), (-2.0, 0.5))
    assert lab.store.settings().probe == pytest.approx(-2.0, abs=0.03)
    dot = lab.figure.probe.dots[0][0]
    assert dot.get_xdata()[0] == lab.store.settings().probe
    assert "f(x) = 0.1" in lab.readout
    assert lab.controls["probe"].entry.get().startswith("-2") or lab.store.settings().probe > -2


def test_the_pointer_takes_the_probe_along_and_leaves_it_pinned(lab: Any) -> None:
    axes = lab.figure.axes_df
    lab.move_to_data(axes, 3.0, 0.5)
    assert lab.view.run.probe == pytest.approx(3.0, abs=0.03)
    assert "x = 3.0" in lab.readout or "x = 2.9" in lab.readout
    assert lab.store.settings().probe == 1.0
    lab.view.host.widget.event_generate("<Leave>")
    lab.pump()
    assert lab.view.run.probe == 1.0
    assert "x = 1.000" in lab.readout


def test_a_moving_pointer_needs_no_full_draw(lab: Any) -> None:
    before = lab.view.host.layer.full_draws
    for x in (-4, -1, 0, 2, 5):
        lab.move_to_data(lab.figure.axes_f, x, 0.5)
    lab.drag_slider("sigmoid_a", 0.5)
    assert lab.view.host.layer.full_draws == before


def test_a_slider_steepens_the_curve(lab: Any) -> None:
    lab.drag_slider("sigmoid_a", 1.0)
    assert lab.store.settings().sigmoid_a == pytest.approx(10, abs=0.5)
    slopes = lab.figure.curves.pairs[0].df.get_ydata()
    assert slopes.max() == pytest.approx(lab.store.settings().sigmoid_a / 4, rel=1e-6)


def test_sliders_are_there_only_for_functions_in_the_picture(lab: Any) -> None:
    def mapped() -> set[str]:
        lab.pump()
        return {
            name
            for name, control in lab.controls.items()
            if "_" in name and name != "half_width" and control.widgets[0].winfo_manager()
        }

    assert mapped() == {"sigmoid_a"}
    lab.store.set(function="relu", others=("leaky_relu", "elu"))
    assert mapped() == {"leaky_relu_alpha", "elu_alpha"}


@pytest.mark.parametrize("name", COMPARISONS)
def test_a_comparison_is_one_click(lab: Any, name: str) -> None:
    lab.click(comparison_button(lab, name))
    assert lab.view.run.functions == COMPARISONS[name].functions
    assert lab.store.settings().half_width == COMPARISONS[name].half_width
    lines = lab.figure.facts.notes.lines
    words = [line.get_text() for line in lines if line.get_visible()]
    first = lab.view.panel.context.text(f"look.{name}.{COMPARISONS[name].aspects[0]}")
    assert any(first.startswith(word) for word in words if len(word) > 12)


def test_functions_are_laid_over_and_taken_away(lab: Any) -> None:
    made = buttons(lab)
    assert set(made) == {*ACTIVATIONS, "gelu_tanh", "own"}
    assert made["sigmoid"].instate(["disabled"])
    for function in ("tanh", "relu", "mish"):
        lab.click(made[function])
    assert lab.store.settings().others == ("tanh", "relu", "mish")
    assert made["gelu"].instate(["disabled"])
    lab.click(made["gelu"])
    assert lab.store.settings().others == ("tanh", "relu", "mish")
    lab.click(made["relu"])
    assert lab.store.settings().others == ("tanh", "mish")
    assert made["gelu"].instate(["!disabled"])


def test_choosing_an_overlaid_function_keeps_the_rest(lab: Any) -> None:
    lab.store.set(others=("tanh", "relu"))
    lab.store.set(function="tanh")
    assert lab.view.run.functions == ("tanh", "relu")
    assert buttons(lab)["tanh"].instate(["disabled", "!selected"])


def test_language_and_theme_keep_the_experiment(lab: Any) -> None:
    lab.click(comparison_button(lab, "relu_gelu"))
    lab.store.set(probe=-0.5)
    before = lab.store.settings()
    lab.store.set_app(language="ja")
    lab.pump()
    assert "GELU" in lab.figure.heading.lines[0].get_text()
    assert "滑らか" in "".join(t.get_text() for t in lab.figure.facts.notes.lines)
    lab.store.set_app(theme="dark")
    lab.pump()
    assert lab.store.settings() == before
    assert lab.figure.probe.pin.get_xdata() == [-0.5]


def test_typed_values_reach_the_probe(lab: Any) -> None:
    lab.type_value("probe", "-1.25")
    assert lab.store.settings().probe == -1.25
    assert "x = −1.250" in lab.readout


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_in_the_panel_is_cut(lab: Any, language: str) -> None:
    lab.store.set_app(language=language)
    lab.resize(1024, 680)
    lab.store.set(function="leaky_relu", others=("prelu", "elu", "sigmoid"))
    lab.pump()
    panel = str(lab.view.panel)
    found = [
        line
        for line in misfits_of_widgets(lab.view.panel, lab.view.panel.scrolled)
        if "!rail" not in line
    ]
    assert found == [], panel


class TestFormulaEntry:
    def entry(self, lab: Any) -> Any:
        return next(
            child for child in descendants(lab.view.panel) if isinstance(child, FormulaEntry)
        )

    def test_typing_a_formula_shows_it_at_once(self, lab: Any) -> None:
        entry = self.entry(lab)
        entry.entry.focus_force()
        entry.entry.delete(0, "end")
        for character in "tanh(x)/2":
            entry.entry.insert("end", character)
        lab.pump()
        assert lab.store.settings().own == "tanh(x)/2"
        assert lab.store.settings().function == "own"
        assert not entry.message.winfo_ismapped()
        assert entry.text.get() == "tanh(x)/2"

    def test_bad_input_gets_a_sentence_and_changes_nothing(self, lab: Any) -> None:
        entry = self.entry(lab)
        before = lab.store.settings()
        for bad in ("foo(x)", "(" * 10_000 + "x" + ")" * 10_000, "x.real", "1/0", "log(-1-x^2)"):
            entry.text.set(bad)
            lab.pump()
            assert entry.message.winfo_ismapped()
            assert len(entry.message.cget("text")) < 120
            assert lab.store.settings() == before
        entry.entry.event_generate("<Escape>")
        entry.restore()
        assert entry.text.get() == before.own

    def test_a_function_with_a_gap_is_taken_with_a_warning(self, lab: Any) -> None:
        entry = self.entry(lab)
        entry.text.set("1/x")
        lab.pump()
        assert lab.store.settings().own == "1/x"
        assert "x = 0" in entry.message.cget("text")

    def test_it_follows_settings_from_elsewhere(self, lab: Any) -> None:
        entry = self.entry(lab)
        entry.text.set("foo(")
        lab.store.set(own="x^3")
        lab.pump()
        assert entry.text.get() == "x^3"
        assert not entry.message.winfo_ismapped()
        assert lab.store.settings().function == "sigmoid"
