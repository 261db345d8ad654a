"""Where the first window goes: as large as suits the screen, or where it was the last time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from acttutor.system.names import is_linux
from acttutor.system.screen import Area, density, frame, work_areas

#: The size of a window that has the choice, in logical pixels, and the least that it can do with.
USUAL = (1280, 800)
LEAST = (1024, 680)
#: A window that would take this share of the screen anyway is better off with all of it.
NEARLY_ALL = 0.85
#: How many numbers a place is kept as: without a corner (as earlier versions do), and with one.
LENGTHS = (2, 5)


@dataclass(frozen=True)
class Place:
    """Size and corner of a window in device pixels.

    Args:
        width, height: of its content, if it is not maximised.
        corner: left and top of its frame; ``None`` if that is up to the system.
        maximized: whether it fills the work area.
    """

    width: int
    height: int
    corner: tuple[int, int] | None = None
    maximized: bool = False

    def numbers(self) -> tuple[int, ...]:
        """Return it as whole numbers, to be kept: width, height, left, top, 1 if maximised."""
        size = (self.width, self.height)
        return size if self.corner is None else (*size, *self.corner, int(self.maximized))

    @staticmethod
    def from_numbers(kept: Sequence[int]) -> "Place | None":
        """Return the place that was kept, if there is one."""
        if len(kept) not in LENGTHS:
            return None
        if len(kept) == LENGTHS[0]:
            return Place(kept[0], kept[1])
        width, height, left, top, maximized = kept
        return Place(width, height, (left, top), bool(maximized))


def suited(
    areas: Sequence[Area], around: tuple[int, int], scale: float, kept: Place | None = None
) -> Place:
    """Return the place for a window.

    Args:
        areas: see `acttutor.system.screen.work_areas`.
        around: see `acttutor.system.screen.frame`.
        scale: device pixels of a logical one.
        kept: where it was the last time.
    """
    area = areas[0]
    if kept is None:
        width, height = (round(side * scale) for side in USUAL)
        tight = _share(width + around[0], area.width) or _share(height + around[1], area.height)
        kept = Place(width, height, maximized=tight)
    elif kept.corner is not None:
        # A window is caught by its title bar: some of that has to be there.
        x, y = kept.corner[0] + kept.width // 2, kept.corner[1] + around[1] // 2
        area = next((one for one in areas if one.holds(x, y)), area)
    width = min(kept.width, area.width - around[0])
    height = min(kept.height, area.height - around[1])
    free = (area.width - around[0] - width, area.height - around[1] - height)
    wished = kept.corner
    if wished is None or not area.holds(wished[0] + kept.width // 2, wished[1] + around[1] // 2):
        wished = (area.left + free[0] // 2, area.top + free[1] // 3)
    left = min(max(wished[0], area.left), area.left + free[0])
    top = min(max(wished[1], area.top), area.top + free[1])
    return Place(width, height, (left, top), kept.maximized)


def _share(side: int, whole: int) -> bool:
    return side > NEARLY_ALL * whole


def put(root: Any, kept: Place | None = None) -> None:
    """Put a window where it was, if that place still exists, or where it suits the screen."""
    areas, around, scale = work_areas(root), frame(root), density(root)
    place = suited(areas, around, scale, kept)
    if place.maximized and is_linux() and around == (0, 0):
        # Nobody is there who could maximise it.
        place = Place(areas[0].width, areas[0].height, (areas[0].left, areas[0].top))
    assert place.corner is not None
    root.geometry(f"{place.width}x{place.height}+{place.corner[0]}+{place.corner[1]}")
    least = (min(round(side * scale), have) for side, have in zip(LEAST, (
        areas[0].width - around[0], areas[0].height - around[1]), strict=True))  # fmt: skip
    root.minsize(*least)
    if place.maximized:
        maximize(root)


def maximize(root: Any) -> None:
    """Have a window fill the work area."""
    if is_linux():
        root.attributes("-zoomed", True)
    else:
        root.state("zoomed")


def is_maximized(root: Any) -> bool:
    """Tell whether a window fills the work area."""
    if is_linux():
        return bool(int(root.attributes("-zoomed")))
    return bool(root.state() == "zoomed")


def place_of(root: Any, normal: Place | None = None) -> Place:
    """Return where a window is.

    Args:
        root: the window.
        normal: where it was before it was maximised, if it has been.
    """
    if is_maximized(root) and normal is not None:
        return Place(normal.width, normal.height, normal.corner, True)
    found = re.match(r"(\d+)x(\d+)\+(-?\d+)\+(-?\d+)$", root.geometry())
    if found is None:
        return Place(root.winfo_width(), root.winfo_height(), None, is_maximized(root))
    width, height, left, top = map(int, found.groups())
    return Place(width, height, (left, top), is_maximized(root))
