"""From the outputs of a network to colours: one number, or a probability of each class."""

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

from acttutor.plots.style import Theme

#: The web playground draws its maps in thirty shades.
SHADES = 30

FloatArray = npt.NDArray[np.floating]
Pixels = npt.NDArray[np.uint8]


def _mix(first: str, second: str, share: float) -> tuple[float, ...]:
    """Return ``share`` of the first colour and the rest of the second."""
    pairs = zip(to_rgb(first), to_rgb(second), strict=True)
    return tuple(share * a + (1 - share) * b for a, b in pairs)


class DecisionColors:
    """Turns outputs into RGBA pixels.

    One number is clamped to ±1 and coloured from negative through grey to positive; probabilities
    mix the colours of up to ten classes.

    Args:
        theme: the colours.
    """

    def __init__(self, theme: Theme) -> None:
        self._tables = {
            False: self._table(theme, np.linspace(-1, 1, SHADES)),
            True: self._table(theme, np.array([-1.0, 1.0])),
        }
        areas = (theme.positive, theme.negative_area, *theme.classes[2:])
        mixed = [_mix(name, theme.background, 0.78) for name in areas]
        self._classes = np.array(mixed) * 255
        self._classes = self._classes.astype(np.float32)

    @staticmethod
    def _table(theme: Theme, values: FloatArray) -> npt.NDArray[np.uint32]:
        """Return the shades for values from −1 to 1, each as four bytes in one number."""
        strong = {
            True: _mix(theme.positive, theme.background, 0.78),
            False: _mix(theme.negative_area, theme.background, 0.78),
        }
        rgba = np.full((len(values), 4), 255, dtype=np.uint8)
        for row, value in enumerate(values):
            end = strong[bool(value > 0)]
            size = abs(float(value))
            color = [
                size * a + (1 - size) * b for a, b in zip(end, to_rgb(theme.zero), strict=True)
            ]
            rgba[row, :3] = np.round(np.array(color) * 255)
        return rgba.view(np.uint32).ravel()

    def numbers(self, values: FloatArray, discretize: bool = False) -> Pixels:
        """Return pixels of shape (*values.shape, 4) for numbers; nan becomes the middle."""
        table = self._tables[discretize]
        # Clamped first, so that no number overflows on its way.
        scaled = np.clip(values, -1, 1)
        scaled += 1
        scaled *= len(table) / 2
        if np.isnan(scaled.sum()):
            scaled = np.nan_to_num(scaled, nan=len(table) / 2)
        # The largest value would be one past the end: "clip" takes the last shade for it.
        shades = table.take(scaled.astype(np.intp), mode="clip")
        pixels: Pixels = shades.view(np.uint8).reshape(*values.shape, 4)
        return pixels

    def classes(self, probabilities: FloatArray, discretize: bool = False) -> Pixels:
        """Return pixels of shape (rows, columns, 4) for probabilities (K, rows, columns)."""
        count = len(probabilities)
        if discretize:
            winner = probabilities.argmax(axis=0)
            probabilities = (winner == np.arange(count)[:, None, None]).astype(float)
        pixels = np.full((*probabilities.shape[1:], 4), 255, dtype=np.uint8)
        shares = np.nan_to_num(probabilities, posinf=1.0, neginf=0.0).clip(0.0, 1.0)
        for channel in range(3):
            # One product per channel: a common one would first copy everything around.
            mixed = np.tensordot(self._classes[:count, channel], shares, axes=(0, 0))
            pixels[..., channel] = np.minimum(mixed, 255)
        return pixels
