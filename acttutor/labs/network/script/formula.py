"""A typed formula as code: written anew from its parts, never copied from what was typed."""

from typing import NamedTuple

import numpy as np

from acttutor.core.formula.dual import Dual
from acttutor.core.formula.expression import Expression
from acttutor.core.formula.language import PRECEDENCE, RULES, Op, run
from acttutor.core.program.dialects import Dialect

#: What holds together without brackets.
_ATOM = 9
#: The functions of a program that calls in formulas stand for.
_DEFINED = ("sigmoid", "relu", "softplus", "erf", "normal_cdf", "normal_pdf", "sign", "step",
            "choose", "compare", "constant")  # fmt: skip
_OPERATORS = ("+", "-", "*", "/")


class Code(NamedTuple):
    """A part of a formula as code.

    Args:
        text: the code.
        strength: the precedence of its outermost operator.
        value: what it is worth, if it is a constant.
    """

    text: str
    strength: int
    value: float | None = None


def formula_code(expression: Expression, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """Return the code of a formula in z, and the names of the functions that it needs."""

    def write(op: Op, parts: list[Code]) -> Code:
        return _write(op, parts, dialect)

    code: Code = run(expression.program, write)
    return code.text, tuple(name for name in _DEFINED if f"{name}(" in code.text)


def _write(op: Op, parts: list[Code], dialect: Dialect) -> Code:
    if op.name == "x":
        return Code("z", _ATOM)
    if op.name == "number":
        return _constant(op.value)
    constants = [Dual(part.value) for part in parts if part.value is not None]
    if len(constants) == len(parts):
        # Computed here as the lab does it: Python would raise errors where that has numbers.
        with np.errstate(all="ignore"):
            return _constant(float(RULES[op.name](*constants).value))
    strength = PRECEDENCE.get(op.name, _ATOM)
    if op.name == "neg":
        return Code("-" + _within(parts[0], strength), strength)
    if op.name in _OPERATORS:
        left, right = _within(parts[0], strength), _within(parts[1], strength + 1)
        return Code(f"{left} {op.name} {right}", strength)
    arguments = (_argument(part, dialect) for part in parts)
    return Code(dialect.calls[op.name].format(*arguments), _ATOM)


def _constant(value: float) -> Code:
    return Code(repr(value), PRECEDENCE["neg"] if value < 0 else _ATOM, value)


def _within(part: Code, strength: int) -> str:
    return part.text if part.strength >= strength else f"({part.text})"


def _argument(part: Code, dialect: Dialect) -> str:
    """Return an argument of a function; those of PyTorch take no plain numbers."""
    if part.value is None or dialect.name == "np":
        return part.text
    return f"constant({part.text})"
