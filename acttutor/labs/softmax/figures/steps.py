"""The naive form beside the stable one, with every intermediate number."""

import math

from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import WRONG, Run
from acttutor.labs.softmax.state import MOST
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.number_column import Entry, NumberColumn, RowGrid
from acttutor.plots.style import SMALL

#: The names of the classes, then e^u and p in both forms.
ROWS = RowGrid(head=17.0)
FORMULAS = (r"$e^{u/T}$", r"$p$", r"$e^{(u−m)/T}$", r"$p$")


class StepsTable:
    """A table with a column for each class and one for the sum.

    Args:
        drawing: what to draw with.
    """

    HEIGHT = 109.0

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        theme, texts = drawing.theme, drawing.texts
        self.heading = Heading(drawing, texts("softmax.steps.title"), moves=True)
        self.names = NumberColumn(drawing, ROWS, 4, size=SMALL + 0.5, align="left", still=True)
        self.formulas = NumberColumn(
            drawing, ROWS, 4, color=theme.muted, align="left", size=SMALL + 1, still=True
        )
        heads = [*(f"$u_{i + 1}$" for i in range(MOST)), r"$\Sigma$"]
        self.numbers = [
            NumberColumn(drawing, ROWS, 4, head, size=SMALL, plain_head=True) for head in heads
        ]
        self._first = [texts("softmax.steps.naive"), "", texts("softmax.steps.stable"), ""]
        self._count = MOST

    def choose(self, count: int) -> None:
        """Have columns for so many classes; `layout` has to follow."""
        self._count = count
        for index, column in enumerate(self.numbers[:-1]):
            column.show(index < count)

    def layout(self, rect: Rect) -> None:
        """Names, formulas, and the numbers of each class."""
        width_of = self.drawing.width_of
        shown = [*self.numbers[: self._count], self.numbers[-1]]
        rows(
            fixed(self.heading, 20),
            share(
                columns(
                    fixed(
                        self.names, max(width_of(name, SMALL + 0.5) for name in self._first) + 10
                    ),
                    fixed(self.formulas, max(width_of(name, SMALL + 1) for name in FORMULAS) + 4),
                    *(share(column, most=96.0) for column in shown),
                )
            ),
        ).layout(rect)
        self.names.update(self._first)
        self.formulas.update(FORMULAS)

    def show(self, visible: bool) -> None:
        """The table is always there."""

    def update(self, run: Run) -> None:
        """Write all numbers; what went wrong in the colour of what is bad."""
        fails = run.naive_verdict != "fine"
        theme = self.drawing.theme
        self.heading.update(
            self.heading.title.get_text(), words.naive_verdict(run, self.drawing.texts)
        )
        self.heading.note.set_color(theme.bad if fails else theme.muted)
        for index in range(run.settings.classes):
            self.numbers[index].update(
                [
                    entry
                    for steps, is_naive in ((run.naive, True), (run.stable, False))
                    for entry in (
                        self._power(steps.e[index], is_naive),
                        self._share(steps.p[index], run.p[index]),
                    )
                ]
            )
        self.numbers[-1].update(
            [
                entry
                for steps, is_naive in ((run.naive, True), (run.stable, False))
                for entry in (
                    self._power(steps.total, is_naive),
                    self._share(float(steps.p.sum()), 1.0),
                )
            ]
        )

    def _power(self, value: float, is_naive: bool) -> Entry:
        # A sum or a power of 0 is bad news only in the naive form.
        return self._entry(
            words.power(value), not math.isfinite(value) or (is_naive and value == 0)
        )

    def _share(self, value: float, wanted: float) -> Entry:
        return self._entry(words.fixed(value), not abs(value - wanted) <= WRONG)

    def _entry(self, text: str, is_bad: bool) -> Entry:
        theme = self.drawing.theme
        return Entry(text, theme.bad if is_bad else theme.text, is_bad)
