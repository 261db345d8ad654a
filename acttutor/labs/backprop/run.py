"""How far the worksheet has come: which steps are done, and how the blanks were filled."""

import sys
from dataclasses import replace
from typing import TypeGuard

from acttutor.base.memory import memory_like
from acttutor.base.state import run
from acttutor.core.worksheet.calculation import Quantity, steps
from acttutor.core.worksheet.steps import Difference, calculate, central_difference
from acttutor.labs.backprop.computation import GraphSheet
from acttutor.labs.backprop.mistakes import is_right, recognise
from acttutor.labs.backprop.state import Settings

#: How a step was done: shown, filled in at once, or filled in after a wrong answer.
MARKS = ("shown", "right", "corrected")


class Run(run.Run[Settings]):
    """The calculation of the present numbers, and how much of it is on the sheet.

    All numbers are known from the start; `position` says how many are shown. Whoever fills in
    answers the step that comes next; whoever watches looks at the one that was just done.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._calculate()
        self.graph = GraphSheet(settings)
        self._begin()

    def _calculate(self) -> None:
        self.task = self.settings.task
        self.steps = steps(self.task)
        self.known = calculate(self.task)
        self._place = {step: place for place, step in enumerate(self.steps)}
        self._differences: dict[Quantity, Difference] = {}

    # -- moving --------------------------------------------------------------------------------

    def configure(self, settings: Settings) -> None:
        old, self.settings = self.settings, settings
        self.graph.configure(settings)
        if settings.mode != old.mode:
            self._forget_answer()
        task, before = settings.task, old.task
        if task == before:
            return
        self._calculate()
        if task.sizes != before.sizes:
            self._begin()
        elif settings.mode == "fill":
            only_rate = task == replace(before, lr=task.lr)
            self._cut(self.first_update if only_rate else 0)

    @property
    def first_update(self) -> int:
        """The number of steps before the first one that needs the learning rate."""
        return next(place for place, step in enumerate(self.steps) if step.kind == "new_w")

    def _cut(self, most: int) -> None:
        del self.marks[most:]
        self._forget_answer()

    def _forget_answer(self) -> None:
        #: The latest wrong answer to the present blank, and how many there were.
        self.answer: float | None = None
        self.tries = 0

    @property
    def position(self) -> int:
        """How many steps are done."""
        return len(self.marks)

    @property
    def in_graph(self) -> bool:
        """Whether a computational graph is on the screen, and not the worksheet."""
        return self.settings.view == "graph"

    def step(self) -> bool:
        if self.in_graph:
            self.graph.go_to(self.graph.position + 1)
            return not self.graph.finished
        if self.finished:
            return False
        self.marks.append("shown")
        self._forget_answer()
        return not self.finished

    def step_back(self) -> bool:
        if self.in_graph:
            before = self.graph.position
            self.graph.go_to(before - 1)
            return before > 0
        if not self.marks:
            return False
        self._cut(self.position - 1)
        return True

    def reset(self) -> None:
        if self.in_graph:
            self.graph.go_to(0)
        else:
            self._begin()

    def _begin(self) -> None:
        """Begin the worksheet anew."""
        self.marks: list[str] = []
        self._forget_answer()

    def go_to(self, position: int) -> None:
        """Take steps back, or do steps, until `position` steps are done."""
        if self.in_graph:
            self.graph.go_to(position)
            return
        self._cut(max(position, 0))
        while self.position < position and not self.finished:
            self.step()

    @property
    def finished(self) -> bool:
        """Whether all steps are done."""
        return self.position == len(self.steps)

    # -- filling in ----------------------------------------------------------------------------

    @property
    def filling(self) -> bool:
        """Whether blanks are to be filled in, and one is left."""
        return self.settings.mode == "fill" and not self.finished

    def fill(self, answer: float) -> bool:
        if not self.filling:
            return False
        step = self.steps[self.position]
        if not is_right(self.task, step, self.known, answer):
            self.answer = answer
            self.tries += 1
            return False
        self.marks.append("corrected" if self.tries else "right")
        self._forget_answer()
        return True

    @property
    def mistake(self) -> str:
        """The name of the mistake that the wrong answer comes from; "" if it is not known."""
        if self.answer is None or not self.filling:
            return ""
        return recognise(self.task, self.steps[self.position], self.known, self.answer)

    # -- what it shows -------------------------------------------------------------------------

    @property
    def current(self) -> Quantity | None:
        """The step in view: the blank, or the step that was just done; ``None`` before it."""
        if self.filling:
            return self.steps[self.position]
        return self.steps[self.position - 1] if self.marks else None

    def shows(self, name: Quantity) -> bool:
        """Whether a number is on the sheet: it is given, or its step is done."""
        return self._place.get(name, -1) < self.position

    def difference(self, parameter: Quantity) -> Difference:
        """Return the central difference for a weight or a bias."""
        if parameter not in self._differences:
            self._differences[parameter] = central_difference(self.task, parameter)
        return self._differences[parameter]

    # -- keeping it ----------------------------------------------------------------------------

    def snapshot(self) -> run.Snapshot:
        return {
            "marks": list(self.marks),
            "answer": self.answer,
            "tries": self.tries,
            "graph": self.graph.position,
        }

    def restore(self, snapshot: run.Snapshot) -> None:
        marks, answer = snapshot.get("marks"), snapshot.get("answer")
        tries = memory_like(0, snapshot.get("tries"), "tries")
        graph = memory_like(0, snapshot.get("graph", 0), "graph")
        if not isinstance(marks, list) or not all(mark in MARKS for mark in marks):
            raise ValueError(f"marks: a list of {', '.join(MARKS)} is needed")
        if len(marks) > len(self.steps):
            raise ValueError(f"marks: {len(marks)} of {len(self.steps)} steps")
        if answer is not None and not _is_number(answer):
            raise ValueError(f"answer: {str(answer)[:40]!r} is not a number")
        if (answer is None) != (tries == 0):
            raise ValueError("tries: they do not go with the answer")
        self.graph.go_to(graph)
        self.marks, self.tries = list(marks), tries
        self.answer = float(answer) if _is_number(answer) else None


def _is_number(value: object) -> TypeGuard[float]:
    """Whether a value from a file is a finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= sys.float_info.max
