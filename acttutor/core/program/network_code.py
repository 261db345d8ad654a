"""The layers of a network as code: functions, weights, and the call of each layer."""

import numpy as np

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.layers.layer import Layer
from acttutor.core.nn.layers.maxout_layer import MAXOUT, MaxoutLayer
from acttutor.core.nn.network import Network
from acttutor.core.program.dialects import Dialect, parameters_of


def functions_of(network: Network) -> list[str]:
    """Return the ids of the functions that the layers call; one without activation calls none."""
    ids = [layer.activation_id for layer in network.layers]
    return [id for id in ids if id != "identity"]


def weights_code(network: Network, dialect: Dialect) -> str:
    """Return weights and biases, and learned slopes, of all layers."""
    lines = []
    for number, layer in enumerate(network.layers, start=1):
        where = "Output layer" if number == len(network.layers) else f"Hidden layer {number}"
        rows = "one row for each unit"
        if isinstance(layer, MaxoutLayer):
            rows = "for each unit one row for each piece"
        lines += [
            f"# {where}: weights ({rows}) and biases.",
            f"W{number} = {dialect.array_of(layer.W)}",
            f"b{number} = {dialect.array_of(layer.b)}",
        ]
        if layer.alpha is not None:
            lines.append(f"alpha{number} = {dialect.array_of(layer.alpha)}")
    return "\n".join(lines)


def layers_code(network: Network) -> list[str]:
    """Return the lines that carry the inputs ``a`` through all layers."""
    return [f"a = {_call(layer, number)}" for number, layer in enumerate(network.layers, 1)]


def _call(layer: Layer, number: int) -> str:
    """Return the code for the outputs of a layer, from the outputs ``a`` of the one before."""
    kind = layer.activation_id
    if kind == MAXOUT:
        return f"maxout(a, W{number}, b{number})"
    sums = f"a @ W{number}.T + b{number}"
    if kind == "identity":
        return sums
    names = parameters_of(ACTIVATIONS[kind]) if kind in ACTIVATIONS else []
    learned = layer.alpha is not None
    values = [
        f"{name}{number}" if learned else repr(float(np.asarray(layer.params[name])))
        for name in names
    ]
    return f"{kind}({', '.join([sums, *values])})"
