"""The mathematics of each step: names, chain rules, and the same with numbers in them.

Everything here is mathtext without dollar signs, with the sign U+2212 for minus.
"""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from acttutor.base.numbers.arithmetic import (
    Expression,
    call,
    exp,
    fit,
    given,
    largest,
    line,
    negative,
    num,
    product,
    quotient,
    total,
)
from acttutor.core.worksheet.calculation import (
    Quantity,
    Task,
    Term,
    Values,
    takes_slope,
    terms,
)
from acttutor.core.worksheet.steps import Difference, calculate, value_of
from acttutor.labs.backprop.styles import FOUR, IN_EXPONENT, LOSS, MORE, number

#: Where a difference is less than this part of its numbers, it is written itself.
_CANCELLED = 1e-5
#: … and 1 − o² as a product, if it is less than this.
_SATURATED = 1e-3


class Lines(NamedTuple):
    """What is written about a step: the rule, how it comes to its value, and what that needs.

    Args:
        left: the name of what is calculated.
        rule: the chain rule or the definition, beginning with the name; with fractions.
        numbers: the same with numbers, from the sign ``=`` on, without the value.
        equals: ``=`` if everything written is exact, otherwise ``≈``.
        value: the value.
        slope: f′ by its formula; "" where the step does not need it.
        slope_numbers: f′ with numbers.
    """

    left: str
    rule: str
    numbers: str
    equals: str
    value: str
    slope: str = ""
    slope_numbers: str = ""


def name(task: Task, quantity: Quantity) -> str:
    """Return the name of a number: ``w_{31}``, ``\\delta_3``, ``\\partial L/\\partial b_1``."""
    kind, unit, source = quantity
    if kind in ("w", "new_w"):
        return f"w_{{{unit}{source}}}"
    if kind in ("b", "new_b"):
        return f"b_{unit}"
    if kind == "t":
        return f"t_{unit}" if task.sizes[-1] > 1 else "t"
    if kind == "carry":
        return rf"\delta_{unit}\,w_{{{unit}{source}}}"
    if kind in ("dw", "db"):
        return rf"\partial L/\partial {name(task, quantity._replace(kind=kind[1]))}"
    if kind in ("loss", "new_loss"):
        return "L" if kind == "loss" else "L_{new}"
    return {"x": "x", "u": "u", "o": "o", "delta": r"\delta"}[kind] + f"_{unit}"


def _slope_by(below: str, above: str = "L") -> str:
    return rf"\dfrac{{\partial {above}}}{{\partial {below}}}"


def lines(task: Task, step: Quantity, known: Values) -> Lines:
    """Return everything that is written about a step."""
    make = {
        "u": _net_input,
        "o": _output,
        "loss": _loss,
        "delta": _delta,
        "dw": _weight_slope,
        "db": _bias_slope,
        "carry": _carry,
        "new_w": _update,
        "new_b": _update,
        "new_loss": _new_loss,
    }[step.kind]
    return make(task, step, known)


def _lines(left: str, rule: str, expression: Expression, value: float) -> Lines:
    found = line(expression, value, FOUR)
    return Lines(left, rule, f"= {found.left}", found.sign, found.right)


def _n(value: float) -> Expression:
    return num(value, FOUR)


def _difference(a: float, b: float) -> Expression:
    """Return a − b, or only what is left of it where nothing of that would be seen."""
    if 0 < abs(a - b) < _CANCELLED * max(abs(a), abs(b)):
        return _n(a - b)
    return _n(a) - _n(b)


def _symbols(task: Task, found: Sequence[Term]) -> str:
    """Return a sum of products by their names."""
    products = [r"\,".join(name(task, factor) for factor in term.factors) for term in found]
    signs = ["", *(" + " if term.sign > 0 else " − " for term in found[1:])]
    return "".join(itertools.chain(*zip(signs, products, strict=True)))


def _numbers(task: Task, found: Sequence[Term], known: Values) -> Expression:
    """Return a sum of products with their numbers."""
    values = [[value_of(task, factor, known) for factor in term.factors] for term in found]
    if found[-1].sign < 0 and len(found[-1].factors) == 1:
        return _difference(values[0][0], values[-1][0])
    first, *others = (product(*map(_n, row)) if len(row) > 1 else _n(row[0]) for row in values)
    for term, other in zip(found[1:], others, strict=True):
        first = first + other if term.sign > 0 else first - other
    return first


