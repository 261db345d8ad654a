"""Small cells or dots in a row, such as the steps of a calculation or the questions of an exam."""

import math
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from matplotlib.backend_bases import MouseEvent

from acttutor.plots.drawing import Drawing
from acttutor.plots.handles import Handle
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Place, Rect, columns, fixed, rows, share
from acttutor.plots.style import SMALL

#: Height of the names above the cells, height of a cell, space between two cells, and between two
#: groups, in logical pixels.
NAME, CELL, GAP, BETWEEN = 17.0, 9.0, 3.0, 10.0
#: A cell that is ringed has its ring so far around it.
RING = 4.0


class Cell(NamedTuple):
    """The colours of a cell, of its frame, and of a ring around it."""

    face: str
    edge: str = "none"
    ring: str = "none"


class Group(NamedTuple):
    """Cells that belong together, and the name above them."""

    cells: Sequence[Cell]
    name: str = ""
    color: str = ""


class Strip:
    """Cells that share a line.

    Args:
        drawing: what to draw with.
        most: width of a cell at most; nothing lets them fill the line.
        dots: whether cells are round.
        rests: whether it changes only now and then.
    """

    def __init__(
        self, drawing: Drawing, most: float = math.inf, dots: bool = False, rests: bool = False
    ) -> None:
        self.drawing, self.most, self.dots = drawing, most, dots
        self.layer = GraphLayer(drawing, rests)
        mark = drawing.static if rests else drawing.moving
        self.names = [mark(drawing.cell(size=SMALL, ha="left")) for _ in range(3)]
        self.rect = Rect(0.0, 0.0, 100.0, 34.0)
        #: Where each cell is, with the space around it.
        self.places: list[Rect] = []

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.layer.show(visible)
        if not visible:
            self.places = []
            for name in self.names:
                name.set_visible(False)

    def update(self, groups: Sequence[Group]) -> None:
        """Show the cells, group by group; there may be as many names as there are groups."""
        places = [[Place() for _ in group.cells] for group in groups]
        named = any(group.name for group in groups)
        line = [
            [share(place, most=self.most) for place in group]
            + [fixed(None, BETWEEN - 2 * GAP)] * (group is not places[-1])
            for group in places
        ]
        cells = share(columns(*chain(*line), gap=GAP))
        rows(fixed(None, NAME if named else 0.0), cells).layout(self.rect)
        self.places = [place.rect for group in places for place in group]
        colors = [cell for group in groups for cell in group.cells]
        rings = [
            Node(self._box(place, CELL + 2 * RING), "none", cell.ring, 1.4, CELL)
            for place, cell in zip(self.places, colors, strict=True)
            if cell.ring != "none"
        ]
        boxes = [
            Node(self._box(place, CELL), cell.face, cell.edge, 1.2, CELL / 2 if self.dots else 2.0)
            for place, cell in zip(self.places, colors, strict=True)
        ]
        self.layer.update([*rings, *boxes])
        for name in self.names[len(groups) :]:
            name.set_visible(False)
        for name, group, places_ in zip(self.names, groups, places, strict=False):
            name.set_visible(bool(group.name))
            name.set_text(group.name)
            name.set_color(group.color or self.drawing.theme.text)
            self.drawing.put(name, places_[0].rect.left, self.rect.top + NAME / 2)

    def _box(self, place: Rect, size: float) -> Rect:
        return Rect.around(*place.middle, size if self.dots else place.width, size)

    def handles(self, id: str, name: str) -> list[Handle]:
        """Return the cells, for the keyboard, by their numbers from 1."""
        return [
            Handle(f"{id} {index}", place, f"{name} {index + 1}")
            for index, place in enumerate(self.places)
        ]

    def cell_at(self, event: MouseEvent) -> int | None:
        """Return the number of the cell under the pointer."""
        x, y = self.drawing.pointer(event)
        found = (i for i, place in enumerate(self.places) if place.grown(GAP / 2).holds(x, y))
        return next(found, None)
