"""The probe: a line through both axes, dots, the tangent, and the numbers read there."""

import math

import numpy as np
from matplotlib.markers import CARETUPBASE

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations.figures.curves import COUNT, Curves
from acttutor.labs.activations.figures.names import to_logical
from acttutor.labs.activations.run import Reading, Run
from acttutor.labs.activations.words import four, probe_note, slope_text
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Slot, fixed
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, HEADING, SMALL, Looks, Theme
from acttutor.plots.text.wrapping import wrap

#: Half the length of the tangent in logical pixels.
TANGENT = 84.0
#: Height that the note needs, and the width from which it has the usual type, in logical pixels.
NOTE, NOTE_ROOMY = 78.0, 180.0
#: Widths of what is read, of one function, also where there is little room, and of several.
SINGLE, NARROW, SEVERAL = (88.0, 128.0, 130.0), (72.0, 100.0, 102.0), (76.0,)
#: The width of the figure from which there is room.
ROOMY = 560.0


def dot(theme: Theme) -> Looks:
    """Return the looks of a dot that follows the probe."""
    return {"marker": "o", "ls": "none", "ms": 7.5, "mew": 1.4, "mec": theme.background}


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
        f, df = curves.plots
        dashed: Looks = {"color": theme.muted, "lw": 1.0, "ls": (0, (3, 3))}
        self.lines = [plot.line(**dashed) for plot in curves.plots]
        tangent: Looks = {"color": theme.df, "lw": 2.0, "solid_capstyle": "round"}
        self.tangents = [f.line(**tangent) for _ in range(2)]
        self.dots = [[plot.line(**dot(theme)) for _ in range(COUNT)] for plot in curves.plots]
        self.pin = df.line(marker=CARETUPBASE, ls="none", ms=9, color=theme.point, clip_on=False)
        self.pin.set_transform(df.axes.get_xaxis_transform())
        self.numbers = [TextBlock(owner, 1) for _ in range(3)]
        self.note = owner.moving(owner.write(size=BODY, color=theme.text, linespacing=1.5))
        self.note.set_bbox(
            {"facecolor": theme.wash_warning, "edgecolor": "none", "boxstyle": "round,pad=0.45"}
        )
        self._note_width = 200.0
        self._note_words = ""

    def readings(self) -> list[Slot]:
        """Return the places of the numbers: x, and of a single function f and f′ as well."""
        single = SINGLE if self.owner.size()[0] >= ROOMY else NARROW
        widths = single if len(self.owner.run.functions) == 1 else SEVERAL
        for index, number in enumerate(self.numbers):
            number.show(index < len(widths))
        return [fixed(*pair) for pair in zip(self.numbers, widths, strict=False)]

    # -- placing -------------------------------------------------------------------------------

    def layout(self) -> None:
        """Put the note where it hides least, now that the axes are placed."""
        axes = self.curves.axes[0]
        left, top = to_logical(self.owner, axes, axes.get_xlim()[0], axes.get_ylim()[1])
        end, _ = to_logical(self.owner, axes, axes.get_xlim()[1], 0)
        share = 0.47 if len(self.owner.run.functions) == 1 else 0.42
        self._note_width = share * (end - left) - 24
        self._note_words = ""
        self.note.set_fontsize(BODY if self._note_width >= NOTE_ROOMY else SMALL)
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
        owner, theme, main = self.owner, self.owner.theme, readings[0]
        slope = slope_text(main, owner.texts)
        slope = f"$f'(x)={slope}$" if main.df is not None else f"$f'(x)=$ {slope}"
        texts = (f"$x={four(main.x)}$", f"$f(x)={four(main.f)}$", slope)
        colors = (theme.text, theme.f, theme.df)
        for number, text, color in zip(self.numbers, texts, colors, strict=True):
            # In line with the title, whose type is larger.
            number.update([Item(text, HEADING, color, above=3, breaks=False)])
        words = probe_note(owner.run, owner.texts)
        self.note.set_visible(bool(words))
        if words and words != self._note_words:
            self._note_words = words
            size = float(self.note.get_fontsize())
            self.note.set_text("\n".join(wrap(words, self._note_width, size)))
