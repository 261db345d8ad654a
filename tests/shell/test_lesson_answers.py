"""Predictions answer back, what is left out is shown, and a tick means that the goals were met."""

import pytest

from acttutor.base.resources import asset
from acttutor.lessons.closing import with_closing
from acttutor.lessons.lesson import Condition, Lesson, Prediction, Step
from acttutor.lessons.reader import lesson_files, read_lesson

pytestmark = pytest.mark.window

ASKED = Prediction(
    question={"en": "x will"},
    options=({"en": "grow"}, {"en": "fall"}),
    right=1,
    because=({"en": "It would grow uphill."}, {"en": "Downhill is to the left."}),
    look={"en": "Look at the sign of the slope."},
    point="curve",
)
MOVED = Condition("observe", "k", "at_least", 1)
LESSON = Lesson(
    "answers", {"en": "Answers"}, 5, 1, (), (),
    (
        Step({"en": "Predict."}, "descent", {"x0": 4.0}, predict=ASKED, task={"en": "Go"},
             goal=MOVED, met={"en": "Now x = {x:.1f}."}),
        Step({"en": "Go on."}, "descent", {"x0": 2.0}, task={"en": "Go"}, goal=MOVED),
        Step({"en": "The end."}, "descent"),
    ),
)  # fmt: skip


@pytest.fixture
def guide(app):
    app.store.set_app(language="en")
    app.window.guide.choose_learner("somebody")
    app.window.guide.choose_learner("")
    yield app.window.guide
    if app.window.guide.lesson is not None:
        app.window.guide.close()


def go_on(app, guide):
    """Take a step of the descent, as Play does."""
    app.view.run.step()
    app.player.steps += 1
    app.view.repaint()
    guide.look()
    app.pump()


def begin(app, guide, id, index=0):
    lesson = Lesson(id, *[getattr(LESSON, name) for name in list(vars(LESSON))[1:]])
    guide.open(lesson, index)
    app.wait(lambda: guide.strip is not None and not app.window.worker.works)
    app.pump()
    return lesson


def said(guide):
    return guide.strip.said.get("1.0", "end")


def test_a_wrong_prediction_stands_beside_what_happened_with_its_reason(app, guide):
    begin(app, guide, "wrong")
    guide.strip.prediction.options[0].invoke()
    go_on(app, guide)
    assert [label.cget("text") for label in guide.strip.prediction.outcome] == [
        "You predicted: grow ✗", "What happened: fall",
    ]  # fmt: skip
    assert "uphill" in said(guide) and "sign of the slope" in said(guide)
    assert "Downhill" not in said(guide) and "Now x = " in said(guide)
    assert guide.progress.passage("wrong").predicted[0] == (0, "wrong")


def test_a_right_prediction_has_its_own_reason_and_leads_nowhere(app, guide):
    begin(app, guide, "right")
    guide.strip.prediction.options[1].invoke()
    go_on(app, guide)
    assert "Downhill" in said(guide) and "sign of the slope" not in said(guide)
    assert guide.strip.prediction.outcome[0].cget("text").endswith("✓")


def test_what_was_visible_is_not_predicted_any_more(app, guide):
    lesson = begin(app, guide, "seen")
    go_on(app, guide)
    assert guide.attempt.seen and not guide.attempt.met
    guide.restore()
    app.wait(lambda: not app.window.worker.works)
    app.pump()
    guide.strip.prediction.options[1].invoke()
    go_on(app, guide)
    assert guide.attempt.met and not guide.attempt.foreseen
    assert "does not count" in said(guide)
    assert guide.progress.passage(lesson.id).predicted[0] == (1, "seen")


def test_a_lesson_with_a_step_left_out_gets_no_tick_until_it_is_made_up_for(app, guide):
    lesson = begin(app, guide, "left-out")
    guide.strip.prediction.options[1].invoke()
    go_on(app, guide)
    for _ in range(2):
        guide.go(+1)
        app.wait(lambda: not app.window.worker.works)
        app.pump()
    signs = [mark.cget("text") for mark in guide.strip.marks.marks]
    assert signs == ["✓", "–", "●"]
    guide.go(+1)
    app.pump()
    dialog = app.window.dialog
    assert dialog.left_out == [1] and not guide.progress.is_done(lesson.id)
    dialog.next.invoke()
    app.wait(lambda: guide.lesson is not None and not app.window.worker.works)
    app.pump()
    assert guide.index == 1
    go_on(app, guide)
    guide.go(+1)
    guide.go(+1)
    app.pump()
    assert guide.progress.is_done(lesson.id)
    assert app.window.dialog.left_out == []
    app.window.dialog.close()


def test_the_questions_at_the_end_are_asked_and_counted(app, guide):
    first = read_lesson(lesson_files(asset("lessons"))[0])
    questions = ("step_value", "no_slope")
    lesson = Lesson(*[getattr(first, name) for name in list(vars(first))[:-1]], questions)
    count = len(lesson.steps)
    guide.open(lesson, count)
    app.wait(lambda: guide.strip is not None and not app.window.worker.works)
    app.pump()
    assert guide.lesson == with_closing(lesson) and app.store.state.lab == "quiz"
    asked = []
    for _ in questions:
        assert not guide.attempt.met
        asked.append(app.view.run.item.template)
        app.view.run.give_up()
        app.view.repaint()
        guide.look()
        app.view.run.enter()
    assert sorted(asked) == sorted(questions) and guide.attempt.met
    assert guide.written.steps == lesson.steps
