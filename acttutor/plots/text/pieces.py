"""Takes a line of words and mathematics apart into pieces that can be set one by one."""

import re
from functools import lru_cache
from typing import NamedTuple

from acttutor.plots.text.formula_type import SCRIPT

#: Relations, each in a form to which mathtext gives space on both sides.
_RELATIONS = {
    "=": "=",
    "≈": r"\approx",
    "≥": r"\geq",
    "≤": r"\leq",
    "<": "<",
    ">": ">",
    r"\to": r"\to",
    r"\leftarrow": r"\leftarrow",
}
_OPERATORS = ("+", "-", "−", r"\times")
#: After these a sign belongs to the number that follows.
_OPENING = ("(", "|", ",")
#: What looks the same in a formula and outside of one.
_UPRIGHT = "0123456789.()"
#: Space in em around signs, beyond mathtext's own, and for TeX's spacing commands.
_AROUND_RELATION, _AROUND_OPERATOR = 0.06, 0.22
#: … and at blanks between words and a formula.
_AROUND_FORMULA = 0.1
_SPACES = {r"\,": 0.17, r"\;": 0.28, r"\ ": 0.25, r"\quad": 1.0}
#: Size and lift of subscripts and superscripts in em.
_SCRIPT_SIZE, _SUB_LIFT, _SUPER_LIFT = SCRIPT, -0.18, 0.3
#: What a command such as \\frac takes: braces, with braces in them up to two deep.
_BRACED = r"(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*"
_MATH = re.compile(rf"\\[a-zA-Z]+{_BRACED}" r"|\\.|[_^]\{[^}]*\}|[_^].|[a-zA-Z]'*|.")
_WORDS = re.compile(r"[0-9]|[^0-9]+")


class Piece(NamedTuple):
    """A piece of text: what to set, how large, how far up, and the space around it, in em.

    An upright piece is set in the type of formulas, but without the parser for formulas, which
    is slow and takes a point that stands alone for the end of a sentence.
    """

    source: str
    size: float = 1.0
    lift: float = 0.0
    before: float = 0.0
    after: float = 0.0
    upright: bool = False


def spelled(text: str) -> str:
    """Return a line with the relations of its formulas as commands, which mathtext sets apart."""
    parts = text.split("$")
    for number in range(1, len(parts), 2):
        for sign, command in _RELATIONS.items():
            if not sign.isascii():
                parts[number] = parts[number].replace(sign, command + " ")
    return "$".join(parts)


@lru_cache(512)
def pieces_of(text: str) -> tuple[Piece, ...]:
    """Take a line apart into words, digits and mathematics."""
    pieces: list[Piece] = []
    for number, part in enumerate(text.split("$")):
        if number % 2:
            pieces += _math_pieces(part)
        else:
            pieces += _word_pieces(part)
    return tuple(pieces)


def _word_pieces(words: str) -> list[Piece]:
    """Return words and digits; a blank next to a formula, which is slanted, is a little wider."""
    pieces = [Piece(word) for word in _WORDS.findall(words)]
    if words.startswith(" "):
        pieces[0] = pieces[0]._replace(before=_AROUND_FORMULA)
    if words.endswith(" "):
        pieces[-1] = pieces[-1]._replace(after=_AROUND_FORMULA)
    return pieces


def _math_pieces(source: str) -> list[Piece]:
    pieces: list[Piece] = []
    space = 0.0
    # A sign is an operator between two operands; before the first one it belongs to a number.
    operand = False
    for token in _MATH.findall(source):
        if token in _SPACES:
            space += _SPACES[token]
        elif token in _RELATIONS:
            gap = _AROUND_RELATION
            pieces.append(Piece(f"${_RELATIONS[token]}$", before=gap + space, after=gap))
            space, operand = 0.0, False
        elif token in _OPERATORS:
            gap = _AROUND_OPERATOR if operand else 0.0
            pieces.append(Piece(f"${token}$", before=gap + space, after=gap))
            space, operand = 0.0, False
        elif token[0] in "_^":
            pieces += _script(token)
        elif token != " ":
            piece = Piece(token, upright=True) if token in _UPRIGHT else Piece(f"${token}$")
            pieces.append(piece._replace(before=space))
            space = 0.0
            # The closing bar of |…| follows an operand.
            operand = token not in _OPENING or (token == "|" and operand)
    return pieces


def _script(token: str) -> list[Piece]:
    lift = _SUB_LIFT if token[0] == "_" else _SUPER_LIFT
    inside = token[1:].strip("{}")
    return [
        Piece(part, _SCRIPT_SIZE, lift, upright=True)
        if part in _UPRIGHT
        else Piece(f"${part}$", _SCRIPT_SIZE, lift)
        for part in _MATH.findall(inside)
        if part != " "
    ]
