"""Decimal numbers as people round them, for the formulas that `core` writes."""

from decimal import ROUND_HALF_UP, Context

#: A float is cleaned to ten digits first, so that 0.12345 is the tie that it looks like.
_CLEAN = 10


def half_up(value: float, figures: int) -> str:
    """Return a finite number in at most ``figures`` digits, rounded half up: ``0.1235``, ``2e-05``.

    Example:
        >>> half_up(0.12345, 4)
        '0.1235'
    """
    exact = Context(prec=figures, rounding=ROUND_HALF_UP).create_decimal(f"{value:.{_CLEAN}g}")
    return f"{float(exact) + 0.0:.{figures}g}"  # + 0.0 turns -0.0 into 0
