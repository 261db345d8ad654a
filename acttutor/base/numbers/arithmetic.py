"""Lines of arithmetic that add up on a pocket calculator.

An expression is put together from numbers as it is calculated:

    line(num(4.0) - num(0.3) * num(6.0), 2.2)    # 4.00 − 0.30 \\times 6.00 = 2.20

and `line` chooses the digits. What is printed on the left, typed into a calculator, gives what is
printed on the right: "=" stands where it does so exactly, and "≈" where it does so at the last
digit that is printed. Numbers that do not get there have more digits; if that makes them too long
the result has fewer. At worst a calculator's last digit is one off.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from acttutor.base.numbers.numerals import Numeral, Style

TWO = Style(2)
#: Numbers that are exact as they stand.
_EXACT = Style(None, 10, 1e-4, 1e10, trim=True)
#: So many digits more than usual are worth it to meet the last digit of the result …
_WORTH = 2
#: … and so many are written at most, unless a caller has more or less room.
MOST = 5
#: Below this, a value may be nothing but round-off.
_TINY = 1e-9
_ZERO = Numeral("0", Decimal(0), Decimal(1))
#: How binding a sign is: a sum, a product, a number with a sign, a power, a number or a function.
_SUM, _PRODUCT, _SIGNED, _POWER, _ATOM = range(5)

#: What turns a printed number into the kind of number that is calculated with.
Reader = Callable[[Numeral], Any]


class _Inexact(Exception):
    """The value is no fraction."""


class Expression:
    """Something to calculate; sums, products, quotients and powers are made by Python's signs."""

    binding = _ATOM

    def write(self, extra: int) -> str:
        """Return mathtext, its numbers with ``extra`` digits."""
        raise NotImplementedError

    def value(self, extra: int, read: Reader) -> Any:
        """Return what comes out of the numbers that `write` prints."""
        raise NotImplementedError

    def inner(self, extra: int, binding: int) -> str:
        """Return mathtext, in brackets unless its signs bind more than ``binding``."""
        text = self.write(extra)
        return text if self.bound(extra) > binding else f"({text})"

    def bound(self, extra: int) -> int:
        """Return how much the loosest sign of the mathtext binds."""
        return self.binding

    def __add__(self, other: "Expression") -> "Expression":
        return total(self, other)

    def __sub__(self, other: "Expression") -> "Expression":
        return _Sum((*_terms(self), (-1, other)))

    def __mul__(self, other: "Expression") -> "Expression":
        return product(self, other)

    def __truediv__(self, other: "Expression") -> "Expression":
        return quotient(self, other)

    def __pow__(self, exponent: int) -> "Expression":
        return _Power(self, exponent)


class _Leaf(Expression):
    """A number as it is printed."""

    def bound(self, extra: int) -> int:
        text = self.write(extra)
        return _SIGNED if text.startswith("−") or "times" in text else _ATOM


class _Number(_Leaf):
    def __init__(self, number: float, style: Style) -> None:
        self._number, self._style = number, style
        self._printed: dict[int, Numeral] = {}

    def _numeral(self, extra: int) -> Numeral:
        if extra not in self._printed:
            self._printed[extra] = self._style.write(self._number, extra)
        return self._printed[extra]

    def write(self, extra: int) -> str:
        return self._numeral(extra).text

    def value(self, extra: int, read: Reader) -> Any:
        return read(self._numeral(extra))


@dataclass(frozen=True)
class _Given(_Leaf):
    """A number that is written in its own way, such as a whole number or a label."""

    text: str
    number: float

    def write(self, extra: int) -> str:
        return self.text

    def value(self, extra: int, read: Reader) -> Any:
        return read(Numeral(self.text, Style(None, 15).write(self.number).shown, _UNIT))


_UNIT = Style(0).write(1.0).shown


@dataclass(frozen=True)
class _Sum(Expression):
    terms: tuple[tuple[int, Expression], ...]
    merged: bool = False
    binding = _SUM

    def write(self, extra: int) -> str:
        text = ""
        for sign, term in self.terms:
            written = term.inner(extra, _SUM)
            if not text:
                text = f"−{term.inner(extra, _SIGNED)}" if sign < 0 else written
                continue
            if written.startswith("−"):
                if self.merged:
                    sign, written = -sign, written[1:]
                elif isinstance(term, _Product):
                    written = term.write_after(extra)
                else:
                    written = f"({written})"
            elif isinstance(term, _Leaf) and "times" in written:
                written = f"({written})"
            text += f" {'−' if sign < 0 else '+'} {written}"
        return text

    def value(self, extra: int, read: Reader) -> Any:
        return sum(sign * term.value(extra, read) for sign, term in self.terms)


