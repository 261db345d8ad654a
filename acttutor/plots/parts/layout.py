"""Rows and columns: where the parts of a figure go, described instead of computed.

A figure says once what stands where, and every size follows::

    rows(
        fixed(self.title, 40),
        share(columns(square(self.map), share(self.words, least=206), gap=24)),
        share(self.chart, 0.4, least=140, most=260, gives_way=True),
        gap=8,
    ).layout(self.whole().inside(20, 12, 20, 6))

All numbers are logical pixels; `acttutor.plots.scale` decides how large these are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol


class Rect(NamedTuple):
    """A rectangle in logical pixels from the top left corner of the figure."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Rect":
        """Return the rectangle with this middle."""
        return cls(x - width / 2, y - height / 2, width, height)

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def inside(
        self, left: float = 0.0, top: float = 0.0, right: float = 0.0, bottom: float = 0.0
    ) -> "Rect":
        """Return what is left within margins; negative ones make it larger."""
        return Rect(
            self.left + left,
            self.top + top,
            max(self.width - left - right, 0.0),
            max(self.height - top - bottom, 0.0),
        )

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with a margin around it."""
        return self.inside(-by, -by, -by, -by)

    def square(self) -> "Rect":
        """Return the largest square in its middle, at its left side."""
        side = min(self.width, self.height)
        return Rect(self.left, self.top + (self.height - side) / 2, side, side)

    def grid(self, lines: int, across: int, gaps: tuple[float, float]) -> "list[Rect]":
        """Return the cells of a table that fills the rectangle, line by line.

        Args:
            lines, across: how many lines there are, maybe none, and how many cells in each.
            gaps: between neighbours across and down.
        """
        (gap, below), (left, top, width, height) = gaps, self
        width = (width - (across - 1) * gap) / across
        height = (height - (lines - 1) * below) / max(lines, 1)
        return [
            Rect(left + j * (width + gap), top + i * (height + below), width, height)
            for i in range(lines)
            for j in range(across)
        ]

    def flow(
        self, widths: Sequence[float], height: float, gaps: tuple[float, float]
    ) -> "list[Rect]":
        """Return boxes one behind the other, in as many rows as they need.

        Args:
            widths, height: their sizes.
            gaps: between neighbours across and down.
        """
        found: list[Rect] = []
        x, y = self.left, self.top
        for width in widths:
            if x > self.left and x + width > self.right:
                x, y = self.left, y + height + gaps[1]
            found.append(Rect(x, y, width, height))
            x += width + gaps[0]
        return found

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlap(self, other: "Rect") -> float:
        """The area that two rectangles share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


class Part(Protocol):
    """Something that fills a rectangle of a figure."""

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""

    def show(self, visible: bool) -> None:
        """Appear, or go away."""


@dataclass(frozen=True)
class Slot:
    """A part, or nothing, with what it asks for along a row or a column."""

    part: Part | None = None
    weight: float = 1.0
    least: float = 0.0
    most: float = math.inf
    gives_way: bool = False
    is_square: bool = False


def share(
    part: Part | None = None,
    weight: float = 1.0,
    least: float = 0.0,
    most: float = math.inf,
    gives_way: bool = False,
) -> Slot:
    """Give a part its share of what is left, within bounds.

    Args:
        part: what to place; nothing leaves a space.
        weight: its share compared with those of the others.
        least, most: bounds in logical pixels.
        gives_way: whether it goes away where it would get less than ``least``.
    """
    return Slot(part, weight, least, most, gives_way)


def fixed(part: Part | None, size: float) -> Slot:
    """Give a part exactly so many logical pixels."""
    return Slot(part, 0.0, size, size)


def square(part: Part, most: float = math.inf) -> Slot:
    """Make a part as long as it is thick, but not longer than ``most``."""
    return Slot(part, most=most, is_square=True)


def rows(*slots: Slot, gap: float = 0.0) -> "Stack":
    """Put parts below each other."""
    return Stack(slots, gap, down=True)


def columns(*slots: Slot, gap: float = 0.0) -> "Stack":
    """Put parts beside each other."""
    return Stack(slots, gap, down=False)


def grid(parts: Sequence[Part], across: int, gap: float = 0.0) -> "Stack":
    """Put parts of the same size beside each other, so many ``across``, and in rows below."""
    lines = [parts[k : k + across] for k in range(0, len(parts), across)]
    return rows(
        *(
            share(
                columns(*(share(part) for part in (*line, *[None] * (across - len(line)))), gap=gap)
            )
            for line in lines
        ),
        gap=gap,
    )


