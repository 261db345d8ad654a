"""The picture of the gradient descent lab: curve, distances, words and the scale of ε."""

import math

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.descent.figures.curve import CurvePart
from acttutor.labs.descent.figures.distance import DistanceChart
from acttutor.labs.descent.figures.scale import HEIGHT as SCALE_HEIGHT
from acttutor.labs.descent.figures.scale import ScalePart
from acttutor.labs.descent.figures.words import WordsPart
from acttutor.labs.descent.run import Run
from acttutor.plots.lab_figure import LabFigure

#: From this width on, the words stand beside the curve instead of below it.
WIDE = 700.0
#: How near to a handle or to the curve the pointer takes hold of it, in logical pixels.
REACH, REACH_CURVE = 14.0, 26.0
PAD = 20.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        self.curve = CurvePart(self)
        self.distance = DistanceChart(self)
        self.scale_part = ScalePart(self)
        self.words = WordsPart(self)
        #: What the pointer holds: "start", "minimum", "rate" or nothing.
        self.held = ""
        self._shown: object = None
        self._function = self.run.settings.function

    def layout(self, width: float, height: float) -> None:
        if width >= WIDE:
            self._layout_wide(width, height)
        else:
            self._layout_narrow(width, height)

    def _layout_wide(self, width: float, height: float) -> None:
        left = 0.54 * width
        below = min(max(0.28 * height, 170.0), 320.0)
        top = height - below - 6
        self.put(self.curve.names.title, 48, 14)
        self.place(self.curve.axes, 48, 46, left - 48, top - 46 - 34)
        self.distance.layout(12, top, width - 12 - PAD + 8, below)
        right = left + 36
        scale_top = top - SCALE_HEIGHT - 12
        self.words.layout(right, 18, width - right - PAD, scale_top - 22)
        self.scale_part.layout(right, scale_top, width - right - PAD)

    def _layout_narrow(self, width: float, height: float) -> None:
        foot = height - SCALE_HEIGHT - 4
        top = 0.45 * height
        self.put(self.curve.names.title, 44, 8)
        self.place(self.curve.axes, 44, 36, width - 44 - 14, top - 36 - 24)
        side = 0.41 * width
        self.distance.layout(8, top + 4, side, foot - top - 6)
        self.words.layout(side + 24, top + 4, width - side - 36, foot - top - 4)
        self.scale_part.layout(PAD, foot, width - 2 * PAD)

    def update(self) -> bool:
        full = self._function != self.run.settings.function
        if full:
            self._function = self.run.settings.function
            self.relayout()
        self.curve.view.held = self.held in ("start", "minimum")
        moving = self.curve.update()
        moving |= self.distance.update()
        run, size = self.run, self.size()
        shown = (run.generation, run.k, run.settings, size, self.scale)
        if shown != self._shown:
            self._shown = shown
            self.scale_part.update()
            self.words.update()
        if moving:
            # The view is still on its way: ask for another frame.
            self.request_frame()
        return full

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> str:
        """Return what the pointer would take hold of."""
        if self.scale_part.rate_at(event) is not None:
            return "rate"
        if event.inaxes is not self.curve.axes:
            return ""
        trajectory, pixels = self.run.trajectory, self.curve.axes.transData.transform
        pointer = (event.x, event.y)

        def away(x: float, y: float) -> float:
            return math.dist(pixels((x, y)), pointer) / self.scale

        to_start = away(self.run.settings.x0, trajectory.height(trajectory.u[0]))
        # Only the parabola can be moved.
        to_minimum = away(trajectory.a, trajectory.b) if self.run.curve is None else math.inf
        if min(to_start, to_minimum) <= REACH:
            return "start" if to_start <= to_minimum else "minimum"
        line = pixels(np.column_stack(self.curve.curve.get_data()))
        nearest = float(np.hypot(*(line - pointer).T).min()) / self.scale
        return "start" if nearest <= REACH_CURVE else ""

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        self.held = self._target(event)
        # A click takes the start to the pointer; the minimum moves only when it is dragged.
        if self.held in ("start", "rate"):
            self._drag(event)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self.held:
            self._drag(event)
            return False
        return self.distance.point_at(event)

    def _drag(self, event: MouseEvent) -> None:
        if self.held == "rate":
            self.change(lr=self.scale_part.rate_at(event, held=True))
            return
        x, y = self.curve.axes.transData.inverted().transform((event.x, event.y))
        if self.held == "start":
            self.change(x0=float(x))
        else:
            self.change(a=float(x), b=float(y))

    def on_release(self, event: MouseEvent) -> bool:
        was_held, self.held = self.held, ""
        return was_held in ("start", "minimum")

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.distance.point_at(None)

    def cursor(self, event: MouseEvent) -> str:
        target = self.held or self._target(event)
        return {"": "", "rate": "hand", "start": "hand", "minimum": "move"}[target]
