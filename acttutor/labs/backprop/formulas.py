"""The mathematics of each step: names, chain rules, and the same with numbers in them.

Everything here is mathtext without dollar signs, with the sign U+2212 for minus.
"""

from typing import NamedTuple

from acttutor.core.worksheet.calculation import Quantity, Task, Values
from acttutor.core.worksheet.steps import calculate
from acttutor.labs.backprop.numbers import bracketed, equals_sign, in_exponent, number


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


# -- forward -----------------------------------------------------------------------------------


def _net_input(task: Task, step: Quantity, known: Values) -> Lines:
    j, value, left = step.unit, known[step], name(task, step)
    symbols: list[str] = []
    terms: list[str] = []
    used = [known[Quantity("b", j)]]
    for i in task.sources(j):
        weight, signal = Quantity("w", j, i), task.signal(j, i)
        symbols.append(rf"{name(task, weight)}\,{name(task, signal)}")
        first = number(known[weight]) if not terms else bracketed(known[weight])
        terms.append(rf"{first} \times {bracketed(known[signal])}")
        used += [known[weight], known[signal]]
    rule = " + ".join((*symbols, f"b_{j}"))
    numbers = " + ".join((*terms, bracketed(used[0])))
    return Lines(left, f"{left} = {rule}", f"= {numbers}", equals_sign(value, *used), number(value))


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
    small = number(0.01 * u)
    numbers = {
        "sigmoid": f"= 1 / (1 + e^{{{in_exponent(-u)}}})",
        "tanh": rf"= \tanh({number(u)})",
        "relu": rf"= \max(0,\,{number(u)})",
        "leaky_relu": rf"= \max({small},\,{number(u)})",
        "softplus": rf"= \ln(1 + e^{{{in_exponent(u)}}})",
        "identity": "",
    }[task.activation(j)]
    transcendent = task.activation(j) in ("sigmoid", "tanh", "softplus")
    equals = "≈" if transcendent else equals_sign(value, u)
    return Lines(left, f"{left} = f(u_{j}) = {rule}", numbers, equals, number(value))


def _loss(task: Task, step: Quantity, known: Values) -> Lines:
    entropy = task.loss == "binary_cross_entropy"
    rule, numbers, used = [], [], []
    for j in task.layers[-1]:
        o, t = known[Quantity("o", j)], known[Quantity("t", j)]
        t_name = name(task, Quantity("t", j))
        if entropy:
            rule.append(rf"−{t_name} \ln o_{j} − (1 − {t_name}) \ln(1 − o_{j})")
            numbers.append(_entropy_numbers(o, t))
        else:
            rule.append(rf"\dfrac{{1}}{{2}}(o_{j} − {t_name})^2")
            numbers.append(f"({number(o)} − {bracketed(t)})^{{2}} / 2")
        used += [o, t]
    plus = "\\;" if entropy else " + "
    left, value = name(task, step), known[step]
    equals = "≈" if entropy else equals_sign(value, *used)
    joined = " ".join(numbers).strip() if entropy else " + ".join(numbers)
    return Lines(left, f"{left} = {plus.join(rule)}", f"= {joined}", equals, number(value))


def _entropy_numbers(o: float, t: float) -> str:
    """Return the terms of the cross-entropy that are not 0, each with its sign."""
    terms = [(t, number(o)), (1 - t, f"1 − {number(o)}")]
    return " ".join(
        rf"− \ln({inside})" if share == 1 else rf"− {number(share)} \ln({inside})"
        for share, inside in terms
        if share
    )


# -- backward ----------------------------------------------------------------------------------


def _slope(task: Task, j: int, known: Values) -> tuple[str, str]:
    """Return f′(u_j) by its formula, and with numbers."""
    u, o = known[Quantity("u", j)], known[Quantity("o", j)]
    slope, left = task.df(j, u), f"f'(u_{j})"
    value = number(slope)
    comparison = ">" if u > 0 else r"\leq"
    side = f"u_{j} {comparison} 0"
    rule, numbers = {
        "sigmoid": (f"o_{j}(1 − o_{j})", rf"= {number(o)} \times {number(1 - o)} ≈ {value}"),
        "tanh": (f"1 − o_{j}^2", f"= 1 − {bracketed(o)}^{{2}} ≈ {value}"),
        "relu": (value, rf"\quad ({side})"),
        "leaky_relu": (value, rf"\quad ({side})"),
        "softplus": (rf"\sigma(u_{j})", f"= 1 / (1 + e^{{{in_exponent(-u)}}}) ≈ {value}"),
        "identity": ("1", ""),
    }[task.activation(j)]
    return f"{left} = {rule}", numbers


