"""What can be taken hold of in the picture of one network: lines, biases, units, and the map."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from acttutor.labs.network.model.graph_layout import GraphLayout, Spot
from acttutor.labs.network.run import Run
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect

#: Where along a line its handle may stand: the first place at which a pointer would mean it.
SHARES = (0.3, 0.7, 0.22, 0.78, 0.5, 0.15, 0.85, 0.4, 0.6)
#: No weight that is set by hand is further from 0.
FURTHEST = 1000.0


class GraphHandles:
    """The handles of the graph.

    Args:
        lab: the figure.
        take: called with what is set and its new value.
    """

    def __init__(self, lab: LabFigure[Run], take: Callable[[Spot, float], None]) -> None:
        self._lab, self._take = lab, take
        self._of: GraphLayout | None = None
        self._lines: dict[Spot, tuple[float, float]] = {}

    def of(self, layout: GraphLayout) -> list[Handle]:
        """Return the units, each behind its bias and the lines that lead to it."""
        if self._of is not layout:
            self._of = layout
            spots = [Spot("line", *end) for end in layout.ends]
            self._lines = {spot: _place(layout, spot, k) for k, spot in enumerate(spots)}
        scale, side = layout.scale, layout.tile / layout.scale
        found: list[Handle] = []
        for layer, centers in enumerate(layout.centers):
            biases = layout.bias_places(layer) if layer else ()
            for unit, (x, y) in enumerate(centers):
                if layer:
                    sources = range(layout.sizes[layer - 1])
                    lines = [Spot("line", layer, unit, source) for source in sources]
                    found += [self._number(spot, self._lines[spot], scale) for spot in lines]
                    found.append(self._number(Spot("bias", layer, unit), biases[unit], scale))
                name = self._name("unit", layer, unit)
                rect = Rect.around(x / scale, y / scale, side - 4, side - 4)
                found.append(Handle(f"unit {layer} {unit}", rect, name))
        return found

    def _name(self, kind: str, layer: int, unit: int, source: int = 0) -> str:
        numbers = {"layer": layer, "unit": unit + 1, "source": source + 1}
        kind = "input" if kind == "unit" and not layer else kind
        return self._lab.texts(f"network.handles.{kind}", **numbers)

    def _number(self, spot: Spot, place: Sequence[float], scale: float) -> Handle:
        run, (x, y) = self._lab.run, place
        value = Amount(run.number_at(spot), -FURTHEST, FURTHEST, 0.1)
        return Handle(
            f"{spot.kind} {spot.layer} {spot.unit} {spot.source}",
            Rect.around(x / scale, y / scale, 9.0, 9.0),
            self._name(spot.kind, spot.layer, spot.unit, spot.source),
            (value,),
            partial(self._take, spot),
        )


def _place(layout: GraphLayout, spot: Spot, index: int) -> tuple[float, float]:
    """Return a place on a line at which a pointer would mean it, in device pixels."""
    found = [_on(layout.curves[index], share) for share in SHARES]
    return next((place for place in found if layout.find(*place) == spot), found[0])


def _on(points: object, t: float) -> tuple[float, float]:
    a, b, c, d = np.asarray(points, dtype=float)
    x, y = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return float(x), float(y)
