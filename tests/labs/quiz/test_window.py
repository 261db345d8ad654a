"""The quiz in the real window: keys, topics, the way to a lab, the clock."""

import pytest

from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.run import Run

pytestmark = pytest.mark.window


def test_a_number_is_typed_and_enter_goes_on(lab):
    lab.store.set("quiz", only=("no_slope",))
    for key in ("<Key-0>", "<Return>"):
        lab.key(key)
    assert lab.view.run.judged.right
    lab.key("<Return>")
    assert lab.view.run.judged is None


def test_ticks_choose_topics_and_the_bars_follow(lab):
    topics = lab.view.panel.parts["topics"]
    for topic in ("units", "softmax"):
        lab.click(topics.buttons[topic], x=8)
    left = tuple(topic for topic in TOPICS if topic not in ("units", "softmax"))
    assert lab.store.settings("quiz").topics == left
    lab.figure.do(Run.give_up)
    asked = lab.view.run.practice.topic
    assert topics.rows[asked][1].cget("text") == "0 / 1"


def test_show_me_opens_the_lab_with_the_numbers_of_the_question(lab):
    lab.store.set("quiz", only=("descent_step",))
    shown, settings = lab.view.run.item.show
    lab.view.panel.named_buttons["show_me"].invoke()
    lab.pump(0.1)
    assert lab.store.state.lab == shown == "descent"
    assert lab.store.settings("descent").x0 == settings["x0"]
    lab.store.choose("quiz")
    lab.pump(0.1)
    assert lab.view.run.item.show == (shown, settings)


def test_the_result_leads_to_the_lesson_about_what_was_missed(lab):
    lab.store.set("quiz", mode="exam", count=3, only=("leaky_value",))
    lab.figure.do(Run.start)
    lab.figure.do(Run.finish)
    (spot,) = [spot for spot in lab.figure.page.spots if spot.name == "lesson"]
    lab.figure.open_lesson(spot.leads)
    lab.wait(lambda: lab.window.guide.lesson is not None)
    assert "leaky_relu" in lab.window.guide.lesson.covers
    lab.window.guide.close()


def test_the_clock_of_an_exam_goes_on_by_itself_and_ends_with_the_lab(lab):
    lab.store.set("quiz", mode="exam", count=3, minutes=1)
    lab.figure.do(Run.start)
    clock = lab.figure.question.score.lines[0]
    before = clock.get_text()
    lab.wait(lambda: clock.get_text() != before)
    lab.store.choose("descent")
    lab.pump(0.05)
    scheduled = lab.root.tk.splitlist(lab.root.tk.call("after", "info"))
    assert not scheduled or lab.view.player._after_id is None


def test_the_sheets_are_saved_page_by_page(lab, tmp_path, monkeypatch):
    path = tmp_path / "quiz.pdf"
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **_options: str(path))
    lab.store.set("quiz", mode="sheet", count=3, sheets=2, only=("no_slope", "leaky_value"))
    lab.view.panel.named_buttons["print"].invoke()
    lab.wait(path.exists)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_results_are_saved_as_csv(lab, tmp_path, monkeypatch):
    path = tmp_path / "quiz.csv"
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **_options: str(path))
    lab.figure.do(Run.give_up)
    lab.view.panel.named_buttons["results"].invoke()
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
