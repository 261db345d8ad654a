"""The block below the plots: facts of one function, or several functions side by side."""

from typing import NamedTuple

from matplotlib.text import Text

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import Curves
from acttutor.labs.activations.figures.names import readable
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.words_own import own_notes
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.wrapping import text_width, wrap

#: Distance between lines in logical pixels, and height of the row of computed facts.
LINE, STATS = 17.0, 38.0
#: Texts that stand still between two layouts, that parameters change, that the probe changes.
KINDS = STILL, RESTING, MOVING = "still", "resting", "moving"
#: Width kept for a number that the probe reads.
NUMBER = 58.0
#: Columns of the table of several functions: those of the probe, then computed facts.
COLUMNS = ("range", "largest_slope", "zero_centred", "saturates")


class Line(NamedTuple):
    """A line of the block: its label, only before the first line of a note, and its text."""

    kind: str
    label: str
    text: str


class Facts:
    """Writes the block; `height` first tells how much room it needs.

    Args:
        owner: the figure of the lab.
        curves: the curves, whose colours the table shares.
    """

    def __init__(self, owner: LabFigure[Run], curves: Curves) -> None:
        self.owner = owner
        self.curves = curves
        self._pools: dict[str, list[Text]] = {kind: [] for kind in KINDS}
        self._used = dict.fromkeys(KINDS, 0)
        self._lines: list[Line] = []
        self._place = (0.0, 0.0, 0.0)
        self._indent = 0.0
        self._columns: list[float] = []

    def height(self, width: float) -> float:
        """Return the height in logical pixels that the block needs at this width."""
        run, texts = self.owner.run, self.owner.texts
        single = len(run.functions) == 1
        items = self._notes() if single else words.look(run, texts)
        self._indent = max((text_width(item.label, BODY) for item in items), default=0.0) + 14
        self._lines = []
        for item in items:
            broken = wrap(item.text, width - self._indent, BODY)
            labels = [item.label] + [""] * (len(broken) - 1)
            self._lines += [
                Line(item.kind, label, text) for label, text in zip(labels, broken, strict=True)
            ]
        top = STATS if single else LINE * (len(run.functions) + 1) + 4
        return top + LINE * len(self._lines) + (4 if self._lines else 0)

    def _notes(self) -> list[words.Item]:
        run, texts = self.owner.run, self.owner.texts
        if run.functions[0] == OWN:
            return own_notes(run, texts)
        return words.notes(run.functions[0], texts)

    def layout(self, left: float, top: float, width: float) -> None:
        """Write the block with its top left corner here; `height` has been asked before."""
        self._place = (left, top, width)
        single = len(self.owner.run.functions) == 1
        rows = len(self.owner.run.functions) + 1
        first = top + (STATS if single else LINE * rows + 4) + 16
        colors = self._colors()
        for number, line in enumerate(self._lines):
            y = first + number * LINE
            self._put(line.label, left, y, colors.get(line.kind, self.owner.theme.muted), STILL)
            self._put(line.text, left + self._indent, y, self.owner.theme.text, STILL)
        if not single:
            self._head()
        self._end(STILL)

    def _colors(self) -> dict[str, str]:
        theme = self.owner.theme
        return {
            "strengths": theme.good,
            "weaknesses": theme.bad,
            "trap": theme.warning,
            "used": theme.accent,
            "look": theme.accent,
            "own": theme.accent,
        }

    def update(self) -> None:
        """Follow the parameters."""
        if len(self.owner.run.functions) == 1:
            self._stats()
        else:
            self._table()
        self._end(RESTING)

    def update_probe(self) -> None:
        """Follow the probe: it has two columns of the table."""
        run, color = self.owner.run, self.owner.theme.text
        if len(run.functions) > 1:
            for row, reading in enumerate(run.readings()):
                numbers = (words.four(reading.f), words.slope_text(reading, self.owner.texts))
                for number, x in zip(numbers, self._columns[1:3], strict=True):
                    self._put(number, x, self._row(row), color, MOVING)
        self._end(MOVING)

    def _row(self, row: int) -> float:
        """Return the base line of a row of the table."""
        return self._place[1] + 12 + (row + 1) * LINE

    # -- one function --------------------------------------------------------------------------

    def _stats(self) -> None:
        left, top, width = self._place
        theme = self.owner.theme
        run = self.owner.run
        items = words.stats(run, run.functions[0], self.owner.texts)
        widths = [max(text_width(i.label, SMALL), text_width(i.text, BODY)) for i in items]
        gap = min((width - sum(widths)) / (len(items) - 1), 48.0)
        x = left
        for item, needed in zip(items, widths, strict=True):
            self._put(item.label, x, top + 12, theme.muted, RESTING, SMALL)
            self._put(item.text, x, top + 29, theme.text, RESTING)
            x += needed + gap

    # -- several functions ---------------------------------------------------------------------

    def _cells(self) -> list[list[str]]:
        """Return the table, a row for each function."""
        run, texts = self.owner.run, self.owner.texts
        rows = []
        for reading in run.readings():
            known = {item.kind: item.text for item in words.stats(run, reading.id, texts)}
            numbers = [words.four(reading.f), words.slope_text(reading, texts)]
            name = words.name(reading.id, texts)
            rows.append([name, *numbers, *(known[kind] for kind in COLUMNS)])
        return rows

    def _head(self) -> None:
        """Write the headings, and divide the width once, so that no column moves later."""
        left, top, width = self._place
        texts = self.owner.texts
        heads = ["", "f(x)", "f′(x)", *(texts(f"activations.stats.{kind}") for kind in COLUMNS)]
        widths = [
            max(text_width(head, SMALL), *(text_width(cell, BODY) for cell in column))
            for head, column in zip(heads, zip(*self._cells(), strict=True), strict=True)
        ]
        # What the probe reads can become longer than it is now.
        widths[1], widths[2] = max(widths[1], NUMBER), max(widths[2], NUMBER)
        gap = min((width - sum(widths)) / (len(widths) - 1), 40.0)
        self._columns = [left + sum(widths[:index]) + index * gap for index in range(len(widths))]
        for head, x in zip(heads, self._columns, strict=True):
            self._put(head, x, top + 12, self.owner.theme.muted, STILL, SMALL)

    def _table(self) -> None:
        theme = self.owner.theme
        for row, cells in enumerate(self._cells()):
            color = readable(self.curves.colors(row)[0], theme.text)
            for column, (cell, x) in enumerate(zip(cells, self._columns, strict=True)):
                if column not in (1, 2):
                    shade = color if column == 0 else theme.text
                    self._put(cell, x, self._row(row), shade, RESTING)

    # -- texts, made once and used again -------------------------------------------------------

    def _put(
        self, words: str, left: float, top: float, color: str, kind: str, size: float = BODY
    ) -> None:
        if not words:
            return
        pool = self._pools[kind]
        if self._used[kind] == len(pool):
            pool.append(self._make(kind))
        text = pool[self._used[kind]]
        self._used[kind] += 1
        text.set_text(words)
        text.set_color(color)
        text.set_fontsize(size)
        text.set_visible(True)
        self.owner.put(text, left, top)

    def _make(self, kind: str) -> Text:
        if kind == STILL:
            return self.owner.write(va="baseline")
        text = QuickText(0, 0, "", va="baseline")
        self.owner.figure.add_artist(text)
        return self.owner.resting(text) if kind == RESTING else self.owner.moving(text)

    def _end(self, kind: str) -> None:
        """Hide the texts that were not needed, and begin again with the first."""
        for text in self._pools[kind][self._used[kind] :]:
            text.set_visible(False)
        self._used[kind] = 0
