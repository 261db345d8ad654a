"""Two losses behind a softmax, and their slopes by the scores z.

Both compare the probabilities p = softmax(z / T) with targets t (one-hot, as a rule).
"""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_float
from acttutor.core.checks import check_number


def cross_entropy(z: npt.ArrayLike, t: npt.ArrayLike, temperature: float = 1.0) -> float:
    """The cross-entropy -sum over k of t_k ln p_k, computed from the scores.

    From z it stays finite where p itself has become 0.  Bishop, "Pattern Recognition and Machine
    Learning" (2006), equation 4.108.

    Args:
        z: scores, shape (K,).
        t: targets that add up to 1, shape (K,).
        temperature: T > 0.

    Raises:
        ValueError: T is not a finite number above 0, or the shapes differ.
    """
    scores, targets = _pair(z, t, "z")
    temperature = check_number("temperature", temperature, 0.0, open_low=True)
    with np.errstate(all="ignore"):
        shifted = (scores - scores.max()) / temperature
        # What is below the largest adds to 1: log1p keeps the digits of a small loss.
        others = np.delete(shifted, scores.argmax())
        return float(np.log1p(np.exp(others).sum()) - (targets * shifted).sum())


def cross_entropy_slope(p: npt.ArrayLike, t: npt.ArrayLike, temperature: float = 1.0) -> Array:
    """The slope of the cross-entropy by each z_k: (p_k - t_k) / T.

    The derivative of the softmax has cancelled: a confident error is corrected at full strength.
    Bishop (2006), equation 4.109; with T: Hinton, Vinyals and Dean, "Distilling the knowledge in
    a neural network" (2015), equation 2.

    Args:
        p: probabilities, shape (K,), as `acttutor.core.nn.softmax.softmax` returns them.
        t: targets that add up to 1, shape (K,).
        temperature: T > 0, the one that p was computed with.

    Raises:
        ValueError: T is not a finite number above 0, or the shapes differ.
    """
    probabilities, targets = _pair(p, t, "p")
    temperature = check_number("temperature", temperature, 0.0, open_low=True)
    return np.asarray(_error(probabilities, targets) / temperature)


def squared_error(p: npt.ArrayLike, t: npt.ArrayLike) -> float:
    """Half the squared distance, 1/2 sum over k of (p_k - t_k)^2; from 0 to 1.

    Raises:
        ValueError: the shapes differ.
    """
    error = _error(*_pair(p, t, "p"))
    return float(0.5 * (error @ error))


def squared_error_slope(p: npt.ArrayLike, t: npt.ArrayLike, temperature: float = 1.0) -> Array:
    """The slope of the squared error by each z_k: p_k ((p_k - t_k) - s) / T.

    Here s = sum over i of p_i (p_i - t_i).  This is the Jacobian of the softmax times p - t.  Its
    factors p_k (1 - p_k) and p_i p_k all vanish where one probability is near 1, right or wrong.

    Args:
        p: probabilities, shape (K,), as `acttutor.core.nn.softmax.softmax` returns them.
        t: targets that add up to 1, shape (K,).
        temperature: T > 0, the one that p was computed with.

    Raises:
        ValueError: T is not a finite number above 0, or the shapes differ.
    """
    probabilities, targets = _pair(p, t, "p")
    temperature = check_number("temperature", temperature, 0.0, open_low=True)
    error = _error(probabilities, targets)
    # p_k (e_k - s) as p_k sum of p_i (e_k - e_i): the difference first, or where one p is near 1
    # the rounding of s would be larger than what is left.
    differences = error[:, np.newaxis] - error[np.newaxis, :]
    return np.asarray(probabilities * (differences @ probabilities) / temperature)


def _error(p: Array, t: Array) -> Array:
    """Return p - t; where t is 1, from the other probabilities, which keep its digits."""
    error = p - t
    for k in np.flatnonzero(t == 1.0):
        error[k] = -np.delete(p, k).sum()
    return error


def _pair(first: npt.ArrayLike, t: npt.ArrayLike, name: str) -> tuple[Array, Array]:
    values, targets = as_float(first, name), as_float(t, "t")
    if values.ndim != 1 or values.size == 0 or values.shape != targets.shape:
        raise ValueError(
            f"{name} and t must have the same shape (K,), got {values.shape} and {targets.shape}"
        )
    return values, targets
