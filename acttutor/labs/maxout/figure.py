"""The picture of the maxout lab: lines that can be dragged, their envelope, words and the loss."""

import math
from functools import partial
from typing import NamedTuple

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import significant
from acttutor.labs.maxout.figures.plot import LinesPlot, Which
from acttutor.labs.maxout.figures.words import WordsPart
from acttutor.labs.maxout.geometry import moved, turned, visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import FURTHEST, HIGH, LEFT, LOW, RIGHT, STEEPEST, X, with_lines
from acttutor.plots.crosshair import Crosshair, Readers
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.curve_pen import CurvePen
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import columns, fixed, rows, share

#: How near to a handle or to a line the pointer takes hold of it, in logical pixels.
REACH_HANDLE, REACH_LINE = 14.0, 12.0
#: Height of the loss chart with its title and numbers, in logical pixels.
CHART = 160.0
#: From this width on, in logical pixels, the chart lies below the words as well.
WIDE = 1000.0


class Grip(NamedTuple):
    """What the pointer holds.

    Args:
        kind: ``"line"``, ``"handle"`` or ``"pen"``.
        line: its unit and piece.
        offset: for a line, how far above it the pointer is; for a handle, its side of x = 0.
    """

    kind: str
    line: Which | None = None
    offset: float = 0.0


