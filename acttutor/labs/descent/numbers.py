"""How the gradient descent lab writes numbers."""

import math

#: From here on, numbers are written with a power of ten.
LARGE = 1e4
#: A distance below this is written by itself: in x − a its digits would not be seen.
SMALL = 1e-4


def decimals(distance: float) -> int:
    """Return how many decimals show two digits of ``distance`` (2 to 5)."""
    if distance == 0 or distance >= 0.1:
        return 2
    return min(1 - math.floor(math.log10(distance)), 5)


def plain(value: float, digits: int = 2) -> str:
    """Return a number for running text: ``−3.36``, or ``1.2e+15`` if it is large."""
    if abs(value) >= LARGE:
        return f"{value:.3g}".replace("-", "−")
    # Adding 0 turns −0.0 into 0.0, also after rounding.
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def power(value: float) -> str:
    """Return a number as mathtext with a power of ten: ``1.23 \\times 10^{5}``."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.2e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}".replace("-", "−")


def math_number(value: float, digits: int = 2) -> str:
    """Return a number as mathtext."""
    return power(value) if abs(value) >= LARGE else plain(value, digits)


def bracketed(value: float, digits: int = 2) -> str:
    """Return a number as mathtext that may follow a sign: in brackets if it needs them."""
    written = math_number(value, digits)
    return f"({written})" if "−" in written or "times" in written else written
