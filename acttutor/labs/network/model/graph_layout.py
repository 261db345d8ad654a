"""Where the units and lines of a network are drawn, and what lies under the pointer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

TILE = 46.0
GAP = 7.0
#: Room above the units for the names of the layers.
HEAD = 52.0
#: Room left of the inputs for their names.
NAMES = 30.0
#: Width and height of a number at the end of a line, and what is left of the line at least.
NUMBER, LINE, LEAST_LINE = 34.0, 11.5, 30.0
#: Room for numbers above and below each unit.
ABOVE, BELOW = 13.0, 25.0


@dataclass(frozen=True)
class Spot:
    """What the pointer is over.

    Args:
        kind: ``"unit"``, ``"bias"`` or ``"line"``; ``"feature"`` for an input that there could be.
        layer: 0 for the inputs, 1 for the first layer with weights, and so on.
        unit: its number in the layer.
        source: for a line, the number of the unit in the layer before.
    """

    kind: str
    layer: int
    unit: int
    source: int = -1


class GraphLayout:
    """Positions in a rectangle, in pixels, y downwards.

    Args:
        sizes: units in each layer, inputs first.
        left, top, width, height: the rectangle.
        scale: device pixels per logical pixel; all results are device pixels.
        numbered: whether there are numbers at the ends of lines, and around the units.
        slots: places for all inputs that there could be; 0 for those alone that there are.
        chosen: which of them the inputs have.
    """

    def __init__(
        self,
        sizes: tuple[int, ...],
        left: float,
        top: float,
        width: float,
        height: float,
        scale: float,
        numbered: bool = False,
        slots: int = 0,
        chosen: tuple[int, ...] = (),
    ) -> None:
        self.sizes = sizes
        self.scale = scale
        rooms = [(height - HEAD) / max(size, slots * (not k)) for k, size in enumerate(sizes)]
        room = min(rooms)
        columns = len(sizes)
        between = (width - NAMES) / (columns - 0.4)
        around = ABOVE + BELOW if numbered and room > ABOVE + BELOW + 22 else GAP
        tile = max(min(TILE, room - around, between * 0.56), 10.0)
        #: Whether each line has room for a number at its end.
        self.numbered = numbered and between - tile - NUMBER >= LEAST_LINE
        #: Room between units for numbers above and below each, in logical pixels.
        self.free = min(room, TILE + 38) - tile
        self.tile = round(tile * scale)
        rooms[1:] = [min(rooms[1:])] * (columns - 1)
        spacings = [min(room, TILE + 38) * scale for room in rooms]
        #: Distance of neighbouring layers in logical pixels.
        self.between = between
        self.centers: list[Array] = []
        first = (left + NAMES) * scale + self.tile / 2
        last = (left + width) * scale - self.tile / 2
        xs = np.linspace(first, last, columns) if columns > 1 else np.array([first])
        middle = (top + HEAD + (height - HEAD) / 2) * scale
        #: Places of inputs that there are not, each with its number.
        self.offered: list[tuple[int, float, float]] = []
        for k, (x, size) in enumerate(zip(xs, sizes, strict=True)):
            count = slots or size if k == 0 else size
            ys = middle + (np.arange(count) - (count - 1) / 2) * spacings[k]
            if k == 0 and slots:
                left_out = set(range(slots)) - set(chosen)
                self.offered = [(slot, float(x), float(ys[slot])) for slot in sorted(left_out)]
                ys = ys[list(chosen)]
            self.centers.append(np.column_stack([np.full(size, x), ys]))
        self.head_y = top * scale
        self.curves, self.ends = self._make_curves()

    def _make_curves(self) -> tuple[Array, list[tuple[int, int, int]]]:
        """Return the control points (lines, 4, 2) and for each line (layer, unit, source)."""
        points, ends = [], []
        side = np.array([self.tile / 2, 0.0])
        for layer in range(1, len(self.sizes)):
            for unit, target in enumerate(self.centers[layer]):
                for source, origin in enumerate(self.centers[layer - 1]):
                    start, end = origin + side, target - side
                    if self.has_numbers(layer):
                        end = self.number_place(layer, unit, source) - (NUMBER * self.scale, 0.0)
                    bend = np.array([(end[0] - start[0]) / 2, 0.0])
                    points.append([start, start + bend, end - bend, end])
                    ends.append((layer, unit, source))
        return np.array(points).reshape(-1, 4, 2), ends

    def has_numbers(self, layer: int) -> bool:
        """Whether the lines that lead to a layer have room for a number at their ends."""
        high = LINE * self.sizes[layer - 1]
        return self.numbered and high <= self.free + self.tile / self.scale

    def number_place(self, layer: int, unit: int, source: int) -> Array:
        """Return where the number at the end of a line ends, in the middle of its height."""
        row = (source - (self.sizes[layer - 1] - 1) / 2) * LINE * self.scale
        place: Array = self.centers[layer][unit] + (-self.tile / 2 - 4 * self.scale, row)
        return place

    def find(self, x: float, y: float) -> Spot | None:
        """Return what lies at a point, in device pixels with y downwards."""
        half = self.tile / 2
        for slot, left, top in self.offered:
            if abs(x - left) <= half and abs(y - top) <= half:
                return Spot("feature", 0, slot)
        for layer, centers in enumerate(self.centers):
            distance = np.abs(centers - (x, y))
            hit = np.nonzero((distance <= half).all(axis=1))[0]
            if len(hit):
                return Spot("unit", layer, int(hit[0]))
            if layer:
                near = np.hypot(*(self.bias_places(layer) - (x, y)).T) <= 6 * self.scale
                if near.any():
                    return Spot("bias", layer, int(near.argmax()))
        return self._line_at(x, y)

    def bias_places(self, layer: int) -> Array:
        """Return the places of the dots that stand for the biases of a layer."""
        half = self.tile / 2
        places: Array = self.centers[layer] + (-half - 1 * self.scale, half + 2 * self.scale)
        return places

    def _line_at(self, x: float, y: float) -> Spot | None:
        if not len(self.curves):
            return None
        t = np.linspace(0, 1, 17)[:, None, None]
        a, b, c, d = (self.curves[None, :, k] for k in range(4))
        along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        start, step = along[:-1], np.diff(along, axis=0)
        offset = np.array([x, y]) - start
        share = np.clip((offset * step).sum(-1) / np.maximum((step**2).sum(-1), 1e-9), 0, 1)
        distance = np.hypot(*np.moveaxis(offset - share[..., None] * step, -1, 0)).min(axis=0)
        nearest = int(distance.argmin())
        if distance[nearest] > 5 * self.scale:
            return None
        return Spot("line", *self.ends[nearest])