def _delta(task: Task, step: Quantity, known: Values) -> Lines:
    j, value, left = step.unit, known[step], name(task, step)
    u, o = known[Quantity("u", j)], known[Quantity("o", j)]
    slope, numbers = _slope(task, j, known)
    chain = (
        f"{left} = {_slope_by(f'u_{j}')} = {_slope_by(f'o_{j}')}\\,{_slope_by(f'u_{j}', f'o_{j}')}"
    )
    factor = bracketed(task.df(j, u))
    if not task.is_output(j):
        shares = [Quantity("carry", k, j) for k in task.targets(j)]
        rule = " + ".join(name(task, share) for share in shares)
        first, *others = (known[share] for share in shares)
        came = " + ".join((number(first), *map(bracketed, others)))
        if len(shares) > 1:
            rule, came = f"({rule})", f"({came})"
        equals = equals_sign(value, task.df(j, u), *(known[share] for share in shares))
        rule = rf"{chain} = {rule}\;f'(u_{j})"
        return Lines(
            left, rule, rf"= {came} \times {factor}", equals, number(value), slope, numbers
        )
    t, t_name = known[Quantity("t", j)], name(task, Quantity("t", j))
    error = f"{number(o)} − {bracketed(t)}"
    if task.loss == "binary_cross_entropy":
        inner = f"o_{j}(1 − o_{j})"
        rule = rf"{chain} = \dfrac{{o_{j} − {t_name}}}{{{inner}}}\;{inner} = o_{j} − {t_name}"
        return Lines(left, rule, f"= {error}", equals_sign(value, o, t), number(value))
    rule = rf"{chain} = (o_{j} − {t_name})\,f'(u_{j})"
    equals = equals_sign(value, o, t, task.df(j, u))
    return Lines(left, rule, rf"= ({error}) \times {factor}", equals, number(value), slope, numbers)


def _weight_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, value = step.unit, known[step]
    weight, signal = name(task, step._replace(kind="w")), task.signal(j, step.source)
    left = _slope_by(weight)
    delta, came = known[Quantity("delta", j)], known[signal]
    rule = rf"{left} = {_slope_by(f'u_{j}')}\,{_slope_by(weight, f'u_{j}')}"
    rule += rf" = \delta_{j}\,{name(task, signal)}"
    numbers = rf"= {number(delta)} \times {bracketed(came)}"
    return Lines(name(task, step), rule, numbers, equals_sign(value, delta, came), number(value))


def _bias_slope(task: Task, step: Quantity, known: Values) -> Lines:
    j, value = step.unit, known[step]
    rule = rf"{_slope_by(f'b_{j}')} = {_slope_by(f'u_{j}')}\,{_slope_by(f'b_{j}', f'u_{j}')}"
    rule += rf" = \delta_{j} \times 1"
    numbers = rf"= {number(value)} \times 1"
    return Lines(name(task, step), rule, numbers, "=", number(value))


def _carry(task: Task, step: Quantity, known: Values) -> Lines:
    k, j, value = step.unit, step.source, known[step]
    delta, weight = known[Quantity("delta", k)], known[Quantity("w", k, j)]
    rule = rf"{_slope_by(f'u_{k}')}\,{_slope_by(f'o_{j}', f'u_{k}')} = {name(task, step)}"
    if len(task.targets(j)) == 1:
        rule = f"{_slope_by(f'o_{j}')} = {rule}"
    numbers = rf"= {number(delta)} \times {bracketed(weight)}"
    return Lines(name(task, step), rule, numbers, equals_sign(value, delta, weight), number(value))


# -- update ------------------------------------------------------------------------------------


def _update(task: Task, step: Quantity, known: Values) -> Lines:
    kind, value = step.kind.removeprefix("new_"), known[step]
    parameter = name(task, step)
    old, slope = known[step._replace(kind=kind)], known[step._replace(kind=f"d{kind}")]
    rule = rf"{parameter} \leftarrow {parameter} − \varepsilon\,{_slope_by(parameter)}"
    numbers = rf"= {number(old)} − {number(task.lr)} \times {bracketed(slope)}"
    equals = equals_sign(value, old, slope, task.lr)
    return Lines(parameter, rule, numbers, equals, number(value))


def _new_loss(task: Task, step: Quantity, known: Values) -> Lines:
    renewed = {p: known[p._replace(kind=f"new_{p.kind}")] for p in task.parameters}
    again = calculate(task.with_parameters(renewed))
    written = _loss(task, Quantity("loss"), again)
    left = name(task, step)
    rule = written.rule.replace("L =", f"{left} =", 1)
    return written._replace(left=left, rule=rule)
