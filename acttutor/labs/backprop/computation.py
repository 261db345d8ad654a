"""The computational graphs of the lab, and how far one has been walked through."""

from typing import Literal, NamedTuple

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.worksheet.computation import Computation, GraphNode
from acttutor.labs.backprop.state import Settings, leaves_of

#: The graphs, node by node; the last one gives what all gradients are taken of.
NODES: dict[str, list[GraphNode]] = {
    "shopping": [
        GraphNode("m1", "multiply", ("a", "n")),
        GraphNode("m2", "multiply", ("c", "k")),
        GraphNode("s", "add", ("m1", "m2")),
        GraphNode("L", "multiply", ("s", "r")),
    ],
    "unit": [
        GraphNode("p", "multiply", ("x", "w")),
        GraphNode("u", "add", ("p", "b")),
        GraphNode("y", "sigmoid", ("u",)),
        GraphNode("L", "squared_error", ("y", "t")),
    ],
    "batch": [
        GraphNode("u1", "affine", ("x", "W1", "b1")),
        GraphNode("y1", "relu", ("u1",)),
        GraphNode("u2", "affine", ("y1", "W2", "b2")),
        GraphNode("L", "softmax_loss", ("u2", "t")),
    ],
}


class GraphStep(NamedTuple):
    """A step: which way, and at which node."""

    phase: Literal["forward", "backward"]
    node: GraphNode


def _given(settings: Settings) -> dict[str, Array]:
    """Return the numbers that go into the graph."""
    if settings.graph != "batch":
        return {name: np.asarray(value) for name, value in leaves_of(settings).items()}
    rng, n = np.random.default_rng(settings.graph_seed), settings.batch

    def drawn(*shape: int) -> Array:
        return np.round(rng.uniform(-1, 1, shape), 1)

    weights = {"W1": drawn(2, 2), "b1": drawn(2), "W2": drawn(2, 2), "b2": drawn(2)}
    targets = np.eye(2)[rng.integers(2, size=3)]
    return {"x": drawn(3, 2)[:n], **weights, "t": targets[:n]}


class GraphSheet:
    """A graph with its numbers, and how many of its steps are done.

    Args:
        settings: see `Settings`.
    """

    def __init__(self, settings: Settings) -> None:
        self.position, self.id = 0, settings.graph
        self.configure(settings)

    def configure(self, settings: Settings) -> None:
        """Follow the settings; another graph begins anew."""
        if self.id != settings.graph:
            self.position, self.id = 0, settings.graph
        nodes = NODES[self.id]
        self.computation = Computation(nodes, _given(settings))
        self.steps = [GraphStep("forward", node) for node in nodes]
        self.steps += [GraphStep("backward", node) for node in reversed(nodes)]

    @property
    def current(self) -> GraphStep | None:
        """The step that was done last."""
        return self.steps[self.position - 1] if self.position else None

    @property
    def finished(self) -> bool:
        """Whether all steps are done."""
        return self.position == len(self.steps)

    @property
    def loss(self) -> float | None:
        """What the last node gives; ``None`` before it has calculated."""
        return float(self.computation.values["L"]) if self.has_value("L") else None

    def go_to(self, position: int) -> None:
        """Do or undo steps until so many are done."""
        self.position = min(max(position, 0), len(self.steps))

    def has_value(self, name: str) -> bool:
        """Whether a value is given or has been calculated."""
        done = {step.node.name for step in self.steps[: self.position] if step.phase == "forward"}
        return name in self.computation.given or name in done

    def has_passed(self, node: str) -> bool:
        """Whether a node has handed its gradients back."""
        back = self.steps[: self.position]
        return any(step.phase == "backward" and step.node.name == node for step in back)

    def has_gradient(self, name: str) -> bool:
        """Whether all of a value's gradients have come back to it."""
        users = [node.name for node in self.computation.nodes if name in node.inputs]
        if not users:  # the last node: the gradient of the loss by itself
            return self.position > len(self.computation.nodes)
        return all(map(self.has_passed, users))
