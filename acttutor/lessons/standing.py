"""How a learner stands with a lesson: what was done, how well it is known, when it is due again."""

from datetime import datetime
from typing import NamedTuple

from acttutor.base.recall import Recall
from acttutor.lessons.closing import with_closing
from acttutor.lessons.lesson import Lesson
from acttutor.lessons.progress import Progress


class Standing(NamedTuple):
    """How somebody stands with a lesson.

    Args:
        met: goals that were met.
        goals: goals there are.
        done: whether it was finished.
        known: one of `acttutor.base.recall.STRENGTHS`, from the questions at its end.
        due: when the first of them is due.
        is_due: whether that time has come.
    """

    met: int
    goals: int
    done: bool
    known: str
    due: datetime | None
    is_due: bool

    @property
    def tag(self) -> str:
        """What matters most: ``"due"``, ``"weak"``, ``"strong"`` or ``""``."""
        if self.is_due:
            return "due"
        return self.known if self.known in ("weak", "strong") else ""


def standing(lesson: Lesson, progress: Progress, recall: Recall, now: datetime) -> Standing:
    """Return how a learner stands with a lesson."""
    steps = with_closing(lesson).steps
    goals = {k for k, step in enumerate(steps) if step.asks}
    done = progress.is_done(lesson.id)
    met = goals & progress.passage(lesson.id).met
    # A question of several lessons tells nothing of those that were not begun.
    questions = lesson.questions if progress.is_begun(lesson.id) else ()
    known = {recall.strength(id, now) for id in questions if id in recall}
    dues = [due for id in questions if (due := recall.due(id)) is not None]
    first = min(dues, default=None)
    return Standing(
        met=len(goals) if done and not met else len(met),
        goals=len(goals),
        done=done,
        known=next((one for one in ("weak", "learning", "strong") if one in known), "new"),
        due=first,
        is_due=first is not None and first <= now,
    )
