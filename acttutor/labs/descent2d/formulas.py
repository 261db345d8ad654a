"""The rules of the optimizers with their numbers, as mathtext.

What a line comes to is used in the next. So digits are chosen from the last line backwards: each
number has as many as the line needs that it is used in.
"""

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from acttutor.base.numbers.arithmetic import (
    Expression,
    call,
    fit,
    given,
    holds,
    negative,
    num,
    quotient,
    sign,
    total,
)
from acttutor.base.numbers.numerals import Style, clean, figured
from acttutor.labs.descent2d.trajectory import OptimizerTrajectory

#: Numbers that may have any size, and places; the same for running text.
_ANY, _PLACE = Style(None, 3, large=1e4), Style(3, 3, large=1e4, vanishing=True)
_PLAIN = Style(None, 3, large=1e4, mathtext=False)
#: So many digits more than its result has, a line may need: no more fit into the column.
_MOST_DIGITS = 4
#: One less than so many digits a result may lack, of three.
_FEWEST = 3
#: Beyond this many more, floats say nothing.
_LAST_DIGIT = 6
#: What keeps a quotient finite while nothing is remembered, and below which root it is seen.
_GUARDS = {"adagrad": -10, "rmsprop": -8, "adam": -8}
_GUARD_SEEN = 1e4

Values = tuple[float, float]


def number(value: float, plain: bool = False) -> str:
    """Return a number with three significant digits: ``0.0123``, ``1.20 \\times 10^{−5}``.

    Args:
        value: any number.
        plain: for running text instead of mathtext: ``1.20e−5``.
    """
    return (_PLAIN if plain else _ANY).write(value).text


def _setting(value: float) -> Expression:
    """Return a setting as it is typed."""
    return given(figured(value, 6))


def _typed(value: float) -> str:
    return _setting(value).write(0)


def pair(values: Values, digits: int | None = None) -> str:
    """Return two numbers in brackets, with ``digits`` decimals or with `number`."""
    style = (
        _ANY
        if digits is None or max(map(abs, values)) >= _ANY.large
        else Style(digits, vanishing=True)
    )
    return _pair(values, style, 0)


def _pair(values: Values, style: Style, extra: int) -> str:
    first, second = (style.write(value, extra).text for value in values)
    return rf"({first},\,{second})"


def _reading(values: Values, extra: int) -> str:
    """Return two numbers behind "=", or "≈" where more digits would follow."""
    exact = all(
        not math.isfinite(value) or _ANY.write(value, extra).shown == clean(value)
        for value in values
    )
    return f"{'=' if exact else '≈'} {_pair(values, _ANY, extra)}"


class _Digits(NamedTuple):
    """How both numbers of a pair come about: sign and digits with which that holds, if it does."""

    extra: int
    sign: str
    holds: bool


def _fitted(
    expression: Callable[[int], Expression], values: Values, style: Style, extra: int = 0
) -> _Digits:
    """Return with how many digits the numbers of ``expression(0)`` and ``(1)`` give ``values``."""
    shown = _with_digits(style, extra)
    both = [(expression(k), values[k]) for k in range(2)]
    digits = max(fit(*one, shown, min(extra + _MOST_DIGITS, _LAST_DIGIT)).extra for one in both)
    signs = {sign(*one, shown, digits) for one in both}
    return _Digits(
        digits, "≈" if "≈" in signs else "=", all(holds(*one, shown, digits) for one in both)
    )


def _with_digits(style: Style, extra: int) -> Style:
    """Return a style whose numbers have ``extra`` digits more, or less."""
    decimals = None if style.decimals is None else style.decimals + min(extra, 0)
    return replace(style, decimals=decimals, figures=style.figures + extra)


def rule_lines(trajectory: OptimizerTrajectory) -> list[tuple[str, str]]:
    """Return the next step, line by line, each with what it is about.

    What it is about is "gradient", "momentum", "scale" or "step": it chooses the colour.
    """
    symbol = "w" if trajectory.land.id == "inputs" else "p"
    source = "L_n" if getattr(trajectory.land, "single", False) else "f"
    head = rf"g = \nabla {source}({symbol}_{{{trajectory.k}}})"
    if trajectory.diverged:
        return [("gradient", rf"${head} {_reading(trajectory.gradient, 0)}$")]
    move, change = _Move(trajectory), trajectory.change
    place, moved, step, last = _steps(trajectory, move)
    return [
        ("gradient", rf"${head} {_reading(trajectory.gradient, step.extra)}$"),
        *_memory_lines(trajectory, step.extra),
        (
            "step",
            rf"$\Delta {symbol} = {move.rule} {step.sign} {_pair(change, moved, last.extra)}$",
        ),
        (
            "step",
            rf"${symbol}_{{{trajectory.k + 1}}} = {_pair(trajectory.here, _PLACE, last.extra)} "
            rf"+ \Delta {symbol} "
            rf"{last.sign} {_pair(trajectory.next, place, 0)}$",
        ),
    ]


