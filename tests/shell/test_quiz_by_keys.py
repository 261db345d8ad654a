"""The quiz by keys alone: every kind of question, and an exam from its start to its results."""

import pytest
from keyboard import Keyboard

from acttutor.base.numbers.numerals import significant
from acttutor.base.resources import asset
from acttutor.labs.quiz.model.item import Item
from acttutor.lessons.reader import lesson_files, read_lesson

pytestmark = pytest.mark.window

LAB = "quiz"
#: A question of each kind; that about code is answered as one with words is.
KINDS = {
    "choice": "graph_name",
    "code": "code_tanh_backward",
    "number": "hidden_delta",
    "order": "order_rates",
    "click": "click_flat",
}


@pytest.fixture
def keys(app):
    """Ten fingers, with the quiz before them."""
    return Keyboard(app)


def type_answer(keys: Keyboard, item: Item) -> None:
    """Answer rightly with digits."""
    if item.options:
        keys.type("".join(str(index + 1) for index in item.answer))
        # What many do by habit does not send the verdict away.
        keys.press("Return")
        return
    if item.kind == "click":
        keys.go_to("cross")
    keys.type(significant(item.answer[0], 4))
    keys.press("Return")
    if item.kind == "click":
        # The crosshair stands there; Enter takes hold of it, and puts the answer down.
        keys.press("Return", "Return")


def walk(keys: Keyboard, key: str, size: float, goal: float) -> None:
    """Move what is held as near to a number as steps of some size come."""
    (handle,) = [each for each in keys.figure.handles() if each.id == keys.figure.current]
    (amount,) = handle.amounts
    steps = round((goal - amount.value) / (size * amount.step))
    keys.press(*[key if steps > 0 else key.replace("Right", "Left")] * abs(steps))


def walk_to_answer(keys: Keyboard, item: Item) -> None:
    """Answer rightly by arrows and Enter."""
    if item.options:
        for index in item.answer:
            keys.click_at(f"choose {index + 1}")
    elif item.kind == "click":
        keys.go_to("cross")
        keys.press("Return")
        for key, size in (("Right", 1.0), ("Shift-Right", 0.1)):
            walk(keys, key, size, item.answer[0])
        keys.press("Return")
    else:
        keys.go_to("give_up 1")
        keys.type(significant(item.answer[0], 4))
        keys.press("Return")


def type_or_put(keys: Keyboard, item: Item) -> None:
    """Answer a question of an exam rightly, and go on."""
    keys.type(str(item.answer[0] + 1))
    keys.press("Return")


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_answered_and_given_up_by_keys_alone(app, keys, kind):
    app.store.set("quiz", only=(KINDS[kind],))
    app.pump()
    run, now = app.view.run, [0.0]
    run.clock = lambda: now[0]
    for answer in (type_answer, walk_to_answer):
        asked = run.item
        answer(keys, asked)
        assert run.judged.right
        now[0] += 1.0
        keys.press("Return")
        assert run.judged is None
        assert run.item is not asked
    keys.click_at("give_up 1")
    assert not run.judged.right
    # An arrow leads to the way on, whatever was held before.
    keys.press("Right", "Right", "Home", "Return")
    assert run.judged is None


def test_an_exam_is_taken_by_keys_alone_from_its_start_to_its_results(app, keys):
    app.store.set("quiz", count=3, only=("graph_name", "name_graph", "flat_place", "click_flat"))
    keys.choose_in(app.controls["mode"].buttons, "exam")
    run = app.view.run
    keys.press("F6", "Return")
    exam = run.exam
    assert run.phase_name == "exam"
    type_or_put(keys, run.item)
    assert exam.position == 1
    keys.click_at("before 1")
    assert exam.position == 0
    keys.click_at("mark 1")
    keys.click_at("enter 1")
    type_or_put(keys, run.item)
    keys.click_at("table 1")
    keys.click_at("go_to 3")
    # Where arrows had gone is no answer: what was typed is.
    keys.press("Right")
    type_or_put(keys, run.item)
    assert run.phase_name == "table"
    assert exam.marked == {0}
    keys.click_at("enter 1")
    assert run.phase_name == "result"
    assert exam.score().right == 3
    keys.click_at("table 1")
    keys.click_at("go_to 2")
    assert run.phase_name == "review"
    keys.press("Return")
    assert run.exam is exam


def test_page_keys_stay_in_an_exam_though_a_lesson_is_open(app, keys):
    guide = app.window.guide
    guide.open(read_lesson(lesson_files(asset("lessons"))[0]), 0)
    app.wait(lambda: guide.strip is not None)
    app.store.choose("quiz")
    app.store.set("quiz", mode="exam", count=3)
    app.pump()
    keys.press("F6", "Return", "Next")
    assert app.view.run.phase_name == "exam"
    assert guide.index == 0
    guide.close()
