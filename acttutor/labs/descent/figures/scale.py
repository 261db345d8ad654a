"""The scale of ε: which learning rate does what, and where the present one is."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import MouseEvent
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from acttutor.labs.descent.figures.names import racer_colors
from acttutor.labs.descent.figures.rates import RateFates
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import HIGHEST_RATE
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL

#: Height of the part in logical pixels, and of its band.
HEIGHT, BAND = 92.0, 26.0
BANDS = (("monotone", 0.0, 0.5), ("oscillating", 0.5, 1.0), ("diverging", 1.0, HIGHEST_RATE))
MARKS = ((0.0, "still"), (0.5, "one_step"), (1.0, "bouncing"))
#: The outcomes at single values belong to no band.
_BAND_TOP, _BAND_BOTTOM = 36.0, 36.0 + BAND


class ScalePart:
    """A coloured band from ε = 0 to 1.25 with a handle above it.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        self.axes = lab.blank_axes()
        self.axes.set_xlim(0, HIGHEST_RATE)
        self.axes.set_ylim(HEIGHT, 0)
        washes = (theme.wash_good, theme.wash_warning, theme.wash_bad)
        self._inks = dict(
            zip((name for name, *_ in BANDS), (theme.good, theme.warning, theme.bad), strict=True)
        )
        #: What holds for the parabola only.
        self._regimes: list[Artist] = [
            self.axes.add_patch(
                Rectangle((low, _BAND_TOP), high - low, BAND, facecolor=wash, linewidth=0)
            )
            for (_, low, high), wash in zip(BANDS, washes, strict=True)
        ]
        for value, _ in MARKS[1:]:
            self._regimes += self.axes.plot(
                [value, value],
                [_BAND_TOP - 3, _BAND_BOTTOM + 3],
                color=theme.text,
                lw=1.6,
                solid_capstyle="butt",
                clip_on=False,
            )
        self.basins = RateFates(lab, self.axes, _BAND_TOP, BAND)
        self.ticks = [
            self._static(value, _BAND_BOTTOM + 8, f"{value:g}", SMALL, theme.muted)
            for value in (*(mark for mark, _ in MARKS), HIGHEST_RATE)
        ]
        self.names = {
            name: self._word((low + high) / 2, _BAND_TOP + BAND / 2, texts(f"descent.scale.{name}"))
            for name, low, high in BANDS
        }
        self.mark_names = {
            name: self._word(value, _BAND_BOTTOM + 20, texts(f"descent.scale.{name}"), va="top")
            for value, name in MARKS
        }
        self.mark_names["still"].set_horizontalalignment("left")
        self._build_markers()

    def _static(self, x: float, y: float, text: str, size: float, color: str) -> Text:
        edge = "left" if x == 0 else "right" if x == HIGHEST_RATE else "center"
        return self.axes.text(x, y, text, size=size, color=color, ha=edge, va="top")

    def _word(self, x: float, y: float, text: str, va: str = "center") -> QuickText:
        word = QuickText(
            x,
            y,
            text,
            size=SMALL + 0.5,
            color=self.lab.theme.text,
            ha="center",
            va=va,
            transform=self.axes.transData,
        )
        self.axes.add_artist(word)
        return self.lab.moving(word)

    def _build_markers(self) -> None:
        theme, moving = self.lab.theme, self.lab.moving
        options: dict[str, Any] = {"ls": "none", "clip_on": False}
        self.racers = [
            moving(self.axes.plot([], [], marker="^", ms=6, color=color, mew=0, **options)[0])
            for color in racer_colors(theme)
        ]
        self.underline = moving(
            self.axes.plot([], [], lw=3, color=theme.text, solid_capstyle="butt", clip_on=False)[0]
        )
        self.handle = moving(
            self.axes.plot([], [], marker="v", ms=11, color=theme.point, mew=0, **options)[0]
        )
        self.value = QuickText(
            0,
            0,
            "",
            size=BODY + 2,
            color=theme.text,
            ha="left",
            va="bottom",
            transform=IdentityTransform(),
        )
        self.axes.add_artist(self.value)
        moving(self.value)

    def layout(self, left: float, top: float, width: float) -> None:
        """Take a rectangle of the height `HEIGHT`, given in logical pixels."""
        self.lab.place(self.axes, left, top, width, HEIGHT)
        for artist in (*self._regimes, *self.names.values(), *self.mark_names.values()):
            artist.set_visible(self.lab.run.curve is None)

    def update(self) -> None:
        """Show the present ε and what it does."""
        run, theme = self.lab.run, self.lab.theme
        rate = run.settings.lr
        self.handle.set_data([rate], [_BAND_TOP - 8])
        for index, marker in enumerate(self.racers):
            shown = index < len(run.settings.raced)
            marker.set_visible(shown)
            if shown:
                marker.set_data([run.settings.raced[index]], [_BAND_BOTTOM + 3.5])
        self.basins.update()
        outcome = "" if run.hidden or run.curve is not None else run.outcome
        for name, word in self.names.items():
            word.set_color(self._inks[name] if name == outcome else theme.text)
            word.set_fontweight("bold" if name == outcome else "normal")
        for name, word in self.mark_names.items():
            word.set_color(theme.text if name == outcome else theme.muted)
            word.set_fontweight("bold" if name == outcome else "normal")
        band = next((band for band in BANDS if band[0] == outcome), None)
        self.underline.set_visible(band is not None)
        if band is not None:
            self.underline.set_color(self._inks[outcome])
            self.underline.set_data(band[1:], [_BAND_BOTTOM - 1] * 2)
        self._write_value(rate)

    def _write_value(self, rate: float) -> None:
        """Write ε above its handle, but within the part."""
        self.value.set_text(rf"$\varepsilon = {rate:.2f}$")
        width, _ = self.value.extent(float(self.lab.figure.dpi))
        x, y = self.axes.transData.transform((rate, _BAND_TOP - 16))
        box = self.axes.bbox
        self.value.set_position((min(max(x - width / 2, box.x0), box.x1 - width), y))

    def rate_at(self, event: MouseEvent, held: bool = False) -> float | None:
        """Return the ε under the pointer; while dragging also from beside the band."""
        box, scale = self.axes.bbox, self.lab.scale
        x = (event.x - box.x0) / box.width * HIGHEST_RATE
        if held:
            return float(min(max(x, 0.0), HIGHEST_RATE))
        from_top = (box.y1 - event.y) / scale
        margin = 8 * HIGHEST_RATE / box.width * scale
        inside = -margin <= x <= HIGHEST_RATE + margin and 4 <= from_top <= _BAND_BOTTOM + 8
        return float(min(max(x, 0.0), HIGHEST_RATE)) if inside else None
