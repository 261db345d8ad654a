"""The colours of losses: the lower, the stronger."""

import math

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

from acttutor.plots.style import Theme

Colors = npt.NDArray[np.floating]

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
        #: The losses at the ends of the scale; nan if there are none.
        self.ends = (math.nan, math.nan)
        #: Whether there are losses beyond its upper end.
        self.is_open = False

    def ramp(self, shares: Colors) -> Colors:
        """Return colours from the highest loss (0) to the lowest (1), shape (…, 3)."""
        return np.asarray(self._high + shares[..., None] * (self._low - self._high))

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

    @staticmethod
    def pixels(faces: Colors) -> npt.NDArray[np.uint8]:
        """Return colours as bytes, shape (…, 4)."""
        return np.insert(np.round(faces * 255).astype(np.uint8), 3, 255, axis=-1)

    def numbers(self, values: Colors) -> npt.NDArray[np.uint8]:
        """Return the colours from one end of the scale, −1, to the other, 1."""
        return self.pixels(self.ramp((1 - values) / 2))
