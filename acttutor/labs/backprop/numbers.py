"""How numbers are written: with four digits, and with = only where these are all of them.

Everything here is mathtext without dollar signs, with the sign U+2212 for minus.
"""

import math

#: Numbers outside of this range are written with a power of ten.
LEAST, MOST = 1e-3, 1e5
#: What stands for the value of a blank.
BLANK = "?"


def number(value: float) -> str:
    """Return a number with four digits: ``−0.4101``, ``1.25``, ``3.012 \\times 10^{−7}``."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else r"\infty" if value > 0 else r"−\infty"
    size = abs(value)
    if size == 0:
        return "0"
    if not LEAST <= size < MOST:
        mantissa, exponent = f"{value:.3e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return rf"{mantissa} \times 10^{{{int(exponent)}}}".replace("-", "−")
    digits = max(3 - math.floor(math.log10(size)), 0)
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def plain(value: float) -> str:
    """Return a number for text outside of formulas: ``−0.4101``, ``3.012e−7``."""
    return number(value).replace(r" \times 10^{", "e").replace("}", "")


def bracketed(value: float) -> str:
    """Return a number that may follow a sign."""
    text = number(value)
    return f"({text})" if "−" in text or "times" in text else text


def is_shown_exactly(value: float) -> bool:
    """Whether the four digits are the number."""
    return math.isclose(float(f"{value:.4g}"), value, rel_tol=1e-12, abs_tol=0.0)


def equals_sign(value: float, *used: float) -> str:
    """Return ``=`` if a value and all that it is made from are shown exactly, else ``≈``."""
    return "=" if all(map(is_shown_exactly, (value, *used))) else "≈"


def in_exponent(value: float) -> str:
    """Return a number that stands in an exponent, where no power of ten has room."""
    return f"{value + 0.0:.4g}".replace("-", "−")
