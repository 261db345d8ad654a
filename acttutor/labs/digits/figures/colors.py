"""The colours of pictures: ink on paper, and weights that pull up or down."""

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

from acttutor.core.arrays import Array
from acttutor.core.data.digits import SIDE
from acttutor.labs.digits.model.data import digits
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.style import Theme

Pixels = npt.NDArray[np.uint8]


class PictureColors:
    """Turns numbers for pixels into colours.

    Args:
        theme: the colours.
    """

    def __init__(self, theme: Theme) -> None:
        paper = to_rgb(theme.background if not theme.is_dark else theme.surface)
        self._paper = np.array(to_rgb(theme.background)) * 255
        shades = np.linspace(0.0, 1.0, 65)[:, None]
        mixed = (1 - shades) * np.array(paper) + shades * np.array(to_rgb(theme.text))
        self._ink = np.full((65, 4), 255, dtype=np.uint8)
        self._ink[:, :3] = np.round(mixed * 255)
        self._signed = DecisionColors(theme)
        spread = digits().images.std(axis=0)
        #: How much each pixel differs from digit to digit; weights of others are noise.
        self._used = np.clip(spread / np.median(spread), 0.0, 1.0)

    def ink(self, values: Array) -> Pixels:
        """Return colours for ink from 0 to 1, shape (*values.shape, 4)."""
        steps = np.clip(np.rint(np.asarray(values) * 64), 0, 64).astype(np.intp)
        return np.asarray(self._ink.take(steps, axis=0))

    def images(self, images: Array) -> Pixels:
        """Return pictures of 8 × 8 pixels, (n, 8, 8, 4), of rows of 64 from 0 to 1."""
        return self.ink(images).reshape(-1, SIDE, SIDE, 4)

    def signed(
        self, values: Array, most: Array | float | None = None, even: bool = False
    ) -> Pixels:
        """Return pictures, (n, 8, 8, 4), of rows of 64 numbers around 0.

        Pixels that are white in nearly all digits fade: their weights never get anything to do.

        Args:
            values: shape (n, 64).
            most: what has the strongest colour, by default the largest number of each row.
            even: whether no pixel fades.
        """
        used = np.ones_like(self._used) if even else self._used
        if most is None:
            most = np.abs(values * used).max(axis=1, keepdims=True)
        colors = self._signed.numbers(values / np.maximum(most, 1e-12)).astype(float)
        fade = used[:, None]
        colors[..., :3] = colors[..., :3] * fade + self._paper * (1 - fade)
        return np.round(colors).astype(np.uint8).reshape(-1, SIDE, SIDE, 4)
