"""One point sent through a network: every number on its way forward, and on the way back."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.core.nn.layers.layer import Layer
from acttutor.core.nn.maxout import first_largest
from acttutor.core.nn.network import LayerGradient, Network, flat_gradient

#: Below this size of f′ hardly anything of an error comes through.
FLAT = 0.05
#: Activations whose units are off where u is not above 0.
SWITCHES = frozenset({"relu", "leaky_relu", "prelu"})


@dataclass(frozen=True)
class LayerSignal:
    """What one layer does with one point; of a maxout unit, what its largest piece does.

    Attributes:
        inputs: what arrives at the layer, shape (n_in,).
        W, b: the weights that it meets, (n_out, n_in) and (n_out,).
        u, y: weighted sums and outputs, (n_out,).
        slope: f′(u), (n_out,); nan for softmax, whose outputs depend on all sums.
        delta: ∂L/∂u, (n_out,).
        piece: the number of the piece of each unit; ``None`` where there are no pieces.
    """

    inputs: Array
    W: Array
    b: Array
    u: Array
    y: Array
    slope: Array
    delta: Array
    piece: npt.NDArray[np.intp] | None = None

    @property
    def products(self) -> Array:
        """W·x of each line as it arrives, (n_out, n_in)."""
        return self.W * self.inputs

    @property
    def dW(self) -> Array:
        """∂L/∂w of each line, (n_out, n_in)."""
        return np.outer(self.delta, self.inputs)


@dataclass(frozen=True)
class Signal:
    """A point on its way through a network, and its error on the way back.

    Attributes:
        point: the point in the square.
        target: what the output should be, (n_outputs,).
        at_point: whether a training point lies there, whose target it is; otherwise it is that of
            the nearest one.
        loss: of this point alone.
        layers: from the first layer with weights to the output.
        gradient: ∂L/∂ of everything that is learned, in the order of `Network.parameters`.
    """

    point: Array
    target: Array
    at_point: bool
    loss: float
    layers: tuple[LayerSignal, ...]
    gradient: Array

    @property
    def outputs(self) -> Array:
        """What the network answers."""
        return self.layers[-1].y


@np.errstate(all="ignore")
def send(
    network: Network, point: Array, inputs: Array, target: Array, loss: str, at_point: bool
) -> Signal:
    """Send a point through, and its error back.

    Args:
        network: is read and not changed.
        point: in the square.
        inputs: its features, shape (n_in,).
        target: what the output should be.
        loss: id of `LOSSES`.
        at_point: see `Signal`.
    """
    X, T = inputs[np.newaxis], target[np.newaxis]
    sums, outputs = network.pre_activations(X), network.activations(X)
    slopes = network.backpropagate(X, T, loss)
    arriving = [X, *outputs[:-1]]
    return Signal(
        point,
        target,
        at_point,
        network.loss(X, T, loss),
        tuple(map(_layer, network.layers, arriving, sums, outputs, slopes)),
        flat_gradient(slopes),
    )


def _layer(layer: Layer, x: Array, z: Array, y: Array, slopes: LayerGradient) -> LayerSignal:
    if z.ndim == 3:
        winner = first_largest(z)[0].argmax(axis=1)
        rows = np.arange(len(winner)), winner
        return LayerSignal(
            x[0], layer.W[rows], layer.b[rows], z[0][rows], y[0], np.ones(len(winner)),
            slopes.delta[0][rows], winner,
        )  # fmt: skip
    slope = np.full(layer.n_out, np.nan)
    if layer.activation is not None:
        slope = layer.activation.derivative(z, **layer.activation_params())[0]
    return LayerSignal(x[0], layer.W.copy(), layer.b.copy(), z[0], y[0], slope, slopes.delta[0])


def states(layer: Layer, signal: LayerSignal, always_off: Array) -> list[str]:
    """Return for each unit why hardly anything of an error comes through it; "" if it does.

    Args:
        layer: the layer.
        signal: what it does with the point.
        always_off: of each unit, whether f′ is 0 at all training points.
    """
    found = []
    for u, slope, dead in zip(signal.u, signal.slope, always_off, strict=True):
        if not abs(slope) < FLAT:
            found.append("")
        elif layer.activation_id == "step":
            found.append("step")
        elif dead:
            found.append("dead")
        else:
            found.append("off" if layer.activation_id in SWITCHES and u <= 0 else "saturated")
    return found
