"""The picture of a sweep: a grid of final losses that fills while networks are trained."""

import math
from collections.abc import Callable

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.network.figures.many.sweep_detail import CellDetail
from acttutor.labs.network.figures.many.sweep_key import LossColors
from acttutor.labs.network.model.many.sweep import Sweep
from acttutor.labs.network.model.many.sweep_grid import Cell
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_sweep import (
    heading,
    progress,
    setting_name,
    short_loss,
    value_name,
)
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.charts.bars import StepBars
from acttutor.plots.parts.color_scale import ColorScale
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.matrix import Matrix, MatrixData
from acttutor.plots.parts.words.heading import HEIGHT, Heading
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import SMALL

#: A number in a cell, as long as they get, and the room around it in logical pixels.
LONGEST, AROUND = "0.000", 6.0


class SweepFigure(LabFigure[Run]):
    """A heat map over two settings; a cell opens its network."""

    #: Go on with the network of a cell, alone.
    choose_cell: Callable[[Cell], None] = unanswered

    @property
    def sweep(self) -> Sweep:
        """The sweep; there is a picture of it only while there is one."""
        sweep = self.run.sweep
        assert isinstance(sweep, Sweep)
        return sweep

    def suits(self, run: Run) -> bool:
        return isinstance(run.sweep, Sweep) and self._names(run.sweep) == self._shown_names

    def _names(self, sweep: Sweep) -> tuple[str, list[str], list[list[str]], range]:
        """Return everything that is written beside the grid."""
        texts, grid = self.texts, sweep.grid
        titles = [setting_name(name, grid.settings, texts) for name in grid.names]
        values = [
            [value_name(name, value, texts) for value in own]
            for name, own in zip(grid.names, grid.values, strict=True)
        ]
        return heading(sweep, texts), titles, values, grid.seeds

    def build(self) -> None:
        theme = self.theme
        self._shown_names = title, titles, self._values, _ = self._names(self.sweep)
        self._version: object = None
        self._hovered: Cell | None = None
        self.heading = Heading(self, title, self.hint("network.sweep.hint"))
        self.words = TextBlock(self, 1, centred=True)
        self.colors = LossColors(theme)
        self.key = ColorScale(self, self.colors, rests=True)
        self.bar = StepBars(self, (theme.grid, theme.accent), numbers=False)
        along, up = self.sweep.grid.shape
        names = (titles[0], titles[1] if up > 1 else "")
        self.grid = Matrix(
            self, (up, along), axes_names=names, widest=math.inf, gap=2.0, rests=True
        )
        self.detail = CellDetail(self)

    def layout(self, width: float, height: float) -> None:
        rows(
            fixed(self.heading, HEIGHT),
            fixed(columns(share(self.words), share(self.key)), HEIGHT),
            fixed(self.bar, 8),
            share(self.grid),
            fixed(None, 6),
            fixed(self.detail, CellDetail.HEIGHT),
            gap=6,
        ).layout(self.whole().inside(24, 14, 24, 6))
        self._version = None

    def update(self) -> bool:
        sweep, theme = self.sweep, self.theme
        color = theme.bad if sweep.broken else theme.muted
        self.words.update([Item(progress(sweep, self.texts), SMALL, color, breaks=False)])
        if (sweep, sweep.version) != self._version:
            self._version = (sweep, sweep.version)
            self._show_results()
        done = np.array([0.0, sweep.done / len(sweep.jobs), 1.0])
        self.bar.update(done, np.ones(2), np.array([1.0, 0.0]), x=(0.0, 1.0), y=(0.0, 2.0))
        best, hovered = sweep.best(), self._hovered
        framed = ((cell.row, cell.column) if cell else None for cell in (best, hovered))
        self.grid.frame(*framed)
        shown = hovered or best
        self.detail.update(sweep, shown, shown is best)
        return False

    def _show_results(self) -> None:
        medians = self.sweep.medians
        along, up = self._values[0], self._values[1] if len(self._values) > 1 else [""]
        faces = self.colors.of(medians.ravel()).reshape(*medians.shape, 3)
        fits = self.grid.cells(up, along).width / len(along) > self.width_of(LONGEST) + AROUND
        numbers = [[short_loss(float(loss)) if fits else "" for loss in row] for row in medians]
        self.grid.update(MatrixData(self.colors.pixels(faces), numbers, up, along))
        low, high = map(short_loss, self.colors.ends)
        self.key.name(low, f"≥ {high}" if self.colors.is_open else high)

    # -- the pointer ---------------------------------------------------------------------------

    def _cell_at(self, event: MouseEvent) -> Cell | None:
        found = self.grid.cell_at(event)
        return found and self.sweep.grid.cells[found[0] * self.grid.shape[1] + found[1]]

    def on_press(self, event: MouseEvent) -> bool:
        cell = self._cell_at(event)
        if cell is not None:
            self.choose_cell(cell)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        before, self._hovered = self._hovered, self._cell_at(event)
        return before != self._hovered

    def on_leave(self, event: LocationEvent | None) -> bool:
        self._hovered = None
        return True

    def handles(self) -> list[Handle]:
        return self.grid.handles("cell")

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._cell_at(event) is not None else ""
