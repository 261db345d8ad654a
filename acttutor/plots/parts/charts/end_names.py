"""Names at the ends of curves, moved apart so that each can be read."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.transforms import IdentityTransform

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL, Looks
from acttutor.plots.text.quick import QuickText

#: Height kept free for a name, in logical pixels.
LINE = 14.0
#: From the end of a curve to its name.
GAP = 6.0


class EndName(NamedTuple):
    """A name, its colour, and the height in device pixels at which its curve ends."""

    text: str
    color: str
    y: float
    bold: bool = False


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least ``gap`` apart within ``low … high``, close to the wanted ones.

    The order of the wanted places is kept; equal ones keep the order in which they are given.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    places = [min(max(wanted[index], low), high) for index in order]
    for position in range(1, len(places)):
        places[position] = max(places[position], places[position - 1] + gap)
    # What was pushed out at one end pushes the others back.
    limit = high
    for position in reversed(range(len(places))):
        places[position] = min(places[position], limit)
        limit = places[position] - gap
    result = [0.0] * len(places)
    for index, place in zip(order, places, strict=True):
        result[index] = place
    return result


def _apart(wanted: Sequence[float], gap: float) -> list[int]:
    """Return which of the places, the first ones first, are at least ``gap`` apart."""
    kept: list[int] = []
    for index, place in enumerate(wanted):
        if all(abs(place - wanted[other]) >= gap for other in kept):
            kept.append(index)
    return kept


class EndNames:
    """Names of up to ``most`` curves.

    Args:
        drawing: what to draw with.
        most: the largest number of names.
        rests: whether they change only when `Drawing.wake` says so.
        size: of the type, in points.
        covers: whether they cover what lies below them.
        line: height kept free for each, in logical pixels.
    """

    def __init__(
        self,
        drawing: Drawing,
        most: int,
        rests: bool = False,
        size: float = SMALL,
        covers: bool = False,
        line: float = LINE,
    ) -> None:
        self.drawing, self.line = drawing, line
        mark = drawing.static if rests else drawing.moving
        looks: Looks = {"backdrop": drawing.theme.background} if covers else {}
        self.texts: list[QuickText] = [
            mark(
                drawing.line(
                    size=size, va="center_baseline", transform=IdentityTransform(), **looks
                )
            )
            for _ in range(most)
        ]

    def update(
        self,
        names: Sequence[EndName],
        x: float,
        low: float,
        high: float,
        before: bool = False,
        crowded: str = "spread",
    ) -> None:
        """Write the names.

        Args:
            names: one for each curve; one without text is left out.
            x: where the curves end, in device pixels.
            low, high: the names stay between these heights in device pixels.
            before: whether the names stand on the left of ``x``.
            crowded: what happens to names without room: ``"spread"`` moves them apart, ``"drop"``
                leaves out those named later.
        """
        scale = self.drawing.scale
        shown = [name for name in names if name.text]
        wanted = [name.y if math.isfinite(name.y) else low for name in shown]
        low, high = low + 6 * scale, high - 4 * scale
        if crowded == "drop":
            wanted = [min(max(y, low), high) for y in wanted]
            kept = _apart(wanted, self.line * scale)
            shown, places = [shown[i] for i in kept], [wanted[i] for i in kept]
        else:
            places = spread(wanted, self.line * scale, low, high)
        side = x + (-GAP if before else GAP) * scale
        for text in self.texts[len(shown) :]:
            text.set_visible(False)
        for text, name, place in zip(self.texts, shown, places, strict=False):
            text.set_visible(True)
            text.set_text(name.text)
            text.set_color(self.drawing.theme.ink(name.color))
            text.set_fontweight("bold" if name.bold else "normal")
            text.set_horizontalalignment("right" if before else "left")
            text.set_position((side, place))

    def show(self, visible: bool) -> None:
        """Hide all names; `update` shows those that there are."""
        if not visible:
            for text in self.texts:
                text.set_visible(False)

    def places(self) -> list[Rect | None]:
        """Return where each name stands; ``None`` for one that is not shown."""
        drawing, scale = self.drawing, self.drawing.scale
        found: list[Rect | None] = []
        for text in self.texts:
            left, y = text.get_position()
            middle = (float(drawing.figure.bbox.height) - y) / scale
            width = text.extent(drawing.dpi)[0] / scale
            place = Rect(left / scale, middle - self.line / 2, width, self.line)
            found.append(place if text.get_visible() else None)
        return found

    def index_at(self, x: float, y: float) -> int | None:
        """Return the number of the name at a point in device pixels."""
        scale = self.drawing.scale
        for index, text in enumerate(self.texts):
            left, middle = text.get_position()
            width, _ = text.extent(self.drawing.dpi)
            inside = left - 4 * scale <= x <= left + width + 4 * scale
            if text.get_visible() and inside and abs(y - middle) <= self.line / 2 * scale:
                return index
        return None
