"""How far learners have come: several can share a machine."""

from collections.abc import Mapping
from typing import Any

#: The learner who has given no name.
NOBODY = ""
MOST_LEARNERS = 60
LONGEST_NAME = 40


class Progress:
    """For each learner the step reached in each lesson, and which lessons are finished.

    Args:
        data: what `plain` returned once; anything else in it is left out.
    """

    def __init__(self, data: Any = None) -> None:
        self.learner = NOBODY
        self._learners: dict[str, dict[str, dict[str, Any]]] = {NOBODY: {}}
        if isinstance(data, Mapping):
            self._read(data)

    def _read(self, data: Mapping[str, Any]) -> None:
        learners = data.get("learners")
        for name, lessons in learners.items() if isinstance(learners, Mapping) else ():
            if not isinstance(lessons, Mapping) or len(self._learners) > MOST_LEARNERS:
                continue
            kept = {
                str(id): {"step": item["step"], "done": item["done"]}
                for id, item in lessons.items()
                if isinstance(item, Mapping)
                and type(item.get("step")) is int
                and item["step"] >= 0
                and isinstance(item.get("done"), bool)
            }
            self._learners[clean_name(name)] = kept
        chosen = data.get("learner")
        if isinstance(chosen, str) and chosen in self._learners:
            self.learner = chosen

    def plain(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {"learner": self.learner, "learners": self._learners}

    @property
    def learners(self) -> list[str]:
        """The names, without that of nobody."""
        return [name for name in self._learners if name != NOBODY]

    def choose(self, name: str) -> None:
        """Let another learner go on, or a new one begin."""
        name = clean_name(name)
        self._learners.setdefault(name, {})
        self.learner = name

    def step(self, lesson: str) -> int:
        """Return the number of the step reached in a lesson, from 0."""
        return int(self._own.get(lesson, {}).get("step", 0))

    def is_done(self, lesson: str) -> bool:
        """Whether the learner has finished a lesson."""
        return bool(self._own.get(lesson, {}).get("done", False))

    def reach(self, lesson: str, step: int, done: bool) -> None:
        """Note how far the learner has come; a finished lesson stays finished."""
        self._own[lesson] = {"step": step, "done": done or self.is_done(lesson)}

    @property
    def _own(self) -> dict[str, dict[str, Any]]:
        return self._learners[self.learner]


def clean_name(name: object) -> str:
    """Return a name as it is kept: on one line, and not too long."""
    return " ".join(str(name).split())[:LONGEST_NAME]
