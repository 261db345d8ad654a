"""Where everything in the picture of a network is: layers beside each other, units below."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.worksheet.calculation import LOSS, Quantity, Task
from acttutor.plots.parts.graph import Spot
from acttutor.plots.parts.layout import Place, Rect, Stack, columns, fixed, rows, share


class Sizes(NamedTuple):
    """What fits into a picture.

    Args:
        number, label: sizes of type in the boxes and beside the lines, in points.
        half, high: width of half a unit, and its height.
        wide: width of a label.
    """

    number: float
    label: float
    half: float
    high: float
    wide: float

    @property
    def line(self) -> float:
        """Height of a line of a label."""
        return self.label * _LINE

    @property
    def unit(self) -> float:
        """Height of a unit with what stands above and below it."""
        return self.high + 3 * self.line + 2 * _NEAR


LARGE = Sizes(18.0, 14.5, 92.0, 66.0, 114.0)
MEDIUM = Sizes(14.5, 12.0, 76.0, 52.0, 98.0)
TINY = Sizes(12.0, 10.0, 56.0, 42.0, 74.0)
FEW = Sizes(13.5, 10.5, 61.0, 48.0, 78.0)
MANY = Sizes(10.0, 8.5, 45.0, 32.0, 62.0)
#: Least width of a picture for the larger two; and how much higher than it must be it is for the
#: largest, so that the labels of lines that cross have room between two units.
_WIDE_LARGE, _WIDE_MEDIUM = 760.0, 620.0
#: Below this width the labels of few units would cover each other with two lines each.
_WIDE_FEW = 480.0
#: The same for the second smallest of networks with many units.
_WIDE_MANY = 820.0
_SPREAD = 1.2
#: Height of a line of a label in its size of type, and of the loss in lines.
_LINE, _LOSS = 1.68, 2.4
#: Space between a unit and what stands beside it, and between the only output and the loss.
_NEAR, _TO_LOSS = 4.0, 8.0
#: Widest gap between two layers, and between two units of a layer.
WIDEST, HIGHEST = 300.0, 230.0
#: A space that gets nothing while others want it.
_REST = 0.001
#: A label may stand at so many places on its line, so far from its middle at most, as a share of
#: the line; all ways to choose them are compared.
_CHOICES, _FARTHEST = 9, 0.24
#: So many labels are compared in all ways at most; more of them may stand further from the middle.
_COMPARED, _ALONG = 6, 0.36


class Places:
    """The places of boxes, lines and labels of one network in a rectangle.

    Args:
        task: the network.
        rect: the rectangle.
    """

    def __init__(self, task: Task, rect: Rect) -> None:
        self.task, self.size = task, _sizes(task, rect)
        #: Whether only what the present step is about has its slope beside it.
        many = max(task.sizes) > 3 or len(task.sizes) > 3
        #: Whether even what comes back is shown only where the present step is about it.
        self.is_narrow = rect.width < _WIDE_FEW
        self.is_crowded = many or self.is_narrow
        #: Whether there is room for an arrow before what comes back to a unit.
        self.arrows = self.size in (MEDIUM, LARGE)
        #: Radius of the circle between u and o.
        self.mark = 0.55 * self.size.label
        self._places: defaultdict[Quantity, Place] = defaultdict(Place)
        self._describe(rect)
        found = {name: place.rect for name, place in self._places.items()}
        self.boxes = {name: box for name, box in found.items() if name.kind in "xuo"}
        self.labels = {name: box for name, box in found.items() if name.kind not in "xuo"}
        self.edges: dict[Quantity, tuple[Spot, Spot]] = {}
        for weight in (name for name in task.parameters if name.kind == "w"):
            source = self.boxes[task.signal(weight.unit, weight.source)]
            target = self.boxes[Quantity("u", weight.unit)]
            start, end = (source.right, source.middle[1]), (target.left, target.middle[1])
            self.edges[weight] = (start, end)
        self._place_labels()

    # -- rows and columns ----------------------------------------------------------------------

    def _describe(self, rect: Rect) -> None:
        """Put layers beside each other, each as its units below each other."""
        task, size, around = self.task, self.size, share(None, _REST)
        inputs = [Quantity("x", i) for i in range(1, task.sizes[0] + 1)]
        layers = [fixed(self._layer([self._input(name) for name in inputs]), 0.8 * size.half)]
        for units in task.layers:
            found = [_Unit(self._places, task, size, unit) for unit in units]
            loss = self._places[LOSS] if task.is_output(units.start) else None
            layers += [share(None, most=WIDEST), fixed(self._layer(found, loss), 2 * size.half)]
        columns(around, *layers, around).layout(rect)

    def _input(self, name: Quantity) -> Stack:
        line, box = self.size.line, fixed(self._places[name], self.size.high)
        return rows(fixed(None, 2 * line + _NEAR), box, fixed(None, line + _NEAR))

    def _layer(self, units: Sequence["Stack | _Unit"], loss: Place | None = None) -> Stack:
        """Put the loss below the only unit, or between two."""
        size = self.size
        hung = share(None) if loss is None else share(_hung(loss, size))
        if len(units) == 1:
            return rows(share(None), fixed(units[0], size.unit), hung)
        # Two are nearer to each other than they could be.
        around = share(None, 0.3 if len(units) == 2 else _REST)
        between = share(None, most=HIGHEST - size.unit)
        if loss is not None:
            between = share(rows(share(None), fixed(loss, _LOSS * size.line), share(None)))
        slots = [slot for unit in units for slot in (between, fixed(unit, size.unit))]
        return rows(around, *slots[1:], around)

    # -- labels on lines -----------------------------------------------------------------------

    def _label_at(self, weight: Quantity, fraction: float) -> Rect:
        """Return the place of a label at a fraction of the way along a line."""
        (x0, y0), (x1, y1) = self.edges[weight]
        x, y = x0 + fraction * (x1 - x0), y0 + fraction * (y1 - y0)
        return Rect.around(x, y, min(self.size.wide, x1 - x0 - 6), 2 * self.size.line)

    def _place_labels(self) -> None:
        """Put a label on each line, where all together cover as little as possible.

        The cost of a choice is a sum over labels and over pairs of labels; it is added up for
        all choices at once, in an array with one axis for each label.
        """
        fixed_ = (*self.boxes.values(), *self.labels.values())
        for layer in self.task.layers:
            weights = [weight for weight in self.edges if weight.unit in layer]
            far = _FARTHEST if len(weights) <= _COMPARED else _ALONG
            fractions = np.linspace(0.5 - far, 0.5 + far, _CHOICES)
            choices = [[self._label_at(weight, f) for f in fractions] for weight in weights]
            if len(weights) > _COMPARED:
                self._place_in_turn(weights, choices)
                continue
            cost = np.zeros((1,) * len(weights))
            for a, weight in enumerate(weights):
                others = [ends for other, ends in self.edges.items() if other != weight]
                alone = np.array([self._cost(label, fixed_, others) for label in choices[a]])
                alone += 40.0 * np.abs(fractions - 0.5)
                cost = cost + _along_axes(alone, len(weights), a)
                for b in range(a):
                    # A small gap is wanted, but far less than no overlap.
                    pairs = [
                        [100 * one.overlap(two) + one.grown(6).overlap(two) for one in choices[a]]
                        for two in choices[b]
                    ]
                    cost = cost + _along_axes(np.array(pairs), len(weights), b, a)
            best = np.unravel_index(int(cost.argmin()), cost.shape)
            for weight, labels, choice in zip(weights, choices, best, strict=True):
                self.labels[weight] = labels[choice]

    def _place_in_turn(self, weights: list[Quantity], choices: list[list[Rect]]) -> None:
        """Choose the places of many labels one after the other, and twice again."""
        others = (*self.boxes.values(), *(b for q, b in self.labels.items() if q.kind != "w"))
        lines = list(self.edges.values())
        alone = [[self._cost(label, others, []) for label in labels] for labels in choices]
        near = [[self._near(label, w, lines) for label in labels]
                for w, labels in zip(weights, choices, strict=True)]  # fmt: skip
        present: dict[Quantity, Rect] = {}
        for _ in range(3):
            for k, weight in enumerate(weights):
                taken = [box for other, box in present.items() if other != weight]
                costs = [
                    a + n + sum(100 * label.grown(1).overlap(box) for box in taken)
                    for label, a, n in zip(choices[k], alone[k], near[k], strict=True)
                ]
                present[weight] = choices[k][int(np.argmin(costs))]
        self.labels.update(present)

    def _near(self, label: Rect, weight: Quantity, lines: Sequence[tuple[Spot, Spot]]) -> float:
        """What other lines below a label cost."""
        own = self.edges[weight]
        return self._cost(label, (), [line for line in lines if line != own])

    def _cost(
        self, label: Rect, fixed_: Sequence[Rect], lines: Sequence[tuple[Spot, Spot]]
    ) -> float:
        """What a place costs by itself: what it covers, and other lines."""
        cost = 60.0 * sum(label.overlap(box) for box in fixed_)
        x, y = label.middle
        for (x0, y0), (x1, y1) in lines:
            # A label over another line would be taken for its own.
            if x0 < x < x1:
                across = abs(y - (y0 + (x - x0) / (x1 - x0) * (y1 - y0)))
                cost += 4.0 * max(self.size.line - across, 0.0)
        return cost

    def find(self, x: float, y: float) -> Quantity | None:
        """Return the given number at a point: an input, a target, a weight or a bias."""
        for name, box in (*self.labels.items(), *self.boxes.items()):
            if name.kind in ("x", "t", "w", "b") and box.grown(2).holds(x, y):
                return name
        return None


class _Unit:
    """A unit: bias and what comes back above it, u and o, δ and the target below."""

    def __init__(
        self, places: defaultdict[Quantity, Place], task: Task, size: Sizes, unit: int
    ) -> None:
        half, line = size.half, size.line
        # What comes back lies at the right, the lower line nearer, and reaches beyond the unit.
        back = [fixed(places[Quantity("carry", k, unit)], line) for k in task.targets(unit)]
        bias = share(places[Quantity("b", unit)], most=min(size.wide, 1.1 * half))
        above = columns(bias, share(None, _REST), fixed(rows(share(None), *back), 1.1 * half))
        below = [fixed(places[Quantity("delta", unit)], 1.3 * half + 4), share(None, _REST)]
        if task.is_output(unit):
            below.append(fixed(places[Quantity("t", unit)], 0.62 * half))
        self.above, self.head = above, 2 * line
        self.stack = rows(
            fixed(None, 2 * line + _NEAR),
            share(columns(share(places[Quantity("u", unit)]), share(places[Quantity("o", unit)]))),
            fixed(None, _NEAR),
            fixed(columns(*below), line),
        )
        self.beyond = 0.37 * half

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.stack.layout(rect)
        self.above.layout(Rect(rect.left, rect.top, rect.width + self.beyond, self.head))

    def show(self, visible: bool) -> None:
        """Nothing to do: there are only places."""


def _hung(loss: Place, size: Sizes) -> Stack:
    return rows(fixed(None, _TO_LOSS), fixed(loss, _LOSS * size.line), share(None))


def _sizes(task: Task, rect: Rect) -> Sizes:
    """Return the largest sizes for which there is room."""
    if max(task.sizes) > 3 or len(task.sizes) > 3:
        roomy = rect.width >= _WIDE_MANY and rect.height >= _needed_height(task, TINY)
        return TINY if roomy else MANY
    spread = _SPREAD if max(task.sizes) > 1 else 1.0
    if rect.width >= _WIDE_LARGE and rect.height >= spread * _needed_height(task, LARGE):
        return LARGE
    if rect.width >= _WIDE_MEDIUM and rect.height >= _needed_height(task, MEDIUM):
        return MEDIUM
    return FEW if max(task.sizes) <= 2 else TINY


def _needed_height(task: Task, size: Sizes) -> float:
    """Return the height in which nothing beside the units of a network meets."""
    needed = max(task.sizes) * size.unit
    # The only output is in the middle, and the loss hangs below it.
    hung = 2 * (_TO_LOSS + _LOSS * size.line) if task.sizes[-1] == 1 else 0.0
    return max(needed, size.unit + hung)


def _along_axes(values: npt.NDArray[np.float64], count: int, *axes: int) -> npt.NDArray[np.float64]:
    """Return values with ``count`` axes, their own at the given places."""
    shape = [1] * count
    for axis, size in zip(axes, values.shape, strict=True):
        shape[axis] = size
    return values.reshape(shape)
