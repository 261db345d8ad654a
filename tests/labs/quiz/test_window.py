"""The quiz in the real window: keys, topics, the way to a lab, the clock."""

from collections.abc import Iterator

import pytest
from driver import Driver, open_window

from acttutor.labs.quiz.state import Settings

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def window() -> Iterator[Driver]:
    """One window for all tests of this module."""
    with open_window("quiz") as driver:
        driver.resize(1280, 800)
        yield driver


@pytest.fixture
def d(window: Driver) -> Iterator[Driver]:
    """The quiz with its defaults and no answers."""
    window.store.choose("quiz")
    window.store.replace("quiz", Settings())
    window.pump(0.1)
    window.view.run.reset()
    window.view.repaint()
    yield window
    window.store.set("quiz", mode="practice")


def test_a_number_is_typed_and_enter_goes_on(d):
    d.store.set("quiz", only=("no_slope",))
    for key in ("<Key-0>", "<Return>"):
        d.key(key)
    assert d.view.run.judged.right
    d.key("<Return>")
    assert d.view.run.judged is None


def test_ticks_choose_topics_and_the_bars_follow(d):
    topics = d.view.panel.topics
    for topic in ("units", "softmax"):
        d.click(topics.buttons[topic], x=8)
    assert d.store.settings("quiz").topics == ("descent", "networks", "trouble", "others")
    d.view.panel.requests["act"]("give_up")
    asked = d.view.run.practice.topic
    assert topics.rows[asked][1].cget("text") == "0 / 1"


def test_show_me_opens_the_lab_with_the_numbers_of_the_question(d):
    d.store.set("quiz", only=("descent_step",))
    lab, settings = d.view.run.item.show
    d.view.panel.requests["show_me"]()
    d.pump(0.1)
    assert d.store.state.lab == lab == "descent"
    assert d.store.settings("descent").x0 == settings["x0"]
    d.store.choose("quiz")
    d.pump(0.1)
    assert d.view.run.item.show == (lab, settings)


def test_the_clock_of_an_exam_goes_on_by_itself_and_ends_with_the_lab(d):
    d.store.set("quiz", mode="exam", count=3, minutes=1)
    d.view.panel.requests["act"]("start")
    before = d.figure.clock.get_text()
    d.wait(lambda: d.figure.clock.get_text() != before, timeout_s=5)
    d.store.choose("descent")
    d.pump(0.05)
    assert (
        not d.root.tk.splitlist(d.root.tk.call("after", "info")) or d.view.player._after_id is None
    )


def test_the_sheets_are_saved_page_by_page(d, tmp_path, monkeypatch):
    path = tmp_path / "quiz.pdf"
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **_options: str(path))
    d.store.set("quiz", mode="sheet", count=3, sheets=2, only=("no_slope", "leaky_value"))
    d.view.panel.requests["print"]()
    d.wait(path.exists)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_results_are_saved_as_csv(d, tmp_path, monkeypatch):
    path = tmp_path / "quiz.csv"
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **_options: str(path))
    d.view.panel.requests["act"]("give_up")
    d.view.panel.requests["results"]()
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
