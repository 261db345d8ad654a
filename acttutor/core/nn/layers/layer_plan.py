"""What a layer is to be, before it has a place for its parameters."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from acttutor.core.activations.activation import Activation, ParamValue
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.arrays import Array
from acttutor.core.checks import check_choice
from acttutor.core.nn.layers.layer import SOFTMAX, Layer
from acttutor.core.nn.layers.maxout_layer import MAXOUT, MaxoutLayer
from acttutor.core.nn.layers.normalized_layer import ROWS, NormalizedLayer


class LayerPlan(NamedTuple):
    """The shape of a layer and its activation."""

    activation: Activation | None  # None for softmax and maxout
    fixed: dict[str, ParamValue]
    alpha_start: ParamValue | None  # None unless alpha is learned
    n_in: int
    n_out: int
    pieces: int = 0  # of each maxout unit; 0 for all others
    normalized: bool = False

    @property
    def n_rows(self) -> int:
        """Rows of (W | b): one per unit, or one per piece of a unit."""
        return self.n_out * max(self.pieces, 1)

    @property
    def n_parameters(self) -> int:
        """Length of the layer's share of the flat parameter vector."""
        beside = (self.alpha_start is not None) + ROWS * self.normalized
        return self.n_rows * (self.n_in + 1) + self.n_out * beside

    def build(self, parameters: Array) -> Layer:
        """Make the layer on top of its share of the flat parameter vector."""
        n_block = self.n_rows * (self.n_in + 1)
        block = parameters[:n_block].reshape(self.n_rows, self.n_in + 1)
        if self.pieces:
            return MaxoutLayer(block, self.pieces)
        alpha = None
        if self.alpha_start is not None:
            alpha = parameters[-self.n_out :]
            alpha[:] = self.alpha_start
        if not self.normalized:
            return Layer(block, self.activation, self.fixed, alpha)
        norm = parameters[n_block : n_block + ROWS * self.n_out].reshape(ROWS, self.n_out)
        # Nothing seen yet counts as mean 0 and variance 1.
        norm[...] = [[1.0], [0.0], [1.0]]
        return NormalizedLayer(block, self.activation, self.fixed, alpha, norm)

    @property
    def folded(self) -> "LayerPlan":
        """The same layer without normalisation."""
        return self._replace(normalized=False)


def plan_layer(
    kind: str | Activation,
    given: Mapping[str, float],
    n_in: int,
    n_out: int,
    pieces: int = 2,
    normalized: bool = False,
) -> LayerPlan:
    """Plan a layer of `n_out` units with activation `kind` and the parameter values `given`.

    Args:
        kind: id of `ACTIVATIONS`, "softmax" or "maxout", or an `Activation`.
        given: values for the activation's parameters.
        n_in, n_out: the widths.
        pieces: linear pieces of each unit, for maxout alone.
        normalized: with batch normalisation; maxout has none.

    Raises:
        ValueError: the activation has no such parameter, or does not allow the value.
    """
    if kind == MAXOUT and normalized:
        raise ValueError("batch_norm: maxout units are not normalised")
    if kind in (SOFTMAX, MAXOUT):
        if given:
            raise ValueError(f"{kind} has no parameter {next(iter(given))!r}; its parameters: none")
        return LayerPlan(None, {}, None, n_in, n_out, pieces if kind == MAXOUT else 0)
    activation = kind if isinstance(kind, Activation) else ACTIVATIONS[kind]
    params = activation.resolve(given)
    learned = [param.id for param in activation.params if param.learnable]
    start = params.pop(learned[0]) if learned else None
    return LayerPlan(activation, params, start, n_in, n_out, normalized=normalized)


def check_kind(kind: Any) -> None:
    """Check that hidden layers can be of this kind, see `plan_layer`.

    Raises:
        ValueError: they cannot.
    """
    if not isinstance(kind, Activation):
        check_choice("hidden", kind, [*ACTIVATIONS, MAXOUT])
    elif kind.id in (MAXOUT, SOFTMAX) or ACTIVATIONS.get(kind.id, kind) is not kind:
        # The engine has faster forms of those with known ids, which would be used instead.
        raise ValueError(f"hidden: the id {kind.id!r} belongs to another activation")