# -- forward -----------------------------------------------------------------------------------


def _net_input(task: Task, step: Quantity, known: Values) -> Lines:
    left, found = name(task, step), terms(task, step)
    return _lines(
        left, f"{left} = {_symbols(task, found)}", _numbers(task, found, known), known[step]
    )


def _output(task: Task, step: Quantity, known: Values) -> Lines:
    j, value, left = step.unit, known[step], name(task, step)
    u = known[Quantity("u", j)]
    rule = {
        "sigmoid": rf"\dfrac{{1}}{{1 + e^{{−u_{j}}}}}",
        "tanh": rf"\tanh\,u_{j}",
        "relu": rf"\max(0,\,u_{j})",
        "leaky_relu": rf"\max(0.01\,u_{j},\,u_{j})",
        "softplus": rf"\ln(1 + e^{{u_{j}}})",
        "identity": f"u_{j}",
    }[task.activation(j)]
    written = f"{left} = f(u_{j}) = {rule}"
    if task.activation(j) == "identity":
        return Lines(left, written, "", "=", number(value))
    return _lines(left, written, _function(task.activation(j), u), value)


def _function(activation: str, u: float) -> Expression:
    """Return an activation function with its numbers."""
    one, there = given(1), num(u, IN_EXPONENT)
    if activation == "sigmoid":
        return quotient(one, one + exp(num(-u, IN_EXPONENT)), " / ")
    if activation == "tanh":
        return call(r"\tanh({})", math.tanh, _n(u), exactly={0.0: 0.0})
    if activation == "softplus":
        return call(r"\ln({})", math.log, one + exp(there))
    return largest(given(0) if activation == "relu" else _n(0.01 * u), _n(u))


def _loss(task: Task, step: Quantity, known: Values) -> Lines:
    entropy = task.loss == "binary_cross_entropy"
    rule: list[str] = []
    terms: list[Expression] = []
    for j in task.layers[-1]:
        o, t = known[Quantity("o", j)], known[Quantity("t", j)]
        t_name = name(task, Quantity("t", j))
        if entropy:
            rule.append(rf"−{t_name} \ln o_{j} − (1 − {t_name}) \ln(1 − o_{j})")
            terms += _entropy_terms(o, t)
        else:
            rule.append(rf"\dfrac{{1}}{{2}}(o_{j} − {t_name})^2")
            terms.append(quotient(_difference(o, t) ** 2, given(2), " / "))
    plus, left = "\\;" if entropy else " + ", name(task, step)
    return _lines(left, f"{left} = {plus.join(rule)}", total(*terms), known[step])


def _entropy_terms(o: float, t: float) -> list[Expression]:
    """Return the terms of the cross-entropy that are not 0, each with its sign."""
    return [
        negative(log if share == 1 else product(_n(share), log, sign=" "))
        for share, log in ((t, _log(_n(o))), (1 - t, _log(_difference(1.0, o))))
        if share
    ]


def _log(inside: Expression) -> Expression:
    return call(r"\ln({})", math.log, inside, exactly={1.0: 0.0})


# -- backward ----------------------------------------------------------------------------------


def _slope(task: Task, j: int, known: Values) -> tuple[str, str]:
    """Return f′(u_j) by its formula, and with numbers."""
    u, o = known[Quantity("u", j)], known[Quantity("o", j)]
    slope, activation = task.df(j, u), task.activation(j)
    expression: Expression | None = None
    if activation == "sigmoid":
        rule, expression = f"o_{j}(1 − o_{j})", _n(o) * _n(_sigmoid(-u))
    elif activation == "tanh" and 1 - abs(o) < _SATURATED:
        rest = _n(2 * _sigmoid(-2 * abs(u)))
        rule, expression = f"(1 − |o_{j}|)(1 + |o_{j}|)", rest * _n(1 + abs(o))
    elif activation == "tanh":
        rule, expression = f"1 − o_{j}^2", given(1) - _n(o) ** 2
    elif activation == "softplus":
        rule, expression = rf"\sigma(u_{j})", _function("sigmoid", u)
    elif activation == "identity":
        rule = "1"
    else:
        rule = number(slope)
    comparison = ">" if u > 0 else r"\leq"
    numbers = "" if activation == "identity" else rf"\quad (u_{j} {comparison} 0)"
    if expression is not None:
        numbers = f"= {line(expression, slope, FOUR)}"
    return f"f'(u_{j}) = {rule}", numbers


