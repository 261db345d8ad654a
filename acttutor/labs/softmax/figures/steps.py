"""The naive form beside the stable one, with every intermediate number."""

import math

from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import WRONG
from acttutor.labs.softmax.state import MOST
from acttutor.plots.cell_text import Cells
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL

#: Heights of the heading with the line of names, and of a row.
HEAD, ROW = 36.0, 17.0
#: Between the two forms.
BETWEEN = 5.0
HEIGHT = HEAD + 4 * ROW + BETWEEN
ROWS = (
    ("naive", r"$e^{z/T}$"),
    ("", r"$p$"),
    ("stable", r"$e^{(z−m)/T}$"),
    ("", r"$p$"),
)


def _middle(row: int) -> float:
    """Return how far down the middle of a row is."""
    return HEAD + (row + 0.5) * ROW + (BETWEEN if row > 1 else 0.0)


class StepsPart:
    """A table with a column for each class and one for the sum.

    Args:
        lab: the figure; it names theme, run and texts.
        cells: makes the texts.
    """

    def __init__(self, lab: LabFigure, cells: Cells) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        self.title = cells.cell(
            texts("softmax.steps.title"), BODY + 0.5, ha="left", bold=True, still=True
        )
        self.said = cells.cell(size=SMALL + 0.5, ha="left")
        self.names = [
            cells.cell(
                texts(f"softmax.steps.{name}") if name else "",
                SMALL + 0.5,
                theme.text,
                "left",
                still=True,
            )
            for name, _ in ROWS
        ]
        self.formulas = [
            cells.cell(formula, SMALL + 1, theme.muted, "left", still=True) for _, formula in ROWS
        ]
        self.heads = [
            cells.cell(
                f"$z_{i + 1}$" if i < MOST else r"$\Sigma$", SMALL + 0.5, theme.muted, still=True
            )
            for i in range(MOST + 1)
        ]
        self.numbers = [[cells.cell() for _ in range(MOST + 1)] for _ in ROWS]

    def layout(self, left: float, top: float, width: float) -> None:
        """Take a rectangle of the height `HEIGHT`, given in logical pixels."""
        lab, count = self.lab, self.lab.run.settings.classes
        dpi = float(lab.figure.dpi)
        lab.put(self.title, left, top + 8)
        lab.put(self.said, left + self.title.extent(dpi)[0] / lab.scale + 14, top + 8)
        names = max(name.extent(dpi)[0] for name in self.names) / lab.scale + 10
        formulas = max(formula.extent(dpi)[0] for formula in self.formulas) / lab.scale + 4
        first = left + names + formulas
        column = min((left + width - first) / (count + 1), 96.0)
        for i in range(MOST + 1):
            # The sum stands behind the last class.
            place = first + ((i if i < MOST else count) + 1) * column
            shown = i < count or i == MOST
            self.heads[i].set_visible(shown)
            lab.put(self.heads[i], place, top + 26)
            for row in range(len(ROWS)):
                self.numbers[row][i].set_visible(shown)
                lab.put(self.numbers[row][i], place, top + _middle(row))
        for row in range(len(ROWS)):
            middle = top + _middle(row)
            lab.put(self.names[row], left, middle)
            lab.put(self.formulas[row], left + names, middle)

    def update(self) -> None:
        """Write all numbers; what went wrong in the colour of what is bad."""
        run, theme = self.lab.run, self.lab.theme
        fails = run.naive_verdict != "fine"
        self.said.set_text(words.naive_verdict(run, self.lab.texts))
        self.said.set_color(theme.bad if fails else theme.muted)
        for row, steps in enumerate((run.naive, run.stable)):
            for i in range(run.settings.classes):
                self._write(2 * row, i, steps.e[i], words.power(steps.e[i]))
                wrong = not abs(steps.p[i] - run.p[i]) <= WRONG
                self._write(2 * row + 1, i, math.nan if wrong else 0.0, words.fixed(steps.p[i]))
            self._write(2 * row, MOST, steps.total, words.power(steps.total))
            total = float(steps.p.sum())
            wrong = not abs(total - 1) <= WRONG
            self._write(2 * row + 1, MOST, math.nan if wrong else 0.0, words.fixed(total))

    def _write(self, row: int, column: int, value: float, text: str) -> None:
        number, theme = self.numbers[row][column], self.lab.theme
        # A sum or a power of 0 is bad news only in the naive form.
        bad = not math.isfinite(value) or (row == 0 and value == 0)
        number.set_text(text)
        number.set_color(theme.bad if bad else theme.text)
        number.set_fontweight("bold" if bad else "normal")
