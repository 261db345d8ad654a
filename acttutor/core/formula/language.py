"""What can be said in a typed formula, and the stack machine that goes through one.

Nothing can be said but what `RULES` lists: there are no attributes, no strings and no names of
Python's.
"""

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from acttutor.core.formula import dual, dual_functions


class Op(NamedTuple):
    """One step of a formula in postfix order.

    Attributes:
        name: ``"number"``, ``"x"``, or a key of `RULES`.
        arity: how many values it takes from the stack.
        at: where it stands in the text, counted from 1.
        value: the number, of a number.
        source: how a number or constant was written.
    """

    name: str
    arity: int
    at: int
    value: float = 0.0
    source: str = ""


Rule = Callable[..., dual.Dual]

#: Operators with their precedence; those of the same precedence are taken from left to right,
#: except powers: 2^3^2 = 2^9.  "neg" is the sign of -x, which binds weaker than a power.
PRECEDENCE = MappingProxyType(
    {"<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "neg": 4, "^": 5}
)
FUNCTIONS: MappingProxyType[str, tuple[int, Rule]] = MappingProxyType(
    {
        "exp": (1, dual_functions.exp),
        "log": (1, dual_functions.log),
        "sqrt": (1, dual_functions.sqrt),
        "abs": (1, dual_functions.absolute),
        "sin": (1, dual_functions.sin),
        "cos": (1, dual_functions.cos),
        "tan": (1, dual_functions.tan),
        "sinh": (1, dual_functions.sinh),
        "cosh": (1, dual_functions.cosh),
        "tanh": (1, dual_functions.tanh),
        "sigmoid": (1, dual_functions.logistic),
        "relu": (1, dual_functions.relu),
        "softplus": (1, dual_functions.soft_plus),
        "erf": (1, dual_functions.error_function),
        "Phi": (1, dual_functions.normal_distribution),
        "phi": (1, dual_functions.normal_density),
        "sign": (1, dual_functions.sign),
        "step": (1, dual_functions.step),
        "max": (2, dual_functions.larger),
        "min": (2, dual_functions.smaller),
        "where": (3, dual_functions.where),
    }
)
RULES: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "<": dual.compare(np.less),
        "<=": dual.compare(np.less_equal),
        ">": dual.compare(np.greater),
        ">=": dual.compare(np.greater_equal),
        "+": dual.add,
        "-": dual.subtract,
        "*": dual.multiply,
        "/": dual.divide,
        "^": dual.power,
        "neg": dual.negative,
        **{name: rule for name, (_, rule) in FUNCTIONS.items()},
    }
)
COMPARISONS = frozenset({"<", "<=", ">", ">="})
CONSTANTS = MappingProxyType({"pi": math.pi, "e": math.e})


def run(program: tuple[Op, ...], values: Callable[[Op, list[Any]], Any]) -> Any:
    """Go through a formula with a stack: ``values(op, arguments)`` says what each step makes."""
    stack: list[Any] = []
    for op in program:
        split = len(stack) - op.arity
        arguments = stack[split:]
        del stack[split:]
        stack.append(values(op, arguments))
    return stack[-1]
