"""How far each learner is in each lesson; several learners share a machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from acttutor.base.language.texts import whole
from acttutor.base.storage.records import Record, Records

#: The learner who has given no name.
NOBODY = ""
LONGEST_NAME = 40
#: A longer time between two things that a learner did was a break.
BREAK = timedelta(minutes=5)


class Guess(NamedTuple):
    """A prediction that was made.

    Args:
        option: number of the answer, from 0.
        verdict: ``"right"``, ``"wrong"``, or ``"seen"`` if the result was visible before.
    """

    option: int
    verdict: str


@dataclass
class Passage:
    """One way through a lesson, from its first step to its end.

    Args:
        met: numbers of the steps whose goals were met, from 0.
        predicted: the predictions that were made, by the numbers of their steps.
        times: when something was done.
        over: whether the lesson was finished.
    """

    met: set[int] = field(default_factory=set)
    predicted: dict[int, Guess] = field(default_factory=dict)
    times: list[datetime] = field(default_factory=list)
    over: bool = False

    @property
    def minutes(self) -> float:
        """How long it took, without breaks."""
        gaps = [after - before for before, after in pairwise(self.times)]
        return sum(gap.total_seconds() for gap in gaps if timedelta() <= gap < BREAK) / 60

    def count(self, verdict: str) -> int:
        """Return how many predictions had a verdict."""
        return sum(guess.verdict == verdict for guess in self.predicted.values())


class Progress:
    """The step that a learner has reached in each lesson, and which lessons are finished.

    Args:
        records: where it is written down; by default nowhere.
        learner: who begins.
    """

    def __init__(self, records: Records | None = None, learner: str = NOBODY) -> None:
        self._records = records or Records()
        self.choose(learner)

    @property
    def learners(self) -> list[str]:
        """The names, without that of nobody."""
        return self._records.learners()

    def choose(self, name: str) -> None:
        """Let another learner go on, or a new one begin."""
        self.learner = clean_name(name)
        if self.learner != NOBODY:
            self._records.add_learner(self.learner)
        self._steps: dict[str, int] = {}
        self._done: set[str] = set()
        self._passages: dict[str, Passage] = {}
        #: The lesson that was gone on with last, and whether it was finished then.
        self.latest: tuple[str, bool] | None = None
        for record in self._records.of(self.learner, "lesson", "goal", "prediction"):
            self._note(record)

    def step(self, lesson: str) -> int:
        """Return the number of the step reached in a lesson, from 0."""
        return self._steps.get(lesson, 0)

    def is_begun(self, lesson: str) -> bool:
        """Whether the learner has begun a lesson."""
        return lesson in self._steps

    def is_done(self, lesson: str) -> bool:
        """Whether the learner has finished a lesson, with all its goals met."""
        return lesson in self._done

    def passage(self, lesson: str) -> Passage:
        """Return the latest way through a lesson."""
        return self._passages.get(lesson, Passage())

    def next_of(self, lessons: Sequence[str]) -> str:
        """Return the lesson to go on with: the latest, the next one after it that is not finished,
        or the first that is not; ``""`` if all are finished.

        Args:
            lessons: ids in their order.
        """
        latest, over = self.latest or ("", True)
        if latest in lessons and not over:
            return latest
        start = lessons.index(latest) + 1 if latest in lessons else 0
        in_turn = (*lessons[start:], *lessons[:start])
        return next((lesson for lesson in in_turn if not self.is_done(lesson)), "")

    def reach(self, lesson: str, step: int, done: bool) -> None:
        """Note how far the learner has come; a finished lesson stays finished."""
        # A finished lesson is begun anew, and only one that is not over can end.
        turns = lesson in self._passages and done != self.passage(lesson).over
        if self._steps.get(lesson) != step or turns or (done and not self.is_done(lesson)):
            self._add(lesson, "lesson", step, right=True if done else None)
        self.latest = (lesson, done)

    def meet(self, lesson: str, step: int) -> None:
        """Note that the goal of a step is met."""
        passage = self.passage(lesson)
        if passage.over or step not in passage.met:
            self._add(lesson, "goal", step, right=True)

    def predict(self, lesson: str, step: int, option: int, verdict: str) -> None:
        """Note a prediction, the first of which counts.

        Args:
            lesson: its id.
            step: number of the step.
            option: number of the answer, from 0.
            verdict: what became of it, see `Guess`.
        """
        passage = self.passage(lesson)
        if passage.over or step not in passage.predicted:
            right = None if verdict == "seen" else verdict == "right"
            mistake = "" if verdict == "right" else verdict
            self._add(lesson, "prediction", step, str(option + 1), right, mistake)

    def _add(
        self,
        lesson: str,
        kind: str,
        step: int,
        answer: str = "",
        right: bool | None = None,
        mistake: str = "",
    ) -> None:
        row = Record(self.learner, kind, lesson, step, None, answer, right, mistake)
        self._note(self._records.add(row))

    def _note(self, record: Record) -> None:
        lesson, step = record.item, max(record.step or 0, 0)
        passage = self._passages.get(lesson)
        if passage is None or passage.over:
            passage = self._passages[lesson] = Passage()
        if (time := record.moment) is not None:
            passage.times.append(time)
        if record.kind == "goal":
            passage.met.add(step)
        elif record.kind == "prediction":
            verdict = "seen" if record.right is None else "right" if record.right else "wrong"
            option = int(record.answer) - 1 if record.answer.isdecimal() else -1
            passage.predicted.setdefault(step, Guess(option, verdict))
        else:
            self.latest = (lesson, bool(record.right))
            self._steps[lesson] = step
            if record.right:
                self._done.add(lesson)
                passage.over = True


def clean_name(name: object) -> str:
    """Return a name as it is kept: on one line, of whole characters, and not too long."""
    return " ".join(whole(str(name)).split())[:LONGEST_NAME]
