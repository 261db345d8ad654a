"""The keyboard works wherever the focus is, and leaves alone what is being typed."""

import pytest

from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window


@pytest.fixture
def lab(app):
    """The window with the network lab."""
    app.store.choose("network")
    app.pump()
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


@pytest.mark.parametrize(
    ("sequence", "zoom"),
    [
        ("<Control-plus>", 110),
        ("<Control-equal>", 110),
        ("<Control-KP_Add>", 110),
        ("<Control-minus>", 90),
        ("<Control-KP_Subtract>", 90),
    ],
)
def test_control_plus_and_minus_zoom_and_control_0_returns(lab, sequence, zoom):
    lab.key(sequence)
    assert lab.store.state.zoom == zoom
    lab.key("<Control-Key-0>")
    assert lab.store.state.zoom == 100


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
    lab.key("<Right>", lab.controls["activation"].box)
    assert lab.view.run.epoch == 0
