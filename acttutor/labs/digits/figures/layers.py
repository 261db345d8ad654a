"""The layers after the pixels as a graph: what each unit adds to the answer for this digit."""

from collections.abc import Sequence

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from acttutor.core.arrays import Array
from acttutor.core.nn.network import Network
from acttutor.labs.digits.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Edge, GraphLayer, Node, circle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.style import BODY

#: Edges that are drawn between two layers: those that add most, one way or the other.
EDGES = 60
#: Largest radius of a unit in logical pixels, and that of an answer.
RADIUS, ANSWER = 7.0, 10.0
#: The thickest edge in points.
THICK = 2.6


class LayerGraph:
    """A row for each hidden layer, from above, and one for the ten answers.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.heading = Heading(lab, lab.texts("digits.graph.title"), lab.texts("digits.graph.note"))
        self.layer = GraphLayer(lab)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self.visible = True

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        self.rect = rect.inside(top=self.heading.height + RADIUS, bottom=ANSWER + 2)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.visible = visible
        self.heading.show(visible)
        self.layer.show(visible)

    def update(self, network: Network, outputs: Sequence[Array] | None) -> None:
        """Show the outputs for the present digit; without one, the units alone."""
        if not self.visible:
            return
        values = outputs or [np.zeros(layer.n_out) for layer in network.layers]
        rows = [self._places(index, len(values), len(row)) for index, row in enumerate(values)]
        edges: list[Edge] = []
        for index in range(1, len(values)):
            if outputs is not None:
                added = network.layers[index].W * values[index - 1]
                edges += self._edges(added, rows[index - 1], rows[index])
        nodes = [
            node
            for index, row in enumerate(values)
            for node in self._nodes(row, rows[index], index == len(values) - 1)
        ]
        self.layer.update(nodes, edges)

    def _places(self, index: int, count: int, units: int) -> list[tuple[float, float]]:
        rect = self.rect
        y = rect.top + index * rect.height / max(count - 1, 1)
        return [(rect.left + (k + 0.5) * rect.width / units, y) for k in range(units)]

    def _edges(
        self,
        added: Array,
        above: Sequence[tuple[float, float]],
        below: Sequence[tuple[float, float]],
    ) -> list[Edge]:
        """Return the edges that add most, coloured by sign."""
        theme, size = self.lab.theme, np.abs(added)
        most = float(size.max())
        if most <= 0:
            return []
        strongest = np.argsort(size.ravel())[::-1][:EDGES]
        edges = []
        for flat in strongest[::-1]:
            to, of = divmod(int(flat), added.shape[1])
            strength = size[to, of] / most
            if strength < 0.04:
                continue
            color = theme.positive if added[to, of] > 0 else theme.negative
            color = _mixed(theme.background, color, 0.25 + 0.75 * strength)
            edges.append(Edge((above[of], below[to]), color, 0.4 + THICK * strength))
        return edges

    def _nodes(
        self, row: Array, places: Sequence[tuple[float, float]], is_last: bool
    ) -> list[Node]:
        theme = self.lab.theme
        shares = np.abs(row) / max(float(np.abs(row).max()), 1e-12)
        nodes = []
        radius = ANSWER if is_last else min(RADIUS, 0.42 * self.rect.width / len(places))
        for k, (x, y) in enumerate(places):
            face = _mixed(theme.surface, theme.text, 0.9 * shares[k])
            if not is_last:
                nodes.append(circle(x, y, radius, face, theme.line))
                continue
            face = _mixed(theme.surface, theme.f, shares[k])
            rect = Rect.around(x, y, 2 * radius, 2 * radius)
            ink = theme.background if shares[k] > 0.5 else theme.text
            nodes.append(Node(rect, face, theme.line, 1.0, radius, str(k), ink, BODY, bold=True))
        return nodes


def _mixed(first: str, second: str, share: float) -> str:
    one, two = np.array(to_rgb(first)), np.array(to_rgb(second))
    return str(to_hex(one + share * (two - one)))
