"""Exams, without a window: their papers, their time, their results."""

import pytest
from quiz_learner import exam, restored, right_draft, wrong_draft

from acttutor.base.state.fields import changed
from acttutor.labs.quiz.export import metrics
from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.model.papers import FORMS, paper
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings
from acttutor.labs.quiz.topics import TEMPLATES

ALL = list(TEMPLATES.values())


def test_an_exam_gives_no_hints_and_its_result_at_the_end():
    run = exam()
    for k in range(8):
        assert run.phase_name == "exam"
        run.put(right_draft(run.item) if k % 2 else wrong_draft(run.item))
        assert run.judged is None
        run.now += 5
        run.enter()
    assert run.phase_name == "table", "nobody hands in by mistake"
    run.enter()
    assert run.phase_name == "result"
    assert run.exam.score() == (4, 8)
    assert run.exam.used_s == pytest.approx(40)
    assert sum(score.asked for score in run.exam.by_topic().values()) == 8
    run.go_to(0)
    assert run.phase_name == "review"
    assert not run.judged.right
    run.put(right_draft(run.item))
    assert not run.judged.right, "an exam cannot be mended afterwards"
    run.enter()
    assert run.phase_name == "result"


def test_the_time_ends_an_exam_and_unanswered_questions_are_wrong():
    run = exam()
    run.put(right_draft(run.item))
    run.now = 119.0
    assert (run.phase_name, run.exam.left_s) == ("exam", 1)
    run.now = 500.0
    assert run.phase_name == "result"
    assert run.exam.used_s == 120
    assert run.exam.score() == (1, 8)
    run.put("1")
    assert metrics(run)["exam_share"] == pytest.approx(1 / 8)


def test_one_can_go_back_in_an_exam_and_change_an_answer():
    run = exam()
    item = run.item
    run.put(wrong_draft(item))
    run.enter()
    run.go_to(0)
    assert run.item is item
    run.put(right_draft(item))
    run.finish()
    assert run.exam.score() == (1, 8)


def test_an_exam_asks_with_choices_alone():
    run = exam(count=40)
    for item in run.exam.items:
        assert item.kind == "choice"
        assert sum(not option.mistake for option in item.options) == 1


def test_questions_are_marked_and_the_table_leads_to_them():
    run = exam()
    run.mark()
    run.go_to(3)
    run.mark()
    run.mark()
    assert run.exam.marked == {0}
    run.put(right_draft(run.item))
    run.open_table()
    assert (run.phase_name, run.item, run.exam.unanswered()) == ("table", None, 7)
    assert restored(run).exam.marked == {0}
    assert restored(run).phase_name == "table"
    run.go_to(0)
    assert run.item is run.exam.items[0]
    run.now = 500.0
    run.open_table()
    assert run.phase_name == "table", "afterwards it leads back to each question"
    run.go_to(3)
    assert run.judged.right
    run.enter()
    run.enter()
    assert run.phase_name == "result"


@pytest.mark.parametrize("form", FORMS)
def test_a_form_sets_questions_minutes_and_topics(form):
    """Count and minutes as the examining body announces them, or a quarter at the same pace."""
    run = exam(form=form, topics=())
    count, minutes = {"g": (145, 100), "e": (100, 120)}[form[0]]
    parts = 4 if form.endswith("short") else 1
    assert len(run.exam.items) == pytest.approx(count / parts, abs=1)
    assert run.exam.limit_s / 60 == minutes / parts
    topics = {item.topic for item in run.exam.items}
    assert topics == {topic for topic in TOPICS if form[0] == "e" or topic != "code"}
    assert all(len(item.options) >= 4 for item in run.exam.items)
    if form[0] == "g":
        assert all(item.origin is None or item.origin.kind != "number" for item in run.exam.items)
    again = exam(form=form, topics=())
    assert again.exam.items == run.exam.items


def test_an_answer_with_choices_is_recorded_as_if_it_had_been_typed():
    run = Run(Settings(choices=True, only=("leaky_value",)))
    item = run.item
    run.choose(next(k for k, option in enumerate(item.options) if option.mistake == "as_relu"))
    assert run.judged.mistake == run.records[0].mistake == "as_relu"
    assert float(run.records[0].answer) == 0.0
    other = restored(run)
    assert (other.item, other.judged) == (item, run.judged)


def test_an_exam_repeats_no_template_while_there_are_others():
    items = paper(ALL, 5, 40)
    assert len({item.template for item in items}) == 40
    assert len(paper(ALL[:3], 5, 10)) == 10
    assert paper([], 5, 10) == []


def test_another_paper_puts_the_exam_away_but_keeps_its_answers():
    run = exam()
    run.finish()
    assert run.score().asked == 8
    run.configure(changed(run.settings, mode="practice"))
    assert run.exam is None
    assert run.score().asked == 8
