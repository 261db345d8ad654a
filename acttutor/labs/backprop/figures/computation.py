"""The computational graph: nodes in circles, numbers forward above the edges and backward below."""

from collections.abc import Iterator

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.base.numbers.numerals import fixed
from acttutor.core.arrays import Array
from acttutor.core.worksheet.computation import GraphEdge, GraphNode
from acttutor.labs.backprop.computation import GraphSheet
from acttutor.labs.backprop.leaves import LEAVES
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Edge, GraphLayer, Node, Spot, circle
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Where everything is, as shares of width and height: what is given, nodes, and the end.
PLACES: dict[str, dict[str, Spot]] = {
    "shopping": {
        "a": (0.07, 0.14), "n": (0.07, 0.38), "c": (0.07, 0.62), "k": (0.07, 0.86),
        "m1": (0.30, 0.26), "m2": (0.30, 0.74), "s": (0.53, 0.5), "r": (0.53, 0.88),
        "L": (0.76, 0.5), "end": (0.96, 0.5),
    },
    "unit": {
        "x": (0.07, 0.22), "w": (0.07, 0.64), "p": (0.2, 0.42), "b": (0.2, 0.84),
        "u": (0.38, 0.42), "y": (0.56, 0.42), "t": (0.56, 0.84), "L": (0.78, 0.42),
        "end": (0.98, 0.42),
    },
    "batch": {
        "x": (0.07, 0.47), "u1": (0.25, 0.47), "W1": (0.25, 0.84), "b1": (0.25, 0.1),
        "y1": (0.44, 0.47), "u2": (0.63, 0.47), "W2": (0.63, 0.84), "b2": (0.63, 0.1),
        "L": (0.83, 0.47), "t": (0.83, 0.84), "end": (0.97, 0.47),
    },
}  # fmt: skip
#: What is written in a node; other operations are looked up.
SIGNS = {"add": "+", "multiply": "×", "sigmoid": "σ"}
#: Radius of a node with a sign, size of one with a word, and height of a line of numbers.
RADIUS, WORD, LINE = 19.0, (86.0, 36.0), 17.0
#: Sizes of numbers and names; least and largest width of a box of what is given.
NUMBER, NAME, BOX, WIDE = 11.5, 10.0, 56.0, 92.0
#: From an edge to its numbers, and within a box at its top and bottom.
OFF, EDGE = 7.0, 5.0


def lines_of(value: Array) -> list[str]:
    """Return a number, or the rows of a matrix, as mathtext."""
    if value.ndim == 0:
        return [f"${number(float(value))}$"]
    return ["   ".join(fixed(float(each), 2) for each in row) for row in np.atleast_2d(value)]


