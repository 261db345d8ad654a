"""Sets a formula in postfix order as mathtext, with no more brackets than are needed."""

from typing import NamedTuple

from acttutor.core.formula.language import PRECEDENCE, Op, run

#: How tightly something holds together that needs no brackets anywhere, or none but as a base.
_ATOM, _FUNCTION = 9, 8
_NAMES = {
    "log": r"\ln",
    "sigmoid": r"\sigma",
    "Phi": r"\Phi",
    "phi": r"\varphi",
    "relu": r"\mathrm{ReLU}",
    "softplus": r"\mathrm{softplus}",
    "erf": r"\mathrm{erf}",
    "sign": r"\mathrm{sign}",
    "step": r"\mathrm{step}",
    "where": r"\mathrm{where}",
}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_SIGNS = {"<": "<", "<=": r"\leq ", ">": ">", ">=": r"\geq "}


class Set(NamedTuple):
    """A part of a formula: set high, with a fraction bar, and on one line.

    Each with the precedence of its outermost operator.  ``opposite`` is the comparison that holds
    where this one does not.
    """

    high: str
    high_strength: int
    flat: str
    flat_strength: int
    opposite: str = ""


def latex_of(program: tuple[Op, ...]) -> str:
    """The formula as mathtext in x, without dollar signs.

    A choice at the outermost level is written as branches, "a (condition), b (condition)".
    """
    last = program[-1]
    if last.name != "where":
        whole: Set = run(program, _set)
        return whole.high

    # The parts of the outermost choice, set one by one.
    found: list[Set] = []

    def keep(op: Op, parts: list[Set]) -> Set:
        if op is last:
            found.extend(parts)
        return _set(op, parts)

    whole = run(program, keep)
    test, yes, no = found
    if not test.opposite:
        return whole.high
    return rf"{yes.high}\;({test.flat}),\quad {no.high}\;({test.opposite})"


def _set(op: Op, parts: list[Set]) -> Set:
    if op.name == "number":
        text = _number(op)
        strength = PRECEDENCE["*"] if "times" in text else _ATOM
        return Set(text, strength, text, strength)
    if op.name == "x":
        return Set("x", _ATOM, "x", _ATOM)
    high, high_strength = _join(op, [(p.high, p.high_strength) for p in parts], parts, tall=True)
    flat, flat_strength = _join(op, [(p.flat, p.flat_strength) for p in parts], parts, tall=False)
    opposite = ""
    if op.name in _OPPOSITE:
        opposite = f"{parts[0].flat}{_SIGNS[_OPPOSITE[op.name]]}{parts[1].flat}"
    return Set(high, high_strength, flat, flat_strength, opposite)


def _number(op: Op) -> str:
    if op.source in ("pi", "e"):
        return r"\pi" if op.source == "pi" else "e"
    # Not the four digits of a slider: what was typed is what is shown.
    mantissa, sign, exponent = f"{op.value:.12g}".partition("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}" if sign else mantissa


def _join(op: Op, texts: list[tuple[str, int]], parts: list[Set], tall: bool) -> tuple[str, int]:
    """Return the mathtext of a step and the precedence of it."""
    strength = PRECEDENCE.get(op.name, _ATOM)
    if op.name == "neg":
        return "-" + _within(texts[0], strength), strength
    if op.name == "^":
        # A power is no base without brackets: (x^2)^3 is not x^2^3; e^x is such a power, too.
        return f"{_within(texts[0], _FUNCTION)}^{{{parts[1].flat}}}", strength
    if op.name == "/":
        if tall and r"\frac" not in parts[0].high + parts[1].high:
            return rf"\frac{{{parts[0].flat}}}{{{parts[1].flat}}}", PRECEDENCE["*"] + 1
        return f"{_within(texts[0], strength)}/{_within(texts[1], strength + 1)}", strength
    if op.name == "*":
        left, right = _within(texts[0], strength), _within(texts[1], strength + 1)
        # Digits that follow something would run into it.
        between = r"\times " if right[0].isdigit() else r"\,"
        return left + between + right, strength
    if op.name in ("+", "-"):
        return _within(texts[0], strength) + op.name + _within(texts[1], strength + 1), strength
    if op.name in _SIGNS:
        sides = [_within(text, strength + 1) for text in texts]
        return _SIGNS[op.name].join(sides), strength
    return _call(op.name, [text for text, _ in texts], parts[0].flat)


def _call(name: str, arguments: list[str], flat: str) -> tuple[str, int]:
    """Return a function of its arguments."""
    if name == "exp":
        return f"e^{{{flat}}}", PRECEDENCE["^"]
    if name == "sqrt":
        return rf"\sqrt{{{arguments[0]}}}", _FUNCTION
    if name == "abs":
        return rf"|{arguments[0]}|", _FUNCTION
    return _NAMES.get(name, "\\" + name) + _bracketed(r",\,".join(arguments)), _FUNCTION


def _within(text: tuple[str, int], strength: int) -> str:
    """Return a text, in brackets if it holds together less than its surroundings."""
    return text[0] if text[1] >= strength else _bracketed(text[0])


def _bracketed(text: str) -> str:
    return rf"\left({text}\right)" if r"\frac" in text else f"({text})"
