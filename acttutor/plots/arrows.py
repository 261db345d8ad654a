"""Arrows between data points, as two collections that take new data at every frame."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.transforms import IdentityTransform


class Arrows:
    """Straight arrows; their heads keep their size in pixels whatever the axes show.

    Args:
        axes: where to draw.
        color: of shafts and heads.
        width: of the shafts in points.
        head: length of the heads in logical pixels.
        gap: free space left at both ends in logical pixels, for the markers there.
        moving: marks artists as moving, see `acttutor.plots.lab_figure.LabFigure.moving`.
    """

    def __init__(
        self,
        axes: Axes,
        color: str,
        moving: Callable[[Artist], Artist],
        width: float = 1.0,
        head: float = 8.0,
        gap: float = 6.0,
    ) -> None:
        self._axes = axes
        self._head, self._gap = head, gap
        self.shafts = LineCollection(
            [], colors=color, linewidths=width, transform=IdentityTransform()
        )
        # Matplotlib's types know no arrays of corners, which are drawn faster.
        self.heads: Any = PolyCollection([], facecolors=color, transform=IdentityTransform())
        for artist in (self.shafts, self.heads):
            axes.add_collection(artist, autolim=False)
            moving(artist)

    def set_visible(self, visible: bool) -> None:
        """Show or hide all arrows."""
        self.shafts.set_visible(visible)
        self.heads.set_visible(visible)

    def set_data(self, starts: npt.ArrayLike, ends: npt.ArrayLike) -> None:
        """Draw arrows from ``starts`` to ``ends``, both of shape (n, 2), in data coordinates."""
        scale = float(self._axes.figure.dpi) / 96
        begin = np.asarray(self._axes.transData.transform(np.reshape(starts, (-1, 2))))
        end = np.asarray(self._axes.transData.transform(np.reshape(ends, (-1, 2))))
        # Far outside, an arrow is only a direction; huge pixels overflow in the renderer.
        begin, end = np.clip(begin, -1e5, 1e5), np.clip(end, -1e5, 1e5)
        length = np.hypot(*(end - begin).T)
        long_enough = length > (2 * self._gap + 3) * scale
        begin, end, length = begin[long_enough], end[long_enough], length[long_enough]
        along = (end - begin) / length[:, None]
        begin, end = begin + along * self._gap * scale, end - along * self._gap * scale
        head = np.minimum(self._head * scale, 0.6 * length)[:, None]
        across = np.column_stack([-along[:, 1], along[:, 0]])
        base = end - along * head
        self.shafts.set_segments(list(np.stack([begin, base], axis=1)))
        corners = [end, base + across * head * 0.42, base - across * head * 0.42]
        self.heads.set_verts(np.stack(corners, axis=1))
