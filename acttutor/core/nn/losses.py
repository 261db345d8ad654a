"""Losses: one number for how wrong a network is, and its slope at the output.

The squared error and both cross-entropies have the same slope, y - t, output minus target.
They differ in where that slope stands.  For the squared error it is the slope by the output, and
the derivative of the output activation still has to be multiplied in.  For a cross-entropy with
the activation it belongs to, that derivative has cancelled, and y - t is already the slope by the
pre-activation z: so a confidently wrong output is corrected at full strength.  Bishop, "Pattern
Recognition and Machine Learning" (2006), section 4.3.

The absolute and the Huber error bound that slope, so that a few outliers cannot pull the network
to themselves: its sign, or y - t cut off at ±δ.  Hastie, Tibshirani and Friedman, "The Elements of
Statistical Learning" (2009), section 10.6.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np

from acttutor.core.arrays import Array

#: Where the Huber error turns from a parabola into straight lines. Targets of this program lie
#: between −1 and 1: with the usual δ = 1 nearly all errors would count as small.
HUBER_DELTA = 0.2


@dataclass(frozen=True)
class Loss:
    """A loss function; outputs y and targets t have shape (n_samples, n_outputs).

    Attributes:
        id: lowercase name, never translated.
        costs: ``(y, t) -> array``, what each sample costs, in as many parts as there are
            outputs.
        fused_with: id of the output activation whose derivative cancels, and the only one the
            loss is then defined for; None if any output will do.
        costs_from_logits: ``(z, t) -> array``, the same from the pre-activations of the fused
            output, where it stays finite even if y rounds to 0 or 1.
        target_error: ``(t) -> str | None``, what is wrong with these targets.
        bounded: ``(d, out=None) -> array``, the slope for the difference d = y - t; None if it is
            the difference itself.

    Example:
        >>> loss = LOSSES["squared_error"]
        >>> round(loss.value(np.array([[0.8]]), np.array([[1.0]])), 4)
        0.02
    """

    id: str
    costs: Callable[[Array, Array], Array]
    fused_with: str | None = None
    costs_from_logits: Callable[[Array, Array], Array] | None = None
    target_error: Callable[[Array], str | None] = lambda t: None
    bounded: Callable[..., Array] | None = None

    def value(self, y: Array, t: Array) -> float:
        """The mean over the samples; nan for no samples, inf where it overflows."""
        return _mean(self.costs, y, t)

    @property
    def value_from_logits(self) -> Callable[[Array, Array], float] | None:
        """``(z, t) -> float``, the same from `costs_from_logits`; None if there is no such form."""
        return None if self.costs_from_logits is None else partial(_mean, self.costs_from_logits)

    def slope(self, y: Array, t: Array) -> Array:
        """The slope per sample, y - t or its bounded form: by z if the loss is fused, else by y."""
        return y - t if self.bounded is None else self.bounded(y - t)

    def check_output(self, output: str) -> None:
        """Raise ValueError if the loss is not defined for this output activation."""
        if self.fused_with is not None and output != self.fused_with:
            raise ValueError(
                f"loss {self.id!r} needs the output activation {self.fused_with!r}, got {output!r}"
            )

    def check_targets(self, t: Array, name: str = "T") -> None:
        """Raise ValueError if these targets cannot be, naming the first bad value."""
        if not np.all(np.isfinite(t)):
            raise ValueError(f"{name} must be finite")
        error = self.target_error(t)
        if error is not None:
            raise ValueError(f"{name} {error} for the loss {self.id!r}")


def squared_error(y: Array, t: Array) -> Array:
    """Half the squared distance, 1/2 (y - t)^2 for each output.

    The half makes the slope y - t.  Bishop (2006), equation 5.11.
    """
    difference = y - t
    costs: Array = 0.5 * difference * difference
    return costs


def absolute_error(y: Array, t: Array) -> Array:
    """|y - t| for each output.

    The slope is the sign of y - t, and 0 at the kink y = t.  The best constant is the median of
    the targets, which outliers hardly move.  Hastie, Tibshirani and Friedman (2009), section 10.6.
    """
    costs: Array = np.abs(y - t)
    return costs


def huber_error(y: Array, t: Array, delta: float = HUBER_DELTA) -> Array:
    """1/2 (y - t)^2 up to |y - t| = δ, and the straight line δ (|y - t| - δ/2) beyond.

    The slope is y - t cut off at ±δ, continuous also where both parts meet.
    Huber, "Robust estimation of a location parameter", Ann. Math. Statist. 35 (1964), 73-101.

    Args:
        y, t: outputs and targets of one shape.
        delta: above 0; where the parts meet, in units of the targets.
    """
    size = np.abs(y - t)
    small = np.minimum(size, delta)
    costs: Array = small * (size - 0.5 * small)
    return costs


def _clipped(difference: Array, out: Array | None = None) -> Array:
    clipped: Array = np.clip(difference, -HUBER_DELTA, HUBER_DELTA, out=out)
    return clipped


def binary_cross_entropy(y: Array, t: Array) -> Array:
    """-t ln y - (1 - t) ln(1 - y).

    The outputs y are probabilities in (0, 1), the targets t are 0 or 1 (or a probability).
    0 ln 0 counts as 0; a confident error, such as y = 0 where t = 1, costs infinitely much.
    Bishop (2006), equation 4.90.
    """
    return _minus_t_log_y(t, y) + _minus_t_log_y(1.0 - t, 1.0 - y)


def binary_cross_entropy_from_logits(z: Array, t: Array) -> Array:
    """The binary cross-entropy of y = sigmoid(z): max(z, 0) - tz + ln(1 + e^(-|z|))."""
    return np.maximum(z, 0.0) - t * z + np.log1p(np.exp(-np.abs(z)))


def softmax_cross_entropy(y: Array, t: Array) -> Array:
    """-sum over k of t_k ln y_k.

    The outputs y and the targets t (one-hot, as a rule) are probabilities that add up to 1.
    Bishop (2006), equation 4.108.
    """
    return _minus_t_log_y(t, y)


def softmax_cross_entropy_from_logits(z: Array, t: Array) -> Array:
    """The cross-entropy of y = softmax(z): sum over k of t_k (ln(sum of e^z) - z_k)."""
    shifted = z - z.max(axis=1, keepdims=True)  # keeps e^z from overflowing
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return _times(t, log_sum - shifted)


def _times(t: Array, x: Array) -> Array:
    """t x, with 0 where t is 0, also if x is infinite there."""
    return np.where(t == 0, 0.0, t * x)


def _minus_t_log_y(t: Array, y: Array) -> Array:
    return _times(t, -np.log(y))


def _mean(costs: Callable[[Array, Array], Array], y: Array, t: Array) -> float:
    """Sum over the outputs, mean over the samples; inf is a true value, and no warning is due."""
    with np.errstate(all="ignore"):
        return float(costs(y, t).sum()) / len(t) if len(t) else math.nan


def _probability_error(t: Array) -> str | None:
    bad = t[(t < 0) | (t > 1)]
    return f"must be within [0, 1], got {bad[0]:g}," if bad.size else None


def _distribution_error(t: Array) -> str | None:
    bad = t.sum(axis=1)[np.abs(t.sum(axis=1) - 1.0) > 1e-6]
    if bad.size:
        return f"must have rows that add up to 1, got one that adds up to {bad[0]:g},"
    return _probability_error(t)


LOSSES = MappingProxyType(
    {
        loss.id: loss
        for loss in (
            Loss("squared_error", squared_error),
            Loss(
                "binary_cross_entropy",
                binary_cross_entropy,
                fused_with="sigmoid",
                costs_from_logits=binary_cross_entropy_from_logits,
                target_error=_probability_error,
            ),
            Loss(
                "softmax_cross_entropy",
                softmax_cross_entropy,
                fused_with="softmax",
                costs_from_logits=softmax_cross_entropy_from_logits,
                target_error=_distribution_error,
            ),
            Loss("absolute_error", absolute_error, bounded=np.sign),
            Loss("huber", huber_error, bounded=_clipped),
        )
    }
)
"""Losses by id."""
