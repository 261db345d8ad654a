"""What the maps of the network lab have to look like at points of the square."""

from typing import Any

import numpy as np

from acttutor.core.data.features import expand
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.style import THEMES


def output(scene: Any, points: Any) -> Any:
    """Return the outputs of the network at points of the square, by its readable form."""
    return scene.run.network.forward(expand(points, scene.run.feature_ids))


def pixels_at(scene: Any, points: Any) -> Any:
    """Return the pixels of the large map at points of the square."""
    pixels = scene.figure.map.image.get_pixels()[..., :3].astype(int)
    rows, columns = pixels.shape[:2]
    column = np.round((points[:, 0] + 6) / 12 * (columns - 1)).astype(int)
    row = np.round((6 - points[:, 1]) / 12 * (rows - 1)).astype(int)
    return pixels[row, column]


def grid(count: int = 23) -> Any:
    """Return points all over the square."""
    side = np.linspace(-5.9, 5.9, count)
    return np.array([(x, y) for x in side for y in side])


def unlike(pixels: Any, values: Any, theme: str = "light", slack: float = 0.12) -> Any:
    """Tell which pixels have the colour of no value within ``slack`` of theirs."""
    colors = DecisionColors(THEMES[theme])
    shifts = np.linspace(-slack, slack, 25)
    allowed = colors.numbers(values[None, :] + shifts[:, None])[..., :3].astype(int)
    return (np.abs(allowed - pixels).max(axis=2) > 0).all(axis=0)
