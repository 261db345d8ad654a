"""Whoever points at a question or a note is told what its terms mean."""

import pytest

pytestmark = pytest.mark.window


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
    lab.store.set_app(language=language)
    lab.store.choose("backprop")
    lab.pump()
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
    lab.store.set_app(language="ja")
    lab.pump()
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
