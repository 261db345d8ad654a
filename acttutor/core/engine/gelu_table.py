"""GELU and its slope by table, in a handful of NumPy calls.

The true formula needs the error function, which takes NumPy some seventy calls: too many for
the inner loop.  Here the stretch |z| <= 9 is cut into cells, 2048 to the unit, and each cell
knows a parabola in z for f and one for f':

    f(z) = f0 + z (f1 + z f2)        f'(z) = s0 + z (s1 + z s2)

They are Taylor series around the centre c of the cell, multiplied out.  Of the first omitted
term, x t^3 with t = z - c, the part (3/4) x h^2 t is added to the linear one, which leaves a
quarter of the error over |t| <= h ("economisation", Lanczos, "Applied Analysis" (1956),
section 7.9).

Measured against the formula, f and f' err by less than 1e-12.  Outside the table both are on
their asymptotes, 0 and z, to the last digit; nan gives nan, and so does infinity.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.special import normal_cdf, normal_pdf
from acttutor.core.arrays import Array

F2, F1, F0, S2, S1, S0 = range(6)
"""Columns of the table."""

_PER_UNIT = 2048
_REACH = 9  # beyond it, z Phi(-|z|) is below 1e-17
_LAST = 2 * _REACH * _PER_UNIT + 2  # index of the last row; the first and it are the outside

# A float of this size has steps of 1/2048, so adding it rounds z to the nearest centre; and the
# bits, read as a whole number, count those steps.
ROUNDER = np.array(1.5 * 2.0**52 / _PER_UNIT)
BITS_OF_FIRST = np.array(ROUNDER.view(np.int64) - (_REACH * _PER_UNIT + 1))


@cache
def gelu_rows() -> Array:
    """The cells from left to right, shape (cells, 6): for few numbers, a row for each."""
    c = np.arange(-_REACH * _PER_UNIT, _REACH * _PER_UNIT + 1) / _PER_UNIT
    cdf, pdf = normal_cdf(c), normal_pdf(c)
    # f and its derivatives; the last one is the first that a parabola for f' leaves out.
    f, f1, f2 = c * cdf, cdf + c * pdf, (2.0 - c**2) * pdf
    f3, f4 = (c**3 - 4.0 * c) * pdf, (7.0 * c**2 - c**4 - 4.0) * pdf
    share = (0.5 / _PER_UNIT) ** 2 / 8.0  # of f3 and f4: 3/4 of 1/6 of h^2
    table = np.zeros((_LAST + 1, 6))
    table[1:-1, F2 : F0 + 1] = _in_powers_of_z(c, f, f1 + share * f3, f2 / 2.0)
    table[1:-1, S2 : S0 + 1] = _in_powers_of_z(c, f1, f2 + share * f4, f3 / 2.0)
    table[-1, F1] = table[-1, S0] = 1.0  # on the right outside, f is z
    return table


@cache
def gelu_columns() -> Array:
    """The same, shape (6, cells): for many numbers, whose arithmetic then has no gaps."""
    return np.ascontiguousarray(gelu_rows().T)


def _in_powers_of_z(c: Array, x0: Array, x1: Array, x2: Array) -> Array:
    """x0 + x1 (z - c) + x2 (z - c)^2, the highest power first: no digit is lost, because x2
    dies out before c^2 grows.
    """
    return np.column_stack((x2, x1 - 2.0 * x2 * c, x0 - x1 * c + x2 * c**2))


def as_index(rounded: Array) -> npt.NDArray[np.int64]:
    """The bits of z + ROUNDER: less BITS_OF_FIRST, the row of the cell, if that is one.

    What is too small or too large is to be clipped to the ends of the table.
    """
    return rounded.view(np.int64)
