"""Softmax one operation at a time, in the form of the definition and in the stable form."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array, as_float
from acttutor.core.checks import check_number


@dataclass(frozen=True)
class Steps:
    """What is computed on the way from scores to probabilities.

    Attributes:
        exponents: what e is raised to, shape (K,).
        e: the powers, shape (K,).
        total: their sum.
        p: the quotients e / total, shape (K,); they are probabilities if nothing went wrong.
    """

    exponents: Array
    e: Array
    total: float
    p: Array


def naive_steps(z: npt.ArrayLike, temperature: float = 1.0) -> Steps:
    """Compute e^(z_i / T) / sum over j of e^(z_j / T) just as it is written.

    In float64 e^x is inf from x = 709.79 on and 0 below x = -745.14 (with ever fewer digits
    below -708.4), so that quotients become inf / inf or 0 / 0, both nan.  Goodfellow, Bengio and
    Courville, "Deep Learning" (2016), section 4.1.

    Args:
        z: scores, shape (K,) with K >= 1.
        temperature: T > 0.

    Returns:
        The steps; inf, 0 and nan where they occur, without a warning.

    Raises:
        ValueError: T is not a finite number above 0, or z is not one row of scores.
    """
    scores, temperature = _checked(z, temperature)
    with np.errstate(all="ignore"):
        return _divided(scores / temperature)


def stable_steps(z: npt.ArrayLike, temperature: float = 1.0) -> Steps:
    """Compute the same with the largest score taken away first, e^((z_i - m) / T).

    No exponent is above 0, and the sum is at least 1: nothing overflows, nothing is divided by 0.

    Args:
        z: scores, shape (K,) with K >= 1.
        temperature: T > 0.

    Returns:
        The steps, finite for every finite z.

    Raises:
        ValueError: T is not a finite number above 0, or z is not one row of scores.
    """
    scores, temperature = _checked(z, temperature)
    with np.errstate(all="ignore"):
        return _divided((scores - scores.max()) / temperature)


def _checked(z: npt.ArrayLike, temperature: float) -> tuple[Array, float]:
    scores = as_float(z)
    if scores.ndim != 1 or scores.size == 0:
        raise ValueError(f"z must have shape (K,) with K >= 1, got {scores.shape}")
    return scores, check_number("temperature", temperature, 0.0, open_low=True)


def _divided(exponents: Array) -> Steps:
    e = np.exp(exponents)
    total = e.sum()
    return Steps(exponents, e, float(total), e / total)
