"""How the functions of a network are written in NumPy and in PyTorch."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from acttutor.core.activations.activation import Activation
from acttutor.core.activations.registry import ACTIVATIONS

_DOCSTRING = re.compile(r'""".*?"""', re.DOTALL)


@dataclass(frozen=True)
class Dialect:
    """A library to write a program for.

    Args:
        name: what the program calls the library: ``np`` or ``torch``.
        title: its name in sentences.
        imports: the lines that import it.
        array: writes an array; ``{rows}`` stands for nested lists of numbers.
        as_points: makes an array of whatever ``predict`` is given.
        columns: puts columns side by side; ``{columns}`` stands for them.
        guard: the line above ``def predict``: no warnings of single numbers, no gradients.
        functions: the body of each function, by name: what the program defines if it needs it.
        calls: the functions of typed formulas that the library has, ``{0}`` for the argument.
    """

    name: str
    title: str
    imports: str
    array: str
    as_points: str
    columns: str
    guard: str
    functions: Mapping[str, str]
    calls: Mapping[str, str]

    def definitions(self, wanted: Iterable[str]) -> dict[str, str]:
        """Return the functions by these names and all that they call, in the order of need."""
        found: dict[str, str] = {}

        def want(name: str) -> None:
            text = self.functions.get(name, "")
            for called in re.findall(r"(?<![\w.])(\w+)\(", _DOCSTRING.sub("", text)):
                if called != name and called in self.functions:
                    want(called)
            if text:
                found.setdefault(name, text)

        for name in wanted:
            want(name)
        return found

    def array_of(self, values: Any) -> str:
        """Return the code of an array of up to three axes, each row on a line of its own."""
        if values.ndim == 1:
            rows = _row(values)
        elif values.ndim == 2:
            rows = _lines([_row(row) for row in values], 0)
        else:
            rows = _lines([_lines([_row(row) for row in part], 4) for part in values], 0)
        return self.array.format(rows=rows)


def _row(values: Any) -> str:
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


def _lines(items: list[str], indent: int) -> str:
    inner = " " * (indent + 4)
    return "[\n" + "".join(f"{inner}{item},\n" for item in items) + " " * indent + "]"


def parameters_of(activation: Activation) -> list[str]:
    """Return the parameters of the function that a program defines for an activation."""
    return [p.id for p in activation.params if re.search(rf"\b{p.id}\b", activation.code.numpy)]


def activation_functions(library: str) -> dict[str, str]:
    """Return the definitions of all activations for ``"numpy"`` or ``"torch"``."""
    return {
        id: f"def {id}({', '.join(['z', *parameters_of(activation)])}):\n"
        f'    """{activation.code.plain}."""\n'
        f"    return {getattr(activation.code, library)}\n"
        for id, activation in ACTIVATIONS.items()
    }


#: The same in both libraries.
CALLS = {
    name: f"{{library}}.{name}({{0}})"
    for name in ("exp", "log", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh")
} | {
    "sigmoid": "sigmoid({0})",
    "relu": "relu({0})",
    "softplus": "softplus({0})",
    "erf": "erf({0})",
    "Phi": "normal_cdf({0})",
    "phi": "normal_pdf({0})",
    "sign": "sign({0})",
    "step": "step({0})",
    "max": "{library}.maximum({0}, {1})",
    "min": "{library}.minimum({0}, {1})",
    "where": "choose({0}, {1}, {2})",
    "^": "{library}.pow({0}, {1})",
    "<": "compare({library}.less, {0}, {1})",
    "<=": "compare({library}.less_equal, {0}, {1})",
    ">": "compare({library}.greater, {0}, {1})",
    ">=": "compare({library}.greater_equal, {0}, {1})",
}
