"""Answers and exams as plain data, and back again with everything checked."""

from collections.abc import Callable

from acttutor.base.numbers.unchecked import items, mapping, real
from acttutor.base.storage.records import Record
from acttutor.labs.quiz.model.choices import with_choices
from acttutor.labs.quiz.model.exam import Draft, Exam, checked_draft
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.topics import TEMPLATES

#: Minutes that an exam takes at most.
LONGEST_MIN = 120


def plain(draft: Draft) -> str | float | list[int] | None:
    """Return a draft as JSON knows it."""
    return list(draft) if isinstance(draft, tuple) else draft


def kept_item(pair: object, choices: bool) -> Item:
    """Return the question that a pair of template and seed is, with choices or as it is."""
    template, seed = items(pair)
    if (
        not isinstance(template, str)
        or template not in TEMPLATES
        or type(seed) is not int
        or not 0 <= seed < 2**32
    ):
        raise ValueError(f"item: {pair!r}")
    item = TEMPLATES[template].item(seed)
    return with_choices(item) if choices else item


def plain_record(record: Record) -> list[object]:
    """Return an answer as it is kept in a snapshot."""
    return [record.kind, record.item, record.seed, record.answer, record.right]


def kept_records(rows: object) -> list[Record]:
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


def kept_exam(data: object, clock: Callable[[], float]) -> Exam:
    """Return an exam read from a snapshot."""
    kept = mapping(data)
    # Exams begun before there were choices go on without.
    choices = kept.get("choices") is True
    asked = [kept_item(pair, choices) for pair in items(kept["items"])]
    limit_s, used_s = kept["limit_s"], kept["used_s"]
    if type(limit_s) not in (int, float) or type(used_s) not in (int, float):
        raise ValueError("exam: no number of seconds")
    limit_s, used_s, position = real(limit_s), real(used_s), kept["position"]
    if not isinstance(position, int) or not (
        asked and 0 <= used_s <= limit_s <= LONGEST_MIN * 60 and position in range(len(asked))
    ):
        raise ValueError("exam: there is no such question")
    exam = Exam(asked, limit_s, clock, used_s)
    exam.drafts = [
        checked_draft(item, draft) for item, draft in zip(asked, items(kept["drafts"]), strict=True)
    ]
    exam.position = position
    exam.noted = kept.get("noted") is True
    exam.in_table = kept.get("in_table") is True
    exam.marked = {k for k in items(kept.get("marked", [])) if type(k) is int and k < len(asked)}
    if kept["done"]:
        exam.finish()
    return exam
