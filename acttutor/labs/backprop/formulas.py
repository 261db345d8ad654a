"""The mathematics of each step: names, chain rules, and the same with numbers in them.

Everything here is mathtext without dollar signs, with the sign U+2212 for minus.
"""

import math
from typing import NamedTuple

from acttutor.base.numbers.arithmetic import (
    Expression,
    call,
    exp,
    given,
    largest,
    line,
    negative,
    num,
    product,
    quotient,
    total,
)
from acttutor.core.worksheet.calculation import Quantity, Task, Values
from acttutor.core.worksheet.steps import calculate
from acttutor.labs.backprop.styles import FOUR, IN_EXPONENT, number

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


# -- forward -----------------------------------------------------------------------------------


def _net_input(task: Task, step: Quantity, known: Values) -> Lines:
    j, left = step.unit, name(task, step)
    symbols: list[str] = []
    terms: list[Expression] = []
    for i in task.sources(j):
        weight, signal = Quantity("w", j, i), task.signal(j, i)
        symbols.append(rf"{name(task, weight)}\,{name(task, signal)}")
        terms.append(_n(known[weight]) * _n(known[signal]))
    rule = " + ".join((*symbols, f"b_{j}"))
    expression = total(*terms, _n(known[Quantity("b", j)]))
    return _lines(left, f"{left} = {rule}", expression, known[step])


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
    u, o = known[Quantity("u", j)], known[Quantity("o", j)]
    slope, numbers = _slope(task, j, known)
    chain = (
        f"{left} = {_slope_by(f'u_{j}')} = {_slope_by(f'o_{j}')}\\,{_slope_by(f'u_{j}', f'o_{j}')}"
    )
    factor = _n(task.df(j, u))
    if not task.is_output(j):
        shares = [Quantity("carry", k, j) for k in task.targets(j)]
        rule = " + ".join(name(task, share) for share in shares)
        came = total(*(_n(known[share]) for share in shares))
        if len(shares) == 1:
            came = _n(known[shares[0]])
        else:
            rule = f"({rule})"
        written = _lines(left, rf"{chain} = {rule}\;f'(u_{j})", came * factor, value)
        return written._replace(slope=slope, slope_numbers=numbers)
    t, t_name = known[Quantity("t", j)], name(task, Quantity("t", j))
    error = _difference(o, t)
    if task.loss == "binary_cross_entropy":
        inner = f"o_{j}(1 − o_{j})"
        rule = rf"{chain} = \dfrac{{o_{j} − {t_name}}}{{{inner}}}\;{inner} = o_{j} − {t_name}"
        return _lines(left, rule, error, value)
    written = _lines(left, rf"{chain} = (o_{j} − {t_name})\,f'(u_{j})", error * factor, value)
    return written._replace(slope=slope, slope_numbers=numbers)


def _weight_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, value = step.unit, known[step]
    weight, signal = name(task, step._replace(kind="w")), task.signal(j, step.source)
    rule = rf"{_slope_by(weight)} = {_slope_by(f'u_{j}')}\,{_slope_by(weight, f'u_{j}')}"
    rule += rf" = \delta_{j}\,{name(task, signal)}"
    product_ = _n(known[Quantity("delta", j)]) * _n(known[signal])
    return _lines(name(task, step), rule, product_, value)


def _bias_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, value = step.unit, known[step]
    rule = rf"{_slope_by(f'b_{j}')} = {_slope_by(f'u_{j}')}\,{_slope_by(f'b_{j}', f'u_{j}')}"
    rule += rf" = \delta_{j} \times 1"
    return _lines(name(task, step), rule, given(value, number(value)) * given(1), value)


def _carry(task: Task, step: Quantity, known: Values) -> Lines:
    k, j, value = step.unit, step.source, known[step]
    rule = rf"{_slope_by(f'u_{k}')}\,{_slope_by(f'o_{j}', f'u_{k}')} = {name(task, step)}"
    if len(task.targets(j)) == 1:
        rule = f"{_slope_by(f'o_{j}')} = {rule}"
    product_ = _n(known[Quantity("delta", k)]) * _n(known[Quantity("w", k, j)])
    return _lines(name(task, step), rule, product_, value)


# -- update ------------------------------------------------------------------------------------


def _update(task: Task, step: Quantity, known: Values) -> Lines:
    kind = step.kind.removeprefix("new_")
    parameter = name(task, step)
    old, slope = known[step._replace(kind=kind)], known[step._replace(kind=f"d{kind}")]
    rule = rf"{parameter} \leftarrow {parameter} − \varepsilon\,{_slope_by(parameter)}"
    expression = _n(old) - _n(task.lr) * _n(slope)
    return _lines(parameter, rule, expression, known[step])


def _new_loss(task: Task, step: Quantity, known: Values) -> Lines:
    renewed = {p: known[p._replace(kind=f"new_{p.kind}")] for p in task.parameters}
    again = calculate(task.with_parameters(renewed))
    written = _loss(task, Quantity("loss"), again)
    left = name(task, step)
    rule = written.rule.replace("L =", f"{left} =", 1)
    return written._replace(left=left, rule=rule)
