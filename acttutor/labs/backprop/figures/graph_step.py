"""What the node in view does, in words and mathematics."""

from collections.abc import Iterator

from acttutor.labs.backprop.computation import GraphStep
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY, HEADING

#: Sizes tried for the formulas until everything fits.
SIZES = (17.0, 15.0, 13.5, 12.0)
#: What a node calculates, and what it hands back to each input for the gradient g that it gets;
#: {0}, {1}, … are its inputs, {y} its value.
FORWARD = {
    "add": r"{0} + {1}",
    "multiply": r"{0} \times {1}",
    "affine": r"{0} \, {1} + {2}",
    "sigmoid": r"\frac{{1}}{{1 + e^{{-{0}}}}}",
    "relu": r"\max(0, {0})",
    "squared_error": r"\frac{{1}}{{2}} ({0} - {1})^2",
    "softmax_loss": r"-\frac{{1}}{{N}} \sum {1} \ln \, \mathrm{{softmax}}({0})",
}
BACKWARD = {
    "add": ("g", "g"),
    "multiply": (r"g \times {1}", r"g \times {0}"),
    "affine": (r"g \, {1}^T", r"{0}^T g", r"\sum_n g_n"),
    "sigmoid": (r"g \times {y}(1 - {y})",),
    "relu": (r"g \circ [{0} > 0]",),
    "squared_error": (r"g \times ({0} - {1})",),
    "softmax_loss": (r"\frac{{g}}{{N}} (\mathrm{{softmax}}({0}) - {1})",),
}
#: How values are called in formulas, where their name alone is not enough.
SYMBOLS = {
    "m1": "m_1", "m2": "m_2", "u1": "U_1", "u2": "U_2", "y1": "Y_1", "W1": "W_1", "W2": "W_2",
    "b1": "b_1", "b2": "b_2",
}  # fmt: skip


class GraphStepPart:
    """Writes the step of the graph that was done last.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.block = TextBlock(lab, 9)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.block.layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.block.show(visible)

    def update(self) -> None:
        """Write the step in view."""
        self.block.show(True)
        self.block.update(*(list(self._said(size)) for size in SIZES))

    def _said(self, size: float) -> Iterator[Item]:
        texts, theme, step = self.lab.texts, self.lab.theme, self.lab.run.graph.current
        if step is None:
            yield Item(texts("backprop.graph_start.title"), HEADING + 2, bold=True)
            yield Item(texts("backprop.graph_start.say"), BODY + 1.5, theme.muted, above=4)
            return
        forward = step.phase == "forward"
        name = texts(f"backprop.operations.{step.node.operation}").replace("\n", " ")
        title = texts(f"backprop.graph_step.{step.phase}", node=name)
        yield Item(title, HEADING + 2, theme.f if forward else theme.df, True)
        for line in self._forward(step) if forward else self._backward(step):
            yield formula(f"${line}$", size, theme.f if forward else theme.df)
        said = texts(f"backprop.graph_say.{step.phase}.{step.node.operation}")
        yield Item(said, BODY + 1.5, theme.muted, above=4)

    def _names(self, step: GraphStep) -> list[str]:
        return [SYMBOLS.get(name, name) for name in step.node.inputs]

    def _forward(self, step: GraphStep) -> Iterator[str]:
        """Yield the rule with names and, of single numbers, with the numbers."""
        rule, values = FORWARD[step.node.operation], self.lab.run.graph.computation.values
        named = SYMBOLS.get(step.node.name, step.node.name)
        line = f"{named} = {rule.format(*self._names(step))}"
        if values[step.node.name].ndim == 0 and not self._is_matrix(step):
            numbers = [self._number(float(values[name])) for name in step.node.inputs]
            result = number(float(values[step.node.name]))
            line += f" = {rule.format(*numbers)} = {result}"
        yield line

    def _backward(self, step: GraphStep) -> Iterator[str]:
        """Yield for each input what comes back to it; of a target nothing is asked."""
        graph = self.lab.run.graph.computation
        names, own = self._names(step), SYMBOLS.get(step.node.name, step.node.name)
        g = graph.gradient(step.node.name)
        for place, rule in enumerate(BACKWARD[step.node.operation]):
            said = rule.format(*names, y=own)
            line = rf"\partial L / \partial {names[place]} = {said}"
            if not self._is_matrix(step):
                values = [float(graph.values[name]) for name in step.node.inputs]
                numbers = rule.replace("g", "{g}").format(
                    *map(self._number, values),
                    y=self._number(float(graph.values[step.node.name])),
                    g=self._number(float(g)),
                )
                back = graph.edges_of(step.node)[place]
                same = numbers == number(float(back))
                line += "" if same else f" = {numbers}"
                line += f" = {number(float(back))}"
            yield line

    def _is_matrix(self, step: GraphStep) -> bool:
        values = self.lab.run.graph.computation.values
        return any(values[name].ndim > 0 for name in step.node.inputs)

    def _number(self, value: float) -> str:
        written = number(value)
        return f"({written})" if value < 0 else written
