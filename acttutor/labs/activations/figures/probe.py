"""The probe: a line through both axes, dots, the tangent, and the numbers read there."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import CARETUPBASE

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations.figures.curves import COUNT, Curves
from acttutor.labs.activations.figures.names import to_logical
from acttutor.labs.activations.run import Reading, Run
from acttutor.labs.activations.words import four, probe_note, slope_text
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, HEADING
from acttutor.plots.text.quick import QuickText
from acttutor.plots.text.wrapping import wrap

#: Half the length of the tangent in logical pixels.
TANGENT = 84.0
#: Height that the note needs, in logical pixels.
NOTE = 78.0


class Probe:
    """Shows where the probe is and what it reads.

    Args:
        owner: the figure of the lab.
        curves: the curves that the probe is on.
    """

    def __init__(self, owner: LabFigure[Run], curves: Curves) -> None:
        self.owner = owner
        self.curves = curves
        theme = owner.theme
        self.lines = [
            self._line(axes, color=theme.muted, linewidth=1.0, linestyle=(0, (3, 3)))
            for axes in curves.axes
        ]
        self.tangents = [
            self._line(curves.axes[0], color=theme.df, linewidth=2.0, solid_capstyle="round")
            for _ in range(2)
        ]
        self.dots = [
            [
                self._line(
                    axes,
                    marker="o",
                    linestyle="none",
                    markersize=7.5,
                    markeredgewidth=1.4,
                    markeredgecolor=theme.background,
                )
                for _ in range(COUNT)
            ]
            for axes in curves.axes
        ]
        self.pin = self._line(
            curves.axes[1],
            marker=CARETUPBASE,
            linestyle="none",
            markersize=9,
            color=theme.point,
            clip_on=False,
        )
        self.pin.set_transform(curves.axes[1].get_xaxis_transform())
        self.numbers = [self._number(color) for color in (theme.text, theme.f, theme.df)]
        self.note = owner.moving(owner.write(size=BODY, color=theme.text, linespacing=1.5))
        self.note.set_bbox(
            {"facecolor": theme.wash_warning, "edgecolor": "none", "boxstyle": "round,pad=0.45"}
        )
        self._note_width = 200.0
        self._note_words = ""

    def _line(self, axes: Axes, **options: object) -> Line2D:
        (line,) = axes.plot([], [], **options)  # type: ignore[arg-type]
        return self.owner.moving(line)

    def _number(self, color: str) -> QuickText:
        return self.owner.moving(self.owner.line("", HEADING, color, va="baseline"))

    # -- placing -------------------------------------------------------------------------------

    def layout(self, right: float, baseline: float) -> None:
        """Put the numbers into a line that ends at ``right``."""
        single = len(self.owner.run.functions) == 1
        lefts = (right - 346, right - 258, right - 130) if single else (right - 76,) * 3
        for number, left in zip(self.numbers, lefts, strict=True):
            self.owner.put(number, left, baseline)
        axes = self.curves.axes[0]
        left, top = to_logical(self.owner, axes, axes.get_xlim()[0], axes.get_ylim()[1])
        end, _ = to_logical(self.owner, axes, axes.get_xlim()[1], 0)
        share = 0.47 if len(self.owner.run.functions) == 1 else 0.42
        self._note_width = share * (end - left) - 24
        self._note_words = ""
        # The bent functions run far below the left top corner, but the step runs along the top.
        _, bottom = to_logical(self.owner, axes, axes.get_xlim()[0], axes.get_ylim()[0])
        down = 0.2 * (bottom - top) if self.owner.run.has_no_slope else 9
        start = 14.0
        if OWN in self.owner.run.functions:
            start, down = self._free_place(end - left, bottom - top)
        self.owner.put(self.note, left + start, top + down)

    def _free_place(self, width: float, height: float) -> tuple[float, float]:
        """Return where the note hides least of the curves, which may run anywhere.

        Left and down in logical pixels, counted from the left top corner of the axes.
        """
        axes = self.curves.axes[0]
        (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
        x, y = (
            np.concatenate(values)
            for values in zip(
                *(
                    (
                        (curve.x - left) / (right - left) * width,
                        (high - curve.f) / (high - low) * height,
                    )
                    for curve in self.owner.run.curves
                ),
                strict=True,
            )
        )
        downs = (9.0, *np.linspace(0.1, 1.0, 10) * (height - NOTE))
        places = [(at, down) for at in (14.0, width - self._note_width - 14) for down in downs]

        def hidden(place: tuple[float, float]) -> int:
            beside = (x > place[0] - 8) & (x < place[0] + self._note_width + 16)
            return int(np.count_nonzero(beside & (y > place[1] - 8) & (y < place[1] + NOTE)))

        return min(places, key=hidden)

    # -- following -----------------------------------------------------------------------------

    def update(self) -> None:
        """Follow the probe of the run."""
        run = self.owner.run
        readings = run.readings()
        main = readings[0]
        for line in self.lines:
            line.set_data([main.x, main.x], line.axes.get_ylim())  # type: ignore[union-attr]
        self.lines[1].set_visible(run.settings.view != "overlaid")
        self.pin.set_data([run.pinned], [0.0])
        self._update_dots(readings)
        self._update_tangent(main)
        self._update_words(readings)

    def _update_dots(self, readings: tuple[Reading, ...]) -> None:
        for derivative, dots in enumerate(self.dots):
            low, high = self.curves.axes[derivative].get_ylim()
            for index, dot in enumerate(dots):
                reading = readings[index] if index < len(readings) else None
                value = None if reading is None else (reading.df if derivative else reading.f)
                shown = value is not None and low <= value <= high
                dot.set_visible(shown)
                if shown and reading is not None:
                    dot.set_data([reading.x], [value or 0.0])
                    dot.set_markerfacecolor(
                        self.owner.theme.point
                        if len(readings) == 1
                        else self.curves.colors(index)[derivative]
                    )

    def _update_tangent(self, reading: Reading) -> None:
        """Draw the tangent; at a corner one half for each side, at a jump nothing."""
        kink = reading.kink
        sides: list[tuple[float, float, float]]
        if kink is None:
            slope = 0.0 if reading.df is None else reading.df
            sides = [(slope, -1.0, 1.0)]
        elif reading.df is None:
            sides = []
        else:
            sides = [(kink.df_left, -1.0, 0.0), (kink.df_right, 0.0, 1.0)]
        axes = self.curves.axes[0]
        box = axes.get_window_extent()
        (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
        x_scale, y_scale = box.width / (right - left), box.height / (high - low)
        for index, line in enumerate(self.tangents):
            line.set_visible(index < len(sides))
            if index < len(sides):
                slope, start, end = sides[index]
                length = math.hypot(x_scale, slope * y_scale)
                reach = TANGENT * self.owner.scale / length
                xs = [reading.x + start * reach, reading.x + end * reach]
                line.set_data(xs, [reading.f + slope * (x - reading.x) for x in xs])
                line.set_linestyle("-" if kink is None else (0, (2, 2)))

    def _update_words(self, readings: tuple[Reading, ...]) -> None:
        owner = self.owner
        single = len(readings) == 1
        x, f, df = self.numbers
        x.set_text(f"$x={four(readings[0].x)}$")
        for number in (f, df):
            number.set_visible(single)
        if single:
            f.set_text(f"$f(x)={four(readings[0].f)}$")
            slope = slope_text(readings[0], owner.texts)
            is_number = readings[0].df is not None
            df.set_text(f"$f'(x)={slope}$" if is_number else f"$f'(x)=$ {slope}")
        words = probe_note(owner.run, owner.texts)
        self.note.set_visible(bool(words))
        if words and words != self._note_words:
            self._note_words = words
            self.note.set_text("\n".join(wrap(words, self._note_width, BODY)))