class Place:
    """A place in rows and columns for what is drawn there in another way, such as a node."""

    def __init__(self) -> None:
        self.rect = Rect(0.0, 0.0, 0.0, 0.0)

    def layout(self, rect: Rect) -> None:
        """Remember the rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Nothing to do: there is nothing to see."""


class Over:
    """Several parts at the same place: what they share, or one of them at a time."""

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def layout(self, rect: Rect) -> None:
        """Give all of them the same rectangle."""
        for part in self.parts:
            part.layout(rect)

    def show(self, visible: bool) -> None:
        """Show or hide all of them."""
        for part in self.parts:
            part.show(visible)


class Stack:
    """Parts one after the other; itself a part, so that rows hold columns and columns rows."""

    def __init__(self, slots: Sequence[Slot], gap: float, down: bool) -> None:
        self.slots, self.gap, self.down = tuple(slots), gap, down

    @property
    def least(self) -> float:
        """How long it must be for all parts to have what they need."""
        return sum(slot.least for slot in self.slots) + self.gap * max(len(self.slots) - 1, 0)

    def show(self, visible: bool) -> None:
        """Show or hide all parts."""
        for slot in self.slots:
            if slot.part is not None:
                slot.part.show(visible)

    def layout(self, rect: Rect) -> None:
        """Divide a rectangle among the parts."""
        room, thick = (rect.height, rect.width) if self.down else (rect.width, rect.height)
        placed = [_as_square(slot, thick) for slot in self.slots]
        lengths = _lengths(placed, room, self.gap)
        while (gone := _first_to_go(placed, lengths)) is not None:
            part = placed.pop(gone).part
            if part is not None:
                part.show(False)
            lengths = _lengths(placed, room, self.gap)
        at = rect.top if self.down else rect.left
        for slot, length in zip(placed, lengths, strict=True):
            if slot.part is not None:
                if slot.gives_way:
                    slot.part.show(True)
                if self.down:
                    slot.part.layout(Rect(rect.left, at, rect.width, length))
                else:
                    slot.part.layout(Rect(at, rect.top, length, rect.height))
            at += length + self.gap


def _as_square(slot: Slot, thick: float) -> Slot:
    if not slot.is_square:
        return slot
    side = min(thick, slot.most)
    return replace(slot, weight=0.0, least=side, most=side)


def _first_to_go(slots: Sequence[Slot], lengths: Sequence[float]) -> int | None:
    """Return the last part that gives way and has too little room."""
    for index in reversed(range(len(slots))):
        if slots[index].gives_way and lengths[index] < slots[index].least - 1e-6:
            return index
    return None


def _lengths(slots: Sequence[Slot], room: float, gap: float) -> list[float]:
    """Return the lengths of the parts: fixed ones first, the rest by weight within bounds."""
    room = max(room - gap * max(len(slots) - 1, 0), 0.0)
    lengths = [slot.least if slot.weight == 0 else 0.0 for slot in slots]
    left = room - sum(lengths)
    open_ = [index for index, slot in enumerate(slots) if slot.weight > 0]
    # A part at one of its bounds takes that much; the others divide what it leaves them.
    while open_:
        weights = sum(slots[index].weight for index in open_)
        ideal = {index: max(left, 0.0) * slots[index].weight / weights for index in open_}
        bound = {i: min(max(size, slots[i].least), slots[i].most) for i, size in ideal.items()}
        excess = sum(bound.values()) - sum(ideal.values())
        stuck = [
            i
            for i in open_
            if (bound[i] > ideal[i] and excess >= 0) or (bound[i] < ideal[i] and excess <= 0)
        ]
        for index in stuck or open_:
            lengths[index] = bound[index]
            left -= bound[index]
        open_ = [] if not stuck else [index for index in open_ if index not in stuck]
    over = sum(lengths) - room
    if over > 1e-6:
        # Too little room even for the least: what gives way first, then all of them alike.
        givers = [index for index, slot in enumerate(slots) if slot.gives_way]
        shrunk = givers[-1:] or list(range(len(slots)))
        total = sum(lengths[index] for index in shrunk)
        for index in shrunk:
            lengths[index] *= max(1 - over / total, 0.0) if total else 0.0
    return lengths
