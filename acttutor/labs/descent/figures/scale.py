"""The scale of ε: which learning rate does what, and where the present one is."""

from typing import Any, NamedTuple

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.descent.figures.names import racer_colors
from acttutor.labs.descent.figures.outcomes import Bands, Region, ink_of, over_rates, wash_of
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import HIGHEST_RATE
from acttutor.labs.descent.words_curves import basin_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL

#: Height of the part in logical pixels, and where its band begins and ends.
HEIGHT, TOP, BOTTOM = 92.0, 36.0, 62.0
#: What happens on the parabola; the outcomes at single values belong to no region.
REGIMES = ("monotone", "oscillating", "diverging")
REGIONS = (Region(0.0, 0.5, 0), Region(0.5, 1.0, 1), Region(1.0, HIGHEST_RATE, 2))
MARKS = {"still": 0.0, "one_step": 0.5, "bouncing": 1.0}
#: Regions of another curve that have a name.
MOST_NAMES = 6


class _Named(NamedTuple):
    """What is written into a region."""

    text: str
    color: str
    bold: bool = False


class ScalePart:
    """A coloured band from ε = 0 to 1.25 with a handle above it.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        self._washes = (theme.wash_good, theme.wash_warning, theme.wash_bad)
        self._inks = (theme.good, theme.warning, theme.bad)
        self.axes = lab.blank_axes()
        self.axes.set_xlim(0, HIGHEST_RATE)
        self.axes.set_ylim(HEIGHT, 0)
        self.bands = Bands(lab, self.axes, TOP, BOTTOM, self.axes.transData)
        butt: Any = {"color": theme.text, "solid_capstyle": "butt"}
        self.dividers = [self._line(lw=1.6, **butt) for _ in range(2)]
        self.racers = [self._line(marker="^", ms=6, color=c, mew=0) for c in racer_colors(theme)]
        self.underline = self._line(lw=3, **butt)
        self.handle = self._line(marker="v", ms=11, color=theme.point, mew=0)
        middle: Any = {"size": SMALL + 0.5, "ha": "center"}
        self.names = [moving(lab.line(va="center", **middle)) for _ in range(MOST_NAMES)]
        self.mark_names = {
            name: moving(lab.line(lab.texts(f"descent.scale.{name}"), **middle)) for name in MARKS
        }
        self.mark_names["still"].set_horizontalalignment("left")
        self.ticks = {
            rate: lab.write(f"{rate:g}", SMALL, theme.muted, ha=side)
            for rate, side in {0.0: "left", 0.5: "center", 1.0: "center", 1.25: "right"}.items()
        }
        self.value = moving(lab.line(size=BODY + 2, va="bottom"))
        self.rect = Rect(0.0, 0.0, 100.0, HEIGHT)

    def _line(self, **looks: Any) -> Any:
        return self.lab.moving(self.axes.plot([], [], clip_on=False, **looks)[0])

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle of the height `HEIGHT`."""
        self.rect = rect
        self.lab.place_at(self.axes, rect)
        for rate, tick in self.ticks.items():
            self.lab.put(tick, self._left(rate), rect.top + BOTTOM + 8)
        for name, rate in MARKS.items():
            self.lab.put(self.mark_names[name], self._left(rate), rect.top + BOTTOM + 20)

    def show(self, visible: bool) -> None:
        """The scale is always there."""

    def _left(self, rate: float) -> float:
        """Return where a learning rate stands, in logical pixels."""
        return self.rect.left + rate / HIGHEST_RATE * self.rect.width

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
            curve, theme, settings = run.curve, self.lab.theme, run.settings
            found = () if run.hidden else over_rates(settings.function, settings.x0)
            self.bands.update(found, lambda basin: wash_of(theme, basin, curve))
        self._show_outcome(run)
        self._write_names(run)
        self._write_value(run.settings.lr)

    def _show_outcome(self, run: Run) -> None:
        """On the parabola, say what each learning rate does, and what the present one does."""
        on_parabola, theme = run.curve is None, self.lab.theme
        for line, rate in zip(self.dividers, (0.5, 1.0), strict=True):
            line.set_data([rate, rate], [TOP - 3, BOTTOM + 3])
            line.set_visible(on_parabola)
        for name, word in self.mark_names.items():
            is_so = name == self._outcome(run)
            word.set_visible(on_parabola)
            word.set_color(theme.text if is_so else theme.muted)
            word.set_fontweight("bold" if is_so else "normal")
        regime = self._outcome(run)
        self.underline.set_visible(regime in REGIMES)
        if regime in REGIMES:
            low, high, index = REGIONS[REGIMES.index(regime)]
            self.underline.set_color(self._inks[index])
            self.underline.set_data([low, high], [BOTTOM - 1] * 2)

    def _outcome(self, run: Run) -> str:
        return "" if run.hidden or run.curve is not None else run.outcome

    def _named(self, run: Run, basin: int) -> _Named:
        texts, theme = self.lab.texts, self.lab.theme
        if run.curve is not None:
            return _Named(basin_name(run, basin, texts), ink_of(theme, basin, run.curve))
        regime = REGIMES[basin]
        is_so = regime == self._outcome(run)
        color = self._inks[basin] if is_so else theme.text
        return _Named(texts(f"descent.scale.{regime}"), color, is_so)

    def _write_names(self, run: Run) -> None:
        """Write names into the widest regions, where they fit."""
        for name in self.names:
            name.set_visible(False)
        widest = sorted(self.bands.shown, key=lambda region: region.low - region.high)
        for word, (low, high, basin) in zip(self.names, widest, strict=False):
            text, color, bold = self._named(run, basin)
            left, right = self._left(low), self._left(high)
            word.set_visible(self.lab.width_of(text, SMALL + 0.5, bold) + 6 <= right - left)
            word.set_text(text)
            word.set_color(color)
            word.set_fontweight("bold" if bold else "normal")
            self.lab.put(word, (left + right) / 2, self.rect.top + (TOP + BOTTOM) / 2)

    def _write_value(self, rate: float) -> None:
        """Write ε above its handle, but within the part."""
        self.value.set_text(rf"$\varepsilon = {rate:.2f}$")
        width = self.lab.width_of(self.value.get_text(), BODY + 2)
        left = min(max(self._left(rate) - width / 2, self.rect.left), self.rect.right - width)
        self.lab.put(self.value, left, self.rect.top + TOP - 16)

    def rate_at(self, event: MouseEvent, held: bool = False) -> float | None:
        """Return the ε under the pointer; while dragging also from beside the band."""
        x, y = self.lab.pointer(event)
        rate = (x - self.rect.left) / self.rect.width * HIGHEST_RATE
        inside = self.rect.left - 8 <= x <= self.rect.right + 8
        if held or (inside and 4 <= y - self.rect.top <= BOTTOM + 8):
            return min(max(rate, 0.0), HIGHEST_RATE)
        return None
