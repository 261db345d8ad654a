"""What the temperature does: the probabilities over T, or for two classes the sigmoid."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import MouseEvent

from acttutor.base.numbers.numerals import figured, significant
from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import TEMPERATURES, Run
from acttutor.labs.softmax.state import COLDEST, FURTHEST, HOTTEST, MOST
from acttutor.plots.drawing import Drawing
from acttutor.plots.epochs import View
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, Level, LineChart, joined
from acttutor.plots.parts.layout import Over, Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import SMALL, Looks

TICKS = [math.log10(tick) for tick in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)]
#: Differences of two logits that the sigmoid is drawn for.
DIFFERENCES = np.linspace(-2 * FURTHEST, 2 * FURTHEST, 321)
SHARES = (-0.02, 1.02)
#: Room for the name of a dot, in logical pixels.
NAME = 26.0
#: How far above its dot a name stands, in logical pixels.
LIFT = 8.0


class OverTemperature(LineChart):
    """The probability of each class over T, that of the true class in front."""

    def __init__(self, drawing: Drawing) -> None:
        theme, moving = drawing.theme, drawing.moving
        pale = CurveLook(theme.f, 1.3, alpha=0.65)
        super().__init__(
            drawing,
            [pale, CurveLook(theme.f, 2.8)],
            x_name="$T$",
            compact=True,
            x_places=lambda *_: TICKS,
            x_name_of=lambda log: significant(10.0**log),
            y_places=lambda *_: (0.0, 0.5, 1.0),
            level=CurveLook(theme.muted, 1.0, (4, 3)),
        )
        self.now = moving(self.axes.axvline(0, color=theme.text, lw=1.2))
        dots: Looks = {"ls": "none", "color": theme.f, "mec": theme.background}
        self.dots = moving(self.axes.plot([], [], marker="o", ms=6, **dots)[0])
        grip: Looks = {"ls": "none", "color": theme.point, "clip_on": False}
        self.grip = moving(self.axes.plot([], [], marker="v", ms=10, **grip)[0])
        #: Names stand above their curves: of those that fall on the right, of the others left.
        self.falling, self.rising = (EndNames(drawing, MOST, size=SMALL + 1) for _ in range(2))

    def show(self, visible: bool) -> None:
        super().show(visible)
        for artist in (self.now, self.dots, self.grip):
            artist.set_visible(visible)
        self.falling.show(visible)
        self.rising.show(visible)

    def follow(self, run: Run) -> None:
        """Show the run."""
        x, others = np.log10(TEMPERATURES), list(run.curves.T)
        true = others.pop(run.true)
        curves = [joined([Curve(x, y) for y in others]), Curve(x, true)]
        view = View((math.log10(COLDEST), math.log10(HOTTEST)), SHARES)
        self.update(curves, view=view, level=Level(1 / len(run.p)))
        t, count = math.log10(run.temperature), len(run.p)
        self.now.set_xdata([t, t])
        self.grip.set_data([t], [1.0])
        self.dots.set_data([t] * count, run.p)
        self._name_dots(run, t)

    def _name_dots(self, run: Run, t: float) -> None:
        theme, box, scale = self.drawing.theme, self.axes.bbox, self.drawing.scale
        places = self.axes.transData.transform([(t, p) for p in run.p])
        x = float(places[0, 0])
        # dp/dT has the sign of Σ p z − z.
        falls = run.z > float(run.p @ run.z)
        # The true class first, then the larger ones, where there is room.
        order = (run.true, *(i for i in np.argsort(-run.p) if i != run.true))
        for part, wanted in ((self.falling, True), (self.rising, False)):
            names = [
                EndName(f"$p_{i + 1}$", theme.text, float(places[i, 1]) + LIFT * scale)
                for i in order
                if falls[i] == wanted
            ]
            before = not wanted
            if x > box.x1 - NAME * scale or x < box.x0 + NAME * scale:
                before = x > box.x1 - NAME * scale
            part.update(names, x, box.y0, box.y1, before, "drop")


class Sigmoid(LineChart):
    """p₁ over the difference of two logits, with the present point."""

    def __init__(self, drawing: Drawing) -> None:
        theme, moving = drawing.theme, drawing.moving
        super().__init__(
            drawing,
            [CurveLook(theme.f, 2.4)],
            x_name="$u_1 − u_2$",
            compact=True,
            x_places=lambda *_: (-12.0, -6.0, 0.0, 6.0, 12.0),
            y_places=lambda *_: (0.0, 0.5, 1.0),
        )
        self.drop = moving(self.axes.plot([], [], color=theme.muted, lw=1.0, ls=(0, (2, 2)))[0])
        looks: Looks = {"ls": "none", "marker": "o", "ms": 11, "mew": 1.4, "clip_on": False}
        looks |= {"color": theme.point, "mec": theme.background}
        self.point = moving(self.axes.plot([], [], **looks)[0])

    def show(self, visible: bool) -> None:
        super().show(visible)
        self.drop.set_visible(visible)
        self.point.set_visible(visible)

    def follow(self, run: Run) -> None:
        """Show the run."""
        # p₁ of the logits (d, 0); 1/(1 + e^(−d/T)) without overflow.
        y = 0.5 * (1 + np.tanh(DIFFERENCES / run.temperature / 2))
        view = View((float(DIFFERENCES[0]), float(DIFFERENCES[-1])), SHARES)
        self.update([Curve(DIFFERENCES, y)], view=view)
        x, p = run.difference, float(run.p[0])
        self.point.set_data([x], [p])
        self.drop.set_data([x, x, DIFFERENCES[0]], [0, p, p])


class TemperaturePart:
    """One of the two charts, with a heading and what happens at both ends.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.heading = Heading(drawing, moves=True)
        self.cold, self.hot = TextBlock(drawing, 1), TextBlock(drawing, 1, align="right")
        self.over_t, self.sigmoid = OverTemperature(drawing), Sigmoid(drawing)
        self.is_sigmoid = False

    def choose(self, classes: int) -> None:
        """Show the chart for so many classes."""
        self.is_sigmoid = classes == 2
        self.over_t.show(not self.is_sigmoid)
        self.sigmoid.show(self.is_sigmoid)

    @property
    def shown(self) -> LineChart:
        """The chart that is shown."""
        return self.sigmoid if self.is_sigmoid else self.over_t

    @property
    def axes(self) -> Axes:
        """The axes of the chart that is shown."""
        return self.shown.axes

    def layout(self, rect: Rect) -> None:
        """Heading, both ends in words, and the chart."""
        rows(
            fixed(self.heading, 20),
            fixed(columns(share(self.cold), share(self.hot)), 14),
            share(Over(self.over_t, self.sigmoid)),
        ).layout(rect)

    def show(self, visible: bool) -> None:
        """The chart is always there."""

    def update(self, run: Run) -> None:
        """Show the run in the chart that there is."""
        texts, theme = self.drawing.texts, self.drawing.theme
        kind = "sigmoid" if self.is_sigmoid else "over_t"
        notes = [rf"$T = {words.temperature(run)}$"]
        if self.is_sigmoid:
            self.sigmoid.follow(run)
            notes = [words.sigmoid_formula(run), words.sigmoid_value(run)]
        else:
            self.over_t.follow(run)
        self.heading.update(texts(f"softmax.{kind}.title"), *notes)
        for block, end in ((self.cold, "cold"), (self.hot, "hot")):
            said = texts(f"softmax.{kind}.{end}", count=run.settings.classes)
            block.update([Item(said, SMALL, theme.muted)])

    def value_at(self, event: MouseEvent, held: bool = False) -> float | None:
        """Return the temperature, or the difference u₁ − u₂, under the pointer.

        ``None`` where the chart is not; while it is held, beside the chart as well.
        """
        box = self.axes.bbox
        if not (held or box.padded(12 * self.drawing.scale).contains(event.x, event.y)):
            return None
        along = min(max((event.x - box.x0) / box.width, 0.0), 1.0)
        if self.is_sigmoid:
            return round(float((2 * along - 1) * 2 * FURTHEST), 1)
        return figured(COLDEST * (HOTTEST / COLDEST) ** along, 3)
