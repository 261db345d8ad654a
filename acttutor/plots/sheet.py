"""A sheet over the whole figure, in logical pixels from the top left, that is drawn on anew for
every size."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch
from matplotlib.text import Text

from acttutor.plots.drawing import AnyArtist, Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, DPI, HEADING, SMALL, Looks

#: The x and the y of places.
Points: TypeAlias = tuple[Iterable[float], Iterable[float]]


class Sheet:
    """Draws what rests; the figure's moving artists lie above it.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: Drawing) -> None:
        self.lab = lab
        self.axes = lab.blank_axes()
        self._drawn: list[Artist] = []

    def clear(self, width: float, height: float) -> None:
        """Take everything away, and fit the sheet to the figure."""
        for artist in self._drawn:
            artist.remove()
        self._drawn = []
        self.lab.place(self.axes, 0, 0, width, height)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)

    def _keep(self, artist: AnyArtist) -> AnyArtist:
        self._drawn.append(artist)
        return artist

    def line(self, x: npt.ArrayLike, y: npt.ArrayLike, color: str, **looks: Any) -> None:
        """Draw a line."""
        options = {"lw": 1.4, "solid_capstyle": "round", **looks}
        self._keep(self.axes.plot(np.asarray(x), np.asarray(y), color=color, **options)[0])

    def dot(self, x: float, y: float, radius: float, face: str, edge: str, lw: float = 1.3) -> None:
        """Draw a filled circle."""
        self.dots([(x, y)], radius, face, edge, lw)

    def lines(self, parts: Sequence[Points], color: str, **looks: Any) -> None:
        """Draw lines of the same looks as one artist, each given by its x and its y."""
        gap = [np.nan]
        xs = [value for x, _ in parts for value in (*x, *gap)]
        ys = [value for _, y in parts for value in (*y, *gap)]
        self.line(xs, ys, color, **looks)

    def dots(
        self,
        places: Sequence[tuple[float, float]],
        radius: float,
        face: str,
        edge: str,
        lw: float = 1.3,
    ) -> None:
        """Draw filled circles of the same looks as one artist."""
        size = 2 * radius * 72 / DPI
        x, y = zip(*places, strict=True)
        looks: Looks = {"ls": "", "marker": "o", "ms": size, "mfc": face, "mec": edge, "mew": lw}
        self._keep(self.axes.plot(x, y, zorder=3, **looks)[0])

    def heading(self, rect: Rect, title: str, hint: str) -> None:
        """Write a title at the top of a rectangle, and a quiet hint behind it if it fits."""
        self.text(rect.left, rect.top, title, HEADING, weight="bold")
        shift = self.lab.width_of(title, HEADING, bold=True) + 14
        if shift + self.lab.width_of(hint, SMALL) < rect.width:
            self.text(rect.left + shift, rect.top + 5, hint, SMALL, self.lab.theme.muted)

    def box(self, x: float, y: float, width: float, height: float, **looks: Any) -> Patch:
        """Draw a rectangle with round corners; returns it."""
        return self._keep(self.axes.add_patch(round_box(x, y, width, height, **looks)))

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        color: str,
        bend: float = 0.0,
        lw: float = 1.4,
        head: float = 9.0,
    ) -> None:
        """Draw an arrow, bent by a share of its length."""
        patch = FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=head,
            shrinkA=0,
            shrinkB=0,
            color=color,
            lw=lw,
            connectionstyle=f"arc3,rad={bend}",
            zorder=3,
        )
        self._keep(self.axes.add_patch(patch))

    def text(
        self, x: float, y: float, words: str, size: float = BODY, color: str = "", **looks: Any
    ) -> Text:
        """Write a text, by default with its left top corner at the point; returns it."""
        options = {"ha": "left", "va": "top", "zorder": 4, **looks}
        text = self.axes.text(x, y, words, size=size, color=color or self.lab.theme.text, **options)
        return self._keep(text)


def round_box(x: float, y: float, width: float, height: float, **looks: Any) -> FancyBboxPatch:
    """Return a rectangle with round corners."""
    radius = looks.pop("radius", 8)
    style = f"round,pad=0,rounding_size={radius}"
    return FancyBboxPatch((x, y), width, height, boxstyle=style, **looks)
