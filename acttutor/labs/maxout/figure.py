"""The picture of the maxout lab: lines that can be dragged, their envelope, words and the loss."""

import math
from typing import NamedTuple

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.maxout.figures.plot import PlotPart
from acttutor.labs.maxout.figures.words import WordsPart
from acttutor.labs.maxout.geometry import moved, turned, visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import HIGH, LEFT, LOW, RIGHT, X, with_lines
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.loss_chart import LossChart

#: How near to a handle or to a line the pointer takes hold of it, in logical pixels.
REACH_HANDLE, REACH_LINE = 14.0, 12.0
#: Height of the loss chart with its title and numbers, in logical pixels.
CHART = 176.0


class Grip(NamedTuple):
    """What the pointer holds.

    Args:
        kind: ``"line"``, ``"handle"`` or ``"pen"``.
        unit, piece: which line.
        offset: for a line, how far above it the pointer is; for a handle, its side of x = 0.
    """

    kind: str
    unit: int = 0
    piece: int = 0
    offset: float = 0.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        self.plot = PlotPart(self)
        self.words = WordsPart(self)
        names = {
            "title": self.texts("maxout.loss.title"),
            "epoch": self.texts("maxout.loss.step"),
            "train": "L",
            "test": "",
        }
        self.losses = LossChart(self.new_axes(grid=False), self.theme, names, self.moving)
        self.held: Grip | None = None
        #: Where the last point of the stroke under way is.
        self._pen: tuple[float, float] | None = None
        self._stroke: list[float | None] = []

    def layout(self, width: float, height: float) -> None:
        left, top = 38.0, 50.0
        side = min(0.57 * width - left - 34, height - CHART - top - 28)
        side = max(side, 160.0)
        plot_height = height - CHART - top - 26
        plot_width = min(max(side, 0.55 * width - left - 34), 1.25 * plot_height)
        self.plot.layout(left, top, plot_width, plot_height)
        self.place(self.losses.axes, left + 8, height - CHART + 34, plot_width - 8, CHART - 34 - 42)
        words_left = left + plot_width + 46
        self.words.layout(words_left, 12, width - words_left - 14, height - 16)

    def update(self) -> bool:
        run = self.run
        self.plot.update(self.held)
        self.words.update()
        steps = np.arange(len(run.losses), dtype=float)
        losses = np.array(run.losses)
        self.losses.update(steps, losses, np.full(len(losses), np.nan), log=True)
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def _grip_at(self, event: MouseEvent) -> Grip | None:
        """Return what the pointer would take hold of."""
        axes = self.plot.axes
        if event.inaxes is not axes:
            return None
        pen = self.run.settings.target == "drawn"
        if pen and not self.run.settings.drawn:
            return Grip("pen")
        x, y = axes.transData.inverted().transform((event.x, event.y))
        return (
            self._handle_at(event) or self._line_at(event, x, y) or (Grip("pen") if pen else None)
        )

    def _handle_at(self, event: MouseEvent) -> Grip | None:
        best, found = REACH_HANDLE * self.scale, None
        for unit, piece, x, y in self.plot.handles:
            px, py = self.plot.axes.transData.transform((x, y))
            distance = math.hypot(px - event.x, py - event.y)
            if distance < best:
                best, found = distance, Grip("handle", unit, piece, math.copysign(1.0, x))
        return found

    def _line_at(self, event: MouseEvent, x: float, y: float) -> Grip | None:
        best, found = REACH_LINE * self.scale, None
        transform = self.plot.axes.transData.transform
        for unit, lines in enumerate(self.run.lines):
            for piece, (w, b) in enumerate(lines):
                segment = visible(float(w), float(b))
                if segment is None:
                    continue
                (x0, y0), (x1, y1) = transform([segment[:2], segment[2:]])
                length = math.hypot(x1 - x0, y1 - y0)
                away = abs((x1 - x0) * (event.y - y0) - (y1 - y0) * (event.x - x0)) / length
                if away < best:
                    best, found = away, Grip("line", unit, piece, y - float(w * x + b))
        return found

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        self.held = self._grip_at(event)
        if self.held is not None and self.held.kind == "pen":
            self._pen = None
            self._stroke = list(self.run.settings.drawn) or [None] * len(X)
            self._draw(event)
        return self.held is not None

    def on_move(self, event: MouseEvent) -> bool:
        if self.held is None:
            near = self._grip_at(event)
            changed = self.plot.point_at(near)
            return self.losses.point_at(event) or changed
        if self.held.kind == "pen":
            self._draw(event)
        else:
            self._drag(self.held, event)
        return False

    def _place(self, event: MouseEvent) -> tuple[float, float]:
        """Return where the pointer is, not further out than the picture."""
        x, y = self.plot.axes.transData.inverted().transform((event.x, event.y))
        return min(max(float(x), LEFT), RIGHT), min(max(float(y), LOW), HIGH)

    def _drag(self, grip: Grip, event: MouseEvent) -> None:
        """Begin anew from the lines as they are now, one of them changed."""
        x, y = self._place(event)
        settings, lines = self.run.settings, []
        for now in self.run.lines:
            lines.append([(round(float(w), 4), round(float(b), 4)) for w, b in now])
        line = lines[grip.unit][grip.piece]
        change = moved if grip.kind == "line" else turned
        lines[grip.unit][grip.piece] = change(line, x, y, grip.offset)
        changes = {"lines": with_lines(tuple(lines[0]), settings.lines)}
        if len(lines) == 2:
            changes["second"] = with_lines(tuple(lines[1]), settings.second)
        self.change(**changes)

    def _draw(self, event: MouseEvent) -> None:
        """Let the curve run to the pointer, straight from where it was last."""
        here = self._place(event)
        start = self._pen or here
        self._pen = here
        (x0, y0), (x1, y1) = sorted((start, here))
        step = (RIGHT - LEFT) / (len(X) - 1)
        first, last = round((x0 - LEFT) / step), round((x1 - LEFT) / step)
        for i in range(first, last + 1):
            self._stroke[i] = float(np.interp(X[i], (x0, x1), (y0, y1))) if x1 > x0 else here[1]
        self.change(drawn=tuple(self._stroke))

    def on_release(self, event: MouseEvent) -> bool:
        was_held, self.held = self.held, None
        return was_held is not None

    def on_leave(self, event: LocationEvent | None) -> bool:
        changed = self.plot.point_at(None)
        return self.losses.point_at(None) or changed

    def cursor(self, event: MouseEvent) -> str:
        grip = self.held or self._grip_at(event)
        return {"": "", "handle": "hand", "line": "move", "pen": "cross"}[grip.kind if grip else ""]
