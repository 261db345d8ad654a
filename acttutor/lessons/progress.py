"""How far learners have come: several can share a machine."""

from acttutor.base.language.texts import whole
from acttutor.base.storage.records import Record, Records

#: The learner who has given no name.
NOBODY = ""
LONGEST_NAME = 40


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
        #: The lesson that was gone on with last, and whether it was finished then.
        self.latest: tuple[str, bool] | None = None
        for record in self._records.of(self.learner, "lesson"):
            self._note(record.item, record.step or 0, bool(record.right))

    def step(self, lesson: str) -> int:
        """Return the number of the step reached in a lesson, from 0."""
        return self._steps.get(lesson, 0)

    def is_done(self, lesson: str) -> bool:
        """Whether the learner has finished a lesson."""
        return lesson in self._done

    def reach(self, lesson: str, step: int, done: bool) -> None:
        """Note how far the learner has come; a finished lesson stays finished."""
        if self._steps.get(lesson) != step or (done and not self.is_done(lesson)):
            right = True if done else None
            self._records.add(Record(self.learner, "lesson", lesson, step, right=right))
        self._note(lesson, step, done)

    def _note(self, lesson: str, step: int, done: bool) -> None:
        self.latest = (lesson, done)
        self._steps[lesson] = max(step, 0)
        if done:
            self._done.add(lesson)


def clean_name(name: object) -> str:
    """Return a name as it is kept: on one line, of whole characters, and not too long."""
    return " ".join(whole(str(name)).split())[:LONGEST_NAME]
