"""The picture of the gradient descent lab: curve, distances, words and the scale of ε."""

import math
from functools import partial

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.labs.descent.figures.curve import CurvePart
from acttutor.labs.descent.figures.distance import DistanceChart
from acttutor.labs.descent.figures.scale import ScalePart
from acttutor.labs.descent.figures.words import items
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.words import distance_title, function_formula
from acttutor.plots.crosshair import Crosshair
from acttutor.plots.handles import Handle, amount
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import SIDE
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY

#: From this width on, the words stand beside the curve instead of below it.
WIDE = 700.0
#: How near to a handle or to the curve the pointer takes hold of it, in logical pixels.
REACH, REACH_CURVE = 14.0, 26.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        self.function = TextBlock(self, 1)
        self.curve = CurvePart(self)
        self.title, self.caption = TextBlock(self, 1), TextBlock(self, 1)
        self.distance = DistanceChart(self)
        self.scale_part = ScalePart(self)
        self.words = TextBlock(self, 16)
        #: What the pointer holds: "start", "minimum", "rate" or nothing.
        self.held = ""
        self.reader = Crosshair(self, "distance", across=True)
        self._shown: object = None
        self._function = ""

    def layout(self, width: float, height: float) -> None:
        self._function = self.run.settings.function
        function = columns(fixed(None, SIDE), share(self.function))
        curve = rows(fixed(function, 28), share(self.curve))
        if width >= WIDE:
            title = self.width_of(distance_title(self.run, self.texts), BODY, bold=True) + 16
            head = fixed(columns(fixed(self.title, title), share(self.caption)), 20)
            said = rows(fixed(None, 8), share(self.words), fixed(self.scale_part, ScalePart.HEIGHT))
            rows(
                share(columns(share(curve, 0.54), share(said, 0.46), gap=36), 0.71),
                share(rows(head, share(self.distance)), 0.29, least=176, most=320),
                gap=12,
            ).layout(self.whole().inside(12, 10, 16, 6))
            return
        head = fixed(rows(share(self.title), share(self.caption)), 40)
        distance = rows(head, share(self.distance))
        scale = columns(fixed(None, 12), share(self.scale_part), fixed(None, 6))
        rows(
            share(curve, 0.54),
            share(columns(share(distance, 0.43), share(self.words, 0.57), gap=16), 0.46),
            fixed(scale, ScalePart.HEIGHT),
            gap=4,
        ).layout(self.whole().inside(8, 6, 14, 4))

    def update(self) -> bool:
        run, size = self.run, self.size()
        shown = (run.generation, run.k, run.settings, size, self.scale)
        if self._function != run.settings.function:
            self.relayout()
        if shown != self._shown:
            self._shown = shown
            self._write()
            self.scale_part.update()
        self.curve.view.held = self.held in ("start", "minimum")
        moving = self.curve.follow()
        moving |= self.distance.follow()
        # While a view is still on its way, another frame is asked for.
        if moving:
            self.request_frame()
        return False

    def _write(self) -> None:
        run, texts, theme = self.run, self.texts, self.theme
        self.function.update([formula(function_formula(run), 13)])
        self.title.update([Item(distance_title(self.run, self.texts), bold=True, breaks=False)])
        # Only on the parabola a line is exact.
        line = Item(texts("descent.distance.line"), color=theme.muted, breaks=False)
        self.caption.update([line] if run.curve is None else [])
        self.words.update(
            items(run, texts, theme),
            items(run, texts, theme, roomy=False),
            items(run, texts, theme, roomy=False, brief=True),
        )

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> str:
        """Return what the pointer would take hold of."""
        if self.scale_part.rate_at(event) is not None:
            return "rate"
        if event.inaxes is not self.curve.axes:
            return ""
        walk, away = self.run.trajectory, partial(self.curve.away, event)
        to_start = away((walk.x(0), walk.f(0)))
        # Only the parabola can be moved.
        to_minimum = away((walk.a, walk.b)) if self.run.curve is None else math.inf
        if min(to_start, to_minimum) <= REACH:
            return "start" if to_start <= to_minimum else "minimum"
        nearest = away(np.column_stack(self.curve.curve.get_data()))
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

    def handles(self) -> list[Handle]:
        run, settings, axes = self.run, self.run.settings, self.curve.axes
        walk = run.trajectory
        place = self.around(axes, walk.x(0), walk.f(0), 20.0)
        found = [
            Handle(
                "start", place, "x₀", (amount(settings, "x0", 0.1),), lambda x: self.change(x0=x)
            ),
        ]
        if run.curve is None:
            both = tuple(amount(settings, name, 0.1, name) for name in "ab")
            place = self.around(axes, walk.a, walk.b, 20.0)
            name = self.texts("descent.handles.minimum")
            found.append(Handle("minimum", place, name, both, lambda a, b: self.change(a=a, b=b)))
        return [
            *found,
            Handle(
                "rate",
                self.scale_part.grip(),
                "ε",
                (amount(settings, "lr", 0.1),),
                lambda value: self.change(lr=value),
            ),
            self.reader.handle(self.distance.axes, distance_title(run, self.texts)),
        ]

    def cursor(self, event: MouseEvent) -> str:
        target = self.held or self._target(event)
        return {"": "", "rate": "hand", "start": "hand", "minimum": "move"}[target]
