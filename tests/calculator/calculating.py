"""Calculating: the value of a side of a claim, from the digits that stand there."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calculator.functions import EXACT, FUNCTIONS
from calculator.reading import Token

#: What a symbol stands for: a number, two numbers, or a function.
Symbols = Mapping[str, Any]


class Unknown(Exception):
    """There is a symbol in it, or it is no expression."""


@dataclass
class _Parser:
    """Reads an expression by recursive descent."""

    tokens: tuple[Token, ...]
    symbols: Symbols
    place: int = 0

    def peek(self) -> str:
        return self.tokens[self.place].text if self.place < len(self.tokens) else ""

    def take(self) -> Token:
        if self.place >= len(self.tokens):
            raise Unknown
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, text: str) -> None:
        if self.take().text != text:
            raise Unknown

    def all(self) -> Any:
        value = self.sum()
        if self.place < len(self.tokens):
            raise Unknown
        return value

    def sum(self) -> Any:
        value = self.product()
        while self.peek() in ("+", "−"):
            sign = 1 if self.take().text == "+" else -1
            value = _each(lambda a, b, s=sign: a + s * b, value, self.product())
        return value

    def product(self) -> Any:
        value = self.signed()
        while self.place < len(self.tokens):
            text = self.peek()
            if text == "×":
                self.take()
                value = _each(lambda a, b: a * b, value, self.signed())
            elif text == "/":
                self.take()
                value = _each(_divided, value, self.signed())
            elif text in ("(", "e", "√") or self.tokens[self.place].kind in (
                "number",
                "symbol",
                "frac",
            ):
                value = _each(lambda a, b: a * b, value, self.power())
            else:
                break
        return value

    def signed(self) -> Any:
        if self.peek() in ("−", "+"):
            sign = -1 if self.take().text == "−" else 1
            return _each(lambda a, b: a * b, sign, self.signed())
        return self.power()

    def power(self) -> Any:
        value = self.atom()
        if self.peek() == "^":
            self.take()
            exponent = self.script()
            value = _each(_raised, value, exponent)
        return value

    def script(self) -> Any:
        """Read what is raised: one token, or a group in braces."""
        if self.peek() == "{":
            return self.group("{", "}")
        return self.atom()

    def group(self, opening: str, closing: str) -> Any:
        self.expect(opening)
        value = self.sum()
        self.expect(closing)
        return value

    def atom(self) -> Any:
        token = self.take()
        text = token.text
        if token.kind == "number":
            return _fraction(text)
        if token.kind == "frac":
            above = self.group("{", "}")
            return _each(_divided, above, self.group("{", "}"))
        if text == "(":
            values = [self.sum()]
            while self.peek() == ",":
                self.take()
                values.append(self.sum())
            self.expect(")")
            return values[0] if len(values) == 1 else tuple(values)
        if text == "|":
            value = self.sum()
            self.expect("|")
            return abs(value)
        if text == "√":
            return _each(lambda a, _: math.sqrt(a) if a >= 0 else math.nan, self.argument(), 0)
        name = self.named(token)
        if name == "e" and self.peek() == "^" and "e" not in self.symbols:
            self.take()
            exponent = self.script()
            return Fraction(1) if exponent == 0 else _exp(float(exponent))
        if name in self.symbols:
            known = self.symbols[name]
            return self.called(known, False) if callable(known) else known
        if name in FUNCTIONS:
            return self.called(FUNCTIONS[name], name in EXACT)
        raise Unknown

    def named(self, token: Token) -> str:
        """Return a name with its index and primes."""
        name = token.text
        if token.kind != "symbol":
            raise Unknown
        if self.peek() == "_":
            self.take()
            name += "_"
            if self.peek() == "{":
                while self.peek() != "}":
                    name += self.take().text
                name += self.take().text
            else:
                name += self.take().text
        return name

    def argument(self) -> Any:
        if self.peek() == "(":
            return self.atom()
        if self.peek() == "{":
            return self.group("{", "}")
        return self.power()

    def called(self, function: Callable[..., Any], exact: bool) -> Any:
        argument = self.argument()
        arguments = argument if isinstance(argument, tuple) else (argument,)
        if exact:
            return function(arguments)
        try:
            value = function(*map(float, arguments))
        except (ValueError, OverflowError):
            raise Unknown from None
        # What comes out as a short number is one: tanh(0) = 0, σ(0) = 0.5.
        short = Fraction(str(round(value, 6))) if math.isfinite(value) else value
        return short if math.isfinite(value) and float(short) == value else float(value)


def _exp(exponent: float) -> float:
    return math.exp(exponent) if exponent < 709.7 else math.inf


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-"))


def _divided(above: Any, below: Any) -> Any:
    if not below:
        raise Unknown
    return above / below


def _raised(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) < 400:
        if not base and exponent < 0:
            return math.inf
        return base ** int(exponent)
    try:
        return float(base) ** float(exponent)
    except (OverflowError, ZeroDivisionError):
        raise Unknown from None


def _each(act: Callable[[Any, Any], Any], one: Any, other: Any) -> Any:
    """Calculate with numbers, or with both numbers of pairs."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        ones = one if isinstance(one, tuple) else (one, one)
        others = other if isinstance(other, tuple) else (other, other)
        return tuple(act(a, b) for a, b in zip(ones, others, strict=True))
    return act(one, other)


def calculated(side: tuple[Token, ...], symbols: Symbols) -> Any:
    """Return the value of a side.

    Raises:
        Unknown: there is something in it that no calculator knows.
    """
    return _Parser(side, symbols).all()


def units(side: tuple[Token, ...]) -> list[Fraction]:
    """Return one unit of the last digit of each number of a side that is a number, or a pair.

    Raises:
        Unknown: it is something else.
    """
    written = "".join(token.text for token in side)
    if re.fullmatch(r"\(.*,.*\)", written) and "," in written:
        pieces = written[1:-1].split(",")
    else:
        pieces = [written]
    return [_unit(piece) for piece in pieces]


_LITERAL = re.compile(r"\(?−?(\d[\d,]*)?(?:\.(\d+))?(?:(?:×10\^\{?|e)([−+]?\d+)\}?)?\)?")


def _unit(written: str) -> Fraction:
    match = _LITERAL.fullmatch(written.replace("-", "−"))
    if match is None:
        raise Unknown
    exponent = int((match[3] or "0").replace("−", "-"))
    return Fraction(10) ** (exponent - len(match[2] or ""))
