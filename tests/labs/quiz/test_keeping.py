"""What the quiz keeps: snapshots, and the records of a learner."""

import pytest
from quiz_learner import answer, exam, known, restored, right_draft

from acttutor.base.state.fields import changed
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.base.storage.records import Record, Records
from acttutor.labs.quiz.export import table
from acttutor.labs.quiz.model.exam import given_of
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings


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
