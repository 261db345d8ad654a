"""Whoever points at a question or a note is told what its terms mean."""

import pytest

pytestmark = pytest.mark.window

LAB = "descent"


def tips(driver):
    """Return the texts of all tooltips on the screen."""
    shown = []
    for name in driver.root.tk.splitlist(driver.root.tk.call("wm", "stackorder", ".")):
        window = driver.root.nametowidget(name)
        if window is not driver.root:
            shown += [child.cget("text") for child in window.winfo_children()]
    return shown


@pytest.mark.parametrize(("language", "term"), [("en", "weight"), ("ja", "重み")])
def test_the_terms_of_a_question_are_explained_under_the_pointer(lab, language, term):
    lab.begin("backprop", language=language)
    question = lab.window.header.question
    assert term in question.cget("text")
    question.event_generate("<Enter>", x=5, y=5)
    assert str(question.cget("cursor")) == "question_arrow"
    lab.wait(lambda: tips(lab))
    (tip,) = tips(lab)
    first, _, meaning = tip.partition("\n")
    blank = "" if language == "ja" else " "
    told = lab.window.texts("glossary.weight.text")
    assert (first, meaning.replace("\n", blank)) == (term, told)
    question.event_generate("<Leave>")
    lab.pump()
    assert tips(lab) == []


def test_a_note_that_is_broken_into_lines_is_read_as_a_whole(lab):
    lab.begin("descent", language="ja")
    note = lab.view.panel.note(lambda _settings: "")
    note.configure(text="これは学\n習率です")
    note.event_generate("<Enter>", x=2, y=2)
    lab.wait(lambda: tips(lab))
    assert tips(lab)[0].startswith("学習率\n")
    lab.view.rebuild_panel()
    lab.pump()
    assert tips(lab) == []


def test_nothing_is_shown_where_there_is_no_term(lab):
    lab.store.choose("quiz")
    lab.pump()
    question = lab.window.header.question
    question.event_generate("<Enter>", x=5, y=5)
    lab.pump(0.7)
    assert str(question.cget("cursor")) == ""
    assert tips(lab) == []


# -- when they come and go ---------------------------------------------------------------------


def rest_on(lab, widget):
    """Put the real pointer on a widget, and wait for its tooltip."""
    widget.event_generate("<Motion>", warp=True, x=6, y=6)
    widget.event_generate("<Enter>", x=6, y=6)
    lab.wait(lambda: [w for w in widget.winfo_children() if w.winfo_class() == "Toplevel"])


def box(widget):
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    return left, top, left + widget.winfo_width(), top + widget.winfo_height()


@pytest.mark.parametrize("name", ["reset", "play"])
def test_it_does_not_cover_what_it_explains(lab, name):
    widget = getattr(lab.window.transport, name)
    rest_on(lab, widget)
    (top,) = [w for w in widget.winfo_children() if w.winfo_class() == "Toplevel"]
    a, b = box(widget), box(top)
    assert a[3] <= b[1] or b[3] <= a[1]


def test_it_goes_at_the_first_move_a_key_a_click_and_a_change_of_page(lab):
    lab.store.choose("network")
    lab.pump()
    play = lab.window.transport.play
    for act in (
        lambda: play.event_generate("<Motion>", warp=True, x=20, y=12),
        lambda: lab.key("<Key-r>"),
        lambda: lab.view.host.widget.event_generate("<ButtonPress-3>", x=3, y=3),
        lambda: lab.store.choose("descent"),
    ):
        rest_on(lab, play)
        act()
        lab.pump(0.05)
        assert tips(lab) == []
        play.event_generate("<Leave>")


def test_none_comes_while_a_menu_is_open(lab):
    play = lab.window.transport.play
    lab.root.grab_set()
    play.event_generate("<Enter>", x=6, y=6)
    lab.pump(0.7)
    lab.root.grab_release()
    assert tips(lab) == []
    play.event_generate("<Leave>")


def test_none_comes_where_a_click_has_put_another_button_under_the_pointer(lab):
    first, second = lab.window.transport.reset, lab.window.transport.play
    first.event_generate("<ButtonPress-1>", x=6, y=6)
    at = {
        "x": first.winfo_rootx() + 6 - second.winfo_rootx(),
        "y": first.winfo_rooty() + 6 - second.winfo_rooty(),
    }
    second.event_generate("<Enter>", **at)
    lab.pump(0.7)
    assert tips(lab) == []
    second.event_generate("<Enter>", x=16, y=6)
    lab.wait(lambda: tips(lab))
