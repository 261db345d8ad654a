"""The figure by keys alone: Tab comes to it, arrows walk and change, nothing is left behind."""

import pytest

from acttutor.widgets.figure.figure_ring import RING

pytestmark = pytest.mark.window


@pytest.fixture
def keys(lab):
    """The keyboard in the figure of the gradient descent lab, as Tab brought it there."""
    lab.begin("descent")
    lab.view.host.keyboard.current = ""
    lab.key("<Tab>")
    yield lab.view.host.keyboard
    lab.view.host.keyboard.stop()


def press(lab, *sequences):
    for sequence in sequences:
        lab.root.focus_get().event_generate(sequence)
        lab.pump()


def test_tab_comes_to_the_figure_and_goes_on_to_the_panel(lab, keys):
    assert keys.active and keys.current == "start"
    assert lab.view.host.widget.find_withtag(RING)
    press(lab, "<Tab>")
    assert not keys.active
    assert not lab.view.host.widget.find_withtag(RING)
    assert str(lab.root.focus_get()).startswith(str(lab.view.panel))
    press(lab, "<Shift-Tab>")
    assert keys.active


def test_arrows_walk_until_enter_takes_hold_and_escape_lets_go(lab, keys):
    press(lab, "<Down>")
    assert keys.current == "minimum"
    press(lab, "<Return>", "<Right>", "<Up>", "<Shift-Up>", "<Escape>")
    settings = lab.store.settings()
    assert (settings.a, settings.b) == (1.1, 0.61)
    press(lab, "<Right>")
    assert lab.store.settings() == settings
    assert keys.current != "minimum"
    assert lab.view.run.k == 0


def test_page_keys_and_control_take_large_steps_and_bounds_hold(lab, keys):
    press(lab, "<Return>", "<Control-Left>")
    assert lab.store.settings().x0 == 3.0
    press(lab, "<Prior>", "<Home>")
    assert lab.store.settings().x0 == -6.0
    press(lab, "<Left>")
    assert lab.store.settings().x0 == -6.0


def test_a_digit_begins_a_number_that_is_typed_where_it_stands(lab, keys):
    press(lab, "<Key-2>")
    entry = lab.root.focus_get()
    assert entry.get() == "2"
    entry.insert("end", ".5")
    press(lab, "<Return>")
    assert lab.store.settings().x0 == 2.5
    assert keys.active and keys.current == "start"


def test_two_numbers_are_typed_one_after_the_other(lab, keys):
    press(lab, "<Down>", "<Return>", "<Return>")
    for text in ("-1", "2"):
        entry = lab.root.focus_get()
        entry.delete(0, "end")
        entry.insert(0, text)
        press(lab, "<Return>")
    assert (lab.store.settings().a, lab.store.settings().b) == (-1.0, 2.0)


def test_a_click_gives_the_arrows_back_to_time(lab, keys):
    lab.click(lab.view.host.widget, 3, 3)
    assert not keys.active
    press(lab, "<Right>")
    assert lab.view.run.k == 1


def test_what_is_in_view_is_read_as_under_a_pointer(lab, keys):
    lab.begin("network")
    keys.start()
    while not keys.current.startswith("line"):
        press(lab, "<Control-Right>")
    assert lab.figure.graph.hovered is not None
    press(lab, "<Escape>")
    assert lab.figure.graph.hovered is None
