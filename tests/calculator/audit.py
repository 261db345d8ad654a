"""Following claims, and what does not add up."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from calculator.calculating import Symbols, Unknown, calculated, units
from calculator.reading import Claim, Token, claims


class Digit(NamedTuple):
    """A digit in an equation: where it stands in the text, and on which side of which relation."""

    place: int
    relation: str
    is_result: bool
    claim: Claim


@dataclass
class Audit:
    """What a calculator found in some texts.

    Args:
        symbols: what symbols stand for.
        strict: whether the digit after "≈" has to be the calculator's, and not one beside it.
    """

    symbols: Symbols = field(default_factory=dict)
    strict: bool = False
    checked: int = 0
    wrong: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Follow every claim of a text."""
        if re.search(r"[−-]0+(?:\.0+)?(?![.\d]|.{0,3}\\times|e)", text) and _negative_zero(text):
            self.wrong.append(f"a zero with a sign: {text}")
        for claim in claims(text):
            fault = self._fault(claim)
            if fault:
                self.wrong.append(f"{fault}: {text}")

    def digits(self, text: str) -> Iterator[Digit]:
        """Yield every digit of the equations that are followed in a text."""
        for claim in claims(text):
            before = self.checked
            self._fault(claim)
            if self.checked == before or claim.relation not in "=≈":
                continue
            for side, is_result in ((claim.left, False), (claim.right, True)):
                numbers = (token for token in side if token.kind == "number")
                for token in numbers:
                    for place in range(token.start, token.end):
                        if text[place].isdigit():
                            yield Digit(place, claim.relation, is_result, claim)

    def tells(self, digit: Digit, spoiled: str) -> bool:
        """Whether a changed digit moves its side: by the last digit of a result or more if "≈"."""
        sides = digit.claim.left, digit.claim.right
        side, opposite = sides[digit.is_result], _texts(sides[not digit.is_result])
        try:
            moves = units(sides[1]) if digit.relation == "≈" else [Fraction(0)] * 2
            before = calculated(side, self.symbols)
            after = [
                calculated((claim.left, claim.right)[digit.is_result], self.symbols)
                for claim in claims(spoiled)
                if _texts((claim.left, claim.right)[not digit.is_result]) == opposite
            ]
        except Unknown:
            return False
        least = Fraction(99 if digit.is_result else 101, 100)
        return any(
            abs(a - b) > least * unit
            for other in after
            for a, b, unit in zip(_numbers(before), _numbers(other), moves, strict=False)
        )

    def _fault(self, claim: Claim) -> str:
        if claim.relation in "=≈" and all(token.kind == "symbol" for token in claim.left):
            return ""  # a name for what follows
        try:
            left = calculated(claim.left, self.symbols)
            right = calculated(claim.right, self.symbols)
        except Unknown:
            return ""
        self.checked += 1
        if claim.relation in "<>≤≥":
            if left == right == 0:
                return ""  # the contradiction that ends a proof
            holds = {"<": left < right, ">": left > right, "≤": left <= right, "≥": left >= right}
            return "" if holds[claim.relation] else f"not so ({left} {claim.relation} {right})"
        lefts, rights = _numbers(left), _numbers(right)
        if claim.relation == "=":
            same = all(
                a == b or (isinstance(a, float) and math.isclose(a, b, rel_tol=1e-14))
                for a, b in zip(lefts, rights, strict=True)
            )
            return "" if same else f"not equal ({_shown(left)} = {_shown(right)})"
        try:
            steps = units(claim.right)
        except Unknown:
            try:  # a number, and then how it comes about
                steps, lefts, rights = units(claim.left), rights, lefts
            except Unknown:
                steps = []
        if not steps:
            return f"≈ before something to calculate ({_shown(left)} ≈ {_shown(right)})"
        for a, b, unit in zip(lefts, rights, steps, strict=True):
            if not math.isfinite(a) or abs(_half_up(a, unit) - b) > (0 if self.strict else unit):
                return f"off by more than a digit ({_shown(left)} ≈ {_shown(right)})"
        return ""


def _texts(side: tuple[Token, ...]) -> list[str]:
    return [token.text for token in side]


def _numbers(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _negative_zero(text: str) -> bool:
    """Whether a number of the text is a zero with a minus that is a sign and no operator."""
    return bool(re.search(r"(?:^|[=≈(,$\s])[−-]0+(?:\.0+)?(?=$|[^\d.e])(?!\s*\\times 10)", text))


def _half_up(value: Any, unit: Fraction) -> Fraction:
    exact = Fraction(value) / unit
    size = math.floor(abs(exact) + Fraction(1, 2) + Fraction(1, 10**9))
    return (size if exact >= 0 else -size) * unit


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return f"{float(value):.12g}"