@dataclass(frozen=True)
class _Product(Expression):
    factors: tuple[Expression, ...]
    sign: str
    binding = _PRODUCT

    def write(self, extra: int) -> str:
        first, *others = self.factors
        written = first.write(extra)
        powered = isinstance(first, _Leaf) and "times" in written
        if first.bound(extra) < _PRODUCT or powered:
            written = f"({written})"
        return self.sign.join((written, *(other.inner(extra, _SIGNED) for other in others)))

    def write_after(self, extra: int) -> str:
        """Return mathtext for behind a sign: a negative first factor in brackets."""
        return self.sign.join(factor.inner(extra, _SIGNED) for factor in self.factors)

    def value(self, extra: int, read: Reader) -> Any:
        return math.prod(factor.value(extra, read) for factor in self.factors)


@dataclass(frozen=True)
class _Quotient(Expression):
    above: Expression
    below: Expression
    sign: str

    def bound(self, extra: int) -> int:
        return _POWER if self.sign == "frac" else _PRODUCT

    def write(self, extra: int) -> str:
        if self.sign == "frac":
            return rf"\dfrac{{{self.above.write(extra)}}}{{{self.below.write(extra)}}}"
        above, below = self.above.write(extra), self.below.inner(extra, _SIGNED)
        if self.above.bound(extra) < _PRODUCT:
            above = f"({above})"
        return f"{above}{self.sign}{below}"

    def value(self, extra: int, read: Reader) -> Any:
        below = self.below.value(extra, read)
        if not below:
            if isinstance(below, Fraction):
                raise _Inexact
            return math.nan
        return self.above.value(extra, read) / below


@dataclass(frozen=True)
class _Power(Expression):
    base: Expression
    exponent: int
    binding = _POWER

    def write(self, extra: int) -> str:
        exponent = f"{{{self.exponent}}}" if not 0 <= self.exponent < 10 else self.exponent
        return f"{self.base.inner(extra, _POWER)}^{exponent}"

    def value(self, extra: int, read: Reader) -> Any:
        return self.base.value(extra, read) ** self.exponent


@dataclass(frozen=True, eq=False)
class _Call(Expression):
    """A function of expressions; ``{}`` in the pattern stands for its arguments."""

    pattern: str
    function: Callable[..., Any]
    arguments: tuple[Expression, ...]
    rational: bool
    exactly: Mapping[float, float]
    binding: int

    def write(self, extra: int) -> str:
        written = ",\\,".join(argument.write(extra) for argument in self.arguments)
        return self.pattern.replace("{}", written)

    def value(self, extra: int, read: Reader) -> Any:
        arguments = [argument.value(extra, read) for argument in self.arguments]
        if self.rational:
            return self.function(*arguments)
        if isinstance(arguments[0], Fraction):
            if arguments[0] not in self.exactly:
                raise _Inexact
            return Fraction(self.exactly[float(arguments[0])])
        return float(self.function(*arguments))


# -- making expressions ------------------------------------------------------------------------


def num(value: float, style: Style = TWO) -> Expression:
    """Return a number, with the digits that a line needs."""
    return _Number(float(value), style)


def given(value: float, text: str = "") -> Expression:
    """Return a number that is exact as it stands: ``2``, ``0.5``, or the ``text`` for it."""
    return _Given(text or _EXACT.write(value).text, float(value))


def total(*terms: Expression, merged: bool = False) -> Expression:
    """Return a sum; ``merged`` for a − b instead of a + (−b)."""
    return _Sum(tuple(each for term in terms for each in _terms(term)), merged)


def _terms(term: Expression) -> tuple[tuple[int, Expression], ...]:
    """Return the terms of a sum, with their signs."""
    return term.terms if isinstance(term, _Sum) else ((1, term),)


def negative(term: Expression) -> Expression:
    """Return −term."""
    return _Sum(((-1, term),))


def product(*factors: Expression, sign: str = r" \times ") -> Expression:
    """Return a product; ``sign`` is what stands between two factors."""
    first = factors[0]
    if isinstance(first, _Product) and first.sign == sign:
        factors = (*first.factors, *factors[1:])
    return _Product(factors, sign)


def quotient(above: Expression, below: Expression, sign: str = r" \,/\, ") -> Expression:
    """Return a quotient; ``sign`` is what stands between, or "frac" for a fraction."""
    return _Quotient(above, below, sign)


def call(
    pattern: str,
    function: Callable[..., Any],
    *arguments: Expression,
    rational: bool = False,
    exactly: Mapping[float, float] | None = None,
    binding: int = _ATOM,
) -> Expression:
    """Return a function of expressions.

    Args:
        pattern: mathtext with ``{}`` where the arguments stand: ``\\sigma({})``.
        function: of numbers.
        arguments: what it is taken of.
        rational: whether it makes fractions of fractions, as max does.
        exactly: arguments at which another function has a value that can be written: e⁰ = 1.
        binding: how much its outermost sign binds, for patterns that are no name with brackets.
    """
    return _Call(pattern, function, arguments, rational, exactly or {}, binding)


