"""Computational graphs: each node calculates forward, and hands gradients back to its inputs.

A node knows nothing but its own inputs. Forward it makes a value of them; backward it gets the
gradient of the loss by that value and returns, by the chain rule, one for each input. Where a value
goes into several nodes, the gradients that come back from them are added.

Saito, "Deep Learning from Scratch" (2016), chapter 5; Goodfellow, Bengio and Courville, "Deep
Learning" (2016), section 6.5.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.arrays import Array
from acttutor.core.nn.softmax import softmax
from acttutor.core.worksheet.sums import without_round_off


@dataclass(frozen=True)
class Operation:
    """What a node does.

    Args:
        forward: ``(*inputs) -> value``.
        backward: ``(gradient, value, *inputs) -> gradients``, one for each input, in its shape.
    """

    forward: Callable[..., Array]
    backward: Callable[..., tuple[Array, ...]]


def _activation(id: str) -> Operation:
    entry = ACTIVATIONS[id]
    return Operation(
        lambda u: np.asarray(entry.f(u)), lambda gradient, _value, u: (gradient * entry.df(u),)
    )


def _affine_back(
    gradient: Array, _value: Array, x: Array, W: Array, _b: Array
) -> tuple[Array, ...]:
    return gradient @ W.T, x.T @ gradient, gradient.sum(axis=0)


def _add(a: Array, b: Array) -> Array:
    return without_round_off(a + b, a, b)


def _affine(x: Array, W: Array, b: Array) -> Array:
    return without_round_off(x @ W + b, np.abs(x) @ np.abs(W), b)


def _squared(y: Array, t: Array) -> Array:
    return np.asarray(0.5 * np.sum(_add(y, -t) ** 2) / len(np.atleast_1d(y)))


def _squared_back(gradient: Array, _value: Array, y: Array, t: Array) -> tuple[Array, ...]:
    slope = gradient * _add(y, -t) / len(np.atleast_1d(y))
    return slope, -slope


def _softmax_loss(u: Array, t: Array) -> Array:
    shifted = u - u.max(axis=1, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(-np.sum(t * logarithms) / len(u))


def _softmax_loss_back(gradient: Array, _value: Array, u: Array, t: Array) -> tuple[Array, ...]:
    shifted = u - u.max(axis=1, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return gradient * (softmax(u) - t) / len(u), -gradient * logarithms / len(u)


OPERATIONS: Mapping[str, Operation] = {
    "add": Operation(_add, lambda gradient, _value, _a, _b: (gradient, gradient)),
    "multiply": Operation(
        lambda a, b: a * b, lambda gradient, _value, a, b: (gradient * b, gradient * a)
    ),
    "affine": Operation(_affine, _affine_back),
    "sigmoid": _activation("sigmoid"),
    "tanh": _activation("tanh"),
    "relu": _activation("relu"),
    "squared_error": Operation(_squared, _squared_back),
    "softmax_loss": Operation(_softmax_loss, _softmax_loss_back),
}
"""What nodes can do; samples are rows, so that a batch of one and of many are the same."""


class GraphNode(NamedTuple):
    """A node: what it is called, what it does, and the values that go into it."""

    name: str
    operation: str
    inputs: tuple[str, ...]


class GraphEdge(NamedTuple):
    """A value on its way into a node, as which of its inputs."""

    value: str
    node: str
    place: int


class Computation:
    """A graph with the numbers that go into it.

    Args:
        nodes: in an order in which they can be calculated; the last one is the loss.
        given: the values that nothing calculates, by name.

    Example:
        >>> three = Computation([GraphNode("y", "multiply", ("a", "b"))], {"a": 2.0, "b": 5.0})
        >>> float(three.values["y"]), float(three.gradient("a"))
        (10.0, 5.0)
    """

    def __init__(self, nodes: "list[GraphNode]", given: Mapping[str, object]) -> None:
        self.nodes = tuple(nodes)
        self.given: dict[str, Array] = {
            name: np.asarray(value, dtype=np.float64) for name, value in given.items()
        }

    @cached_property
    def values(self) -> dict[str, Array]:
        """All values by name, those that are given first."""
        values: dict[str, Array] = dict(self.given)
        for node in self.nodes:
            inputs = (values[name] for name in node.inputs)
            values[node.name] = np.asarray(OPERATIONS[node.operation].forward(*inputs))
        return values

    @cached_property
    def edges(self) -> dict[GraphEdge, Array]:
        """The gradient of the loss that comes back along each edge."""
        back: dict[GraphEdge, Array] = {}
        for node in reversed(self.nodes):
            inputs = [self.values[name] for name in node.inputs]
            gradient = self._arrived(node.name, back)
            value = self.values[node.name]
            gradients = OPERATIONS[node.operation].backward(gradient, value, *inputs)
            for place, (name, each) in enumerate(zip(node.inputs, gradients, strict=True)):
                back[GraphEdge(name, node.name, place)] = np.asarray(each)
        return back

    def edges_of(self, node: GraphNode) -> list[Array]:
        """Return what a node hands back to each of its inputs."""
        places = enumerate(node.inputs)
        return [self.edges[GraphEdge(name, node.name, place)] for place, name in places]

    def gradient(self, name: str) -> Array:
        """Return the gradient of the loss by a value: the sum of what comes back to it."""
        return self._arrived(name, self.edges)

    def _arrived(self, name: str, back: Mapping[GraphEdge, Array]) -> Array:
        if name == self.nodes[-1].name:
            return np.ones_like(self.values[name])
        arrived = [each for edge, each in back.items() if edge.value == name]
        return without_round_off(np.asarray(sum(arrived)), *arrived)
