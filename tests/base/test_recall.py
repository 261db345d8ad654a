"""What is remembered: right answers put off for longer each time, wrong ones come back soon."""

from datetime import UTC, datetime, timedelta

from acttutor.base.recall import Recall, answers
from acttutor.base.storage.records import Record, Records

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def answered(*days: int, right: bool = True) -> Recall:
    """Return what is remembered of an item after answers on these days."""
    recall = Recall()
    for day in days:
        recall.put("item", right, NOW + day * DAY)
    return recall


def interval(recall: Recall, day: int) -> timedelta:
    due = recall.due("item")
    assert due is not None
    return due - (NOW + day * DAY)


def test_what_was_never_asked_is_new_and_not_due() -> None:
    recall = Recall()
    assert "item" not in recall and recall.due("item") is None
    assert not recall.is_due("item", NOW) and recall.strength("item", NOW) == "new"


def test_each_right_answer_puts_an_item_off_for_longer() -> None:
    days, waits, recall = 0, [], Recall()
    for _ in range(5):
        recall.put("item", True, NOW + days * DAY)
        waits.append(interval(recall, days))
        days += max(waits[-1].days, 1)
    assert waits == sorted(waits) and waits[-1] > 30 * DAY
    assert recall.strength("item", NOW + days * DAY) == "strong"


def test_a_wrong_answer_comes_back_soon_and_makes_an_item_weak() -> None:
    recall = answered(0, 1, 10)
    recall.put("item", False, NOW + 40 * DAY)
    assert interval(recall, 40) < timedelta(hours=1)
    assert recall.strength("item", NOW + 40 * DAY) == "weak"
    assert recall.is_due("item", NOW + 41 * DAY)


def test_what_was_not_repeated_for_long_is_weak() -> None:
    assert answered(0, 1).strength("item", NOW + 2000 * DAY) == "weak"


def test_a_clock_that_goes_back_changes_nothing_for_the_worse() -> None:
    recall = answered(5, 0)
    due = recall.due("item")
    assert due is not None and due >= NOW + 5 * DAY


def test_old_answers_are_carried_over_even_if_nobody_knows_their_time() -> None:
    rows = [Record("", "practice", "item", right=True, time=time) for time in (None, "long ago")]
    recall = Recall([*rows, Record("", "lesson", "item", right=False)], NOW)
    assert recall.strength("item", NOW) == "learning"


def test_answers_from_before_a_new_beginning_do_not_count() -> None:
    records = Records()
    for row in ("practice", "anew", "exam"):
        records.add(Record("A", row, "item", right=True))
    records.add(Record("B", "practice", "item", right=True))
    assert [row.kind for row in answers(records, "A")] == ["exam"]