def exp(exponent: Expression) -> Expression:
    """Return e to a power."""
    return call("e^{{}}", _exp, exponent, exactly={0.0: 1.0}, binding=_POWER)


def _exp(value: float) -> float:
    return math.exp(value) if value < 709.78 else math.inf


def ln(inside: Expression) -> Expression:
    """Return the natural logarithm, without brackets around a plain number."""
    pattern = r"\ln {}" if inside.bound(0) >= _POWER else r"\ln ({})"
    return call(pattern, math.log, inside, exactly={1.0: 0.0}, binding=_POWER)


def absolute(inside: Expression) -> Expression:
    """Return a size without its sign."""
    return call("|{}|", abs, inside, rational=True)


def largest(*arguments: Expression) -> Expression:
    """Return the largest of some expressions."""
    return call(r"\max({})", max, *arguments, rational=True)


# -- lines -------------------------------------------------------------------------------------


class Line(NamedTuple):
    """A line: what is calculated, "=" or "≈", and what comes out."""

    left: str
    sign: str
    right: str

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"


class Fit(NamedTuple):
    """Digits with which a line adds up: how many more than usual, the sign, and the value."""

    extra: int
    sign: str
    right: str


def line(expression: Expression, value: float, style: Style = TWO, most: int = MOST) -> Line:
    """Return an expression with its value, in digits with which it adds up; see `fit`."""
    found = fit(expression, value, style, most)
    return Line(expression.write(found.extra), found.sign, found.right)


def fit(expression: Expression, value: float, style: Style = TWO, most: int = MOST) -> Fit:
    """Return the digits with which a line adds up, for those who write it piece by piece.

    Args:
        expression: what is calculated.
        value: what comes out, in full precision.
        style: how the value is written.
        most: how many digits more than usual the numbers of the expression may have.
    """
    found: Fit | None = None
    if 0 < abs(value) < _TINY and _is_exact(expression, most, _ZERO):
        value = 0.0  # terms cancel, and what is left is a float's
    shown = style.write(value)
    for extra in range(most + 1):
        gap = _gap(expression, extra, shown)
        if gap < 0.5:
            return Fit(extra, "≈" if gap else "=", shown.text)
        if found is None and gap <= 1:
            found = Fit(extra, "≈", shown.text)
        if found and extra >= _WORTH:
            return found
    return found or Fit(most, "≈", _shorter(expression, value, style, most).text)


def sign(expression: Expression, value: float, style: Style, extra: int) -> str:
    """Return "=" if a line with ``extra`` digits is exact, otherwise "≈"."""
    return "≈" if _gap(expression, extra, style.write(value)) else "="


def holds(expression: Expression, value: float, style: Style, extra: int) -> bool:
    """Return whether a calculator's last digit is at most one off with ``extra`` digits."""
    return _gap(expression, extra, style.write(value)) <= 1


def _shorter(expression: Expression, value: float, style: Style, most: int) -> Numeral:
    """Return the value with as few digits as it needs; all of them if that does not help."""
    full = style.write(value)
    for fewer in range(len(full.shown.as_tuple().digits) - 1, 0, -1):
        # Without a power of ten, all digits before the point would stay.
        least = style.least if full.shown.adjusted() < fewer else math.inf
        shown = replace(style, decimals=None, figures=fewer, least=least).write(value)
        if _gap(expression, most, shown) <= 1:
            return shown
    for decimals in range(most + 2, 1, -1):  # terms that cancel leave nothing that is seen
        shown = replace(style, decimals=decimals, vanishing=True).write(value)
        if _gap(expression, most, shown) <= 1:
            return shown
    return full


def _gap(expression: Expression, extra: int, shown: Numeral) -> float:
    """Return by how many units of the last digit shown a calculator's result differs.

    0 says that there is no difference at all, not even in digits that nobody sees.
    """
    try:
        computed = float(expression.value(extra, lambda numeral: float(numeral.shown)))
    except (OverflowError, ZeroDivisionError, ValueError):
        return 0.1  # as ln 0: a calculator says so, too
    if not math.isfinite(computed) or not shown.unit:
        return 0.1  # ∞ and NaN are results, too
    gap = abs(computed - float(shown.shown)) / float(shown.unit)
    if gap < 1e-6:
        return 0.0 if _is_exact(expression, extra, shown) else 1e-9
    # At half a unit a calculator may round either way.
    return gap if gap < 0.499999 or gap > 0.500001 else 0.500001


def _is_exact(expression: Expression, extra: int, shown: Numeral) -> bool:
    try:
        computed = expression.value(extra, lambda numeral: Fraction(numeral.shown))
    except (_Inexact, OverflowError, ZeroDivisionError):
        return False
    return bool(computed == Fraction(shown.shown))
