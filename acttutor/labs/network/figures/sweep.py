"""The picture of a sweep: a grid of final losses that fills while networks are trained."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent
from matplotlib.patches import Rectangle

from acttutor.labs.network.figures.sweep_detail import HEIGHT, CellDetail
from acttutor.labs.network.figures.sweep_key import ColorKey, LossColors
from acttutor.labs.network.model.sweep import Sweep
from acttutor.labs.network.model.sweep_grid import Cell
from acttutor.labs.network.run import Run
from acttutor.labs.network.words_sweep import (
    heading,
    progress,
    setting_name,
    short_loss,
    value_name,
)
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.cell import Cells
from acttutor.plots.text.quick import line_width

PAD = 24.0
#: Where the grid begins, and the room below it for names and the title of the columns.
TOP, BELOW = 78.0, 46.0
#: The slope of names of columns that have no room side by side, in degrees.
SLOPE = 35.0


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

    def fits(self) -> bool:
        return self.run.sweep is not None and self._names() == self._shown_names

    def _names(self) -> tuple[Any, ...]:
        """Return everything that is written beside the grid."""
        sweep = self.sweep
        grid = sweep.grid
        titles = [setting_name(name, grid.settings, self.texts) for name in grid.names]
        return (
            heading(sweep, self.texts),
            tuple(titles),
            tuple(map(tuple, grid.values)),
            tuple(grid.seeds),
        )

    def build(self) -> None:
        theme, texts, sweep = self.theme, self.texts, self.sweep
        self._shown_names = self._names()
        self._version: Any = None
        self._hovered: Cell | None = None
        grid = sweep.grid
        self.heading = self.write(self._shown_names[0], BODY, bold=True)
        self.hint = self.write(texts("network.sweep.hint"), SMALL, theme.muted, ha="right")
        self.colors = LossColors(theme)
        self.key = ColorKey(self, self.colors)
        self._build_grid()
        cells = Cells(self)
        self.numbers = [cells.cell(ha="center", still=True) for _ in grid.cells]
        for number in self.numbers:
            self.static(number)
        titles = [*self._shown_names[1], ""][:2]
        self.titles = [
            self.write(titles[0], SMALL, theme.muted, ha="center"),
            self.write(titles[1], SMALL, theme.muted, ha="center", va="center", rotation=90),
        ]
        self.names = [
            [
                self.write(value_name(name, value, texts), SMALL, va="center", ha="right")
                for value in values
            ]
            for name, values in zip(grid.names, grid.values, strict=True)
        ]
        self.words = self.moving(cells.cell(ha="left", color=theme.muted, still=True))
        self.bar = [
            self._add(Rectangle((0, 0), 0, 0, lw=0, fc=c)) for c in (theme.grid, theme.accent)
        ]
        self.moving(self.bar[1])
        self.detail = CellDetail(self, cells)

    def _build_grid(self) -> None:
        columns, rows = self.sweep.grid.shape
        self.axes = self.blank_axes()
        self.axes.set_xlim(0, columns)
        self.axes.set_ylim(rows, 0)
        self.mesh = self.axes.pcolormesh(
            np.arange(columns + 1),
            np.arange(rows + 1),
            np.zeros((rows, columns)),
            edgecolor=self.theme.background,
            linewidth=1.5,
        )
        self.mesh.set_array(None)
        self.static(self.mesh)
        self.best = self._frame(self.theme.text)
        self.hovered = self._frame(self.theme.accent)

    def _frame(self, color: str) -> Rectangle:
        frame = Rectangle((0, 0), 1, 1, fill=False, ec=color, lw=2.2, clip_on=False)
        self.axes.add_patch(frame)
        return self.moving(frame)

    def _add(self, patch: Rectangle) -> Rectangle:
        """Add a patch whose places are fractions of the figure."""
        patch.set_transform(self.figure.transFigure)
        self.figure.add_artist(patch)
        return patch

    # -- places --------------------------------------------------------------------------------

    def _widest(self, axis: int) -> float:
        """Return the width of the widest name of the columns (0) or rows (1)."""
        if axis >= len(self.names):
            return 0.0
        dpi = float(self.figure.dpi)
        return max(line_width(t.get_text(), SMALL, dpi) for t in self.names[axis]) / self.scale

    def layout(self, width: float, height: float) -> None:
        columns, rows = self.sweep.grid.shape
        self.put(self.heading, PAD, 14)
        self.put(self.hint, width - PAD, 16)
        dpi = float(self.figure.dpi)
        needed = line_width(self.heading.get_text(), BODY, dpi, bold=True)
        needed += line_width(self.hint.get_text(), SMALL, dpi)
        self.hint.set_visible(needed / self.scale < width - 2 * PAD - 12)
        self.put(self.words, PAD, 48)
        self.key.layout(width - PAD, 48)
        self._place_bar(width, height)
        left = PAD + self._widest(1) + (26 if len(self.names) > 1 else 0)
        side = (width - PAD - left) / columns
        turned = self._widest(0) > side - 6
        below = BELOW + (self._widest(0) * np.sin(np.radians(SLOPE)) if turned else 0)
        bottom = height - HEIGHT - below
        self.place(self.axes, left, TOP, width - PAD - left, bottom - TOP)
        self._place_names(left, side, bottom, (bottom - TOP) / rows, turned)
        self.put(self.titles[0], (left + width - PAD) / 2, bottom + below - 24)
        self.put(self.titles[1], PAD + 4, (TOP + bottom) / 2)
        self._place_numbers(left, side, (bottom - TOP) / rows)
        self.detail.layout(PAD, height - HEIGHT + 8, width - 2 * PAD)

    def _place_names(
        self, left: float, side: float, bottom: float, high: float, turned: bool
    ) -> None:
        for column, name in enumerate(self.names[0]):
            name.set_rotation(SLOPE if turned else 0)
            name.set_rotation_mode("anchor")
            name.set_horizontalalignment("right" if turned else "center")
            self.put(name, left + (column + 0.5) * side + (4 if turned else 0), bottom + 11)
        for row, name in enumerate(self.names[1] if len(self.names) > 1 else []):
            self.put(name, left - 8, TOP + (row + 0.5) * high)

    def _place_numbers(self, left: float, side: float, high: float) -> None:
        room = side > line_width("0.000", SMALL, 96.0) + 6 and high > 13
        for cell, number in zip(self.sweep.grid.cells, self.numbers, strict=True):
            number.set_visible(room)
            self.put(number, left + (cell.column + 0.5) * side, TOP + (cell.row + 0.5) * high)

    def _place_bar(self, width: float, height: float) -> None:
        for bar in self.bar:
            bar.set_bounds(PAD / width, 1 - 66 / height, (width - 2 * PAD) / width, 3 / height)

    # -- data ----------------------------------------------------------------------------------

    def update(self) -> bool:
        sweep = self.sweep
        self.words.set_text(progress(sweep, self.texts))
        self.words.set_color(self.theme.bad if sweep.broken else self.theme.muted)
        if (sweep, sweep.version) != self._version:
            self._version = (sweep, sweep.version)
            self._show_results()
            self.invalidate()
        width = self.size()[0]
        share = sweep.done / len(sweep.jobs)
        self.bar[1].set_width(share * (width - 2 * PAD) / width)
        self._show_cell()
        return False

    def _show_results(self) -> None:
        medians = self.sweep.medians.ravel()
        faces = self.colors.of(medians)
        self.mesh.set_facecolor([(r, g, b) for r, g, b in faces])
        inks = self.colors.inks(faces)
        for number, loss, ink in zip(self.numbers, medians, inks, strict=True):
            number.set_text(short_loss(float(loss)))
            number.set_color(ink)
        self.key.update()

    def _show_cell(self) -> None:
        """Frame the best cell and the one under the pointer; write the numbers of one of them."""
        sweep = self.sweep
        best, hovered = sweep.best(), self._hovered
        for frame, cell in ((self.best, best), (self.hovered, hovered)):
            frame.set_visible(cell is not None)
            if cell is not None:
                frame.set_xy((cell.column, cell.row))
        shown = hovered or best
        self.detail.update(sweep, shown, shown is best)

    # -- the pointer ---------------------------------------------------------------------------

    def _cell_at(self, event: MouseEvent) -> Cell | None:
        place = data_point(event, self.axes)
        if place is None:
            return None
        columns, rows = self.sweep.grid.shape
        column, row = int(place[0]), int(place[1])
        inside = 0 <= column < columns and 0 <= row < rows
        return self.sweep.grid.cells[row * columns + column] if inside else None

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

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._cell_at(event) is not None else ""