PEN = Grip("pen")


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        texts = self.texts
        self.plot = LinesPlot(self)
        self.words = WordsPart(self, 40, leading=1.52)
        self.losses = LineChart(
            self,
            [CurveLook(self.theme.text)],
            texts("maxout.loss.title"),
            texts("maxout.loss.step"),
            names=36.0,
            reading=lambda k: (
                f"{texts('maxout.loss.step')} {k}   L {significant(self.run.losses[k])}"
            ),
        )
        self._shown: object = None
        #: What is held, and what the pointer would take hold of.
        self.held: Grip | None = None
        self.near: Grip | None = None
        #: Where the last point of the stroke under way is.
        self._pen = CurvePen(X, ())
        self._place_of_pen = Crosshair(self, "pen")
        self._readers = Readers(self, self.losses)

    def layout(self, width: float, height: float) -> None:
        where, most = self.whole().inside(2, 8, 14, 6), 1.25 * (height - CHART)
        if width >= WIDE:
            above = columns(share(self.plot, 0.57, most=most), share(self.words, 0.43), gap=12)
            rows(share(above), fixed(self.losses, CHART), gap=8).layout(where)
            return
        picture = rows(share(self.plot), fixed(self.losses, CHART), gap=8)
        columns(share(picture, 0.57, most=most), share(self.words, 0.43), gap=12).layout(where)

    def update(self) -> bool:
        run, marked = self.run, (self.held or self.near or PEN).line
        shown = (id(run.lines), run.settings, run.failed, marked, self.size(), self.scale)
        if shown != self._shown:
            self._shown = shown
            self.plot.update(run, marked)
            self.words.follow(run)
        losses = np.array(run.losses)
        self.losses.update([Curve(np.arange(len(losses), dtype=float), losses, "L")], log=True)
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def _grip_at(self, event: MouseEvent) -> Grip | None:
        """Return what the pointer would take hold of."""
        if event.inaxes is not self.plot.axes:
            return None
        pen = PEN if self.run.settings.target == "drawn" else None
        if pen and not self.run.settings.drawn:
            return pen
        return self._handle_at(event) or self._line_at(event) or pen

    def _handle_at(self, event: MouseEvent) -> Grip | None:
        transform, found = self.plot.axes.transData.transform, []
        for unit, piece, x, y in self.plot.handles:
            grip = Grip("handle", (unit, piece), math.copysign(1.0, x))
            found.append((math.dist(transform((x, y)), (event.x, event.y)), grip))
        return self._nearest(found, REACH_HANDLE)

    def _line_at(self, event: MouseEvent) -> Grip | None:
        axes, found = self.plot.axes, []
        x, y = axes.transData.inverted().transform((event.x, event.y)).tolist()
        across, up = axes.bbox.width / (RIGHT - LEFT), axes.bbox.height / (HIGH - LOW)
        for unit, piece in np.ndindex(*self.run.lines.shape[:2]):
            w, b = self.run.lines[unit, piece].tolist()
            if visible(w, b):
                above = y - (w * x + b)
                away = abs(above) * up / math.hypot(1.0, w * up / across)
                found.append((away, Grip("line", (unit, piece), above)))
        return self._nearest(found, REACH_LINE)

    def _nearest(self, found: list[tuple[float, Grip]], reach: float) -> Grip | None:
        """Return the nearest one within so many logical pixels."""
        away, grip = min(found, key=lambda pair: pair[0], default=(math.inf, None))
        return grip if away < reach * self.scale else None

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        self.held = self._grip_at(event)
        if self.held == PEN:
            self._begin_stroke()
            self._draw(*self._place(event))
        return self.held is not None

    def on_move(self, event: MouseEvent) -> bool:
        if self.held is None:
            return self._point_at(event)
        if self.held.line is None:
            self._draw(*self._place(event))
        else:
            self._drag(self.held, self.held.line, event)
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._point_at(None)

    def _point_at(self, event: MouseEvent | None) -> bool:
        """Show what is under the pointer; ``True`` if that has changed."""
        before, self.near = self.near, self._grip_at(event) if event else None
        changed = (before or PEN).line != (self.near or PEN).line
        return self.losses.point_at(event) or changed

    def _place(self, event: MouseEvent) -> tuple[float, float]:
        """Return where the pointer is, not further out than the picture."""
        x, y = self.plot.axes.transData.inverted().transform((event.x, event.y))
        return min(max(float(x), LEFT), RIGHT), min(max(float(y), LOW), HIGH)

    def _drag(self, grip: Grip, line: Which, event: MouseEvent) -> None:
        """Move or turn a line towards the pointer."""
        x, y = self._place(event)
        change = moved if grip.kind == "line" else turned
        self._set(line, *change(tuple(self.run.lines[line].round(4).tolist()), x, y, grip.offset))

    def _set(self, line: Which, w: float, b: float) -> None:
        """Begin anew from the lines as they are now, but for one."""
        lines = self.run.lines.round(4)
        lines[line] = w, b
        changes = {
            name: with_lines(tuple((w, b) for w, b in unit), getattr(self.run.settings, name))
            for name, unit in zip(("lines", "second"), lines.tolist(), strict=False)
        }
        self.change(**changes)

    def _begin_stroke(self) -> None:
        self._pen = CurvePen(X, self.run.settings.drawn or (None,) * len(X))

    def _draw(self, x: float, y: float) -> None:
        self._pen.draw_to(x, y)
        self.change(drawn=tuple(self._pen.heights))

    def on_release(self, event: MouseEvent) -> bool:
        was_held, self.held = self.held, None
        return was_held is not None

    def handles(self) -> list[Handle]:
        found: dict[Which, Handle] = {}
        for unit, piece, x, y in self.plot.handles:
            w, b = self.run.lines[unit, piece].tolist()
            amounts = (
                Amount(w, -STEEPEST, STEEPEST, 0.1, name="w"),
                Amount(b, -FURTHEST, FURTHEST, 0.1, name="b"),
            )
            name = self.texts("maxout.handles.line", number=piece + 1)
            place, take = self.around(self.plot.axes, x, y), partial(self._set, (unit, piece))
            # Each line has two ends; one of them is enough.
            handle = Handle(f"line {unit} {piece}", place, name, amounts, take)
            found.setdefault((unit, piece), handle)
        pens = []
        if self.run.settings.target == "drawn":
            name = self.texts("maxout.handles.pen")
            pens = [self._place_of_pen.handle(self.plot.axes, name, self._draw_on)]
        return [*found.values(), *pens, *self._readers.handles()]

    def _draw_on(self, x: float, y: float) -> None:
        """Draw straight on from the place before, or begin where something else has drawn."""
        if tuple(self._pen.heights) != self.run.settings.drawn:
            self._begin_stroke()
        self._draw(x, y)

    def cursor(self, event: MouseEvent) -> str:
        grip = self.held or self._grip_at(event)
        return {"": "", "handle": "hand", "line": "move", "pen": "cross"}[grip.kind if grip else ""]
