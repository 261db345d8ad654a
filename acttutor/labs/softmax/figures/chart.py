"""What the temperature does: the probabilities over T, or for two classes the sigmoid."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import TEMPERATURES
from acttutor.labs.softmax.state import COLDEST, FURTHEST, HOTTEST, MOST
from acttutor.plots.cell_text import Cells
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import line_width
from acttutor.plots.style import BODY, SMALL

#: Room above the chart, below it and at its sides.
HEAD, FOOT, LEFT, RIGHT = 40.0, 18.0, 30.0, 8.0
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
#: Differences of two logits that the sigmoid is drawn for.
DIFFERENCES = np.linspace(-2 * FURTHEST, 2 * FURTHEST, 321)
LINE = 13.0


class ChartPart:
    """One of two charts, depending on the number of classes.

    Args:
        lab: the figure; it names theme, run and texts.
        cells: makes the texts.
    """

    def __init__(self, lab: LabFigure, cells: Cells) -> None:
        self.lab = lab
        theme = lab.theme
        self.over_t, self.sigmoid = lab.new_axes(), lab.new_axes()
        self._dress()
        self._build_over_t()
        self._build_sigmoid()
        self.title = cells.cell(size=BODY + 0.5, ha="left", bold=True, still=True)
        self.value = cells.cell(size=SMALL + 1, color=theme.muted, ha="left")
        self.cold = cells.cell(size=SMALL, color=theme.muted, ha="left", still=True)
        self.hot = cells.cell(size=SMALL, color=theme.muted, still=True)
        self.axis_name = cells.cell(size=SMALL + 1, color=theme.muted, still=True)
        self.names = [
            cells.cell(f"$p_{i + 1}$", SMALL + 1, theme.f, "left", backdrop=theme.background)
            for i in range(MOST)
        ]
        self.room = 100.0

    def _dress(self) -> None:
        """Scales that never change, so that no frame has to draw them."""
        for axes in (self.over_t, self.sigmoid):
            axes.set_ylim(-0.02, 1.02)
            axes.yaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}"))
        self.over_t.set_xscale("log")
        self.over_t.set_xlim(COLDEST, HOTTEST)
        self.over_t.xaxis.set_major_locator(FixedLocator(TICKS))
        self.over_t.xaxis.set_minor_locator(NullLocator())
        self.over_t.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
        self.sigmoid.set_xlim(DIFFERENCES[0], DIFFERENCES[-1])
        self.sigmoid.xaxis.set_major_locator(FixedLocator([-12, -6, 0, 6, 12]))

    def _build_over_t(self) -> None:
        axes, theme, moving = self.over_t, self.lab.theme, self.lab.moving
        self.uniform = moving(axes.axhline(0, color=theme.muted, lw=1.0, ls=(0, (4, 3))))
        # One collection is drawn much faster than many lines.
        self.others: Any = LineCollection([], colors=theme.f, linewidths=1.3, alpha=0.65)
        axes.add_collection(self.others, autolim=False)
        moving(self.others)
        self.curve_of_true = moving(
            axes.plot(TEMPERATURES, np.zeros_like(TEMPERATURES), color=theme.f, lw=2.8)[0]
        )
        self.line = moving(axes.axvline(1, color=theme.text, lw=1.2))
        self.dots = moving(
            axes.plot([], [], ls="none", marker="o", ms=6, color=theme.f, mec=theme.background)[0]
        )
        self.grip = moving(
            axes.plot([], [], ls="none", marker="v", ms=10, color=theme.point, clip_on=False)[0]
        )

    def _build_sigmoid(self) -> None:
        axes, theme, moving = self.sigmoid, self.lab.theme, self.lab.moving
        self.drop = moving(axes.plot([], [], color=theme.muted, lw=1.0, ls=(0, (2, 2)))[0])
        self.curve = moving(axes.plot([], [], color=theme.f, lw=2.4)[0])
        self.point = moving(
            axes.plot(
                [],
                [],
                ls="none",
                marker="o",
                ms=11,
                color=theme.point,
                mec=theme.background,
                mew=1.4,
                clip_on=False,
            )[0]
        )

    @property
    def axes(self) -> Any:
        """The chart that is shown."""
        return self.sigmoid if self.lab.run.settings.classes == 2 else self.over_t

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        lab = self.lab
        for axes in (self.over_t, self.sigmoid):
            axes.set_visible(axes is self.axes)
            lab.place(axes, left + LEFT, top + HEAD, width - LEFT - RIGHT, height - HEAD - FOOT)
        is_two = self.axes is self.sigmoid
        for artist in (
            self.uniform,
            self.others,
            self.curve_of_true,
            self.line,
            self.dots,
            self.grip,
        ):
            artist.set_visible(not is_two)
        for artist in (self.drop, self.curve, self.point):
            artist.set_visible(is_two)
        kind = "sigmoid" if is_two else "over_t"
        self.title.set_text(lab.texts(f"softmax.{kind}.title"))
        lab.put(self.title, left, top + 8)
        title = self.title.extent(float(lab.figure.dpi))[0] / lab.scale
        lab.put(self.value, left + title + 12, top + 8)
        self.room = width - title - 12
        self.axis_name.set_text("$z_1 − z_2$" if is_two else "$T$")
        lab.put(self.axis_name, left + width - RIGHT - 4, top + height - FOOT - 9)
        self.cold.set_text(lab.texts(f"softmax.{kind}.cold"))
        self.hot.set_text(lab.texts(f"softmax.{kind}.hot", count=lab.run.settings.classes))
        lab.put(self.cold, left + LEFT, top + 25)
        lab.put(self.hot, left + width - RIGHT, top + 25)

    def update(self) -> None:
        """Show the run in the chart that there is."""
        if self.axes is self.sigmoid:
            self._update_sigmoid()
        else:
            self._update_over_t()

    def _update_sigmoid(self) -> None:
        run = self.lab.run
        # p₁ of the logits (d, 0); 1/(1 + e^(−d/T)) without overflow.
        self.curve.set_data(DIFFERENCES, 0.5 * (1 + np.tanh(DIFFERENCES / run.temperature / 2)))
        x, y = run.difference, float(run.p[0])
        self.point.set_data([x], [y])
        self.drop.set_data([x, x, DIFFERENCES[0]], [0, y, y])
        formula = words.sigmoid_formula(run)
        wide = line_width(formula, SMALL + 1, float(self.lab.figure.dpi)) / self.lab.scale
        self.value.set_text(formula if wide <= self.room else words.sigmoid_value(run))
        for name in self.names:
            name.set_visible(False)

    def _update_over_t(self) -> None:
        run = self.lab.run
        count, t = run.settings.classes, run.temperature
        curves = [np.column_stack([TEMPERATURES, p]) for p in run.curves.T]
        self.curve_of_true.set_ydata(curves.pop(run.true)[:, 1])
        self.others.set_segments(curves)
        self.uniform.set_ydata([1 / count] * 2)
        self.line.set_xdata([t, t])
        self.grip.set_data([t], [1.0])
        self.dots.set_data([t] * count, run.p)
        self.value.set_text(rf"$T = {words.temperature(run)}$")
        self._name_dots()

    def _name_dots(self) -> None:
        """Name the dots, the true class first, then the larger ones, where there is room."""
        run, lab = self.lab.run, self.lab
        box, height = self.over_t.bbox, lab.figure.bbox.height
        x = self.over_t.transData.transform((run.temperature, 0))[0]
        is_right = x < box.x1 - 26 * lab.scale
        taken: list[float] = []
        for name in self.names:
            name.set_visible(False)
        for index in (run.true, *np.argsort(-run.p, kind="stable")):
            share = (run.p[index] + 0.02) / 1.04
            y = (height - box.y0 - share * box.height) / lab.scale
            y = min(y, (height - box.y0) / lab.scale - 6)
            if any(abs(y - other) < LINE for other in taken):
                continue
            taken.append(y)
            name = self.names[index]
            name.set_visible(True)
            name.set_horizontalalignment("left" if is_right else "right")
            lab.put(name, x / lab.scale + (8 if is_right else -8), y)

    def value_at(self, event: Any, held: bool = False) -> float | None:
        """Return the temperature, or the difference z₁ − z₂, under the pointer.

        ``None`` where the chart is not; while it is held, beside the chart as well.
        """
        box, scale = self.axes.bbox, self.lab.scale
        margin = 12 * scale
        inside = box.x0 - margin <= event.x <= box.x1 + margin
        inside &= box.y0 - margin <= event.y <= box.y1 + margin
        if not (inside or held):
            return None
        share = min(max((event.x - box.x0) / box.width, 0.0), 1.0)
        if self.axes is self.sigmoid:
            return round(float((2 * share - 1) * 2 * FURTHEST), 1)
        return float(f"{COLDEST * (HOTTEST / COLDEST) ** share:.3g}")
