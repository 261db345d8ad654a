"""The scale of ε: which learning rate does what, and where the present one is."""

import math
from typing import Any

from matplotlib.backend_bases import MouseEvent
from matplotlib.lines import Line2D

from acttutor.base.numbers.numerals import fixed, significant
from acttutor.labs.descent.figures.outcomes import (
    Bands,
    Region,
    ink_of,
    over_rates,
    racer_looks,
    wash_of,
)
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import HIGHEST_RATE
from acttutor.labs.descent.words_curves import basin_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL, Looks

#: Where the band begins and ends, in logical pixels.
TOP, BOTTOM = 36.0, 62.0
#: What happens on the parabola; the outcomes at single values belong to no region.
REGIMES = ("monotone", "oscillating", "diverging")
REGIONS = (Region(0.0, 0.5, 0), Region(0.5, 1.0, 1), Region(1.0, HIGHEST_RATE, 2))
MARKS = {"still": 0.0, "one_step": 0.5, "bouncing": 1.0}
#: Regions of another curve that have a name.
MOST_NAMES = 6


class ScalePart:
    """A coloured band from ε = 0 to 1.25 with a handle above it.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    HEIGHT = 92.0

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        self._washes = (theme.wash_good, theme.wash_warning, theme.wash_bad)
        self._inks = (theme.good, theme.warning, theme.bad)
        self.axes = lab.blank_axes()
        self.axes.set_xlim(0, HIGHEST_RATE)
        self.axes.set_ylim(self.HEIGHT, 0)
        self.bands = Bands(lab, self.axes, TOP, BOTTOM, self.axes.transData)
        butt: Looks = {"color": theme.text, "solid_capstyle": "butt"}
        self.dividers = self._line(lw=1.6, **butt)
        self.dividers.set_data(
            [0.5, 0.5, math.nan, 1.0, 1.0], [TOP - 3, BOTTOM + 3, TOP, TOP - 3, BOTTOM + 3]
        )
        self.racers = [
            self._line(marker=mark, ms=6, color=color, mew=0)
            for color, _, mark in racer_looks(theme)
        ]
        self.underline = self._line(lw=3, **butt)
        self.handle = self._line(marker="v", ms=11, color=theme.point, mew=0)
        # Along x the axes count learning rates, and along y logical pixels.
        placed: Looks = {"transform": self.axes.transData}
        middle: Looks = {"size": SMALL + 0.5, "ha": "center", **placed}
        self.names = [moving(lab.line(va="center", **middle)) for _ in range(MOST_NAMES)]
        self.mark_names = {
            name: moving(lab.line(lab.texts(f"descent.scale.{name}"), **middle)) for name in MARKS
        }
        self.mark_names["still"].set_horizontalalignment("left")
        self.ticks = {
            rate: lab.write(significant(rate), SMALL, theme.muted, ha=side, **placed)
            for rate, side in {0.0: "left", 0.5: "center", 1.0: "center", 1.25: "right"}.items()
        }
        for rate, tick in self.ticks.items():
            tick.set_position((rate, BOTTOM + 8))
        for name, rate in MARKS.items():
            self.mark_names[name].set_position((rate, BOTTOM + 20))
        self.value = moving(lab.line(size=BODY + 2, va="bottom", **placed))
        self.rect = Rect(0.0, 0.0, 100.0, self.HEIGHT)

    def _line(self, **looks: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], clip_on=False, **looks)[0])

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle of the height `HEIGHT`."""
        self.rect = rect
        self.lab.place_at(self.axes, rect)

    def show(self, visible: bool) -> None:
        """The scale is always there."""

    def grip(self) -> Rect:
        """Return the place of the handle."""
        share = self.lab.run.settings.lr / HIGHEST_RATE
        x = self.rect.left + share * self.rect.width
        return Rect.around(x, self.rect.top + TOP - 8, 18.0, 18.0)

    def _rates(self, width: float) -> float:
        """Return how far a width in logical pixels reaches on the scale."""
        return width / self.rect.width * HIGHEST_RATE

    def update(self) -> None:
        """Show the present ε and what it does."""
        run = self.lab.run
        self.handle.set_data([run.settings.lr], [TOP - 8])
        for index, marker in enumerate(self.racers):
            rates = run.settings.raced[index : index + 1]
            marker.set_data(rates, [BOTTOM + 3.5] * len(rates))
        if run.curve is None:
            self.bands.update(REGIONS, lambda regime: self._washes[regime])
        else:
            found = () if run.hidden else over_rates(run.settings.function, run.settings.x0)
            theme, curve = self.lab.theme, run.curve
            self.bands.update(found, lambda basin: wash_of(theme, basin, curve))
        outcome = "" if run.hidden or run.curve is not None else run.outcome
        self._show_outcome(run.curve is None, outcome)
        self._write_names(run, outcome)
        self._write_value(run.settings.lr)

    def _show_outcome(self, on_parabola: bool, outcome: str) -> None:
        """On the parabola, say what each learning rate does, and what the present one does."""
        self.dividers.set_visible(on_parabola)
        for name, word in self.mark_names.items():
            word.set_visible(on_parabola)
            word.set_color(self.lab.theme.text if name == outcome else self.lab.theme.muted)
            word.set_fontweight("bold" if name == outcome else "normal")
        self.underline.set_visible(outcome in REGIMES)
        if outcome in REGIMES:
            low, high, index = REGIONS[REGIMES.index(outcome)]
            self.underline.set_color(self._inks[index])
            self.underline.set_data([low, high], [BOTTOM - 1] * 2)

    def _write_names(self, run: Run, outcome: str) -> None:
        """Write names into the widest regions, where they fit."""
        lab, is_so = self.lab, False
        for word in self.names:
            word.set_visible(False)
        widest = sorted(self.bands.shown, key=lambda region: region.low - region.high)
        for word, (low, high, basin) in zip(self.names, widest, strict=False):
            if run.curve is not None:
                text = basin_name(run, basin, lab.texts)
                color = ink_of(lab.theme, basin, run.curve)
            else:
                text = lab.texts(f"descent.scale.{REGIMES[basin]}")
                is_so = REGIMES[basin] == outcome
                color = self._inks[basin] if is_so else lab.theme.text
            needed = self._rates(lab.width_of(text, SMALL + 0.5, is_so) + 6)
            word.set_visible(needed <= high - low)
            word.set_text(text)
            word.set_color(color)
            word.set_fontweight("bold" if is_so else "normal")
            word.set_position(((low + high) / 2, (TOP + BOTTOM) / 2))

    def _write_value(self, rate: float) -> None:
        """Write ε above its handle, but within the part."""
        self.value.set_text(rf"$\varepsilon = {fixed(rate)}$")
        width = self._rates(self.lab.width_of(self.value.get_text(), BODY + 2))
        left = min(max(rate - width / 2, 0.0), HIGHEST_RATE - width)
        self.value.set_position((left, TOP - 16))

    def rate_at(self, event: MouseEvent, held: bool = False) -> float | None:
        """Return the ε under the pointer; while dragging also from beside the band."""
        rate, _ = self.axes.transData.inverted().transform((event.x, event.y))
        inside = self.rect.inside(-8, 4, -8, self.HEIGHT - BOTTOM - 8)
        if held or inside.holds(*self.lab.pointer(event)):
            return float(min(max(rate, 0.0), HIGHEST_RATE))
        return None
