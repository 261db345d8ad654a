"""What the node in view does, in words and mathematics."""

from collections.abc import Iterator

from acttutor.base.numbers.arithmetic import (
    Expression,
    exp,
    given,
    line,
    num,
    product,
    quotient,
    total,
)
from acttutor.labs.backprop.computation import GraphStep
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.styles import FOUR, IN_EXPONENT, number
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
        for written in self._forward(step) if forward else self._backward(step):
            yield formula(f"${written}$", size, theme.f if forward else theme.df)
        said = texts(f"backprop.graph_say.{step.phase}.{step.node.operation}")
        yield Item(said, BODY + 1.5, theme.muted, above=4)

    def _names(self, step: GraphStep) -> list[str]:
        return [SYMBOLS.get(name, name) for name in step.node.inputs]

    def _forward(self, step: GraphStep) -> Iterator[str]:
        """Yield the rule with names and, of single numbers, with the numbers."""
        operation, values = step.node.operation, self.lab.run.graph.computation.values
        named = SYMBOLS.get(step.node.name, step.node.name)
        rule = f"{named} = {FORWARD[operation].format(*self._names(step))}"
        if not self._is_matrix(step):
            numbers = [float(values[name]) for name in step.node.inputs]
            made = line(_forward(operation, *numbers), float(values[step.node.name]), FOUR)
            rule += f" = {made}"
        yield rule

    def _backward(self, step: GraphStep) -> Iterator[str]:
        """Yield for each input what comes back to it; of a target nothing is asked."""
        graph, operation = self.lab.run.graph.computation, step.node.operation
        names, own = self._names(step), SYMBOLS.get(step.node.name, step.node.name)
        for place, rule in enumerate(BACKWARD[operation]):
            said = rf"\partial L / \partial {names[place]} = {rule.format(*names, y=own)}"
            if not self._is_matrix(step):
                values = [float(graph.values[name]) for name in step.node.inputs]
                y, g = float(graph.values[step.node.name]), float(graph.gradient(step.node.name))
                back = float(graph.edges_of(step.node)[place])
                made = _backward(operation, place, g, y, *values)
                said += f" = {line(made, back, FOUR) if made else number(back)}"
            yield said

    def _is_matrix(self, step: GraphStep) -> bool:
        values = self.lab.run.graph.computation.values
        return any(values[name].ndim > 0 for name in step.node.inputs)


def _forward(operation: str, *inputs: float) -> Expression:
    """Return what a node makes of single numbers."""
    first, *rest = [num(value, FOUR) for value in inputs]
    if operation == "sigmoid":
        return quotient(given(1), given(1) + exp(num(-inputs[0], IN_EXPONENT)), " / ")
    if operation == "squared_error":
        return quotient((first - rest[0]) ** 2, given(2), " / ")
    return product(first, *rest) if operation == "multiply" else total(first, *rest)


def _backward(operation: str, place: int, g: float, y: float, *inputs: float) -> Expression | None:
    """Return what comes back to an input of a node that gets the gradient g; g alone is nothing
    to calculate.
    """
    own = [num(value, FOUR) for value in inputs]
    if operation == "multiply":
        return product(num(g, FOUR), own[1 - place])
    if operation == "sigmoid":
        return product(num(g, FOUR), num(y, FOUR), given(1) - num(y, FOUR))
    return product(num(g, FOUR), own[0] - own[1]) if operation == "squared_error" else None
