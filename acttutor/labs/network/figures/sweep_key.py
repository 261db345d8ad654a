"""The colours of losses: the lower, the stronger; and the key to them."""

import math

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

from acttutor.labs.network.run import Run
from acttutor.labs.network.words_sweep import short_loss
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import SMALL, Theme
from acttutor.plots.text.quick import QuickText

Colors = npt.NDArray[np.floating]

#: Size of the key in logical pixels, and the room for a number beside it.
WIDTH, HEIGHT, NUMBER = 96.0, 9.0, 46.0
#: The share of the losses that the scale spans, and the logarithm of the least factor between its
#: ends.
MOST, LEAST_SPAN = 0.9, math.log(4)
#: How far above the scale a loss must be, as a logarithm, for the key to say so.
BEYOND = math.log(1.1)


class LossColors:
    """Colours losses on a logarithmic scale from the highest to the lowest one shown.

    Args:
        theme: the colours; green means low, a failed network has a colour of its own.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._low, self._high = np.array(to_rgb(theme.good)), np.array(to_rgb(theme.zero))
        self._inks = (theme.point, theme.background, theme.surface)
        #: The losses at the ends of the scale; nan if there are none.
        self.ends = (math.nan, math.nan)
        #: Whether there are losses beyond its upper end.
        self.is_open = False

    def ramp(self, shares: Colors) -> Colors:
        """Return colours from the highest loss (0) to the lowest (1), shape (n, 3)."""
        return np.asarray(self._high + shares[:, None] * (self._low - self._high))

    def of(self, losses: Colors) -> Colors:
        """Return the colours of losses, shape (n, 3); nan has that of an empty cell."""
        faces = np.tile(to_rgb(self._theme.surface), (len(losses), 1))
        faces[np.isposinf(losses)] = to_rgb(self._theme.wash_bad)
        finite = np.isfinite(losses)
        self.ends, self.is_open = (math.nan, math.nan), False
        if finite.any():
            # A loss can be exactly zero.
            logs = np.log(np.maximum(losses[finite], 1e-12))
            low, high = self._span(logs)
            self.ends = (math.exp(low), math.exp(high))
            self.is_open = bool(logs.max() > high + BEYOND)
            faces[finite] = self.ramp(((high - logs) / (high - low)).clip(0, 1))
        return faces

    @staticmethod
    def _span(logs: Colors) -> tuple[float, float]:
        """Return the ends of the scale: wide enough that equal losses look equal, and not so wide
        that a few very bad ones make all others look the same."""
        low, high = float(logs.min()), float(np.quantile(logs, MOST))
        lacking = LEAST_SPAN - (high - low)
        return (low - lacking / 2, high + lacking / 2) if lacking > 0 else (low, high)

    def inks(self, faces: Colors) -> list[str]:
        """Return for each cell the colour of text that stands out most on it."""
        contrasts = [contrast(np.array(to_rgb(ink)), faces) for ink in self._inks]
        return [self._inks[index] for index in np.argmax(contrasts, axis=0)]


def contrast(first: Colors, second: Colors) -> Colors:
    """Return the contrast ratios of colours (WCAG 2), from 1 to 21; shape (..., 3) each."""
    one, other = _luminance(first), _luminance(second)
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))


def _luminance(colors: Colors) -> Colors:
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


class ColorKey:
    """A ramp of colours between the lowest and the highest loss.

    Args:
        lab: the figure.
        colors: what it explains.
    """

    def __init__(self, lab: LabFigure[Run], colors: LossColors) -> None:
        self._lab = lab
        self._colors = colors
        self.axes = lab.blank_axes()
        ramp = colors.ramp(np.linspace(1, 0, 48))[None]
        self.axes.imshow(ramp, aspect="auto", extent=(0, 1, 0, 1), interpolation="nearest")
        self._ends = [self._number("right"), self._number("left")]

    def _number(self, side: str) -> QuickText:
        text = QuickText(0, 0, "", size=SMALL, color=self._lab.theme.muted, ha=side, va="center")
        self._lab.figure.add_artist(text)
        return self._lab.moving(text)

    def layout(self, right: float, middle: float) -> None:
        """Put it at the right end of a line."""
        left = right - WIDTH - NUMBER
        self._lab.place(self.axes, left, middle - HEIGHT / 2, WIDTH, HEIGHT)
        self._lab.put(self._ends[0], left - 6, middle)
        self._lab.put(self._ends[1], left + WIDTH + 6, middle)

    def update(self) -> None:
        """Write the losses at its ends."""
        low, high = map(short_loss, self._colors.ends)
        self._ends[0].set_text(low)
        self._ends[1].set_text(f"≥ {high}" if self._colors.is_open else high)
