"""The keyboard works wherever the focus is, and leaves alone what is being typed."""

import pytest

from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

LAB = "network"


@pytest.fixture
def lab(app):
    """The window with the network lab."""
    return app


def test_space_plays_and_pauses(lab):
    lab.key("<space>")
    assert lab.player.playing
    lab.key("<space>")
    assert not lab.player.playing


def test_right_steps_left_steps_back_and_r_resets(lab):
    run = lab.view.run
    lab.key("<Right>")
    lab.key("<Right>")
    assert run.epoch == 2
    lab.key("<Left>")
    assert run.epoch == 1
    lab.key("<Right>")
    for letter in "rR":
        lab.key(f"<Key-{letter}>")
        assert run.epoch == 0
        lab.key("<Right>")


def test_control_and_a_number_choose_the_lab(lab):
    for number, name in enumerate(list(LABS)[:9], start=1):
        lab.key(f"<Control-Key-{number}>")
        assert lab.store.state.lab == name


def test_keys_of_time_do_nothing_in_a_lab_without_time(lab):
    still = [name for name, entry in LABS.items() if not entry.has_time]
    for name in still:
        lab.store.choose(name)
        for sequence in ("<space>", "<Right>", "<Left>", "<Key-r>"):
            lab.key(sequence)
        assert not lab.player.playing


def test_control_plus_and_minus_zoom_and_control_0_returns(lab):
    lab.store.choose("unit")
    for sequence, zoom in (
        ("<Control-plus>", 110),
        ("<Control-equal>", 125),
        ("<Control-KP_Add>", 150),
        ("<Control-minus>", 125),
        ("<Control-KP_Subtract>", 110),
        ("<Control-Key-0>", 100),
    ):
        lab.key(sequence)
        assert lab.store.state.zoom == zoom


def test_f11_fills_the_screen_and_escape_returns(lab, monkeypatch):
    """The test display has no window manager to grant the wish, so the wish is recorded."""
    state = {"-fullscreen": False}

    def attributes(name, value=None):
        if value is None:
            return state[name]
        state[name] = value

    monkeypatch.setattr(lab.root, "attributes", attributes)
    lab.key("<F11>")
    assert state["-fullscreen"] is True
    lab.key("<F11>")
    assert state["-fullscreen"] is False
    lab.key("<F11>")
    lab.key("<Escape>")
    assert state["-fullscreen"] is False


def test_nothing_happens_while_a_value_is_typed(lab):
    """Some input methods deliver letters as other keys; typing may never start or reset a run."""
    entry = lab.controls["noise"].entry
    lab.key("<Right>")
    for sequence in ("<space>", "<Key-r>", "<Key-R>", "<Right>", "<Left>"):
        lab.key(sequence, entry)
    assert lab.view.run.epoch == 1
    assert not lab.player.playing
    assert entry.get() != "0"
    lab.key("<Escape>", entry)
    assert entry.get() == "0"


def test_a_blank_on_a_button_presses_it_and_does_not_play(lab):
    lab.key("<Right>")
    lab.key("<space>", lab.window.transport.reset)
    assert lab.view.run.epoch == 0
    assert not lab.player.playing
    switch = lab.controls["shuffle"].switch
    before = lab.store.settings().shuffle
    lab.key("<space>", switch)
    assert lab.store.settings().shuffle is not before
    assert not lab.player.playing


def test_a_blank_on_the_play_button_plays_once(lab):
    """If both the button and the window answered, it would play and pause at once."""
    lab.key("<space>", lab.window.transport.play)
    assert lab.player.playing


def test_arrows_on_a_list_choose_and_do_not_step(lab):
    lab.key("<Right>", lab.controls["optimizer"].box)
    assert lab.root.focus_get() is lab.controls["optimizer"].box
    assert lab.view.run.epoch == 0


# -- after a click ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["more layers", "rail", "feature", "mode", "reset", "theme"])
def test_after_a_click_on_anything_a_blank_plays_and_nothing_is_pressed_again(lab, name):
    window = lab.window
    clicked = {
        "more layers": lambda: lab.controls["layers"].more,
        "rail": lambda: window.rail.buttons["network"],
        "feature": lambda: next(iter(lab.controls["features"].buttons.values())),
        "mode": lambda: lab.controls["mode"].buttons["one"],
        "reset": lambda: window.transport.reset,
        "theme": lambda: window.header.theme,
    }[name]()
    lab.click(clicked)
    settings, theme = lab.store.settings(), lab.store.state.theme
    focus = lab.root.focus_get()
    assert focus is lab.view.host.widget
    focus.event_generate("<space>")
    lab.pump()
    assert lab.player.playing
    assert (lab.store.settings(), lab.store.state.theme) == (settings, theme)


def test_after_a_drag_of_a_slider_the_arrows_step(lab):
    lab.drag_slider("noise", 0.5)
    noise = lab.store.settings().noise
    lab.root.focus_get().event_generate("<Right>")
    lab.pump()
    assert lab.view.run.epoch == 1
    assert lab.store.settings().noise == noise


def test_after_a_choice_from_a_list_the_keys_are_those_of_the_window(lab):
    box = lab.controls["activation"].box
    lab.root.event_generate("<ButtonPress-1>", x=1, y=1)
    box.focus_force()
    box.current(1)
    box.event_generate("<<ComboboxSelected>>")
    lab.pump()
    for key in ("<Right>", "<Right>"):
        lab.root.focus_get().event_generate(key)
        lab.pump()
    assert lab.view.run.epoch == 2


def test_a_click_does_not_take_the_focus_from_what_is_typed_in(lab):
    entry = lab.controls["noise"].entry
    lab.click(entry)
    assert lab.root.focus_get() is entry


def test_tab_goes_on_from_what_was_clicked_and_a_blank_then_presses(lab):
    lab.click(lab.window.transport.reset)
    lab.root.focus_get().event_generate("<Tab>")
    lab.pump()
    assert lab.root.focus_get() is lab.window.transport.back
    lab.root.focus_get().event_generate("<Tab>")
    lab.pump()
    lab.root.focus_get().event_generate("<space>")
    lab.pump()
    assert lab.player.playing  # the play button, pressed once


def test_a_wheel_over_a_list_changes_no_setting(lab):
    box = lab.controls["activation"].box
    before = lab.store.settings()
    for event in ("<Button-4>", "<Button-5>", "<MouseWheel>"):
        box.event_generate(event, x=5, y=5)
    lab.pump()
    assert lab.store.settings() == before


# -- typing with an input method -----------------------------------------------------------------


def test_full_width_digits_are_a_number(lab):
    lab.type_value("noise", "２０")
    assert lab.store.settings().noise == 20


def test_keys_that_an_input_method_makes_of_letters_do_nothing_while_typing(lab):
    entry = lab.controls["noise"].entry
    meter = lab.store.state.meter
    for sequence in ("<F5>", "<F11>", "<F12>", "<F10>"):
        lab.key(sequence, entry)
    assert not lab.window.presenter.is_on
    assert lab.store.state.meter == meter


def test_ctrl_y_and_ctrl_shift_z_both_redo(lab):
    lab.store.set(noise=10)
    lab.window.history.seal()
    for sequence in ("<Control-y>", "<Control-Shift-Z>"):
        lab.key("<Control-z>")
        assert lab.store.settings().noise == 0
        lab.key(sequence)
        assert lab.store.settings().noise == 10
