"""Taking a text apart: into tokens, and into what it claims to be equal, or larger."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calculator.functions import FUNCTIONS

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
            if kind == "word" and not in_math and len(piece) > 1 and piece not in FUNCTIONS:
                kind = "symbol" if re.fullmatch(r"[A-Za-zα-ω][\u2080-\u2089']+", piece) else "break"
            elif kind == "word":
                kind = "symbol"
            elif kind == "command":
                kind = "sign" if piece in "×≈≤≥√" else "symbol"
            elif kind == "other":
                kind = "sign" if piece in ("×", "√") else "break"
            if kind == "symbol" and in_math and piece.isalpha() and piece not in FUNCTIONS:
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
