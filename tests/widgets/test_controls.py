"""Choices, segments and switches show the store's value and ask it for another."""

import pytest

pytestmark = pytest.mark.window


def test_a_choice_shows_names_and_hands_over_ids(lab):
    control = lab.controls["data"]
    assert control.box.get() == lab.window.texts("network.data.options.circle")
    control.box.current(1)
    control.box.event_generate("<<ComboboxSelected>>")
    lab.pump()
    assert lab.store.settings().data == control.spec.options[1]
    lab.store.set(data="spiral")
    lab.pump()
    assert control.box.get() == lab.window.texts("network.data.options.spiral")


def test_segments_show_and_change_the_choice(lab):
    control = lab.controls["penalty"]
    control.buttons["l2"].invoke()
    lab.pump()
    assert lab.store.settings().penalty == "l2"
    assert "selected" in control.buttons["l2"].state()
    lab.store.set(penalty="none")
    lab.pump()
    assert "selected" in control.buttons["none"].state()


def test_a_switch_shows_and_changes_the_flag(lab):
    control = lab.controls["shuffle"]
    control.switch.invoke()
    lab.pump()
    assert lab.store.settings().shuffle is True
    lab.store.set(shuffle=False)
    lab.pump()
    assert "selected" not in control.switch.state()


def test_showing_a_value_does_not_change_it(lab):
    calls = []
    lab.store.subscribe(lambda old, new: calls.append(new))
    lab.store.set(data="xor", penalty="l1", shuffle=True)
    lab.pump()
    assert len(calls) == 1


def test_a_control_that_makes_no_sense_is_hidden(lab):
    entry = lab.controls["penalty_rate"].entry
    assert not entry.winfo_ismapped()
    lab.store.set(penalty="l1")
    lab.pump()
    assert entry.winfo_ismapped()


def test_the_panel_scrolls_to_the_control_that_tab_reaches(lab):
    lab.resize(1024, 680)
    panel = lab.view.panel
    last = lab.controls["log_loss"].switch
    assert last.winfo_rooty() > lab.window.transport.winfo_rooty()
    last.focus_force()
    lab.pump(0.05)
    assert last.winfo_rooty() + last.winfo_height() <= lab.window.transport.winfo_rooty()
    lab.controls["data"].box.focus_force()
    lab.pump(0.05)
    assert lab.controls["data"].box.winfo_rooty() >= panel.winfo_rooty()
