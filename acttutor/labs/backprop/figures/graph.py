"""The network as a graph: each unit split into u and o; what a step uses stands out."""

from matplotlib.backend_bases import MouseEvent

from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, renewed, uses
from acttutor.labs.backprop.figures.labels import Labels
from acttutor.labs.backprop.figures.places import Places
from acttutor.labs.backprop.figures.style import color_of, phase_of, wash_of
from acttutor.labs.backprop.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Edge, GraphLayer, Node, circle
from acttutor.plots.parts.layout import Rect


class Graph:
    """Draws the network and tells what is under the pointer.

    Args:
        lab: the figure; it names theme and run.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.layer, self.outline = GraphLayer(lab, rests=True), GraphLayer(lab)
        #: The given number under the pointer.
        self.hovered: Quantity | None = None
        self._used: set[Quantity] = set()

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle with the present network."""
        self.rect = rect
        self.places = Places(self.lab.run.task, rect)
        self.labels = Labels(self.lab, self.places)

    def show(self, visible: bool) -> None:
        """Go away; `update` shows what there is."""
        self.layer.show(visible)
        self.outline.show(visible)

    def update(self) -> None:
        """Show the run as it is now."""
        run, theme = self.lab.run, self.lab.theme
        if run.task.sizes != self.places.task.sizes:
            self.hovered = None
            self.layout(self.rect)
        self._used = set(uses(run.task, run.current)) if run.current else set()
        phase = phase_of(run.current)
        self._color, self._wash = color_of(phase, theme), wash_of(phase, theme)
        edges = [self._edge(weight) for weight in self.places.edges]
        # Frames last: nothing else covers what is calculated.
        plates = sorted(self._plates(), key=lambda node: node.edge != "none")
        boxes = [self._box(name) for name in sorted(self.places.boxes, key=self.is_result)]
        self.layer.update([*plates, *boxes, *self._marks(), *self.labels.nodes()], edges)
        self.mark_hovered()

    # -- what stands out -----------------------------------------------------------------------

    def goes_along(self, weight: Quantity) -> bool:
        """Whether the present step goes along a line."""
        step = self.lab.run.current
        if step is None:
            return False
        if step.kind == "u":
            return step.unit == weight.unit
        if step.kind in ("dw", "carry", "new_w"):
            return step[1:] == weight[1:]
        if step.kind == "delta":
            return step.unit == weight.source and bool(self.lab.run.task.layer(weight.unit))
        return step.kind == "new_loss"

    def is_used(self, quantity: Quantity) -> bool:
        """Whether the present step uses a number, or what stands below it."""
        names = {quantity}
        if quantity.kind in ("w", "b"):
            names |= {quantity._replace(kind=f"d{quantity.kind}"), renewed(quantity)}
        return bool(names & self._used)

    def is_result(self, quantity: Quantity) -> bool:
        """Whether the present step calculates a number, or what stands below it."""
        step = self.lab.run.current
        if step is None:
            return False
        if step in (NEW_LOSS, LOSS):
            return quantity == LOSS
        if quantity.kind in ("w", "b"):
            parts = (f"d{quantity.kind}", f"new_{quantity.kind}")
            return step.kind in parts and step[1:] == quantity[1:]
        return step == quantity

    # -- nodes and edges -----------------------------------------------------------------------

    def _edge(self, weight: Quantity) -> Edge:
        step, ends = self.lab.run.current, self.places.edges[weight]
        if not self.goes_along(weight):
            return Edge(ends, self.lab.theme.line, 1.2, 7.0)
        back = step is not None and step.kind in ("carry", "delta")
        return Edge(ends[::-1] if back else ends, self._color, 2.6, 11.0)

    def _plates(self) -> list[Node]:
        """Return a plate behind each label: it hides the line, and shows what is used."""
        return [
            Node(
                self.labels.plate(quantity),
                self._wash if self.is_used(quantity) else self.lab.theme.background,
                self._color if self.is_result(quantity) else "none",
                2.0,
            )
            for quantity in self.places.labels
            if quantity.kind == "w" or self.is_used(quantity) or self.is_result(quantity)
        ]

    def _box(self, quantity: Quantity) -> Node:
        theme, result = self.lab.theme, self.is_result(quantity)
        return Node(
            self.places.boxes[quantity],
            self._wash if quantity in self._used else theme.surface,
            self._color if result else theme.line,
            2.6 if result else 1.0,
        )

    def _marks(self) -> list[Node]:
        """Return the circle with f between the halves of each unit."""
        theme, outputs = self.lab.theme, self.places.boxes.items()
        return [
            circle(box.left, box.middle[1], self.places.mark, theme.background, theme.line)
            for name, box in outputs
            if name.kind == "o"
        ]

    # -- the pointer ---------------------------------------------------------------------------

    def number_at(self, event: MouseEvent) -> Quantity | None:
        """Return the given number under the pointer."""
        return self.places.find(*self.lab.pointer(event))

    def box_of(self, given: Quantity) -> Rect:
        """Return where a given number stands."""
        return self.places.boxes.get(given) or self.labels.upper(given)

    def mark_hovered(self) -> None:
        """Frame the given number under the pointer."""
        accent = self.lab.theme.accent
        found = [] if self.hovered is None else [self.box_of(self.hovered)]
        self.outline.update([Node(box, "none", accent, 1.6) for box in found])
