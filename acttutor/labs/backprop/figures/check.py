"""The check that needs no backpropagation: each slope beside a central difference."""

from collections.abc import Sequence

from matplotlib.collections import LineCollection
from matplotlib.transforms import IdentityTransform

from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop.agreement import Row, rows, summary
from acttutor.labs.backprop.formulas import name
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, DPI, HEADING
from acttutor.plots.text.cached import CachedText
from acttutor.plots.text.cell import Cells, CellText
from acttutor.plots.text.column import Item, TextColumn

_RULE = (
    r"$\dfrac{\partial L}{\partial w} \approx \dfrac{L(w + h) − L(w − h)}{2h}"
    r"\quad h = 10^{−5}$"
)
#: Where the columns end, as shares of the width.
_ENDS = (0.08, 0.30, 0.52, 0.72, 0.9, 1.0)


class CheckPart:
    """A table of all weights and biases; it takes the place of the graph.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.column = TextColumn(lab, 4)
        self.rule = CachedText(0, 0, _RULE, va="center", ha="right", color=lab.theme.text)
        lab.figure.add_artist(self.rule)
        lab.moving(self.rule)
        self._cells = Cells(lab)
        self.cells: list[CellText] = []
        self.lines = LineCollection([], transform=IdentityTransform(), linewidths=0.8)
        lab.figure.add_artist(self.lines)
        lab.moving(self.lines)
        self._place = (0.0, 0.0, 100.0, 100.0)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._place = (left, top, width, height)

    def hide(self) -> None:
        """Show nothing."""
        if not self.rule.get_visible():
            return
        self.column.write(())
        for artist in (self.rule, self.lines, *self.cells):
            artist.set_visible(False)

    def update(self) -> None:
        """Write the table for the numbers as they are now."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        left, top, width, height = self._place
        found = rows(run)
        worst, agree = summary(found)
        verdict = texts(f"backprop.check.{'agree' if agree else 'differ'}", worst=worst)
        roomy = width > 620
        self.column.layout(left, top, width * (0.56 if roomy else 0.5))
        end = self.column.write(
            (
                Item(texts("backprop.check.title"), HEADING + 2, theme.text, True),
                Item(verdict, BODY + 1, theme.good if agree else theme.bad, False, 4),
            )
        )
        self.rule.set(visible=True, size=15.0 if roomy else 10.5)
        self.lab.put(self.rule, left + width, top + (end - top) / 2)
        self._write_table(found, end + 14, height - (end + 14 - top))

    def _write_table(self, found: Sequence[Row], top: float, height: float) -> None:
        theme, texts = self.lab.theme, self.lab.texts
        left, _, width, _ = self._place
        line = min(height / (len(found) + 1), 40.0)
        size = min(line * 72 / DPI / 1.62, 14.0 if width > 620 else 11.0)
        heads = ("", r"$L(w + h)$", r"$L(w − h)$", "", "", "")
        named = {3: "difference", 4: "slope", 5: "digits"}
        texts_of = [
            texts(f"backprop.check.{named[k]}") if k in named else head
            for k, head in enumerate(heads)
        ]
        table = [(texts_of, theme.muted)]
        table += [self._row(row) for row in found]
        self._have(len(table) * len(_ENDS))
        number_of = 0
        for place, (cells, color) in enumerate(table):
            y = top + (place + 0.5) * line
            for column, text in enumerate(cells):
                cell = self.cells[number_of]
                number_of += 1
                tone = color if column == len(_ENDS) - 1 or place == 0 else theme.text
                tone = theme.df if place and column == 4 else tone
                small = min(size, BODY if width > 620 else 8.0)
                cell.set(
                    text=text, size=small if not place else size, color=tone, visible=bool(text)
                )
                self.lab.put(cell, left + _ENDS[column] * width, y)
        for cell in self.cells[number_of:]:
            cell.set_visible(False)
        self._draw_lines(top, line, len(table))

    def _row(self, row: Row) -> tuple[list[str], str]:
        theme, task = self.lab.theme, self.lab.run.task
        parameter: Quantity = row.parameter
        cells = [f"${name(task, parameter)}$"]
        if row.hidden:
            return [*cells, "", "", "", "?", ""], theme.muted
        values = (row.difference.above, row.difference.below)
        cells += [f"${_long(value)}$" for value in values]
        cells += [f"${number(row.difference.slope)}$", f"${number(row.slope)}$"]
        return [*cells, str(row.digits)], theme.good if row.agrees else theme.bad

    def _draw_lines(self, top: float, line: float, count: int) -> None:
        scale, full = self.lab.scale, self.lab.figure.bbox.height
        left, _, width, _ = self._place
        segments = [
            [(left * scale, full - y * scale), ((left + width) * scale, full - y * scale)]
            for y in (top + place * line for place in range(1, count + 1))
        ]
        self.lines.set(segments=segments, colors=self.lab.theme.grid, visible=True)

    def _have(self, count: int) -> None:
        while len(self.cells) < count:
            self.cells.append(self._cells.cell())


def _long(value: float) -> str:
    """Return a loss with the digits in which L(w + h) and L(w − h) differ."""
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.9f}".replace("-", "−")
    mantissa, exponent = f"{value:.8e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}".replace("-", "−")