def _sigmoid(u: float) -> float:
    return 0.5 * (1 + math.tanh(u / 2)) if u > -30 else math.exp(u)


def _delta(task: Task, step: Quantity, known: Values) -> Lines:
    j, value, left = step.unit, known[step], name(task, step)
    came = terms(task, step)
    symbols, numbers = _symbols(task, came), _numbers(task, came, known)
    chain = (
        f"{left} = {_slope_by(f'u_{j}')} = {_slope_by(f'o_{j}')}\\,{_slope_by(f'u_{j}', f'o_{j}')}"
    )
    if not takes_slope(task, step):
        inner = f"o_{j}(1 − o_{j})"
        rule = rf"{chain} = \dfrac{{{symbols}}}{{{inner}}}\;{inner} = {symbols}"
        return _lines(left, rule, numbers, value)
    symbols = f"({symbols})" if len(came) > 1 else symbols
    symbols += r"\," if task.is_output(j) else r"\;"
    factor = _n(task.df(j, known[Quantity("u", j)]))
    written = _lines(left, f"{chain} = {symbols}f'(u_{j})", numbers * factor, value)
    slope, slope_numbers = _slope(task, j, known)
    return written._replace(slope=slope, slope_numbers=slope_numbers)


def _weight_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, found = step.unit, terms(task, step)
    weight = name(task, step._replace(kind="w"))
    rule = rf"{_slope_by(weight)} = {_slope_by(f'u_{j}')}\,{_slope_by(weight, f'u_{j}')}"
    rule += f" = {_symbols(task, found)}"
    return _lines(name(task, step), rule, _numbers(task, found, known), known[step])


def _bias_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, value = step.unit, known[step]
    rule = rf"{_slope_by(f'b_{j}')} = {_slope_by(f'u_{j}')}\,{_slope_by(f'b_{j}', f'u_{j}')}"
    rule += rf" = {_symbols(task, terms(task, step))} \times 1"
    return _lines(name(task, step), rule, given(value, number(value)) * given(1), value)


def _carry(task: Task, step: Quantity, known: Values) -> Lines:
    k, j, found = step.unit, step.source, terms(task, step)
    rule = rf"{_slope_by(f'u_{k}')}\,{_slope_by(f'o_{j}', f'u_{k}')} = {_symbols(task, found)}"
    if len(task.targets(j)) == 1:
        rule = f"{_slope_by(f'o_{j}')} = {rule}"
    return _lines(name(task, step), rule, _numbers(task, found, known), known[step])


# -- update ------------------------------------------------------------------------------------


def _update(task: Task, step: Quantity, known: Values) -> Lines:
    parameter = name(task, step)
    rule = rf"{parameter} \leftarrow {parameter} − \varepsilon\,{_slope_by(parameter)}"
    return _lines(parameter, rule, _numbers(task, terms(task, step), known), known[step])


def _new_loss(task: Task, step: Quantity, known: Values) -> Lines:
    renewed = {p: known[p._replace(kind=f"new_{p.kind}")] for p in task.parameters}
    again = calculate(task.with_parameters(renewed))
    written = _loss(task, Quantity("loss"), again)
    left = name(task, step)
    rule = written.rule.replace("L =", f"{left} =", 1)
    return written._replace(left=left, rule=rule)


# -- the check ---------------------------------------------------------------------------------


def difference_rule(task: Task) -> str:
    """Return how a slope is found from two losses."""
    h = "10^{−5}"
    if max(abs(number) for number in itertools.chain(*task.rows)) > 1:
        h += r" \max(1, |w|)"
    return rf"{_slope_by('w')} \approx \dfrac{{L(w + h) − L(w − h)}}{{2h}} \quad h = {h}"


def difference_lines(differences: Sequence[Difference]) -> list[tuple[str, str, str]]:
    """Return L(w + h), L(w − h) and the slope from them, in digits with which each line adds up.

    All losses have as many digits as the one that needs most.
    """
    fits = [
        fit((num(d.above, LOSS) - num(d.below, LOSS)) / _n(2 * d.h), d.slope, FOUR, MORE)
        for d in differences
    ]
    extra = max(found.extra for found in fits)
    return [
        (LOSS.write(d.above, extra).text, LOSS.write(d.below, extra).text, found.right)
        for d, found in zip(differences, fits, strict=True)
    ]
