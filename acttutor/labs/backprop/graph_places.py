"""Where everything in the picture of the network is, in logical pixels, y downwards."""

from typing import NamedTuple

from acttutor.core.worksheet import LOSS, Quantity, Task

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
LARGE = (18.0, 14.5, 94.0, 66.0, 132.0)
MEDIUM = (14.5, 12.0, 76.0, 52.0, 106.0)
TINY = (12.0, 10.5, 60.0, 42.0, 94.0)
#: Widest gap between two layers.
WIDEST = 300.0
_FRACTIONS = tuple(0.3 + 0.025 * k for k in range(17))


class Places:
    """The places of boxes, lines and labels of one network in a rectangle.

    Args:
        task: the network.
        left, top, width, height: the rectangle.
    """

    def __init__(self, task: Task, left: float, top: float, width: float, height: float) -> None:
        self.task = task
        rows = max(task.sizes)
        roomy = width >= 700 and height >= 150 * rows
        tight = width < 620 or height < 118 * rows
        sizes = LARGE if roomy else TINY if tight else MEDIUM
        self.number_size, self.label_size, self.half, self.high, self.label_width = sizes
        self.line = self.label_size * 1.75
        self.boxes: dict[Quantity, Box] = {}
        self._place_units(left, top, width, height)
        self.edges: dict[Quantity, tuple[Point, Point]] = {}
        self._place_edges()
        self.labels: dict[Quantity, Box] = {}
        self._place_labels()
        self._place_beside()

    def _place_units(self, left: float, top: float, width: float, height: float) -> None:
        task, half = self.task, self.half
        small = 0.8 * half
        columns = len(task.sizes)
        taken = small + (columns - 1) * 2 * half
        gap = min((width - taken) / (columns - 1), WIDEST)
        x = left + (width - taken - gap * (columns - 1)) / 2
        # The label of a bias stands above its unit, δ and others below.
        above, below = 2 * self.line, 2 * self.line
        middle = top + above + (height - above - below) / 2
        room = height - above - below - self.high
        for column, units in enumerate((range(1, task.sizes[0] + 1), *task.layers)):
            count = len(units)
            between = min(room / max(count - 1, 1), 230.0) if count > 2 else min(room * 0.72, 230.0)
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
        """Put a label on each line, where it covers as little as possible of anything else."""
        fractions = dict.fromkeys(self.edges, 0.5)
        for _ in range(4):
            for weight in self.edges:
                fractions[weight] = min(
                    _FRACTIONS, key=lambda f, weight=weight: self._cost(weight, f, fractions)
                )
        for weight, fraction in fractions.items():
            self.labels[weight] = self._label_at(weight, fraction)

    def _cost(self, weight: Quantity, fraction: float, fractions: dict[Quantity, float]) -> float:
        label = self._label_at(weight, fraction)
        cost = 4.0 * abs(fraction - 0.5)
        for other, place in fractions.items():
            if other == weight:
                continue
            cost += label.overlap(self._label_at(other, place), 8.0)
            # A line of another weight under the label would be taken for its own.
            x, y = label.x, label.y
            (x0, y0), (x1, y1) = self.edges[other]
            if x0 < x < x1:
                across = abs(y - (y0 + (x - x0) / (x1 - x0) * (y1 - y0)))
                cost += 3.0 * max(self.line - across, 0.0)
        return cost + sum(label.overlap(box, 6.0) for box in self.boxes.values())

    def _place_beside(self) -> None:
        """Place biases above the units; below them δ, and what comes back or the target."""
        task, half, line = self.task, self.half, self.line
        for unit in (unit for units in task.layers for unit in units):
            box = self.boxes[Quantity("u", unit)]
            top, bottom = box.y - box.height / 2, box.y + box.height / 2
            width = min(self.label_width, 2 * half)
            left = box.x - half / 2
            self.labels[Quantity("b", unit)] = Box(
                left + width / 2, top - line - 3, width, 2 * line
            )
            right = left + 2 * half
            self.labels[Quantity("delta", unit)] = Box(
                left + 0.44 * half, bottom + line / 2 + 4, 1.1 * half, line
            )
            if task.is_output(unit):
                self.labels[Quantity("t", unit)] = Box(
                    right - 0.42 * half, bottom + line / 2 + 4, 0.84 * half, line
                )
            for row, target in enumerate(task.targets(unit)):
                self.labels[Quantity("carry", target, unit)] = Box(
                    right - 0.34 * half, bottom + (row + 0.5) * line + 4, 0.88 * half, line
                )
        self._place_loss(half, line)

    def _place_loss(self, half: float, line: float) -> None:
        """Place the loss: between two outputs, or below the only one."""
        units = self.task.layers[-1]
        outputs = [self.boxes[Quantity("o", unit)] for unit in units]
        x = outputs[0].x - half / 2
        if len(outputs) > 1:
            first, second = outputs[0], outputs[1]
            y = (first.y + line + second.y - 2 * line) / 2 + 2
        else:
            y = outputs[0].y + outputs[0].height / 2 + 3.2 * line
        self.labels[LOSS] = Box(x, y, 1.7 * half, 2 * line)

    def find(self, x: float, y: float) -> Quantity | None:
        """Return the given number at a point: an input, a target, a weight or a bias."""
        for name, box in (*self.labels.items(), *self.boxes.items()):
            if name.kind in ("x", "t", "w", "b") and box.holds(x, y, 2.0):
                return name
        return None