def _steps(trajectory: OptimizerTrajectory, move: "_Move") -> tuple[Style, Style, _Digits, _Digits]:
    """Return the styles of the next place and of the change, and how they come about.

    Where terms cancel, or numbers are large, the digits in the column do not tell as many of the
    results; these have fewer then.
    """
    here, change = trajectory.here, trajectory.change
    for fewer, also in itertools.product(range(_FEWEST), range(_FEWEST)):
        place, moved = _with_digits(_PLACE, -fewer), _with_digits(_ANY, -also)
        last = _fitted(partial(_arrival, here, change, moved), trajectory.next, place)
        step = _fitted(move.expression, change, moved, last.extra)
        if last.holds and step.holds:
            break
    return place, moved, step, last


def _arrival(here: Values, change: Values, moved: Style, k: int) -> Expression:
    """Return number ``k`` of the next place."""
    return num(here[k], _PLACE) + num(change[k], moved)


class _Move:
    """The change of the place: its rule in symbols, and both its numbers as expressions."""

    def __init__(self, trajectory: OptimizerTrajectory) -> None:
        self._racer, self._memory = trajectory, trajectory.remembered
        self._rate, self._mu = _typed(trajectory.hyper.lr), _typed(trajectory.hyper.mu)
        self.rule = self._written()

    @property
    def _guarded(self) -> bool:
        """Whether what keeps the quotient finite is seen in it."""
        least = min(self._memory["root"])
        return least < _GUARD_SEEN * 10.0 ** _GUARDS[self._racer.id]

    def _written(self) -> str:
        id, rate = self._racer.id, self._rate
        if id in ("sgd", "momentum"):
            return rf"−{rate}\,{'g' if id == 'sgd' else 'v'}"
        if id == "nesterov":
            return rf"−{rate}\,(g + {self._mu}\,v)"
        above, root = ("m'", "√s'") if id == "adam" else ("g", "√s")
        below = f"({root} + 10^{{−{-_GUARDS[id]}}})" if self._guarded else root
        return rf"−{rate}\,{above}\,/\,{below}"

    def expression(self, k: int) -> Expression:
        """Return number ``k`` of the change."""
        id, memory, rate = self._racer.id, self._memory, _setting(self._racer.hyper.lr)
        g = num(self._racer.gradient[k], _ANY)
        if id == "sgd":
            return negative(rate * g)
        if id == "momentum":
            return negative(rate * num(memory["v"][k], _ANY))
        if id == "nesterov":
            v = _setting(self._racer.hyper.mu) * num(memory["v"][k], _ANY)
            return negative(rate * total(g, v))
        above, root = num(memory["mean"][k], _ANY) if id == "adam" else g, memory["root"][k]
        below: Expression = num(root, _ANY)
        if self._guarded:
            below = below + given(10.0 ** _GUARDS[id])
        return negative(quotient(rate * above, below))


def _memory_lines(trajectory: OptimizerTrajectory, extra: int) -> list[tuple[str, str]]:
    """Return how what is remembered changes, the results with ``extra`` digits."""
    hyper, memory = trajectory.hyper, trajectory.remembered

    def shown(name: str, digits: int = extra) -> str:
        return _reading(memory[name], digits)

    if trajectory.id in ("momentum", "nesterov"):
        return [("momentum", rf"$v = {_typed(hyper.mu)}\,v + g {shown('v')}$")]
    if trajectory.id == "adagrad":
        return [("scale", rf"$√s = √(s + g^2) {shown('root')}$")]
    if trajectory.id == "rmsprop":
        rho, rest = _typed(hyper.rho), _rest(hyper.rho)
        return [("scale", rf"$√s = √({rho}\,s + {rest}\,g^2) {shown('root')}$")]
    if trajectory.id != "adam":
        return []
    beta1, beta2, t = _typed(hyper.beta1), _typed(hyper.beta2), trajectory.k + 1
    means = _fitted(
        lambda k: quotient(num(memory["m"][k], _ANY), _fading(hyper.beta1, t)),
        memory["mean"],
        _ANY,
        extra,
    )
    roots = _fitted(
        lambda k: _root(quotient(num(memory["s"][k], _ANY), _fading(hyper.beta2, t))),
        memory["root"],
        _ANY,
        extra,
    )
    mean, root = (_pair(memory[name], _ANY, extra) for name in ("mean", "root"))
    return [
        (
            "momentum",
            rf"$m = {beta1}\,m + {_rest(hyper.beta1)}\,g {shown('m', means.extra)}$",
        ),
        ("momentum", rf"$m' = m\,/\,(1 − {beta1}^{{{t}}}) {means.sign} {mean}$"),
        (
            "scale",
            rf"$s = {beta2}\,s + {_rest(hyper.beta2)}\,g^2 {shown('s', roots.extra)}$",
        ),
        ("scale", rf"$√s' = √(s\,/\,(1 − {beta2}^{{{t}}})) {roots.sign} {root}$"),
    ]


def _rest(value: float) -> str:
    return _typed(1 - value)


def _fading(beta: float, t: int) -> Expression:
    """Return 1 − beta^t."""
    return call("", lambda value: 1 - value**t, given(beta))


def _root(inside: Expression) -> Expression:
    return call(r"√({})", math.sqrt, inside)
