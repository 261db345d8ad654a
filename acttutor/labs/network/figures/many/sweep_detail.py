"""The numbers of one cell of a sweep: both losses of every seed, and their median."""

import math
from collections.abc import Iterable

from acttutor.labs.network.model.many.sweep import Sweep
from acttutor.labs.network.model.many.sweep_grid import Cell, Outcome
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_sweep import cell_name, loss_text
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect, fixed, rows
from acttutor.plots.parts.words.heading import HEIGHT as HEAD
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.table import Table

Parts = tuple[str, str]
#: Those with the longest names.
PARTS = ("train", "validation")


class CellDetail:
    """A heading and a small table.

    Args:
        lab: the figure.
    """

    HEIGHT = HEAD + Table.height(3)

    def __init__(self, lab: LabFigure[Run]) -> None:
        self._texts, self._settings = lab.texts, lab.run.settings
        self.heading = Heading(lab, moves=True)
        columns = lab.run.settings.sweep_seeds + 1
        self.table = Table(lab, (3, columns), live=range(columns))
        self._stack = rows(fixed(self.heading, HEAD), fixed(self.table, Table.height(3)))

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; no column will need more than the widest words that there can be."""
        self._stack.layout(rect)
        count, epochs = self._settings.sweep_seeds, self._settings.sweep_epochs
        longest = self._losses(Outcome(math.nan, math.nan, failed=epochs), PARTS)
        self.table.divide(self._rows(PARTS, range(count), [longest] * count))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self._stack.show(visible)

    def update(self, sweep: Sweep, cell: Cell | None, is_best: bool) -> None:
        """Write the numbers of a cell; nothing without one."""
        self.show(cell is not None)
        if cell is None:
            return
        key = "lowest" if is_best else "median"
        if len(sweep.grid.seeds) == 1:
            key += "_of_one"
        median = self._texts(f"network.sweep.{key}", loss=loss_text(sweep.median(cell)))
        self.heading.update(cell_name(sweep.grid, cell, self._texts), median)
        losses = [self._losses(outcome, sweep.shown_parts) for outcome in sweep.of(cell)]
        self.table.update(self._rows(sweep.shown_parts, sweep.grid.seeds, losses))

    def _rows(
        self, parts: Parts, seeds: Iterable[int], losses: Iterable[tuple[str, str]]
    ) -> list[list[str]]:
        """Return the lines of the table: the seeds, then both losses of each."""
        names = (self._texts(f"network.sweep.{which}_loss") for which in parts)
        heads = ["", *(self._texts("network.crowd.seed", seed=seed) for seed in seeds)]
        return [
            heads,
            *([name, *row] for name, row in zip(names, zip(*losses, strict=True), strict=True)),
        ]

    def _losses(self, outcome: Outcome | None, parts: Parts) -> tuple[str, str]:
        """Return both losses; of a network that failed, when that was."""
        if outcome is None:
            return "…", "…"
        if outcome.failed:
            failed = self._texts("network.sweep.failed", epoch=outcome.failed)
            return loss_text(math.inf), failed
        train, other = (getattr(outcome, f"loss_{part}") for part in parts)
        return loss_text(train), loss_text(other)
