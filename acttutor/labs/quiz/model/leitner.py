"""Which question comes next in practice: Leitner boxes.

A template that was answered rightly moves up a box and comes back later; one that was answered
wrongly falls into the first box and comes back after a few others. S. Leitner, "So lernt man
lernen" (1972). All templates begin in the first box.
"""

from collections.abc import Sequence

from acttutor.labs.quiz.model.item import Template
from acttutor.labs.quiz.model.papers import mixed

#: After how many questions a template of each box comes back.
WAITS = (3, 12, 30, 60, 120)


class Boxes:
    """The box of each template that has been asked, and when it is due."""

    def __init__(self) -> None:
        self.box: dict[str, int] = {}
        self._due: dict[str, int] = {}
        self._last = ""
        #: Questions answered so far.
        self.turn = 0

    def put(self, template: str, right: bool) -> None:
        """Move a template that has been answered: up a box, or down into the first one."""
        self.turn += 1
        box = min(self.box.get(template, 1) + 1, len(WAITS)) if right else 1
        self.box[template] = box
        self._due[template] = self.turn + WAITS[box - 1]
        self._last = template

    def next(self, templates: Sequence[Template], seed: int) -> Template:
        """Return what to ask now: what is due, else what is new, else what is due soonest."""
        if len(templates) > 1:
            templates = [each for each in templates if each.id != self._last]
        known = [each for each in templates if each.id in self.box]
        due = [each for each in known if self._due[each.id] <= self.turn]
        if due:
            return min(due, key=lambda each: (self.box[each.id], self._due[each.id]))
        new = [each for each in mixed(templates, seed) if each.id not in self.box]
        if new:
            return new[0]
        return min(known, key=lambda each: self._due[each.id])

    def count(self, box: int) -> int:
        """Return how many templates are in a box, from 1."""
        return sum(value == box for value in self.box.values())
