"""Numbers as they are written in sentences and formulas, with the sign U+2212 for minus.

Everything is rounded half up (away from zero) on the decimal number that a reader would write: a
float is first cleaned to ten digits, so that 0.615 becomes 0.62 although the nearest binary number
lies a little lower. `acttutor.base.numbers.arithmetic` makes lines of these numbers.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

#: From here on, a number is written with a power of ten.
LARGE = 1e5
#: Digits that a float is trusted with.
_TRUSTED = 10
#: A number below this is written with a power of ten where its decimals would all be 0.
_TINY = 1e-4
#: More digits than these Decimal does not round.
_MOST_DIGITS = 26
#: Decimals that a number is given at most to show on which side of a limit it lies.
_MOST = 12

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def clean(value: float) -> Decimal:
    """Return the decimal number that a finite float stands for, in ten digits."""
    return Decimal(f"{float(value):.{_TRUSTED}g}")


@lru_cache(64)
def _unit(digits: int) -> Decimal:
    return Decimal((0, (1,), -digits))


def rounded(value: float, digits: int) -> Decimal:
    """Return a finite number rounded half up to ``digits`` decimals; never −0."""
    exact = clean(value)
    if exact.adjusted() + digits >= _MOST_DIGITS:
        return exact  # ten of so many digits are known
    return exact.quantize(_unit(digits), ROUND_HALF_UP) + 0


class Numeral(NamedTuple):
    """A number as it is printed.

    Args:
        text: what is printed, as mathtext or for running text.
        shown: the number that stands there.
        unit: one unit in its last digit.
    """

    text: str
    shown: Decimal
    unit: Decimal


@dataclass(frozen=True)
class Style:
    """How numbers are written.

    Args:
        decimals: decimals of a number of ordinary size; ``None`` for ``figures`` instead.
        figures: significant digits where ``decimals`` do not count.
        least, large: below and from here on, a number has a power of ten (``least`` counts only
            without ``decimals``).
        trim: leave out zeros at the end.
        mathtext: whether powers of ten and infinity are mathtext, or ``1.2e−5`` and ``∞``.
        vanishing: whether what rounds to 0 is written so, as places and readings are.
        apart: limits beside 0; a number that is none of them is never written like one.
    """

    decimals: int | None = 2
    figures: int = 3
    least: float = 1e-3
    large: float = LARGE
    trim: bool = False
    mathtext: bool = True
    vanishing: bool = False
    apart: tuple[float, ...] = ()

    def write(self, value: float, extra: int = 0) -> Numeral:
        """Return a number, with ``extra`` digits more (or less) than usual."""
        value = float(value)
        if not math.isfinite(value):
            return _NOT_FINITE[self.mathtext][str(value)]
        written = self._write(value, clean(value), extra)
        if self.apart and any(written.shown == clean(a) != clean(value) for a in self.apart):
            return self.write(value, extra + 1) if extra < _MOST else written
        return written

    def _write(self, value: float, exact: Decimal, extra: int) -> Numeral:
        size = abs(value)
        if not size:
            digits = self.figures if self.decimals is None else self.decimals
            text = "0" if self.decimals is None or self.trim else f"{0:.{digits}f}"
            return Numeral(text, Decimal(0), _unit(digits))
        order = exact.adjusted()
        if self.decimals is None:
            powered = not self.least <= size < self.large
            digits = max(self.figures + extra - 1 - order, 0)
        else:
            digits = self._decimals(exact, order, extra)
            powered = size >= self.large or digits < 0
        if powered:
            return self._powered(exact, order, max(self.figures + extra, 1) - 1)
        shown = exact.quantize(_unit(digits), ROUND_HALF_UP)
        # Adding 0 turns −0 into 0.
        return Numeral(_minus(self._trimmed(f"{shown + 0:f}")), shown, _unit(digits))

    def _decimals(self, exact: Decimal, order: int, extra: int) -> int:
        """Return the decimals of a number that has no power of ten for its size; −1 if it has."""
        assert self.decimals is not None
        digits = self.decimals
        if not self.vanishing and 2 * abs(exact) < _unit(digits):
            if abs(exact) < _TINY:
                return -1
            digits = 1 - order  # all decimals would be 0: two digits that are not
        if extra > 0 and exact == exact.quantize(_unit(digits)):
            return digits  # all of it is there already
        return digits + extra

    def _powered(self, exact: Decimal, order: int, digits: int) -> Numeral:
        mantissa = exact.scaleb(-order).quantize(_unit(digits), ROUND_HALF_UP)
        if abs(mantissa) >= 10:
            order += 1
            mantissa = (mantissa / 10).quantize(_unit(digits), ROUND_HALF_UP)
        text = self._trimmed(f"{mantissa:f}")
        text += rf" \times 10^{{{order}}}" if self.mathtext else f"e{order}"
        return Numeral(_minus(text), mantissa.scaleb(order), _unit(digits - order))

    def _trimmed(self, text: str) -> str:
        return text.rstrip("0").rstrip(".") if self.trim and "." in text else text


_NOTHING = (Decimal(0), Decimal(0))
#: By whether it is mathtext.
_NOT_FINITE = {
    mathtext: {
        "nan": Numeral("NaN", *_NOTHING),
        "inf": Numeral(infinity, *_NOTHING),
        "-inf": Numeral(f"−{infinity}", *_NOTHING),
    }
    for mathtext, infinity in ((True, r"\infty"), (False, "∞"))
}


def _minus(text: str) -> str:
    return text.replace("-", "−")


def figured(value: float, figures: int) -> float:
    """Return a number rounded half up to so many significant digits."""
    return value if not math.isfinite(value) else float(Style(None, figures).write(value).shown)


_SIGNIFICANT = {n: Style(None, n, 1e-4, trim=True, mathtext=False) for n in range(1, 7)}


def fixed(value: float, digits: int = 2) -> str:
    """Return a finite number with ``digits`` decimals: ``−3.36``, and 0.00 without a sign."""
    return _minus(f"{rounded(value, digits):.{digits}f}")


def significant(value: float, digits: int = 4) -> str:
    """Return a number for running text with at most so many digits: ``0.05``, ``1.23e−7``."""
    return _SIGNIFICANT[digits].write(value).text


def plain(value: float, digits: int = 2) -> str:
    """Return a number for running text: ``−3.36``, or ``1.2e15`` if it is large."""
    is_large = abs(value) >= LARGE or not math.isfinite(value)
    return significant(value, 3) if is_large else fixed(value, digits)


def bracketed(value: float, digits: int = 2) -> str:
    """Return a number that may follow a sign: in brackets if it is negative."""
    written = plain(value, digits)
    return f"({written})" if written.startswith("−") else written


def subscript(number: int) -> str:
    """Return an index for running text: ``₁₂``."""
    return str(number).translate(_SUBSCRIPTS)


def percent(share: float, digits: int = 0) -> str:
    """Return a share in percent: ``96 %``; only what is exactly so is called 0 or 100."""
    if not math.isfinite(share):
        return "–"
    shown, unit = rounded(100 * share, digits), _unit(digits)
    if shown >= 100 and share < 1:
        return f"> {100 - unit:f} %"
    return f"< {unit:f} %" if not shown and share > 0 else f"{shown:f} %"
