"""The softmax lab in the real window: what is clicked, dragged and typed."""

from typing import Any

import pytest
from driver import Driver
from fit import descendants

pytestmark = pytest.mark.window


def settings(lab: Driver) -> Any:
    return lab.store.settings("softmax")


def test_the_temperature_slider_is_logarithmic(lab):
    lab.drag_slider("temperature", 0.0)
    assert settings(lab).temperature == 0.05
    lab.drag_slider("temperature", 1.0)
    assert settings(lab).temperature == 20.0
    lab.drag_slider("temperature", 0.5)
    assert settings(lab).temperature == pytest.approx(1.0, rel=0.08)
    lab.controls["temperature"].scale.focus_force()
    before = settings(lab).temperature
    lab.key("<Right>", lab.controls["temperature"].scale)
    assert settings(lab).temperature == pytest.approx(before * 400 ** (1 / 240), rel=0.01)
    lab.type_value("temperature", "2.5")
    assert settings(lab).temperature == 2.5


def test_the_shift_slider_reaches_overflow(lab):
    lab.drag_slider("shift", 1.0)
    assert settings(lab).shift == 800
    numbers = lab.figure.steps.numbers[:4]
    assert {column.entries[1].get_text() for column in numbers} == {"nan"}
    lab.drag_slider("shift", 0.0)
    assert {column.entries[0].get_text() for column in numbers} == {"0"}


def test_the_presets_are_one_click(lab):
    buttons = {
        child.cget("text"): child
        for child in descendants(lab.view.panel)
        if child.winfo_class() == "TButton"
    }
    lab.click(buttons["Confidently wrong"])
    assert lab.view.run.verdict == "wrong"
    lab.click(buttons["inf / inf"])
    assert lab.view.run.naive_verdict == "inf"
    lab.click(buttons["0 / 0"])
    assert lab.view.run.naive_verdict == "zero"
    lab.click(buttons["T → 0"])
    assert settings(lab).temperature == 0.05


def test_bars_are_dragged_and_classes_clicked_with_the_real_pointer(lab):
    axes = lab.figure.table.bars.axes
    lab.drag_data(axes, (2.0, 0.5), (-4.0, 0.5))
    assert settings(lab).logits[0] == pytest.approx(-4.0, abs=0.06)
    lab.click_data(lab.figure.table.shares.axes, 0.5, 2.5)
    assert settings(lab).true == 3


def test_the_true_class_is_chosen_in_the_panel(lab):
    row = lab.controls["true"]
    lab.click(row.buttons[1])
    assert settings(lab).true == 2
    lab.store.set("softmax", classes=2, true=8)
    lab.pump()
    assert lab.view.run.true == 1
    assert "disabled" in row.buttons[2].state() and "selected" in row.buttons[1].state()


@pytest.mark.parametrize("shift", [0.0, 709.0])
def test_a_logit_is_typed_where_it_stands(lab, shift):
    lab.store.set("softmax", shift=shift)
    lab.pump()
    canvas = lab.view.host.widget
    x, y = (round(lab.figure.scale * along) for along in lab.figure.table.entry_place(1))
    canvas.event_generate("<Motion>", x=x, y=y)
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y)
    lab.pump()
    (entry,) = (child for child in canvas.winfo_children() if child.winfo_class() == "TEntry")
    assert float(entry.get()) == shift + 1.0
    entry.delete(0, "end")
    entry.insert(0, f"{shift - 2.5}")
    lab.key("<Return>", entry)
    assert settings(lab).logits[1] == -2.5
    assert not canvas.winfo_children()
