"""The block below the plots: facts of one function, or several functions side by side."""

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import COUNT, Curves
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.words_own import own_notes
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.parts.words.table import Row, Table
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY

#: Width kept for a number that the probe reads.
NUMBER = 58.0
#: Columns of the table of several functions behind those of the probe: computed facts.
FACTS = ("range", "largest_slope", "zero_centred", "saturates")


class Facts:
    """A table, and notes below it; `height` tells how much room they need.

    Args:
        lab: the figure of the lab.
        curves: the curves, whose colours the table shares.
    """

    def __init__(self, lab: LabFigure[Run], curves: Curves) -> None:
        self.lab, self.curves = lab, curves
        #: Of one function, without the probe; of several, with its two columns.
        self.single = Table(lab, (2, 7))
        self.several = Table(lab, (COUNT + 1, 3 + len(FACTS)), live=(1, 2))
        self.notes = TextBlock(lab, 40, leading=1.34, rests=True)
        self._items: list[Item] = []

    @property
    def _table(self) -> Table:
        return self.single if len(self.lab.run.functions) == 1 else self.several

    def height(self, width: float) -> float:
        """Return the height in logical pixels that the block needs at this width."""
        self._items = self._noted()
        lines = len(self._rows())
        return Table.height(lines) + self.notes.needed(self._items, width)

    def _noted(self) -> list[Item]:
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        if len(run.functions) > 1:
            noted = words.look(run, texts)
        elif run.functions[0] == OWN:
            noted = own_notes(run, texts)
        else:
            noted = words.notes(run.functions[0], texts)
        colors = {"strengths": theme.good, "weaknesses": theme.bad, "trap": theme.warning}
        colors |= dict.fromkeys(("used", "look", "own"), theme.accent)
        return [
            Item(item.text, BODY, label=item.label, label_color=colors.get(item.kind, theme.muted))
            for item in noted
        ]

    def layout(self, rect: Rect) -> None:
        """Write table and notes; `height` has been asked before."""
        for table in (self.single, self.several):
            table.show(False)
        written = self._rows()
        rows(fixed(self._table, Table.height(len(written))), share(self.notes)).layout(rect)
        # What the probe reads can become longer than it is now.
        self._table.divide(written, () if self._table is self.single else (0.0, NUMBER, NUMBER))
        self.notes.update(self._items)

    def show(self, visible: bool) -> None:
        """The block is always there."""

    def _rows(self) -> list[Row]:
        """Return the facts of one function, or a line for each of several."""
        run, texts = self.lab.run, self.lab.texts
        if self._table is self.single:
            items = words.stats(run, run.functions[0], texts)
            return [[item.label for item in items], [item.text for item in items]]
        heads = ["", "f(x)", "f′(x)", *(texts(f"activations.stats.{kind}") for kind in FACTS)]
        return [heads, *(self._row(index) for index in range(len(run.functions)))]

    def _row(self, index: int) -> Row:
        run, texts = self.lab.run, self.lab.texts
        reading = run.readings()[index]
        known = {item.kind: item.text for item in words.stats(run, reading.id, texts)}
        color = self.curves.colors(index)[0]
        name = Entry(words.name(reading.id, texts), color)
        return [name, *self._read(index), *(known[kind] for kind in FACTS)]

    def _read(self, index: int) -> list[str]:
        """Return what the probe reads of a function."""
        reading = self.lab.run.readings()[index]
        return [words.four(reading.f), words.slope_text(reading, self.lab.texts)]

    def update(self) -> None:
        """Follow the parameters."""
        self._table.update(self._rows())

    def update_probe(self) -> None:
        """Follow the probe: it has two columns of the table."""
        if self._table is self.several:
            read = [["", *self._read(index)] for index in range(len(self.lab.run.functions))]
            self.several.update([["", "f(x)", "f′(x)"], *read], live=True)
