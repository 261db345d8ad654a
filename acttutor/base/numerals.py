"""Numbers as they are written in sentences and formulas, with the sign U+2212 for minus."""

import math

#: From here on, a number is written with a power of ten.
LARGE = 1e5


def plain(value: float, digits: int = 2) -> str:
    """Return a number for running text: ``−3.36``, or ``1.2e+15`` if it is large."""
    if abs(value) >= LARGE or not math.isfinite(value):
        return f"{value:.3g}".replace("-", "−")
    # Adding 0 turns −0.0 into 0.0, also after rounding.
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def bracketed(value: float, digits: int = 2) -> str:
    """Return a number that may follow a sign: in brackets if it is negative."""
    written = plain(value, digits)
    return f"({written})" if written.startswith("−") else written


def power(value: float) -> str:
    """Return a number as mathtext with a power of ten: ``1.2 \\times 10^{−16}``; 0 is ``0``."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}".replace("-", "−")
    mantissa, exponent = f"{value:.1e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}".replace("-", "−")


def equals(computed: float, shown: float, digits: int = 2) -> str:
    """Return ``=`` if rounded numbers agree as they stand there, otherwise ``≈``.

    Args:
        computed: what comes out of the rounded numbers on the left.
        shown: the number on the right, before it is rounded.
        digits: decimals that are shown.
    """
    same = math.isclose(round(computed, digits), round(shown, digits), abs_tol=1e-9)
    return "=" if same else "≈"
