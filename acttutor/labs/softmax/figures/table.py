"""The table: a row for each class, with z as a bar that can be dragged, p, and both slopes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import MouseEvent

from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import Run
from acttutor.labs.softmax.state import FURTHEST, MOST
from acttutor.plots.arrows import Arrows
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.bars import RowBars
from acttutor.plots.parts.graph import Edge, GraphLayer, Node, circle
from acttutor.plots.parts.layout import Rect, columns, fixed, share
from acttutor.plots.parts.words.number_column import Entry, NumberColumn, RowGrid
from acttutor.plots.style import SMALL, Looks

ROWS = RowGrid(head=40.0, foot=20.0)
#: Rows are neither lower nor higher than this; in a high figure they may take this share of it.
LOWEST, HIGHEST, SHARE = 20.0, 36.0, 0.055
#: Width of the column of the logits.
LOGIT = 54.0
#: Widths of the arrows of both losses and lengths of their heads; and how long they are beside the
#: names of the losses, and how far from what is written there.
PUSHES = ((2.2, 9.0), (1.2, 7.0))
KEY, APART = 22.0, 6.0
#: Half of what the axis shows: the furthest logit, and room for an arrow.
HALF_WIDTH = FURTHEST + 2.0
#: Length of the arrow of slope 1 in logical pixels; longer ones are scaled down together.
ARROW = 52.0
#: How far from the middle of a row the arrows are, as a share of it.
BESIDE = 0.3


class LogitBars(RowBars):
    """The logits, with the push of both losses as arrows."""

    def __init__(self, drawing: Drawing) -> None:
        theme, texts, moving = drawing.theme, drawing.texts, drawing.moving
        head, under = texts("softmax.heading.z"), texts("softmax.heading.arrows")
        super().__init__(drawing, ROWS, [theme.f], head, under, theme.text, axis=True)
        self.push, self.squared_push = (
            Arrows(self.axes, color, moving, width, head, gap=0)
            for color, (width, head) in zip((theme.df, theme.palette[3]), PUSHES, strict=True)
        )
        looks: Looks = {"ls": "none", "marker": "o", "ms": 8, "mew": 1.3}
        looks |= {"color": theme.point, "mec": theme.background}
        self.ends = moving(self.axes.plot([], [], **looks)[0])

    def layout(self, rect: Rect) -> None:
        super().layout(rect)
        texts, room = self.drawing.texts, rect.width + LOGIT
        words = texts("softmax.heading.arrows")
        fits = self.drawing.width_of(words, SMALL) <= room
        self.head.lines[-1].set_text(words if fits else texts("softmax.heading.arrows_short"))

    def follow(self, run: Run) -> None:
        """Show the logits; the axis moves with the shift, so that only its numbers change."""
        z, shift = run.z, run.settings.shift
        low, high = shift - HALF_WIDTH, shift + HALF_WIDTH
        # Far from 0 a bar begins where the picture ends.
        self.update((low, high), (np.full(len(z), min(max(0.0, low), high)), z))
        middle, unit = np.arange(len(z)) + 0.5, self._arrow_unit(run)
        self.ends.set_data(z, middle)
        for arrows, slope, beside in (
            (self.push, run.slope, -BESIDE),
            (self.squared_push, run.squared_slope, BESIDE),
        ):
            y = middle + beside
            arrows.set_data(np.column_stack([z, y]), np.column_stack([z - slope * unit, y]))

    def _arrow_unit(self, run: Run) -> float:
        """Return the length of the arrow of slope 1 in units of z, the same for both losses.

        It is chosen so that every arrow ends within the axis.
        """
        per_pixel = 2 * HALF_WIDTH * self.drawing.scale / self.axes.bbox.width
        unit = ARROW * per_pixel / max(float(np.abs(run.slope).max()), 1.0)
        z = np.array(run.settings.logits[: run.settings.classes])
        for slope in (run.slope, run.squared_slope):
            # An arrow points against its slope.
            room = HALF_WIDTH - 0.2 + np.sign(slope) * z
            with np.errstate(divide="ignore"):
                unit = min(unit, float((room / np.abs(slope)).min()))
        return float(unit)

    def logit_at(self, event: MouseEvent) -> float:
        """Return the logit, without the shift, that ends under the pointer, in tenths."""
        box = self.axes.bbox
        return round(float((2 * (event.x - box.x0) / box.width - 1) * HALF_WIDTH), 1)

    def away(self, event: MouseEvent, run: Run, index: int) -> float:
        """Return how far the pointer is from the end of a bar, in logical pixels."""
        box, z = self.axes.bbox, run.settings.logits[index]
        end = box.x0 + (z / HALF_WIDTH + 1) / 2 * box.width
        return float(abs(event.x - end)) / self.drawing.scale


class ClassTable:
    """All columns of the table.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        theme, texts = drawing.theme, drawing.texts
        #: Marks the row of the true class.
        self.wash = GraphLayer(drawing)
        self.names = NumberColumn(
            drawing, ROWS, MOST, texts("softmax.heading.true"), "", theme.muted, "center",
            plain_head=True,
        )  # fmt: skip
        self.bars = LogitBars(drawing)
        self.z = NumberColumn(drawing, ROWS, MOST)
        self.shares = RowBars(
            drawing, ROWS, [theme.f], texts("softmax.heading.p"), r"$e^{u/T} \,/\, \Sigma e^{u/T}$"
        )
        self.p = NumberColumn(drawing, ROWS, MOST, color=theme.f)
        self.slope, self.squared = (
            NumberColumn(drawing, ROWS, MOST, texts(f"softmax.heading.{name}"), under, color)
            for name, under, color in (
                ("slope", r"$(p − t) \,/\, T$", theme.df),
                ("squared", r"$J\,(p − t)$", theme.palette[3]),
            )
        )
        self.dots = GraphLayer(drawing)
        #: The arrows once more, beside the names of their losses.
        self.key = GraphLayer(drawing)
        self.drawing = drawing
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self._count = 1

    @property
    def axes(self) -> Axes:
        """The axes of the bars."""
        return self.bars.axes

    def bounds(self, count: int, height: float) -> tuple[float, float]:
        """Return the least and the most height for so many rows in a figure of this height."""
        around = ROWS.head + ROWS.foot
        return around + count * LOWEST, around + count * max(HIGHEST, SHARE * height)

    def layout(self, rect: Rect) -> None:
        """Columns beside each other."""
        self.rect = rect
        columns(
            fixed(self.names, 40),
            share(self.bars, 0.7),
            fixed(self.z, LOGIT),
            fixed(None, 8),
            share(self.shares, 0.3),
            fixed(self.p, 58),
            fixed(self.slope, 98),
            fixed(self.squared, 97),
        ).layout(rect.inside(right=3))
        self._draw_key()

    def _draw_key(self) -> None:
        """Say which arrows belong to which loss: each stands below the name of its own."""
        arrows = []
        for column, (width, head) in zip((self.slope, self.squared), PUSHES, strict=True):
            under = column.head.lines[-1]
            wide = self.drawing.width_of(under.get_text(), SMALL)
            end, y = column.rect.right - wide - APART, column.rect.top + ROWS.head - 12.0
            arrows.append(Edge([(end - KEY, y), (end, y)], column.color, width, head))
        self.key.update([], arrows)

    def show(self, visible: bool) -> None:
        """The table is always there."""

    def update(self, run: Run) -> None:
        """Write the numbers of the run."""
        self._count = count = run.settings.classes
        self.bars.follow(run)
        self.shares.update((0.0, 1.0), (np.zeros(count), run.p))
        self.names.update([Entry(str(i + 1), self.drawing.theme.text, i == run.true)
                           for i in range(count)])  # fmt: skip
        self.z.update([words.logit(z) for z in run.z])
        self.p.update([words.fixed(p) for p in run.p], rf"$\Sigma p = {words.fixed(run.p.sum())}$")
        self.slope.update(
            [words.slope(s) for s in run.slope], words.formula(f"L = {words.fixed(run.loss)}")
        )
        self.squared.update(
            [words.slope(s) for s in run.squared_slope],
            words.formula(f"L = {words.fixed(run.squared)}"),
        )
        self._mark(run.true, count)

    def _mark(self, true: int, count: int) -> None:
        """Mark the true class."""
        theme, rows = self.drawing.theme, ROWS.rows(self.rect)
        high = rows.height / count
        row = Rect(rows.left, rows.top + true * high + 1, rows.width, high - 2)
        self.wash.update([Node(row, theme.selected, corner=0.0)])
        middles = [ROWS.middle(self.rect, count, index) for index in range(count)]
        x = rows.left + 7
        rings = [circle(x, y, 5.7, theme.background, theme.muted, 1.2) for y in middles]
        self.dots.update([*rings, circle(x, middles[true], 3.3, theme.accent, "none")])

    def at(self, x: float, y: float) -> tuple[int | None, str]:
        """Return the row at a point in logical pixels, and the column if it can be edited."""
        row = ROWS.row_at(self.rect, self._count, y)
        if row is None or not self.rect.left <= x <= self.rect.right:
            return None, ""
        bars, z = self.bars.rect, self.z.rect
        if bars.left - 4 <= x <= bars.right:
            return row, "bars"
        return row, "z" if bars.right < x <= z.right + 2 else ""

    def choice_place(self, row: int) -> Rect:
        """Return where the true class is chosen."""
        rows = ROWS.rows(self.rect)
        return Rect.around(rows.left + 7, ROWS.middle(self.rect, self._count, row), 14.0, 14.0)

    def end_place(self, row: int, run: Run) -> Rect:
        """Return where a bar ends."""
        bars = self.bars.rect
        share = (run.settings.logits[row] / HALF_WIDTH + 1) / 2
        box, scale = self.axes.bbox, self.drawing.scale
        x = (box.x0 + share * box.width) / scale if box.width else bars.left
        return Rect.around(x, ROWS.middle(self.rect, self._count, row), 16.0, 16.0)

    def entry_place(self, row: int) -> tuple[float, float]:
        """Return the middle of a logit's number, in logical pixels."""
        return self.z.rect.middle[0], ROWS.middle(self.rect, self._count, row)
