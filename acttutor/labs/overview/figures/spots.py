"""Places that lead somewhere: framed while the pointer is there, or because they are picked."""

from typing import NamedTuple

from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import Link
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Place, Rect
from acttutor.plots.sheet import Sheet

#: A lab, a setting with the value that a click gives it, or the door behind what lives.
Target = Link | tuple[str, str] | str
#: Width of a frame in points.
FRAME = 1.8
#: Height that most parts of the page need, in logical pixels.
LEAST = 300.0


class Spot(NamedTuple):
    """What is framed, where it leads, and from where if not from the frame alone."""

    frame: Rect
    target: Target
    reach: Rect | None = None

    def holds(self, place: tuple[float, float] | None) -> bool:
        """Tell whether a point leads there."""
        return place is not None and (self.reach or self.frame).holds(*place)


class Spots:
    """The places of one part of the page.

    Args:
        lab: the figure.
        corner: how round the frames are, in logical pixels.
    """

    def __init__(self, lab: LabFigure[Run], corner: float) -> None:
        self._theme, self._corner = lab.theme, corner
        self._layer = GraphLayer(lab)
        self.all: list[Spot] = []
        self._lit: Spot | None = None

    def place(self, *spots: Spot) -> None:
        """Begin anew, with these places."""
        self.all, self._lit = list(spots), None

    def of(self, target: Target) -> Rect:
        """Return the frame of what leads to a target."""
        return next(spot.frame for spot in self.all if spot.target == target)

    @property
    def lit(self) -> Target | None:
        """What the place under the pointer leads to."""
        return self._lit and self._lit.target

    def at(self, x: float, y: float) -> Target | None:
        """Return what a point leads to."""
        return next((spot.target for spot in self.all if spot.holds((x, y))), None)

    def light(self, place: tuple[float, float] | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        before = self._lit
        self._lit = next((spot for spot in self.all if spot.holds(place)), None)
        return before is not self._lit

    def update(self, picked: Target | None = None) -> None:
        """Frame what is picked, more quietly than that what is under the pointer."""
        lit, theme = self._lit, self._theme
        framed = [(self.of(picked), theme.accent)] if picked else []
        if lit is not None and lit.target != picked:
            framed.append((lit.frame, theme.line if picked else theme.accent))
        self._layer.update([Node(rect, "none", edge, FRAME, self._corner) for rect, edge in framed])


class Section(Place):
    """A part of the page that is drawn on its sheet, with its places.

    Args:
        lab: the figure; it names theme, run and texts.
        sheet: where to draw.
        corner: how round the frames of its places are, in logical pixels.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet, corner: float = 6.0) -> None:
        super().__init__()
        self.lab, self.sheet = lab, sheet
        self.spots = Spots(lab, corner)

    @property
    def least(self) -> float:
        """The height that it needs before anything lives above it, in logical pixels."""
        return LEAST

    def update(self) -> None:
        """Frame the place under the pointer."""
        self.spots.update()

    def places(self) -> list[Spot]:
        """Return all that leads somewhere."""
        return self.spots.all

    def target(self, x: float, y: float) -> Target | None:
        """Return what a point leads to."""
        return self.spots.at(x, y)
