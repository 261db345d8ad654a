"""Practice, exams, judging, keeping: the quiz without a window."""

import json
import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from acttutor.base.recall import Recall
from acttutor.base.state.fields import changed
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.base.storage.records import Record, Records
from acttutor.labs.quiz.export import metrics, table
from acttutor.labs.quiz.model.choosing import DAILY, daily, next_template
from acttutor.labs.quiz.model.exam import given_of
from acttutor.labs.quiz.model.item import TOPICS
from acttutor.labs.quiz.model.judging import judge, number_of
from acttutor.labs.quiz.model.papers import FORMS, mixed, paper
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings
from acttutor.labs.quiz.topics import TEMPLATES

ALL = list(TEMPLATES.values())


def right_draft(item):
    """Return what a learner who knows everything types or clicks."""
    answer = item.answer
    return (
        answer if item.kind == "order" else repr(answer[0]) if item.kind == "number" else answer[0]
    )


def wrong_draft(item):
    if item.kind == "choice":
        return (item.answer[0] + 1) % len(item.options)
    if item.kind == "order":
        return item.answer[::-1]
    return "98765" if item.kind == "number" else 98765.0


def answer(run, right=True):
    run.put(right_draft(run.item) if right else wrong_draft(run.item))
    if run.verdict is None:
        run.enter()


def test_answers_are_judged_and_counted():
    run = Run(Settings())
    for k in range(60):
        answer(run, right=k % 3 != 2)
        assert run.judged.right == (k % 3 != 2)
        run.enter()
    assert run.score() == (40, 60)
    assert sum(score.asked for score in run.scores().values()) == 60
    assert {topic for topic, score in run.scores().items() if score.asked} == set(TOPICS)
    seen = metrics(run)
    assert (seen["asked"], seen["right"], seen["last_right"]) == (60, 40, False)
    assert seen["streak"] == 0
    assert seen["share"] == pytest.approx(2 / 3)


NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def test_what_was_wrong_comes_back_within_minutes_and_what_was_right_after_days():
    recall, asked, now = Recall(), [], NOW
    for turn in range(60):
        template = next_template(ALL, recall, now, 1, asked[-1] if asked else "").id
        asked.append(template)
        now += timedelta(seconds=20)
        recall.put(template, turn != 5, now)
    wrong = asked[5]
    assert asked.index(wrong, 6) - 5 <= 6
    assert all(one != other for one, other in pairwise(asked))
    # Two right answers ten minutes apart put a question off for days.
    twice = next(id for id in asked if asked.count(id) == 2 and id != wrong)
    assert recall.due(twice) - now > timedelta(days=1)


def test_the_questions_of_a_day_are_what_is_due_and_then_what_lessons_have_taught():
    recall = Recall()
    recall.put("no_slope", False, NOW - timedelta(days=2))
    recall.put("tanh_slope", True, NOW - timedelta(days=3))
    recall.put("relu_truth", True, NOW)
    found = daily(ALL, recall, NOW)
    assert len(found) == DAILY and found[:2] == ["tanh_slope", "no_slope"]
    known = {"step", "tanh", "relu", "comparisons"}
    assert all(set(TEMPLATES[id].covers) <= known for id in found[2:])
    assert "relu_truth" not in found
    assert daily(ALL, Recall(), NOW) == daily(ALL, Recall(), NOW)


def test_the_day_is_five_questions_each_once():
    run = Run(Settings())
    run.configure(changed(run.settings, mode="daily"))
    asked = []
    while len(asked) < DAILY:
        asked.append(run.item.template)
        answer(run)
        run.enter()
    assert sorted(asked) == sorted(run.day)
    run.configure(changed(run.settings, mode="practice"))
    assert run.day == [] and run.item.template not in asked


def test_of_a_few_questions_each_is_asked_once_before_one_is_asked_again():
    only = ("tanh_slope", "no_slope", "relu_truth")
    run = Run(Settings(only=only))
    asked = []
    for k in range(3):
        asked.append(run.item.template)
        answer(run, right=k != 0)
        assert metrics(run)["answered"] == k + 1
        run.enter()
    assert sorted(asked) == sorted(only)
    run.configure(changed(run.settings, only=()))
    assert metrics(run)["answered"] == 0


