"""Where everything in the picture of the network is, in logical pixels, y downwards."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.worksheet.calculation import LOSS, Quantity, Task

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float, more: float = 0.0) -> bool:
        """Whether a point is inside, or at most ``more`` outside."""
        inside = abs(x - self.x) <= self.width / 2 + more
        return inside and abs(y - self.y) <= self.height / 2 + more

    def overlap(self, other: "Box", gap: float = 0.0) -> float:
        """The area that two boxes share, each with half the gap around it."""
        wide = (self.width + other.width) / 2 + gap - abs(self.x - other.x)
        high = (self.height + other.height) / 2 + gap - abs(self.y - other.y)
        return max(wide, 0.0) * max(high, 0.0)


#: Sizes for a large picture, and for one with little room: type of the numbers in the boxes and
#: beside the lines in points, half the width of a unit, its height, width of a label.
LARGE = (18.0, 14.5, 92.0, 66.0, 114.0)
MEDIUM = (14.5, 12.0, 76.0, 52.0, 98.0)
TINY = (12.0, 10.0, 56.0, 42.0, 74.0)
FEW = (13.5, 10.5, 61.0, 48.0, 78.0)
#: Least width of a picture for the larger two; and how much higher than it must be it is for the
#: largest, so that the labels of lines that cross have room between two units.
_WIDE_LARGE, _WIDE_MEDIUM = 760.0, 620.0
_SPREAD = 1.2
#: Height of a line of a label in its size of type.
_LINE = 1.68
#: Widest gap between two layers, and between two units of a layer.
WIDEST = 300.0
_HIGHEST = 230.0
#: Way from the only output down to the middle of the loss, and its height, in lines.
_TO_LOSS, _LOSS_HEIGHT = 3.0, 2.4
#: A label may stand at so many places on its line; all ways to choose them are compared.
_CHOICES = 9
#: Farthest from the middle of its line, as a share of the line.
_FARTHEST = 0.24


class Places:
    """The places of boxes, lines and labels of one network in a rectangle.

    Args:
        task: the network.
        left, top, width, height: the rectangle.
    """

    def __init__(self, task: Task, left: float, top: float, width: float, height: float) -> None:
        self.task = task
        small = FEW if max(task.sizes) <= 2 else TINY
        spread = _SPREAD if max(task.sizes) > 1 else 1.0
        sizes = small
        if width >= _WIDE_LARGE and height >= spread * _needed_height(task, LARGE):
            sizes = LARGE
        elif width >= _WIDE_MEDIUM and height >= _needed_height(task, MEDIUM):
            sizes = MEDIUM
        self.number_size, self.label_size, self.half, self.high, self.label_width = sizes
        #: Whether there is room for an arrow before what comes back to a unit.
        self.arrows = sizes is not small
        self.line = self.label_size * _LINE
        #: Radius of the circle between u and o.
        self.mark = 0.55 * self.label_size
        self.boxes: dict[Quantity, Box] = {}
        self._place_units(left, top, width, height)
        self.edges: dict[Quantity, tuple[Point, Point]] = {}
        self._place_edges()
        self.labels: dict[Quantity, Box] = {}
        self._place_beside()
        self._place_labels()

    def _place_units(self, left: float, top: float, width: float, height: float) -> None:
        task, half = self.task, self.half
        small = 0.8 * half
        columns = len(task.sizes)
        taken = small + (columns - 1) * 2 * half
        gap = min((width - taken) / (columns - 1), WIDEST)
        x = left + (width - taken - gap * (columns - 1)) / 2
        above, below = _beside(self.line)
        middle = top + above + (height - above - below) / 2
        room = height - above - below - self.high
        pitch = self.high + above + below
        for column, units in enumerate((range(1, task.sizes[0] + 1), *task.layers)):
            count = len(units)
            between = room / max(count - 1, 1)
            if count == 2:
                # Nearer to each other than they could be, but not so near that labels meet.
                between = min(max(0.72 * room, pitch), room)
            between = min(between, _HIGHEST)
            for row, unit in enumerate(units):
                y = middle + (row - (count - 1) / 2) * between
                if column == 0:
                    self.boxes[Quantity("x", unit)] = Box(x + small / 2, y, small, self.high)
                else:
                    self.boxes[Quantity("u", unit)] = Box(x + half / 2, y, half, self.high)
                    self.boxes[Quantity("o", unit)] = Box(x + 1.5 * half, y, half, self.high)
            x += gap + (2 * half if column else small)
        self.gap = gap

    def _place_edges(self) -> None:
        task = self.task
        for weight in (name for name in task.parameters if name.kind == "w"):
            source = self.boxes[task.signal(weight.unit, weight.source)]
            target = self.boxes[Quantity("u", weight.unit)]
            start = (source.x + source.width / 2, source.y)
            self.edges[weight] = (start, (target.x - target.width / 2, target.y))

    # -- labels --------------------------------------------------------------------------------

    def along(self, weight: Quantity, fraction: float) -> Point:
        """Return the point at a fraction of the way along a line."""
        (x0, y0), (x1, y1) = self.edges[weight]
        return x0 + fraction * (x1 - x0), y0 + fraction * (y1 - y0)

    def _label_at(self, weight: Quantity, fraction: float) -> Box:
        x, y = self.along(weight, fraction)
        return Box(x, y, min(self.label_width, self.gap - 6), 2 * self.line)

    def _place_labels(self) -> None:
        """Put a label on each line, where all together cover as little as possible.

        The cost of a choice is a sum over labels and over pairs of labels; it is added up for
        all choices at once, in an array with one axis for each label.
        """
        for layer in self.task.layers:
            weights = [weight for weight in self.edges if weight.unit in layer]
            fractions = np.linspace(0.5 - _FARTHEST, 0.5 + _FARTHEST, _CHOICES)
            choices = [[self._label_at(weight, f) for f in fractions] for weight in weights]
            cost = np.zeros((1,) * len(weights))
            for a, weight in enumerate(weights):
                others = [ends for other, ends in self.edges.items() if other != weight]
                alone = np.array([self._cost(label, others) for label in choices[a]])
                alone += 40.0 * np.abs(fractions - 0.5)
                cost = cost + _along_axes(alone, len(weights), a)
                for b in range(a):
                    # A small gap is wanted, but far less than no overlap.
                    pairs = [
                        [100 * one.overlap(two) + one.overlap(two, 6.0) for one in choices[a]]
                        for two in choices[b]
                    ]
                    cost = cost + _along_axes(np.array(pairs), len(weights), b, a)
            best = np.unravel_index(int(cost.argmin()), cost.shape)
            for weight, labels, choice in zip(weights, choices, best, strict=True):
                self.labels[weight] = labels[choice]

    def _cost(self, label: Box, lines: Sequence[tuple[Point, Point]]) -> float:
        """What a place costs by itself: what it covers, other lines, and being off the middle."""
        fixed = (*self.boxes.values(), *self._beside)
        cost = 60.0 * sum(label.overlap(box) for box in fixed)
        for (x0, y0), (x1, y1) in lines:
            # A label over another line would be taken for its own.
            if x0 < label.x < x1:
                across = abs(label.y - (y0 + (label.x - x0) / (x1 - x0) * (y1 - y0)))
                cost += 4.0 * max(self.line - across, 0.0)
        return cost

    def _place_beside(self) -> None:
        """Place the bias and what comes back above each unit; δ and the target below it."""
        task, half, line = self.task, self.half, self.line
        for unit in (unit for units in task.layers for unit in units):
            box = self.boxes[Quantity("u", unit)]
            left, right = box.x - half / 2, box.x + 1.5 * half
            top, bottom = box.y - box.height / 2 - 3, box.y + box.height / 2 + 4
            width = min(self.label_width, 1.1 * half)
            self.labels[Quantity("b", unit)] = Box(left + width / 2, top - line, width, 2 * line)
            width = 1.3 * half + 4
            delta = Box(left + width / 2, bottom + line / 2, width, line)
            self.labels[Quantity("delta", unit)] = delta
            if task.is_output(unit):
                width = 0.62 * half
                target = Box(right - width / 2, bottom + line / 2, width, line)
                self.labels[Quantity("t", unit)] = target
            # The lower of two stands nearer, as its line comes from below.
            for row, above in enumerate(reversed(task.targets(unit))):
                share = Box(right - 0.18 * half, top - (row + 0.5) * line, 1.1 * half, line)
                self.labels[Quantity("carry", above, unit)] = share
        self._place_loss(half, line)
        self._beside = tuple(self.labels.values())

    def _place_loss(self, half: float, line: float) -> None:
        """Place the loss: between two outputs, or below the only one."""
        units = self.task.layers[-1]
        outputs = [self.boxes[Quantity("o", unit)] for unit in units]
        x = outputs[0].x - half / 2
        if len(outputs) > 1:
            first, second = outputs[0], outputs[1]
            y = (first.y + line + second.y - 2 * line) / 2 + 2
        else:
            y = outputs[0].y + outputs[0].height / 2 + _TO_LOSS * line
        self.labels[LOSS] = Box(x, y, 2 * half, _LOSS_HEIGHT * line)

    def find(self, x: float, y: float) -> Quantity | None:
        """Return the given number at a point: an input, a target, a weight or a bias."""
        for name, box in (*self.labels.items(), *self.boxes.items()):
            if name.kind in ("x", "t", "w", "b") and box.holds(x, y, 2.0):
                return name
        return None


def _beside(line: float) -> tuple[float, float]:
    """Return the room above a unit, for its bias and what comes back, and below it, for δ."""
    return 2 * line + 4, line + 4


def _needed_height(task: Task, sizes: tuple[float, ...]) -> float:
    """Return the height in which nothing beside the units of a network meets."""
    _, label_size, _, high, _ = sizes
    line = label_size * _LINE
    above, below = _beside(line)
    rows = max(task.sizes)
    needed = rows * (high + above + below)
    if task.sizes[-1] == 1:
        # The units are centred between what is above and below; the loss hangs farther down.
        hangs = high / 2 + (_TO_LOSS + _LOSS_HEIGHT / 2) * line + 4
        needed = max(needed, above - below + 2 * hangs)
    return needed


def _along_axes(values: npt.NDArray[np.float64], count: int, *axes: int) -> npt.NDArray[np.float64]:
    """Return values with ``count`` axes, their own at the given places."""
    shape = [1] * count
    for axis, size in zip(axes, values.shape, strict=True):
        shape[axis] = size
    return values.reshape(shape)
