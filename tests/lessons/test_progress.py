"""Several learners share a machine; each goes on where they were, and nothing else survives."""

from acttutor.base.storage.records import Records
from acttutor.lessons.progress import LONGEST_NAME, Progress, clean_name


def test_a_new_learner_begins_at_the_beginning() -> None:
    progress = Progress()
    assert progress.step("circle") == 0
    assert not progress.is_done("circle")
    assert progress.learners == []


def test_a_finished_lesson_stays_finished_when_it_is_begun_again() -> None:
    progress = Progress()
    progress.reach("circle", 3, done=False)
    assert progress.step("circle") == 3
    progress.reach("circle", 0, done=True)
    progress.reach("circle", 1, done=False)
    assert progress.is_done("circle")
    assert progress.step("circle") == 1


def test_learners_do_not_share_their_progress() -> None:
    progress = Progress()
    progress.reach("circle", 1, done=True)
    progress.choose("  Aiko   Sato ")
    assert progress.learner == "Aiko Sato"
    assert not progress.is_done("circle")
    progress.reach("circle", 2, done=False)
    progress.choose("")
    assert progress.step("circle") == 1
    assert progress.learners == ["Aiko Sato"]


def test_everything_comes_back_from_the_records() -> None:
    records = Records()
    progress = Progress(records)
    progress.reach("circle", 1, done=True)
    progress.choose("Ben")
    progress.reach("descent", 4, done=False)
    again = Progress(records, "Ben")
    assert again.step("descent") == 4
    again.choose("")
    assert again.is_done("circle")


def test_more_learners_than_a_class_has_are_all_kept() -> None:
    records = Records()
    progress = Progress(records)
    names = [f"learner {number}" for number in range(200)]
    for name in names:
        progress.choose(name)
    assert Progress(records).learners == names


def test_going_on_where_one_is_writes_nothing_new() -> None:
    records = Records()
    progress = Progress(records)
    for _ in range(5):
        progress.reach("circle", 2, done=False)
    assert len(records.of("", "lesson")) == 1


def test_a_name_is_short_on_one_line_and_of_whole_characters() -> None:
    assert clean_name(" A\n B\t") == "A B"
    assert clean_name("x" * 99) == "x" * LONGEST_NAME
    assert clean_name("花\ud800子") == "花?子"
