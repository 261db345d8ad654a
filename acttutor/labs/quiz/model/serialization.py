"""Answers and exams as plain data, and back again with everything checked."""

from collections.abc import Callable
from typing import Any

from acttutor.base.storage.records import Record
from acttutor.labs.quiz.model.exam import Draft, Exam, checked_draft
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.topics import TEMPLATES


def plain(draft: Draft) -> str | float | list[int] | None:
    """Return a draft as JSON knows it."""
    return list(draft) if isinstance(draft, tuple) else draft


def kept_item(pair: Any) -> Item:
    """Return the question that a pair of template and seed is."""
    template, seed = pair
    if template not in TEMPLATES or type(seed) is not int or not 0 <= seed < 2**32:
        raise ValueError(f"item: {pair!r}")
    return TEMPLATES[template].item(seed)


def plain_record(record: Record) -> list[Any]:
    """Return an answer as it is kept in a snapshot."""
    return [record.kind, record.item, record.seed, record.answer, record.right]


def kept_records(rows: Any) -> list[Record]:
    """Return the answers in a snapshot, without those that this version can make nothing of."""
    if not isinstance(rows, list):
        raise ValueError("log: no list")
    records = []
    for row in rows:
        if isinstance(row, list) and len(row) == 5 and isinstance(row[3], str):
            mode, template, seed, given, right = row
            records.append(Record("", mode, template, None, seed, given[:80], right))
    return [record for record in records if is_usable(record)]


def is_usable(record: Record) -> bool:
    """Tell whether an answer is one to a question of this version."""
    return (
        record.kind in ("practice", "exam")
        and isinstance(record.item, str)
        and record.item in TEMPLATES
        and type(record.seed) is int
        and 0 <= record.seed < 2**32
        and isinstance(record.right, bool)
    )


def kept_exam(kept: dict[str, Any], clock: Callable[[], float]) -> Exam:
    """Return an exam read from a snapshot."""
    items = [kept_item(pair) for pair in kept["items"]]
    limit_s, used_s = kept["limit_s"], kept["used_s"]
    if not all(type(seconds) in (int, float) for seconds in (limit_s, used_s)):
        raise ValueError("exam: no number of seconds")
    position = kept["position"]
    if not (items and 0 <= used_s <= limit_s <= 90 * 60 and position in range(len(items))):
        raise ValueError("exam: the time or the question does not exist")
    exam = Exam(items, limit_s, clock, used_s)
    exam.drafts = [
        checked_draft(item, draft) for item, draft in zip(items, kept["drafts"], strict=True)
    ]
    exam.position = position
    exam.noted = kept.get("noted") is True
    if kept["done"]:
        exam.finish()
    return exam
