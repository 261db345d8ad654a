"""The control of a number: slider and entry show one value, and the store has the last word."""

import pytest
from ttkbootstrap.style import Style

pytestmark = pytest.mark.window

#: A setting with a slider of equal steps, and one with listed values, both in the network lab.
STEPS, LISTED = "noise", "lr"


def value(lab, name):
    return getattr(lab.store.settings(), name)


def test_dragging_the_slider_changes_store_entry_and_run(lab):
    lab.drag_slider(LISTED, 1.0)
    control = lab.controls[LISTED]
    assert value(lab, LISTED) == control.spec.high
    assert control.entry.get() == control.spec.text(control.spec.high)
    assert getattr(lab.view.run.settings, LISTED) == control.spec.high


def test_the_handle_snaps_to_the_steps(lab):
    lab.drag_slider(STEPS, 0.43)
    spec = lab.controls[STEPS].spec
    assert (value(lab, STEPS) - spec.low) % spec.step == 0
    position = float(lab.controls[STEPS].scale.get())
    assert position == pytest.approx((value(lab, STEPS) - spec.low) / spec.step)


def test_what_the_store_says_is_shown_without_coming_back(lab):
    """Otherwise a value that the slider cannot show exactly would be changed by showing it."""
    calls = []
    lab.store.subscribe(lambda old, new: calls.append(new))
    lab.store.set(noise=35)
    lab.pump()
    assert len(calls) == 1
    assert lab.controls[STEPS].entry.get() == "35"
    assert float(lab.controls[STEPS].scale.get()) == pytest.approx(7)


def test_a_typed_value_is_taken(lab):
    lab.type_value(STEPS, "20")
    assert value(lab, STEPS) == 20
    assert not lab.window.notice.winfo_ismapped()


@pytest.mark.parametrize(("typed", "taken"), [("−0", 0), (" 15 ", 15), ("25%", 25)])
def test_a_value_may_be_typed_as_people_write(lab, typed, taken):
    lab.store.set(noise=50)
    lab.type_value(STEPS, typed)
    assert value(lab, STEPS) == taken


@pytest.mark.parametrize("typed", ["abc", "", "1,5", "nan", "1e", "--3", "十", "0x10"])
def test_rubbish_gets_a_sentence_and_the_old_value_returns(lab, typed):
    lab.store.set(noise=30)
    lab.type_value(STEPS, typed)
    assert value(lab, STEPS) == 30
    assert lab.controls[STEPS].entry.get() == "30"
    assert lab.window.notice.winfo_ismapped()
    assert typed in lab.window.notice.label.cget("text")


def test_a_fault_of_the_program_is_not_called_rubbish(lab, monkeypatch):
    """It would leave a run half changed, and nobody would hear of it."""

    def fails(_settings):
        raise ValueError("not of this number")

    monkeypatch.setattr(lab.view.run, "configure", fails)
    lab.type_value("lr", "0.5")
    (error,) = lab.window.errors
    lab.window.errors.clear()
    assert str(error) == "not of this number"


@pytest.mark.parametrize(("typed", "used"), [("999", 50), ("-1", 0), ("inf", 50), ("-1e999", 0)])
def test_a_value_out_of_range_is_clamped_and_said_so(lab, typed, used):
    lab.store.set(noise=30)
    lab.type_value(STEPS, typed)
    assert value(lab, STEPS) == used
    assert lab.controls[STEPS].entry.get() == str(used)
    sentence = lab.window.notice.label.cget("text")
    assert lab.window.notice.winfo_ismapped() and typed in sentence and str(used) in sentence


def test_escape_gives_the_old_value_back(lab):
    entry = lab.controls[STEPS].entry
    entry.focus_force()
    entry.insert("end", "7")
    entry.event_generate("<Escape>")
    lab.pump()
    assert entry.get() == "0"
    assert value(lab, STEPS) == 0


def test_leaving_the_entry_takes_the_value(lab):
    entry = lab.controls[STEPS].entry
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, "40")
    lab.click(lab.view.host.widget)
    assert value(lab, STEPS) == 40


def test_arrows_move_the_slider_by_one_stop_and_do_not_step_the_run(lab):
    scale = lab.controls[LISTED].scale
    values = lab.controls[LISTED].spec.values
    place = values.index(value(lab, LISTED))
    epoch = lab.view.run.epoch
    lab.key("<Right>", scale)
    assert value(lab, LISTED) == values[place + 1]
    lab.key("<Left>", scale)
    lab.key("<Down>", scale)
    assert value(lab, LISTED) == values[place - 1]
    for _ in values:
        lab.key("<Left>", scale)
    assert value(lab, LISTED) == values[0]
    assert lab.view.run.epoch == epoch


def test_a_slider_with_the_focus_has_a_ring(lab):
    control = lab.controls[LISTED]
    control.scale.focus_force()
    lab.pump()
    assert "focus" in control.ring.state()
    lab.view.host.widget.focus_force()
    lab.pump()
    assert "focus" not in control.ring.state()


def test_the_ring_can_be_seen(lab):
    """The colour of the ring is another one than that of the panel around it."""
    style, theme = Style.get_instance(), lab.window.appearance.theme
    assert style.lookup("Ring.TFrame", "background", ("focus",)) == theme.accent
    assert style.lookup("Ring.TFrame", "background") == theme.background
    assert theme.accent != theme.background
