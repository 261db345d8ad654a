"""An exam: so many questions, so much time, no hints, and the result by topic at the end."""

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from acttutor.base.curriculum import SYLLABUS, topic_of
from acttutor.labs.quiz.model.item import TEMPLATES, Item
from acttutor.labs.quiz.model.judging import Given, Verdict, judge, number_of

#: What has been typed (a number), clicked in their order (an order), clicked in a graph or chosen.
Draft: TypeAlias = str | tuple[int, ...] | float | None


class Score(NamedTuple):
    """How many questions were asked, and how many of them were answered rightly."""

    right: int
    asked: int


def empty_draft(item: Item) -> Draft:
    """Return what is answered before anything is answered."""
    empty: dict[str, Draft] = {"number": "", "order": ()}
    return empty.get(item.kind)


def given_of(item: Item, draft: Draft) -> Given:
    """Return the answer that a draft is; ``None`` while it is none."""
    if isinstance(draft, str):
        return number_of(draft)
    if isinstance(draft, tuple):
        return draft if len(draft) == len(item.options) else None
    return draft


def checked_draft(item: Item, draft: object) -> Draft:
    """Return a draft read from a file; a ``ValueError`` if it cannot be one."""
    if item.kind == "number" and isinstance(draft, str) and len(draft) < 40:
        return draft
    places = range(len(item.options))
    if item.kind == "order" and isinstance(draft, list | tuple) and _in_order(draft, places):
        return tuple(draft)
    if item.kind == "choice" and (draft is None or (type(draft) is int and draft in places)):
        return draft
    if item.kind == "click" and (draft is None or isinstance(draft, int | float)):
        return draft
    raise ValueError(f"draft: {draft!r}")


def _in_order(draft: list[object] | tuple[object, ...], places: range) -> bool:
    """Tell whether these are numbers of options, none of them twice."""
    return all(type(k) is int and k in places for k in draft) and len(set(draft)) == len(draft)


class Exam:
    """One sitting.

    Args:
        items: the questions.
        limit_s: the time, in seconds.
        clock: returns seconds; only differences count.
        used_s: time that went by in an earlier session.
    """

    def __init__(
        self, items: list[Item], limit_s: float, clock: Callable[[], float], used_s: float = 0.0
    ) -> None:
        self.items = items
        self.limit_s = limit_s
        self.drafts: list[Draft] = [empty_draft(item) for item in items]
        self.position = 0
        #: Whether its answers have been added to the others.
        self.noted = False
        #: Questions that are to be looked at again before it is handed in.
        self.marked: set[int] = set()
        #: Whether all questions are shown in a table, to jump to one or to hand in.
        self.in_table = False
        #: After the exam: the question that is looked at again, and whether all are listed.
        self.review: int | None = None
        self.lists_all = False
        self._clock = clock
        self._began_s = clock() - used_s
        self._finished_s: float | None = None

    @property
    def used_s(self) -> float:
        """How long it has taken, at most the limit."""
        end = self._clock() if self._finished_s is None else self._finished_s
        return min(end - self._began_s, self.limit_s)

    @property
    def left_s(self) -> int:
        """Seconds left, as a clock shows them."""
        return math.ceil(self.limit_s - self.used_s)

    @property
    def done(self) -> bool:
        """Whether it was handed in, or the time is up."""
        return self._finished_s is not None or self.used_s >= self.limit_s

    def finish(self) -> None:
        """Hand it in."""
        if not self.done:
            self._finished_s = self._clock()

    def is_answered(self, index: int) -> bool:
        """Tell whether there is an answer to a question."""
        return given_of(self.items[index], self.drafts[index]) is not None

    def mark(self) -> None:
        """Mark the present question to be looked at again, or take the mark away."""
        self.marked ^= {self.position}

    def go_on(self) -> None:
        """Go to the next question; after the last one comes the table, and then the end."""
        if self.in_table:
            self.finish()
        elif self.position + 1 < len(self.items):
            self.position += 1
        else:
            self.in_table = True

    def unanswered(self) -> int:
        """Return how many questions have no answer yet."""
        return sum(not self.is_answered(index) for index in range(len(self.items)))

    def verdicts(self) -> list[Verdict]:
        """Return what each answer is worth."""
        pairs = zip(self.items, self.drafts, strict=True)
        return [judge(item, given_of(item, draft)) for item, draft in pairs]

    def score(self) -> Score:
        """Return the result."""
        return Score(sum(verdict.right for verdict in self.verdicts()), len(self.items))

    def by_topic(self) -> dict[str, Score]:
        """Return the result of each topic of the syllabus that was asked about."""
        rights: dict[str, list[bool]] = {topic: [] for topic in SYLLABUS}
        for item, verdict in zip(self.items, self.verdicts(), strict=True):
            rights[topic_of(main_row(item))].append(verdict.right)
        return {topic: Score(sum(each), len(each)) for topic, each in rights.items() if each}

    def missed(self, topic: str) -> list[Item]:
        """Return the questions of a topic of the syllabus that were not answered rightly."""
        pairs = zip(self.items, self.verdicts(), strict=True)
        return [
            item
            for item, verdict in pairs
            if not verdict.right and topic_of(main_row(item)) == topic
        ]


def main_row(item: Item) -> str:
    """Return the row of the curriculum that a question is about above all."""
    return TEMPLATES[item.template].covers[0]
