"""A fully connected network, with backpropagation written out by hand.

This is the form to read.  `engine` does the same arithmetic in fewer and larger steps, and the
tests hold the two together.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.activation import Activation
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.arrays import Array, as_matrix
from acttutor.core.checks import check_choice, check_count, check_rng
from acttutor.core.nn.layers.initializers import INITIALIZERS
from acttutor.core.nn.layers.layer import SOFTMAX, Layer
from acttutor.core.nn.layers.layer_plan import check_kind, plan_layer
from acttutor.core.nn.losses import LOSSES, Loss

Kind = str | Activation
HiddenParams = Mapping[str, float] | Sequence[Mapping[str, float] | None] | None


class LayerGradient(NamedTuple):
    """Slopes of the mean loss for one layer.

    `W` and `b` are shaped like the layer's, `alpha` too (None if it has none); `delta` is the
    slope by the pre-activations, shape (n_samples, n_out), each sample's share of the mean;
    for maxout by every piece, (n_samples, n_out, pieces).
    """

    W: Array
    b: Array
    alpha: Array | None
    delta: Array


def flat_gradient(layers: Sequence[LayerGradient]) -> Array:
    """The slopes of some layers as one vector, in the order of `Network.parameters`."""
    parts: list[Array] = []
    for layer in layers:
        block = np.concatenate((layer.W, layer.b[..., np.newaxis]), axis=-1)
        # The pieces of maxout units: first the first of every unit, then the second.
        parts.append((block if block.ndim == 2 else block.transpose(1, 0, 2)).ravel())
        if layer.alpha is not None:
            parts.append(layer.alpha)
    return np.concatenate(parts)


class Network:
    """A fully connected network of layers a = f(W a_prev + b).

    Args:
        sizes: widths from input to output, e.g. (2, 4, 2, 1); two entries mean no hidden layer.
        hidden: activation of the hidden layers, one or one per hidden layer: ids of
            `ACTIVATIONS`, "maxout", or an `Activation` with an id of its own, such as
            `expression.activation_from` makes.
        output: activation of the output layer, any id of `ACTIVATIONS` or "softmax"; its
            parameters have their defaults.
        init: how the weights start, an id of `INITIALIZERS`.
        rng: source of the random weights; init "zeros" can do without.
        hidden_params: values for the parameters of the hidden activations, e.g.
            ``{"alpha": 0.2}``: one mapping for all hidden layers, or one (or None) for each.
            For PReLU it is the alpha that every unit starts from.
        pieces: linear pieces of each maxout unit, 1 or more, one number or one per hidden layer;
            nothing else looks at it.
        batch_norm: normalise the hidden layers, see `NormalizedLayer`; not those of maxout.

    Attributes:
        layers: the layers, whose `W` and `b` can be read and assigned; for maxout they have
            an axis more, see `MaxoutLayer`.
        sizes: as given.

    Raises:
        ValueError: an argument is out of range; the message names it and what is allowed.

    Example:
        >>> network = Network((2, 3, 1), hidden="relu", rng=np.random.default_rng(0))
        >>> network.forward([[1.0, -1.0]]).shape
        (1, 1)
        >>> [dW.shape for dW, db in network.gradients([[1.0, -1.0]], [[1.0]])]
        [(3, 2), (1, 3)]
    """

    def __init__(
        self,
        sizes: Sequence[int],
        hidden: Kind | Sequence[Kind] = "tanh",
        output: str = "tanh",
        init: str = "playground",
        rng: np.random.Generator | None = None,
        hidden_params: HiddenParams = None,
        pieces: int | Sequence[int] = 2,
        batch_norm: bool = False,
    ) -> None:
        self.sizes = _check_sizes(sizes)
        n_hidden = len(self.sizes) - 2
        kinds = _hidden_kinds(hidden, n_hidden)
        kinds.append(check_choice("output", output, [*ACTIVATIONS, SOFTMAX]))
        given = [*_one_per_layer(hidden_params, n_hidden), {}]
        counts = [*_pieces_per_layer(pieces, n_hidden), 1]
        self._plans = [
            plan_layer(*parts, normalized=batch_norm and i < n_hidden)
            for i, parts in enumerate(
                zip(kinds, given, self.sizes, self.sizes[1:], counts, strict=False)
            )
        ]
        self._allocate()
        self._initialize(init, rng)

    def _allocate(self) -> None:
        """Make the flat parameter vector, and the layers as views into it."""
        self._parameters = np.zeros(sum(plan.n_parameters for plan in self._plans))
        self.layers: list[Layer] = []
        start = 0
        for plan in self._plans:
            end = start + plan.n_parameters
            self.layers.append(plan.build(self._parameters[start:end]))
            start = end

    def _initialize(self, init: str, rng: np.random.Generator | None) -> None:
        recipe = INITIALIZERS[check_choice("init", init, INITIALIZERS)]
        source: Any = check_rng(rng) if recipe.random else rng
        for layer in self.layers:
            layer.initialize(lambda n_in, n_out: recipe.weights(n_in, n_out, source), recipe.bias)

    @property
    def parameters(self) -> Array:
        """Everything that is learned, as one flat vector: layer by layer the weights, row by
        row with each row's bias at its end, then what normalises it, then the layer's alpha.  For
        maxout, first the rows of the first piece of every unit, then those of the second, and so
        on.

        A view: writing into it changes the network; assigning a vector copies it in.
        """
        return self._parameters

    @parameters.setter
    def parameters(self, values: npt.ArrayLike) -> None:
        vector = np.asarray(values, dtype=np.float64)
        if vector.shape != self._parameters.shape:
            raise ValueError(
                f"parameters must have shape {self._parameters.shape}, got {vector.shape}"
            )
        self._parameters[:] = vector

    def copy(self) -> "Network":
        """An equal network that shares nothing with this one."""
        twin = Network.__new__(Network)
        twin.sizes, twin._plans = self.sizes, self._plans
        twin._allocate()
        twin.parameters = self._parameters
        return twin

    @property
    def is_normalized(self) -> bool:
        """Whether there is a layer with batch normalisation."""
        return any(plan.normalized for plan in self._plans)

    def folded(self) -> "Network":
        """A network without batch normalisation that gives the same answers in use.

        It is this one itself if there is nothing to fold.
        """
        if not self.is_normalized:
            return self
        twin = Network.__new__(Network)
        twin.sizes, twin._plans = self.sizes, [plan.folded for plan in self._plans]
        twin._allocate()
        for layer, old in zip(twin.layers, self.layers, strict=True):
            layer.W, layer.b = old.folded()
            if old.alpha is not None:
                layer.alpha = old.alpha
        return twin

    def forward(self, X: npt.ArrayLike) -> Array:
        """The outputs, (n, n_in) -> (n, n_out)."""
        return self._trace(X)[1][-1]

    def activations(self, X: npt.ArrayLike) -> list[Array]:
        """The outputs of every layer, first hidden layer first; each (n, units)."""
        return self._trace(X)[1][1:]

    def pre_activations(self, X: npt.ArrayLike) -> list[Array]:
        """The pre-activations z = W a_prev + b of every layer; each (n, units), for maxout the
        pieces (n, units, pieces).
        """
        return self._trace(X)[0]

    @np.errstate(all="ignore")
    def _trace(self, X: npt.ArrayLike) -> tuple[list[Array], list[Array]]:
        """Forward: all pre-activations, and all outputs beginning with X itself."""
        zs: list[Array] = []
        outputs = [as_matrix(X, "X", columns=self.sizes[0])]
        for layer in self.layers:
            zs.append(layer.pre_activation(outputs[-1]))
            outputs.append(layer.activate(zs[-1]))
        return zs, outputs

    def loss(self, X: npt.ArrayLike, T: npt.ArrayLike, loss: str = "squared_error") -> float:
        """The mean loss on the samples; nan if there are none.

        Raises:
            ValueError: unknown loss, or output or targets it is not defined for.
        """
        rule, targets = self.check_task(T, loss)
        zs, outputs = self._trace(X)
        _check_rows(outputs[0], targets)
        if rule.value_from_logits is not None:
            return rule.value_from_logits(zs[-1], targets)
        return rule.value(outputs[-1], targets)

    def gradients(
        self, X: npt.ArrayLike, T: npt.ArrayLike, loss: str = "squared_error"
    ) -> list[tuple[Array, Array]]:
        """The slopes (dW, db) of the mean loss, layer by layer; see `backpropagate`."""
        return [(layer.W, layer.b) for layer in self.backpropagate(X, T, loss)]

    def backpropagate(
        self, X: npt.ArrayLike, T: npt.ArrayLike, loss: str = "squared_error"
    ) -> list[LayerGradient]:
        """The slopes of the mean loss by everything that is learned, layer by layer.

        delta = slope by z; at the output it comes from the loss, further down it is
        (W_next^T delta_next) * f'(z).  Then dW = delta^T a_prev and db = sum of delta.
        This is the network as it is in use: for training with batch normalisation or dropout see
        `training_gradients`.  Rumelhart, Hinton and Williams (1986); Bishop (2006), section 5.3.

        Raises:
            ValueError: unknown loss, or output or targets it is not defined for, or no samples.
        """
        rule, targets = self.check_task(T, loss)
        zs, outputs = self._trace(X)
        _check_rows(outputs[0], targets, at_least=1)
        with np.errstate(all="ignore"):
            slope = rule.slope(outputs[-1], targets) / len(targets)
            return self._back(zs, outputs, slope, fused=rule.fused_with is not None)

    def _back(
        self, zs: list[Array], outputs: list[Array], slope: Array, fused: bool
    ) -> list[LayerGradient]:
        """Backward: `slope` is that of the loss by the outputs, or by their z if `fused`."""
        found: list[LayerGradient] = []
        for i in reversed(range(len(self.layers))):
            layer = self.layers[i]
            delta = slope if fused else layer.pull_back(zs[i], outputs[i + 1], slope)
            d_alpha = layer.alpha_slope(zs[i], slope)
            found.append(LayerGradient(*layer.weight_slopes(delta, outputs[i]), d_alpha, delta))
            slope, fused = layer.carry_back(delta), False
        return found[::-1]

    def check_task(self, T: npt.ArrayLike, loss: str, name: str = "T") -> tuple[Loss, Array]:
        """Return the loss and the targets as a matrix, if they suit this network.

        `name` is what to call the targets in an error message.

        Raises:
            ValueError: unknown loss, or output or targets it is not defined for.
        """
        rule = LOSSES[check_choice("loss", loss, LOSSES)]
        rule.check_output(self.layers[-1].activation_id)
        targets = as_matrix(T, name, columns=self.sizes[-1])
        rule.check_targets(targets, name)
        return rule, targets


def _check_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    if not isinstance(sizes, (Sequence, np.ndarray)) or len(sizes) < 2:
        raise ValueError(f"sizes must have an input and an output width, got {sizes!r}")
    return tuple(check_count("sizes", size, 1) for size in sizes)


def _hidden_kinds(hidden: Kind | Sequence[Kind], count: int) -> list[Kind]:
    alone = isinstance(hidden, (str, Activation))
    kinds: list[Any] = [hidden] * count if alone else list(hidden)  # type: ignore[arg-type]
    if len(kinds) != count:
        raise ValueError(f"hidden must be one id or {count}, one per hidden layer; got {kinds}")
    for kind in [hidden] if alone else kinds:  # a single one also if there is no hidden layer
        check_kind(kind)
    return kinds


def _one_per_layer(given: HiddenParams, count: int) -> list[Mapping[str, float]]:
    if given is None or isinstance(given, Mapping):
        return [given or {}] * count
    if len(given) != count:
        raise ValueError(f"hidden_params must have {count} entries, one per hidden layer")
    return [params or {} for params in given]


def _pieces_per_layer(pieces: int | Sequence[int], count: int) -> list[int]:
    given = list(pieces) if isinstance(pieces, Sequence) else [pieces] * count
    if len(given) != count:
        raise ValueError(f"pieces must be one number or {count}, one per hidden layer")
    for number in given if isinstance(pieces, Sequence) else [pieces]:
        check_count("pieces", number, 1)
    return given


def _check_rows(X: Array, T: Array, at_least: int = 0) -> None:
    if len(X) != len(T) or len(X) < at_least:
        raise ValueError(
            f"X and T must have as many rows, at least {at_least}; got {len(X)} and {len(T)}"
        )
