"""What a learner remembers: for each item when it is due again, and how firmly it is known.

The dates come from FSRS (the package ``fsrs``): a right answer puts an item off for longer each
time, a wrong one brings it back within minutes. It is made from the answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from acttutor.base.storage.records import Record, Records

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

#: An item that lasts for so many days until nine of ten remember it is known firmly.
FIRM_DAYS = 7.0
#: How well an item is known.
STRENGTHS = ("new", "weak", "learning", "strong")


@cache
def _scheduler() -> Scheduler:
    """Return what sets the dates; imported when somebody has answered, not at the start."""
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False)


def answers(records: Records, learner: str) -> list[Record]:
    """Return what somebody answered since they last began anew."""
    rows = records.of(learner, "practice", "exam", "anew")
    begun = max((k for k, row in enumerate(rows, start=1) if row.kind == "anew"), default=0)
    return rows[begun:]


class Recall:
    """The items that a learner has answered.

    Args:
        records: answers, the oldest first; those to anything else are passed over.
        now: the time of those of which nobody knows it.
    """

    def __init__(self, records: Iterable[Record] = (), now: datetime | None = None) -> None:
        self._cards: dict[str, Card] = {}
        self._right: dict[str, bool] = {}
        now = now or datetime.now(UTC)
        for record in records:
            if record.kind in ("practice", "exam") and record.right is not None:
                self.put(record.item, record.right, record.moment or now)

    def put(self, item: str, right: bool, time: datetime) -> None:
        """Note an answer."""
        from fsrs import Card, Rating

        card = self._cards.get(item) or Card(card_id=0, due=time)
        time = max(time, card.last_review or time)  # clocks may go back
        rating = Rating.Good if right else Rating.Again
        self._cards[item], _ = _scheduler().review_card(card, rating, time)
        self._right[item] = right

    def __contains__(self, item: str) -> bool:
        return item in self._cards

    def due(self, item: str) -> datetime | None:
        """Return when an item is to be asked again; ``None`` if it never was."""
        card = self._cards.get(item)
        return card.due if card is not None else None

    def is_due(self, item: str, now: datetime) -> bool:
        """Whether the time of an item that was asked before has come."""
        due = self.due(item)
        return due is not None and due <= now

    def strength(self, item: str, now: datetime) -> str:
        """Return one of `STRENGTHS`: weak is what was wrong the last time, or is nearly forgotten;
        strong what will last a week or longer."""
        card = self._cards.get(item)
        if card is None:
            return "new"
        if not self._right[item] or _scheduler().get_card_retrievability(card, now) < 0.7:
            return "weak"
        return "strong" if (card.stability or 0.0) >= FIRM_DAYS else "learning"
