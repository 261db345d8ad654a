"""The numbers of one cell of a sweep: both losses of every seed, and their median."""

import math
from typing import Any

from acttutor.labs.network.model.sweep import Sweep
from acttutor.labs.network.model.sweep_grid import Cell, Outcome
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_sweep import cell_name, loss_text
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import SMALL
from acttutor.plots.text.cell import Cells

#: The height of all in logical pixels, and that of a line.
HEIGHT, LINE = 100.0, 19.0
#: Width of the names of the rows, and the widest column of a seed.
NAMES, WIDEST = 88.0, 110.0


class CellDetail:
    """A heading and a small table.

    Args:
        lab: the figure.
        cells: makes its texts.
    """

    def __init__(self, lab: LabFigure[Run], cells: Cells) -> None:
        self._lab = lab
        theme = lab.theme
        self.heading = lab.moving(cells.cell(ha="left", bold=True, still=True))
        self.median = lab.moving(cells.cell(ha="right", still=True))
        self.rows = [lab.moving(cells.cell(ha="left", color=theme.muted, still=True)) for _ in "12"]
        seeds = lab.run.settings.sweep_seeds
        self.columns = [
            [
                lab.moving(cells.cell(ha="right", size=SMALL, color=color, still=True))
                for color in (theme.muted, theme.text, theme.text)
            ]
            for _ in range(seeds)
        ]

    def layout(self, left: float, top: float, width: float) -> None:
        """Put it below the grid."""
        put = self._lab.put
        put(self.heading, left, top + LINE / 2)
        put(self.median, left + width, top + LINE / 2)
        for number, row in enumerate(self.rows):
            put(row, left, top + (number + 2.5) * LINE)
        each = min((width - NAMES) / len(self.columns), WIDEST)
        for number, column in enumerate(self.columns):
            for line, text in enumerate(column):
                put(text, left + NAMES + (number + 1) * each, top + (line + 1.5) * LINE)

    def update(self, sweep: Sweep, cell: Cell | None, is_best: bool) -> None:
        """Write the numbers of a cell; nothing without one."""
        texts = self._lab.texts
        shown: list[Any] = [self.heading, self.median, *self.rows]
        for text in (*shown, *(text for column in self.columns for text in column)):
            text.set_visible(cell is not None)
        if cell is None:
            return
        self.heading.set_text(cell_name(sweep.grid, cell, texts))
        key = "lowest" if is_best else "median"
        if len(self.columns) == 1:
            key += "_of_one"
        self.median.set_text(texts(f"network.sweep.{key}", loss=loss_text(sweep.median(cell))))
        for row, which in zip(self.rows, sweep.shown_parts, strict=True):
            row.set_text(texts(f"network.sweep.{which}_loss"))
        pairs = zip(self.columns, sweep.grid.seeds, sweep.of(cell), strict=True)
        for (head, train, test), seed, outcome in pairs:
            head.set_text(texts("network.crowd.seed", seed=seed))
            for text, words in zip((train, test), self._losses(sweep, outcome), strict=True):
                text.set_text(words)

    def _losses(self, sweep: Sweep, outcome: Outcome | None) -> tuple[str, str]:
        """Return both losses; of a network that failed, when that was."""
        if outcome is None:
            return "…", "…"
        if outcome.failed:
            return loss_text(math.inf), self._lab.texts(
                "network.sweep.failed", epoch=outcome.failed
            )
        train, other = (getattr(outcome, f"loss_{part}") for part in sweep.shown_parts)
        return loss_text(train), loss_text(other)
