"""Answers and exams as plain data, and back again with everything checked."""

from collections.abc import Callable
from typing import Any, NamedTuple

from acttutor.labs.quiz.model.exam import Exam, checked_draft
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.topics import TEMPLATES


class Record(NamedTuple):
    """One answer.

    Args:
        mode: "practice" or "exam".
        template, seed: the question.
        given: the answer as text, in no language; empty for none.
        right: whether it was right.
    """

    mode: str
    template: str
    seed: int
    given: str
    right: bool


def plain(draft: Any) -> Any:
    """Return a draft as JSON knows it."""
    return list(draft) if isinstance(draft, tuple) else draft


def kept_item(pair: Any) -> Item:
    """Return the question that a pair of template and seed is."""
    template, seed = pair
    if template not in TEMPLATES or type(seed) is not int or not 0 <= seed < 2**32:
        raise ValueError(f"item: {pair!r}")
    return TEMPLATES[template].item(seed)


def kept_record(row: Any) -> Record:
    """Return an answer read from a snapshot."""
    mode, template, seed, given, right = row
    if (
        mode not in ("practice", "exam")
        or template not in TEMPLATES
        or type(seed) is not int
        or not isinstance(given, str)
        or not isinstance(right, bool)
    ):
        raise ValueError(f"log: {row!r}")
    return Record(mode, template, seed, given[:80], right)


def kept_exam(kept: dict[str, Any], clock: Callable[[], float]) -> Exam:
    """Return an exam read from a snapshot."""
    items = [kept_item(pair) for pair in kept["items"]]
    limit_s, used_s = float(kept["limit_s"]), float(kept["used_s"])
    position = kept["position"]
    if not (items and 0 <= used_s <= limit_s <= 90 * 60 and position in range(len(items))):
        raise ValueError("exam")
    exam = Exam(items, limit_s, clock, used_s)
    exam.drafts = [
        checked_draft(item, draft) for item, draft in zip(items, kept["drafts"], strict=True)
    ]
    exam.position = position
    if kept["done"]:
        exam.finish()
    return exam
