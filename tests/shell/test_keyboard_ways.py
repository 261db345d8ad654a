"""Everything can be come to by keys: groups, dialogs, pages; and a reset can be taken back."""

from collections import Counter
from functools import partial

import pytest
from fit import descendants
from keyboard import Keyboard
from operated import reached_by_tab

from acttutor.base.language.glossary import marked
from acttutor.base.resources import asset
from acttutor.labs.registry import LABS
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.shell.key_names import shown
from acttutor.shell.shortcuts import page_keys
from acttutor.widgets.tips import Tip

pytestmark = pytest.mark.window
LAB = "network"


@pytest.fixture
def lab(app):
    """The window with the network lab, all of its panel open."""
    app.begin("network")
    for section in app.view.panel.sections:
        section.fold(False)
    app.pump()
    return app


def press(lab, *sequences):
    for sequence in sequences:
        lab.root.focus_get().event_generate(sequence)
        lab.pump()


def stops(lab, count=200):
    """Return where Tab comes to, from the first tool of the header on, once around."""
    header = lab.window.header
    # There may be nothing to undo or to redo.
    tools = (header.undo, header.redo, header.lessons)
    start = next(tool for tool in tools if not tool.instate(["disabled"]))
    start.focus_force()
    lab.pump()
    found = [start]
    for _ in range(count):
        following = found[-1].tk_focusNext()
        if following is start:
            break
        found.append(following)
    return found


def test_tab_goes_through_the_window_as_it_is_read(lab):
    window = lab.window
    found = stops(lab)
    parts = [window.header, window.rail, window.host, window.view.panel, window.transport]
    order = [
        next(k for k, part in enumerate(parts) if str(widget).startswith(str(part)))
        for widget in found
    ]
    assert order == sorted(order)
    assert set(order) == set(range(len(parts)))


def test_the_rail_and_a_group_are_one_stop_each(lab):
    found = stops(lab)
    assert sum(widget in lab.window.rail.buttons.values() for widget in found) == 1
    group = lab.controls["mode"].buttons.values()
    assert [widget for widget in found if widget in group] == [lab.controls["mode"].buttons["one"]]


def test_buttons_that_stand_together_are_one_stop_of_tab_in_every_panel(app):
    for lab_id in LABS:
        app.begin(lab_id)
        check_stops(app, lab_id)


def check_stops(app, lab_id):
    panel = app.view.panel
    for section in panel.sections:
        section.fold(False)
    app.pump()
    found = [widget for widget in reached_by_tab(app) if str(widget).startswith(f"{panel}.")]
    crowded = Counter(
        str(widget.master)
        for widget in found
        if widget.winfo_class() in ("TButton", "TCheckbutton", "TRadiobutton")
        # Headings and switches are read line by line, each by itself.
        and "Section" not in str(widget.cget("style"))
        and "Round" not in str(widget.cget("style"))
    )
    assert {parent: count for parent, count in crowded.items() if count > 1} == {}, lab_id
    # What only names a control or holds it is no stop, unless it has something to explain.
    assert [widget for widget in found if widget.winfo_class() == "TFrame"] == [], lab_id
    for label in (widget for widget in found if widget.winfo_class() == "TLabel"):
        assert terms_in(label), (lab_id, label.cget("text"))


def terms_in(label):
    """Return the terms of the glossary in a label."""
    words = str(label.cget("text")).replace("\n", " ")
    return [id for _, id in marked(words, "en", set()) if id]


def test_tab_leaves_a_group_from_any_of_its_buttons_and_arrows_pass_over_what_is_off(lab):
    control, keys = lab.controls["features"], Keyboard(lab)
    keys.tab_to(control.buttons["x1"])
    keys.press("Right", "Right")
    assert keys.focus is control.buttons["x1_squared"]
    keys.press("space")
    assert lab.store.settings().features == ("x1", "x2", "x1_squared")
    keys.press("Shift-Tab")
    assert keys.focus not in control.buttons.values()
    layers = lab.controls["layers"]
    while lab.store.settings().layers[1] > 1:
        keys.push(layers.rows[1]["fewer"])
    # It can be pressed no more, and is where the keyboard is.
    assert layers.rows[1]["fewer"].instate(["disabled"])
    keys.press("Right")
    assert keys.focus is layers.rows[1]["more"]


