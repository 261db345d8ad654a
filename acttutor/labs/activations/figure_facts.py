"""The block below the plots: facts of one function, or several functions side by side."""

from typing import NamedTuple

from matplotlib.text import Text

from acttutor.labs.activations import words
from acttutor.labs.activations.figure_curves import Curves
from acttutor.labs.activations.figure_names import readable
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.wrapping import text_width, wrap

#: Distance between lines in logical pixels, and height of the row of computed facts.
LINE, STATS = 17.0, 38.0
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

    def __init__(self, owner: LabFigure, curves: Curves) -> None:
        self.owner = owner
        self.curves = curves
        # Texts that stand still between two layouts, and those that parameters or probe change.
        self._still: list[Text] = []
        self._changing: list[Text] = []
        self._used = {False: 0, True: 0}
        self._lines: list[Line] = []
        self._place = (0.0, 0.0, 0.0)
        self._indent = 0.0
        self._columns: list[float] = []

    def height(self, width: float) -> float:
        """Return the height in logical pixels that the block needs at this width."""
        run, texts = self.owner.run, self.owner.texts
        single = len(run.functions) == 1
        items = words.notes(run.functions[0], texts) if single else words.look(run, texts)
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

    def layout(self, left: float, top: float, width: float) -> None:
        """Write the block with its top left corner here; `height` has been asked before."""
        self._place = (left, top, width)
        self._begin(still=True)
        single = len(self.owner.run.functions) == 1
        rows = len(self.owner.run.functions) + 1
        first = top + (STATS if single else LINE * rows + 4) + 16
        colors = self._colors()
        for number, line in enumerate(self._lines):
            y = first + number * LINE
            self._put(line.label, left, y, colors.get(line.kind, self.owner.theme.muted), True)
            self._put(line.text, left + self._indent, y, self.owner.theme.text, True)
        if not single:
            self._head()
        self._end(still=True)

    def _colors(self) -> dict[str, str]:
        theme = self.owner.theme
        return {
            "strengths": theme.good,
            "weaknesses": theme.bad,
            "trap": theme.warning,
            "used": theme.accent,
            "look": theme.accent,
        }

    def update(self) -> None:
        """Follow parameters and probe."""
        self._begin(still=False)
        if len(self.owner.run.functions) == 1:
            self._stats()
        else:
            self._table()
        self._end(still=False)

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
            self._put(item.label, x, top + 12, theme.muted, False, SMALL)
            self._put(item.text, x, top + 29, theme.text, False)
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
            self._put(head, x, top + 12, self.owner.theme.muted, True, SMALL)

    def _table(self) -> None:
        top = self._place[1]
        theme = self.owner.theme
        for row, cells in enumerate(self._cells()):
            y = top + 12 + (row + 1) * LINE
            color = readable(self.curves.colors(row)[0], theme.text)
            for column, (cell, x) in enumerate(zip(cells, self._columns, strict=True)):
                self._put(cell, x, y, color if column == 0 else theme.text, False)

    # -- texts, made once and used again -------------------------------------------------------

    def _begin(self, still: bool) -> None:
        self._used[still] = 0

    def _put(
        self, words: str, left: float, top: float, color: str, still: bool, size: float = BODY
    ) -> None:
        if not words:
            return
        pool = self._still if still else self._changing
        if self._used[still] == len(pool):
            made = self.owner.write(va="baseline")
            pool.append(made if still else self.owner.moving(made))
        text = pool[self._used[still]]
        self._used[still] += 1
        text.set_text(words)
        text.set_color(color)
        text.set_fontsize(size)
        text.set_visible(True)
        self.owner.put(text, left, top)

    def _end(self, still: bool) -> None:
        pool = self._still if still else self._changing
        for text in pool[self._used[still] :]:
            text.set_visible(False)
