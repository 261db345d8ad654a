"""The check that needs no backpropagation: each slope beside a central difference."""

from acttutor.labs.backprop.agreement import Row, rows, summary
from acttutor.labs.backprop.formulas import difference_lines, difference_rule, name
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.sheet import lengths
from acttutor.labs.backprop.state import NETS
from acttutor.labs.backprop.styles import BLANK, number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts import layout
from acttutor.plots.parts.layout import Rect, columns, fixed, share
from acttutor.plots.parts.words.number_column import Entry, NumberColumn, RowGrid, RowLines
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY, HEADING

#: From this width on, there is room for larger type: of the numbers and of the rule.
ROOMY = 620.0
SIZES = {True: (13.5, 15.0), False: (11.0, 10.5)}
#: Most rows of the table, and the height of one at most.
MOST_ROWS, HIGHEST = max(sum(lengths(sizes)[2:]) for sizes in NETS.values()), 40.0
#: Widths of the columns: name, both losses, difference, backpropagation, digits.
WEIGHTS = (0.08, 0.22, 0.22, 0.2, 0.18, 0.1)
GRID = RowGrid(head=28.0)


class CheckPart:
    """A table of all weights and biases; it takes the place of the graph.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.words = TextBlock(lab, 4)
        self.rule = TextBlock(lab, 1, align="right", centred=True)
        self.lines = RowLines(lab, GRID)
        heads = ["", "$L(w + h)$", "$L(w − h)$"]
        heads += [lab.texts(f"backprop.check.{key}") for key in ("difference", "slope", "digits")]
        self.columns = [
            NumberColumn(lab, GRID, MOST_ROWS, head, color=color, plain_head=True)
            for head, color in zip(heads, [""] * 4 + [lab.theme.df, ""], strict=True)
        ]

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect, self._count = rect, len(self.lab.run.task.parameters)
        size, self._rule_size = SIZES[rect.width > ROOMY]
        for column in self.columns:
            column.size = size
        table = columns(*map(share, self.columns, WEIGHTS))
        self.parts = layout.rows(
            fixed(columns(share(self.words, 0.54), share(self.rule, 0.46), gap=12), 74),
            share(layout.Over(table, self.lines), most=GRID.head + self._count * HIGHEST),
        )
        self.parts.layout(rect.inside(top=8, bottom=8))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.parts.show(visible)

    def update(self) -> None:
        """Write the table for the numbers as they are now."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        found = rows(run)
        if len(found) != self._count:
            self.layout(self.rect)
        worst, agree = summary(found)
        verdict = texts(f"backprop.check.{'agree' if agree else 'differ'}", worst=worst)
        color = theme.good if agree else theme.bad
        title = Item(texts("backprop.check.title"), HEADING + 2, bold=True)
        self.words.update([title, Item(verdict, BODY + 1, color, above=4)])
        self.rule.update([formula(f"${difference_rule(run.task)}$", self._rule_size)])
        lines = difference_lines([row.difference for row in found])
        table = [self._row(row, line) for row, line in zip(found, lines, strict=True)]
        for column, entries in zip(self.columns, zip(*table, strict=True), strict=True):
            column.update(entries)
        self.lines.update(len(found))

    def _row(self, row: Row, line: tuple[str, str, str]) -> list[str | Entry]:
        theme, named = self.lab.theme, f"${name(self.lab.run.task, row.parameter)}$"
        if row.hidden:
            return [named, "", "", "", Entry(BLANK, theme.muted), ""]
        digits = Entry(str(row.digits), theme.good if row.agrees else theme.bad)
        return [named, *(f"${text}$" for text in line), f"${number(row.slope)}$", digits]