class ComputationPart:
    """Draws the graph and tells which given number is under the pointer.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.layer, self.outline = GraphLayer(lab, rests=True), GraphLayer(lab)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        #: The given number under the pointer.
        self.hovered = ""

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.layer.show(visible)
        self.outline.show(visible)

    def update(self) -> None:
        """Show what has been calculated."""
        sheet = self.sheet
        nodes = sheet.computation.nodes
        given = [*self._leaves()]
        drawn = [node for each in nodes for node in self._node(each)]
        labels = [label for each in nodes for label in self._labels(each)]
        edges = [edge for each in nodes for edge in self._edges(each)]
        self.layer.update([*labels, *given, *drawn], [*edges, self._last()])
        self.mark_hovered()

    @property
    def sheet(self) -> GraphSheet:
        """The graph of the run."""
        return self.lab.run.graph

    def place(self, name: str) -> Spot:
        """Return the middle of a node, of a given number, or of the end."""
        x, y = PLACES[self.sheet.id][name]
        return self.rect.left + x * self.rect.width, self.rect.top + y * self.rect.height

    # -- what is given -------------------------------------------------------------------------

    def box_of(self, name: str) -> Rect:
        """Return the box of what is given."""
        lines = lines_of(self.sheet.computation.given[name])
        title = self.lab.texts(f"backprop.leaves.{self.sheet.id}.{name}")
        widest = max(self.lab.width_of(line, NUMBER) for line in lines)
        wide = min(max(widest, self.lab.width_of(title, NAME), BOX - 16) + 16, WIDE)
        return Rect.around(*self.place(name), wide, LINE * (1 + len(lines)) + 2 * EDGE)

    def _leaves(self) -> Iterator[Node]:
        """Yield a box for each given number, and below it the gradient that has come back."""
        theme, sheet = self.lab.theme, self.sheet
        for name, value in sheet.computation.given.items():
            box = self.box_of(name)
            yield Node(box, theme.surface, theme.line)
            lines = box.inside(0, EDGE, 0, EDGE).grid(1 + len(lines_of(value)), 1, (0, 0))
            title = self.lab.texts(f"backprop.leaves.{sheet.id}.{name}")
            yield Node(lines[0], text=title, color=theme.muted, size=NAME)
            for place, text in zip(lines[1:], lines_of(value), strict=True):
                yield Node(place, text=text, color=theme.f, size=NUMBER)
            # What is given and not learned has no gradient that anybody needs.
            if sheet.has_gradient(name) and name != "t":
                yield from self._lines(sheet.computation.gradient(name), box, theme.df)

    def _lines(self, value: Array, box: Rect, color: str) -> Iterator[Node]:
        """Yield numbers below a box."""
        texts = lines_of(value)
        yield from self._stack(texts, box.middle[0], box.bottom + 2, color)

    def leaf_at(self, event: MouseEvent) -> str:
        """Return the name of the given number under the pointer; empty for none."""
        if self.sheet.id not in LEAVES:
            return ""
        x, y = self.lab.pointer(event)
        return next((name for name in LEAVES[self.sheet.id] if self.box_of(name).holds(x, y)), "")

    def mark_hovered(self) -> None:
        """Frame the given number under the pointer."""
        known = self.hovered in self.sheet.computation.given
        boxes = [self.box_of(self.hovered)] if known else []
        self.outline.update([Node(box, "none", self.lab.theme.accent, 1.6) for box in boxes])

    # -- nodes ---------------------------------------------------------------------------------

    def _node(self, node: GraphNode) -> Iterator[Node]:
        theme, current = self.lab.theme, self.sheet.current
        face, edge, wide = theme.background, theme.line, 1.2
        if current is not None and current.node == node:
            forward = current.phase == "forward"
            edge, wide = (theme.f if forward else theme.df), 2.8
            face = theme.selected if forward else theme.wash_bad
        x, y = self.place(node.name)
        if node.operation in SIGNS:
            yield circle(x, y, RADIUS, face, edge, wide)
            yield Node(Rect(x, y, 0, 0), text=SIGNS[node.operation], size=17.0)
            return
        box = Rect.around(x, y, *WORD)
        yield Node(box, face, edge, wide)
        words = self.lab.texts(f"backprop.operations.{node.operation}").split("\n")
        for place, word in zip(box.grid(len(words), 1, (0, 0)), words, strict=True):
            yield Node(place, text=word, size=SMALL + 1)

    # -- edges ---------------------------------------------------------------------------------

    def _reach(self, name: str, along: tuple[float, float]) -> float:
        """Return how far the edge of a node or box is from its middle, in a direction."""
        node = next((each for each in self.sheet.computation.nodes if each.name == name), None)
        if node is not None and node.operation in SIGNS:
            return RADIUS
        if name == "end":
            return 0.0
        box = Rect.around(0, 0, *WORD) if node is not None else self.box_of(name)
        across, down = abs(along[0]), abs(along[1])
        return min(box.width / 2 / max(across, 1e-9), box.height / 2 / max(down, 1e-9))

    def _ends(self, one: str, other: str) -> tuple[Spot, Spot]:
        """Return where the edge between two begins and ends."""
        (x, y), (u, v) = self.place(one), self.place(other)
        length = max(float(np.hypot(u - x, v - y)), 1e-9)
        along = ((u - x) / length, (v - y) / length)
        first, last = self._reach(one, along) + 2, length - self._reach(other, along) - 2
        begin = (x + along[0] * first, y + along[1] * first)
        return begin, (x + along[0] * last, y + along[1] * last)

    def _edges(self, node: GraphNode) -> Iterator[Edge]:
        theme, current = self.lab.theme, self.sheet.current
        for name in node.inputs:
            begin, end = self._ends(name, node.name)
            if current is not None and current.node == node:
                back = current.phase == "backward"
                points = (end, begin) if back else (begin, end)
                yield Edge(points, theme.df if back else theme.f, 2.6, 11.0)
            else:
                yield Edge((begin, end), theme.line, 1.3, 7.0)

    def _last(self) -> Edge:
        return Edge(self._ends("L", "end"), self.lab.theme.line, 1.3, 7.0)

    def _labels(self, node: GraphNode) -> Iterator[Node]:
        """Yield the value of a node above the edge that leaves it, and what comes back below."""
        theme, sheet = self.lab.theme, self.sheet
        users = [each for each in sheet.computation.nodes if node.name in each.inputs]
        then = users[0] if users else None
        begin, end = self._ends(node.name, then.name if then else "end")
        x, y = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
        # Beside boxes there is little room along the edge: numbers stand clear of them.
        boxed = {each.operation for each in (node, then) if each} - SIGNS.keys()
        off = WORD[1] / 2 + 5 if boxed else OFF
        gap = float(np.hypot(end[0] - begin[0], end[1] - begin[1]))
        if sheet.has_value(node.name):
            above = lines_of(sheet.computation.values[node.name])
            if then is None:
                above = [f"$L = {number(float(sheet.computation.values[node.name]))}$"]
            clear = self._clear(above, gap, off)
            yield from self._stack(above, x, y - clear - LINE * len(above), theme.f)
        back = None
        if then is None and sheet.has_gradient(node.name):
            back = sheet.computation.gradient(node.name)
        elif then is not None and sheet.has_passed(then.name):
            place = then.inputs.index(node.name)
            back = sheet.computation.edges[GraphEdge(node.name, then.name, place)]
        if back is not None:
            below = lines_of(back)
            yield from self._stack(below, x, y + self._clear(below, gap, off), theme.df)

    def _clear(self, texts: list[str], gap: float, off: float) -> float:
        """Return how far from an edge numbers stand: clear of the nodes, if they are wider."""
        wider = max(self.lab.width_of(text, NUMBER) for text in texts) + 6 > gap
        return max(off, RADIUS + 3) if wider else off

    def _stack(self, texts: list[str], x: float, top: float, color: str) -> Iterator[Node]:
        face = self.lab.theme.background
        for row, text in enumerate(texts):
            wide = self.lab.width_of(text, NUMBER) + 6
            place = Rect.around(x, top + (row + 0.5) * LINE, wide, LINE)
            yield Node(place, face, text=text, color=color, size=NUMBER)
