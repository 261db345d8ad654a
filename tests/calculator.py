"""A pocket calculator that reads what is printed, and says where it does not add up.

It knows nothing of the program: it takes a text with mathtext in it, finds every "=" and "≈" with
something to calculate on both sides, and calculates both from the digits that stand there, in
fractions as long as that goes. "=" has to hold exactly. After "≈" stands a number, and its last
digit may be one off.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

#: What a symbol stands for: a number, two numbers, or a function.
Symbols = Mapping[str, Any]

_TOKEN = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[−+-]?\d+)?|\.\d+)"
    r"|(?P<break>\\q?quad|\\mathrm\{[^}]*\}|\n|\\to|\\leftarrow|→|←|;|、|。|:|…|%|\?)"
    r"|(?P<space>\\[,;! ]|\s+)"
    r"|(?P<frac>\\d?frac)"
    r"|(?P<command>\\[A-Za-z]+|\\.)"
    r"|(?P<word>[A-Za-zΔα-ωΑ-Ω\u2080-\u2089]+'*)"
    r"|(?P<sign>[-+−×·*/^_(){}|=≈<>≤≥√,\[\]])"
    r"|(?P<other>.)"
)
_SPELLED = {
    "\\times": "×", "\\cdot": "×", "·": "×", "*": "×", "\\approx": "≈", "-": "−",
    "\\leq": "≤", "\\geq": "≥", "\\le": "≤", "\\ge": "≥", "\\sqrt": "√",
}  # fmt: skip
RELATIONS = ("=", "≈", "<", ">", "≤", "≥")
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "\\max": max, "max": max, "\\min": min, "min": min,
    "\\tanh": math.tanh, "tanh": math.tanh, "\\ln": math.log, "ln": math.log,
    "\\sin": math.sin, "\\cos": math.cos, "\\exp": math.exp, "exp": math.exp,
    "\\sigma": lambda x: 1 / (1 + math.exp(-x)) if x > -700 else 0.0,
    "σ": lambda x: 1 / (1 + math.exp(-x)) if x > -700 else 0.0,
    "\\Phi": lambda x: math.erfc(-x / math.sqrt(2)) / 2,
}  # fmt: skip
_EXACT = {"\\max", "max", "\\min", "min"}


class Unknown(Exception):
    """There is a symbol in it, or it is no expression."""


@dataclass(frozen=True)
class Token:
    """A piece of a text; ``digits`` are decimals of a number, ``text`` its spelling."""

    kind: str
    text: str
    in_math: bool
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Take a text apart."""
    found: list[Token] = []
    position = 0
    for number, part in enumerate(text.split("$")):
        in_math = number % 2 == 1
        for match in _TOKEN.finditer(part):
            kind, piece = str(match.lastgroup), match[0]
            start, end = position + match.start(), position + match.end()
            if kind == "space":
                # Blanks outside of formulas keep words apart; wide ones keep readings apart.
                if not in_math and len(piece) > 2:
                    found.append(Token("break", piece, in_math, start, end))
                continue
            piece = _SPELLED.get(piece, piece)
            if kind == "word" and not in_math and len(piece) > 1 and piece not in _FUNCTIONS:
                kind = "symbol" if re.fullmatch(r"[A-Za-zα-ω][\u2080-\u2089']+", piece) else "break"
            elif kind == "word":
                kind = "symbol"
            elif kind == "command":
                kind = "sign" if piece in "×≈≤≥√" else "symbol"
            elif kind == "other":
                kind = "sign" if piece in ("×", "√") else "break"
            if kind == "symbol" and in_math and piece.isalpha() and piece not in _FUNCTIONS:
                # In mathematics, every letter is a name of its own.
                for shift, letter in enumerate(piece.rstrip("'")):
                    found.append(Token(kind, letter, in_math, start + shift, start + shift + 1))
                continue
            found.append(Token(kind, piece, in_math, start, end))
        position += len(part) + 1
    return found


@dataclass(frozen=True)
class Claim:
    """Two neighbouring sides of a relation, as tokens."""

    left: tuple[Token, ...]
    relation: str
    right: tuple[Token, ...]


def claims(text: str) -> Iterator[Claim]:
    """Yield everything that a text claims to be equal, or larger."""
    run: list[Token] = []
    for token in [*tokens(text), Token("break", "", False, 0, 0)]:
        if token.kind != "break":
            run.append(token)
            continue
        for part in _at_commas(run):
            yield from _claims_of(part)
        run = []


def _at_commas(run: list[Token]) -> Iterator[list[Token]]:
    """Take a run apart at the commas outside of brackets."""
    part: list[Token] = []
    depth = 0
    for token in run:
        depth += (token.text in "({[") - (token.text in ")}]") if token.kind == "sign" else 0
        if token.text == "," and depth == 0:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _claims_of(run: list[Token]) -> Iterator[Claim]:
    sides: list[list[Token]] = [[]]
    relations: list[str] = []
    depth = 0
    for token in run:
        depth += (token.text in "({[") - (token.text in ")}]") if token.kind == "sign" else 0
        if token.text in RELATIONS and depth == 0:
            relations.append(token.text)
            sides.append([])
        else:
            sides[-1].append(token)
    for index, relation in enumerate(relations):
        yield Claim(tuple(sides[index]), relation, tuple(sides[index + 1]))


# -- calculating -------------------------------------------------------------------------------


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
        if name in _FUNCTIONS:
            return self.called(_FUNCTIONS[name], name in _EXACT)
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


# -- what does not add up ----------------------------------------------------------------------


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