def test_one_template_alone_is_asked_again_with_other_numbers():
    run = Run(Settings(only=("tanh_slope",)))
    first = run.item
    answer(run)
    run.enter()
    assert run.item.template == first.template
    assert run.item != first


def test_topics_take_turns_and_only_ticked_ones_are_asked():
    order = mixed(ALL, 3)
    assert sorted(each.id for each in order) == sorted(TEMPLATES)
    assert len({each.topic for each in order[:6]}) == 6
    run = Run(Settings(topics=("trouble",)))
    for _ in range(12):
        assert run.item.topic == "trouble"
        answer(run)
        run.enter()


def test_no_topic_is_a_state_of_its_own_and_can_be_left():
    run = Run(Settings())
    run.configure(changed(run.settings, topics=()))
    assert run.phase_name == "empty"
    assert run.item is None
    run.put(1)
    run.enter()
    run.give_up()
    run.start()
    assert metrics(run)["asked"] == 0
    run.configure(changed(run.settings, topics=("units",)))
    assert run.item.topic == "units"


def test_the_same_seed_asks_the_same():
    one, other = Run(Settings(seed=7)), Run(Settings(seed=7))
    for _ in range(10):
        assert one.item == other.item
        for run in (one, other):
            answer(run)
            run.enter()
    assert Run(Settings(seed=8)).item != Run(Settings(seed=7)).item


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.25", 0.25), ("−1.5", -1.5), ("1/4", 0.25), ("-3/2", -1.5), ("０．５", 0.5), ("0,5", 0.5),
     (" 2 ", 2.0), ("1e-2", 0.01), ("", None), ("1/0", None), ("abc", None), ("-", None),
     ("nan", None), ("1e400", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text, value):
    assert number_of(text) == value


def test_rounding_down_and_up_are_both_right_and_more_is_not():
    item = TEMPLATES["sigmoid_slope"].item(3)
    exact = item.answer[0]
    assert judge(item, math.floor(exact * 100) / 100).right
    assert judge(item, math.ceil(exact * 100) / 100).right
    assert not judge(item, exact + 0.02).right
    assert judge(item, -exact).mistake == "sign"
    assert judge(item, None).mistake == "no_answer"


# -- exams -------------------------------------------------------------------------------------


def exam(**changes):
    run = Run(Settings(mode="exam", **{"count": 8, "minutes": 2, **changes}))
    run.now = 0.0
    run.clock = lambda: run.now
    run.start()
    return run


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


# -- keeping -----------------------------------------------------------------------------------


def known(run):
    seen = metrics(run)
    return [seen[how] for how in ("due", "weak", "learning", "strong")]


def restored(run):
    snapshot = json.loads(json.dumps(run.snapshot(), allow_nan=False))
    other = Run(run.settings)
    other.restore(snapshot)
    return other


def test_a_restored_run_goes_on_where_it_was():
    run = Run(Settings(seed=2))
    for k in range(9):
        answer(run, right=k != 4)
        if k < 8:
            run.enter()
    other = restored(run)
    assert other.item == run.item
    assert other.judged == run.judged
    # A snapshot is read by version 0.1.0, too, which knows no mistakes.
    assert other.records == [row._replace(mistake="") for row in run.records]
    assert known(other) == known(run)
    for each in (run, other):
        each.enter()
    assert other.item == run.item


def test_a_restored_exam_goes_on_with_the_time_that_was_left():
    run = exam()
    run.put(right_draft(run.item))
    run.enter()
    run.now = 30.0
    other = restored(run)
    assert other.phase_name == "exam"
    assert 29 <= other.exam.used_s < 32
    assert other.exam.items == run.exam.items
    assert given_of(other.exam.items[0], other.exam.drafts[0]) is not None
    run.finish()
    assert restored(run).exam.score() == run.exam.score()


