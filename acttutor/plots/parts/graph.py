"""Boxes, circles and arrows between them: networks and other drawings of what leads to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from matplotlib import rcParams
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from acttutor.plots.drawing import AnyArtist, Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL
from acttutor.plots.text.quick import SharedText

CORNER = 6.0
Spot = tuple[float, float]

#: Where a text stands at its place.
Align: TypeAlias = Literal["center", "left", "right"]


@dataclass(frozen=True)
class Node:
    """A box with round corners; with ``corner`` half its side, a circle.

    Args:
        rect: its place.
        face, edge: colours, "none" for nothing.
        width: of its frame in points.
        text, color, size: what is written in it.
        align: where: in its middle, or from its left or right side.
        family: the type, if not that of all figures.
        bold: whether it is bold.
    """

    rect: Rect
    face: str = "none"
    edge: str = "none"
    width: float = 1.0
    corner: float = CORNER
    text: str = ""
    color: str = ""
    size: float = SMALL + 1.5
    align: Align = "center"
    family: tuple[str, ...] = ()
    bold: bool = False


def written(x: float, y: float, text: str, color: str, size: float) -> Node:
    """Return a text around a point, without a box."""
    return Node(Rect(x, y, 0.0, 0.0), text=text, color=color, size=size)


def circle(x: float, y: float, radius: float, face: str, edge: str, width: float = 1.0) -> Node:
    """Return a round node."""
    rect = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    return Node(rect, face, edge, width, radius)


@dataclass(frozen=True)
class Edge:
    """A line along points in logical pixels, with an arrow head at its end if it has a length."""

    points: Sequence[Spot]
    color: str
    width: float = 1.2
    head: float = 0.0


class GraphLayer:
    """Edges with their heads, and nodes above them; a graph may have several layers.

    Args:
        drawing: what to draw with.
        rests: whether it changes only now and then.
        behind: whether it lies behind all axes; then it changes only with a full draw.
    """

    def __init__(self, drawing: Drawing, rests: bool = False, behind: bool = False) -> None:
        self.drawing, self._behind = drawing, behind
        self._marked = drawing.static if rests else drawing.moving
        self.lines = self._add(LineCollection([], transform=IdentityTransform()))
        self.heads = self._add(PolyCollection([], transform=IdentityTransform()))
        self.boxes = self._add(PathCollection([], offsets=None, transform=IdentityTransform()))
        self.texts: list[SharedText] = []
        self._rests = rests
        self._shown: object = None
        self._visible = True
        self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        # A collection costs time even if there is nothing in it.
        for artist in (self.lines, self.heads, self.boxes):
            artist.set_visible(len(artist.get_paths()) > 0)

    def _add(self, artist: AnyArtist) -> AnyArtist:
        self.drawing.figure.add_artist(artist)
        return self._mark(artist)

    def _mark(self, artist: AnyArtist) -> AnyArtist:
        if not self._behind:
            return self._marked(artist)
        artist.set_zorder(-1)
        return artist

    def layout(self, rect: Rect) -> None:
        """Nothing to do: nodes and edges come with their places."""

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        if visible == self._visible:
            return
        self._visible, self._shown = visible, None
        for artist in (self.lines, self.heads, self.boxes, *self.texts):
            artist.set_visible(visible)
        if visible:
            self._show_what_there_is()

    def update(self, nodes: Sequence[Node], edges: Sequence[Edge] = ()) -> None:
        """Draw nodes and edges, later ones above."""
        scale, height = self.drawing.scale, float(self.drawing.figure.bbox.height)
        shown = (tuple(nodes), tuple(edges), scale, height)
        if shown == self._shown:
            return
        self._visible, self._shown = True, shown
        if self._rests:
            self.drawing.invalidate()
        self._write([node for node in nodes if node.text])
        nodes = [node for node in nodes if (node.face, node.edge) != ("none", "none")]
        self.lines.set_segments([_in_pixels(edge.points, scale, height) for edge in edges])
        self.lines.set(colors=[e.color for e in edges], linewidths=[e.width for e in edges])
        arrows = [edge for edge in edges if edge.head]
        self.heads.set_verts([_head(edge, scale, height) for edge in arrows])
        self.heads.set(facecolors=[edge.color for edge in arrows], edgecolors="none")
        self.boxes.set_paths([_rounded(node.rect, node.corner, scale, height) for node in nodes])
        self.boxes.set(
            facecolors=[node.face for node in nodes],
            edgecolors=[node.edge for node in nodes],
            linewidths=[node.width for node in nodes],
        )
        self._show_what_there_is()

    def _write(self, nodes: Sequence[Node]) -> None:
        drawing = self.drawing
        for _ in nodes[len(self.texts) :]:
            self.texts.append(self._mark(drawing.cell(ha="center")))
        for text in self.texts[len(nodes) :]:
            text.set_visible(False)
        for text, node in zip(self.texts, nodes, strict=False):
            text.set_visible(True)
            text.set_text(node.text)
            text.set_fontsize(node.size)
            text.set_color(node.color or drawing.theme.text)
            text.set_horizontalalignment(node.align)
            text.set_fontfamily(list(node.family) or rcParams["font.family"])
            text.set_fontweight("bold" if node.bold else "normal")
            left, middle, right = node.rect.left, node.rect.middle, node.rect.right
            x = {"left": left, "center": middle[0], "right": right}[node.align]
            drawing.put(text, x, middle[1])


def _in_pixels(points: Sequence[Spot], scale: float, height: float) -> npt.NDArray[np.float64]:
    """Return points in device pixels from the lower left corner of a figure of some height."""
    return np.array(points) * (scale, -scale) + (0.0, height)


def _head(edge: Edge, scale: float, height: float) -> npt.NDArray[np.float64]:
    tail, tip = _in_pixels(edge.points[-2:], scale, height)
    return arrow_head(tip, tail, edge.head * scale)


# While numbers in a graph change, its boxes stay where they are.
@lru_cache(1024)
def _rounded(rect: Rect, corner: float, scale: float, height: float) -> Path:
    left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
    r = min(corner, rect.width / 2, rect.height / 2)
    if 2 * r == rect.width == rect.height:
        return Path.circle(_in_pixels([rect.middle], scale, height)[0], r * scale)
    points = [(left, top + r), (left, top), (left + r, top)]
    points += [(right - r, top), (right, top), (right, top + r)]
    points += [(right, bottom - r), (right, bottom), (right - r, bottom)]
    points += [(left + r, bottom), (left, bottom), (left, bottom - r), (left, top + r)]
    codes = [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    codes += [Path.LINETO, Path.CURVE3, Path.CURVE3] * 3 + [Path.CLOSEPOLY]
    return Path(_in_pixels(points, scale, height), codes)


def arrow_head(
    tip: npt.NDArray[np.float64], tail: npt.NDArray[np.float64], length: float
) -> npt.NDArray[np.float64]:
    """Return the triangle at the tip of an arrow, shape (3, 2)."""
    along = (tip - tail) / max(float(np.hypot(*(tip - tail))), 1e-9)
    across = np.array([-along[1], along[0]])
    base = tip - along * length
    return np.array([tip, base + across * length * 0.45, base - across * length * 0.45])