def test_terms_in_the_header_and_in_notes_are_come_to_and_explained(app):
    app.begin("softmax")
    keys, header, panel = Keyboard(app), app.window.header, app.view.panel
    labels = [widget for widget in descendants(panel) if widget.winfo_class() == "TLabel"]
    notes = [label for label in labels if str(label.cget("style")) == "Muted.TLabel"]
    explained = next(note for note in notes if terms_in(note))
    for label in (header.title, explained):
        keys.tab_to(label)
        app.wait(lambda: Tip.shown is not None)
        for id in terms_in(label):
            assert app.window.texts(f"glossary.{id}.text") in Tip.shown.text.replace("\n", " ")
        keys.press("Escape")
        assert Tip.shown is None


def test_arrows_choose_within_a_group_and_step_nothing(lab):
    buttons = lab.controls["view"].buttons
    lab.key("<Right>", buttons["learn"])
    assert lab.store.settings().view == "judge"
    press(lab, "<Key-r>", "<Left>")
    assert lab.store.settings().view == "learn"
    assert lab.view.run.epoch == 0


def test_arrows_go_through_the_rail_and_enter_puts_the_lab_on_the_screen(lab):
    lab.key("<Up>", lab.window.rail.buttons["network"])
    assert lab.store.state.lab == "network"
    labs = list(LABS)
    press(lab, "<Return>")
    assert lab.store.state.lab == labs[labs.index("network") - 1]


def test_every_page_has_a_key_of_its_own(lab):
    keys = page_keys()
    assert len(set(keys.values())) == len(keys) == len(LABS)
    last = list(LABS)[-1]
    lab.key(keys[last])
    assert lab.store.state.lab == last


def test_the_list_of_keys_holds_all_that_are_bound(lab):
    lab.key("<F1>")
    dialog = lab.window.dialog
    written = [
        dialog.list.set(row, "keys")
        for group in dialog.list.get_children()
        for row in dialog.list.get_children(group)
    ]
    for row in lab.window.keys.table:
        assert shown(row.sequences, lab.window.texts) in written
    assert all(written)
    dialog.close()


def test_a_dialog_begins_in_its_first_field(lab):
    for name in ("lessons", "export", "share", "glossary", "keys"):
        lab.window.open_dialog(name)
        lab.pump()
        dialog = lab.window.dialog
        # Where keys go once the screen has given the window the keyboard, which takes its time.
        last = partial(dialog.top.tk.call, "focus", "-lastfor", dialog.top)
        lab.wait(lambda last=last, top=str(dialog.top): str(last()) != top)
        focus = lab.root.nametowidget(last())
        assert str(focus).startswith(f"{dialog.top}."), name
        assert focus.winfo_class() not in ("TButton", "Toplevel"), name
        dialog.close()
        lab.pump()


def test_a_reset_is_taken_back_and_made_again(lab):
    lab.key("<Right>")
    lab.key("<Right>")
    weights = lab.view.run.network.parameters.copy()
    lab.key("<Key-r>")
    assert lab.view.run.epoch == 0
    lab.key("<Control-z>")
    lab.wait(lambda: lab.view.run.epoch == 2)
    assert (lab.view.run.network.parameters == weights).all()
    lab.key("<Control-y>")
    assert lab.view.run.epoch == 0


def test_a_reset_at_the_beginning_is_nothing_to_take_back(lab):
    lab.window.history.seal()
    before = lab.window.history.can_undo
    lab.key("<Key-r>")
    assert lab.window.history.can_undo == before


def test_letters_blanks_and_arrows_belong_to_a_list_that_was_clicked(lab):
    lab.key("<Right>")
    box = lab.controls["activation"].box
    for sequence in ("<Key-r>", "<space>", "<Left>"):
        lab.key(sequence, box)
    assert lab.view.run.epoch == 1
    assert not lab.player.playing


def test_an_icon_names_itself_when_tab_comes_to_it_and_escape_hides_that(lab):
    lab.window.header.language.focus_force()
    lab.pump()
    press(lab, "<Tab>")
    assert lab.root.focus_get() is lab.window.header.theme
    lab.wait(lambda: Tip.shown is not None)
    press(lab, "<Escape>")
    assert Tip.shown is None


def test_terms_in_a_text_are_come_to_and_explained(lab):
    """The first lesson with a term in its first step."""
    guide = lab.window.guide
    for path in lesson_files(asset("lessons")):
        guide.open(read_lesson(path), 0)
        lab.wait(lambda: not lab.window.worker.works)
        lab.pump()
        if guide.strip.body.tag_ranges("term"):
            break
    body = guide.strip.body
    Keyboard(lab).tab_to(body)
    assert body.tag_ranges("here")
    assert body._tip is not None
    first = body.tag_ranges("here")
    press(lab, "<Right>")
    assert len(body.tag_ranges("term")) == 2 or body.tag_ranges("here") != first
    press(lab, "<Escape>")
    assert body._tip is None
    guide.close()
    lab.pump()