@pytest.mark.parametrize(
    "change",
    [
        {"item": ["no_slope", "1"]},
        {"item": ["no_slope", 1], "draft": 7},
        {
            "exam": {
                "items": [],
                "drafts": [],
                "position": 0,
                "limit_s": 1,
                "used_s": 0,
                "done": True,
            }
        },
        {"log": None},
    ],
)
def test_a_broken_snapshot_is_refused_and_changes_nothing(change):
    run = Run(Settings())
    answer(run)
    before = run.snapshot()
    with pytest.raises((ValueError, TypeError, KeyError)):
        Run(Settings()).restore({**before, **change})
    other = Run(Settings())
    state = other.snapshot()
    with pytest.raises((ValueError, TypeError, KeyError)):
        other.restore({**before, **change})
    assert other.snapshot() == state


def test_the_table_opens_in_a_spreadsheet():
    run = Run(Settings())
    for k in range(5):
        answer(run, right=k != 2)
        run.enter()
    columns = table(run)
    assert [len(values) for _, values in columns] == [5] * 8
    assert dict(columns)["right"] == [1, 1, 0, 1, 1]
    lines = csv_bytes(columns).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,mode,topic,template,seed,given,answer,right")
    assert len(lines) == 6
    assert [len(values) for _, values in table(Run(Settings()))] == [0] * 8


# -- records -----------------------------------------------------------------------------------


def test_answers_belong_to_the_learner_and_come_back_in_another_window():
    records = Records()
    run = Run(Settings(seed=2))
    run.use_records(records, "花子")
    for k in range(5):
        answer(run, right=k != 3)
        run.enter()
    assert [row.right for row in records.of("花子", "practice")] == [True, True, True, False, True]
    assert records.of("花子", "practice")[3].mistake
    other = Run(Settings(seed=2))
    assert other.use_records(records, "花子") == 0
    assert other.records == run.records
    assert known(other) == known(run)
    other.use_records(records, "")
    assert other.records == []
    assert "no_slope" not in other.recall


def test_a_snapshot_beside_records_does_not_repeat_them():
    records = Records()
    run = Run(Settings(seed=2))
    run.use_records(records, "")
    answer(run, right=True)
    other = restored(run)
    assert other.records == []
    other.use_records(records, "")
    assert other.records == run.records
    assert other.judged == run.judged
    assert len(records.of("", "practice")) == 1


def test_an_exam_is_noted_once_when_it_is_over():
    records = Records()
    run = exam()
    run.use_records(records, "")
    run.put(right_draft(run.item))
    run.now = 91 * 60.0  # the time is up by itself
    assert run.score().asked == 8
    for _ in range(2):
        other = restored(run)
        other.use_records(records, "")
        assert other.score().asked == 8
    run.configure(changed(run.settings, mode="practice"))
    assert len(records.of("", "exam")) == 8


def test_a_reset_begins_anew_and_deletes_nothing():
    records = Records()
    run = Run(Settings(seed=2))
    run.use_records(records, "")
    answer(run, right=True)
    run.reset()
    assert run.records == []
    other = Run(Settings(seed=2))
    other.use_records(records, "")
    assert other.records == []
    assert len(records.of("", "practice")) == 1


def test_answers_that_this_version_does_not_know_are_skipped_and_counted():
    records = Records()
    run = Run(Settings(seed=2))
    run.use_records(records, "")
    answer(run, right=True)
    records.add(Record("", "practice", "no such template", None, 3, "1", True))
    records.add(Record("", "exam", run.item.template, None, -1, "1", True))
    records.add(Record("", "practice", run.item.template, None, 3, "1", None))
    other = Run(Settings(seed=2))
    assert other.use_records(records, "") == 3
    assert other.records == run.records


def test_one_bad_row_of_a_snapshot_leaves_the_others():
    run = Run(Settings(seed=2))
    answer(run, right=True)
    snapshot = run.snapshot()
    snapshot["log"] += [["practice", "no such template", 3, "1", True], None, [1], ["x"] * 5]
    other = Run(run.settings)
    other.restore(snapshot)
    assert len(other.records) == 1
