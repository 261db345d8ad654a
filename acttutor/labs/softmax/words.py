"""The sentences, formulas and numbers of the softmax lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math
import re

import numpy as np

from acttutor.base.language.texts import Texts
from acttutor.base.numbers import numerals
from acttutor.base.numbers.arithmetic import Expression, call, given, line, num, product, quotient
from acttutor.base.numbers.numerals import Style, rounded
from acttutor.labs.softmax.run import Run

#: Up to which temperature which sentence holds.
LIMITS = ((0.2, "cold"), (1.0, "sharp"), (9.99, "soft"), (math.inf, "hot"))

#: A number with a power of ten, and what follows it in a formula.
_POWER = re.compile(r"(\d)e(−?\d+)")
#: Short of 1, no probability is written as 1 in a formula.
_PROBABILITY = Style(3, 2, apart=(1.0,))
_SLOPE, _LARGE_SLOPE = Style(3, 2), Style(2, 2)
#: e^x, or a sum of them.
_EXPONENTIAL = Style(None, 3, large=1e4)
_RATIO = Style(None, 2, trim=True, mathtext=False)
#: Below this, the distance of p from 1 is written itself; and what is left of a difference if it
#: is less than this part of it.
_SATURATED, _CANCELLED = 1e-4, 0.02
#: More digits than these do not fit beside the other formulas.
_MOST_DIGITS = 3


def small(value: float, digits: int = 2) -> str:
    """Return a number with a power of ten: ``4.5e−5``."""
    return Style(None, digits, math.inf, mathtext=False).write(value).text


def fixed(value: float, digits: int = 3) -> str:
    """Return a number with its decimals, or with a power of ten where they would be all 0."""
    if not math.isfinite(value):
        return f"{value}".replace("-", "−")
    if value == 0:
        return "0"
    return small(value) if abs(value) < 10.0**-digits else numerals.fixed(value, digits)


def logit(value: float) -> str:
    """Return a logit: ``−1.00``."""
    return numerals.fixed(value)


def slope(value: float) -> str:
    """Return a slope: ``−0.341``, ``9.1e−5``, ``19.98``."""
    return fixed(value, 2 if abs(value) >= 10 else 3)


def power(value: float) -> str:
    """Return e^x or a sum of them in at most seven characters: ``7.39``, ``8.2e307``, ``inf``."""
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    return _EXPONENTIAL.write(value).text if 1e-3 <= abs(value) < 1e4 else small(value)


def entry(value: float, room: int) -> str:
    """Return an entry of the Jacobian in about ``room`` characters: ``.25``, ``−0.156``."""
    if value == 0:
        return "0"
    if room <= 4:
        written = numerals.fixed(value, 1 if abs(value) >= 1 else 2)
        return written.replace("0.", ".", 1) if rounded(value, 2) else "≈0"
    written = fixed(value, 3 if abs(value) < 10 else 2)
    if len(written) > room:
        written = small(value, 1)
    return written if len(written) <= room else "≈0"


def temperature(run: Run) -> str:
    """Return T as it is written in formulas."""
    return numerals.significant(run.temperature)


def subscript(index: int) -> str:
    """Return the number of a class as a subscript for running text."""
    return numerals.subscript(index + 1)


# -- formulas ----------------------------------------------------------------------------------


def formula(source: str) -> str:
    """Return mathtext, with powers of ten as a textbook sets them."""
    return "$" + _POWER.sub(r"\1 \\times 10^{\2}", source) + "$"


def _p(run: Run, index: int) -> Expression:
    return num(run.p[index], _PROBABILITY)


def _slope_style(value: float) -> Style:
    return _LARGE_SLOPE if abs(value) >= 10 else _SLOPE


def _by_temperature(run: Run, above: Expression, value: float) -> str:
    """Return a line that ends in the division by T."""
    divided = quotient(above, given(run.temperature))
    return str(line(divided, value, _slope_style(value), _MOST_DIGITS))


def probability_formula(run: Run, index: int) -> str:
    """Return p with its numbers: ``p_1 = e^{2.00/1} / Σ = 7.39 / 11.58 ≈ 0.638``."""
    fine = run.naive_verdict == "fine"
    steps = run.naive if fine else run.stable
    z, largest = logit(run.z[index]), logit(float(run.z.max()))
    exponent = z if fine else f"({z} − {_bracketed(largest)})"
    e, total = num(steps.e[index], _EXPONENTIAL), num(steps.total, _EXPONENTIAL)
    found = line(quotient(e, total), float(run.p[index]), _SLOPE, _MOST_DIGITS)
    return rf"$p_{index + 1} = e^{{{exponent}/{temperature(run)}}} \,/\, \Sigma = {found}$"


def slope_formula(run: Run, index: int) -> str:
    """Return the slope of the cross-entropy: ``(p_1 − t_1) / T = (0.638 − 1) / 1 = −0.362``."""
    number, value = index + 1, float(run.slope[index])
    error = _p(run, index) - given(run.t[index])
    if run.t[index] and -value * run.temperature < _SATURATED:
        # Nothing would be seen of it in p − 1.
        error = num(value * run.temperature, _SLOPE)
    found = _by_temperature(run, error, value)
    return rf"$(p_{number} − t_{number}) \,/\, T = {found}$"


def squared_formula(run: Run, index: int) -> str:
    """Return the slope of the squared error: ``p_1 (p_1 − t_1 − s) / T = … ≈ −0.155``."""
    number, value = index + 1, float(run.squared_slope[index])
    # p − t itself would have lost its digits where p is nearly t.
    errors = run.slope * run.temperature
    error, s = float(errors[index]), float(run.p @ errors)
    inside = num(error, _SLOPE) - num(s, _SLOPE)
    left = value * run.temperature / float(run.p[index]) if run.p[index] else 0.0
    if abs(left) < _CANCELLED * abs(error):
        inside = num(left, _SLOPE)
    found = _by_temperature(run, product(_p(run, index), inside, sign=r" \,"), value)
    return (
        rf"$p_{number} (p_{number} − t_{number} − s) \,/\, T = {found},"
        r"\quad s = \sum_i\,p_i (p_i − t_i)$"
    )


def entry_formula(run: Run, i: int, j: int) -> str:
    """Return an entry of the Jacobian with its numbers."""
    delta = int(i == j)
    above = product(_p(run, i), given(delta) - _p(run, j), sign=r" \,")
    found = _by_temperature(run, above, float(run.jacobian[i, j]))
    head = rf"\partial p_{i + 1} / \partial u_{j + 1}"
    return rf"${head} = p_{i + 1} ({delta} − p_{j + 1}) \,/\, T = {found}$"


def sigmoid_formula(run: Run) -> str:
    """Return the probability of the first of two classes as a sigmoid of the difference."""
    return rf"$p_1 = \sigma((u_1 − u_2) \,/\, T) = {sigmoid_value(run).strip('$')}$"


def sigmoid_value(run: Run) -> str:
    """Return the same without the definition: ``σ(1.00 / 1) ≈ 0.731``."""
    inside = quotient(num(run.difference), given(run.temperature))
    sigma = call(r"\sigma({})", _sigmoid, inside, exactly={0.0: 0.5})
    return f"${line(sigma, float(run.p[0]), _SLOPE)}$"


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))


def _bracketed(written: str) -> str:
    return f"({written})" if "−" in written else written


# -- sentences ---------------------------------------------------------------------------------


def verdict(run: Run, texts: Texts) -> str:
    """Return how strongly both losses push at the true class, and why."""
    push, squared = abs(run.slope[run.true]), abs(run.squared_slope[run.true])
    ratio = push / squared if squared else math.inf
    return texts(
        f"softmax.verdict.{run.verdict}",
        p=f"p{subscript(run.true)} = {fixed(run.p_true)}",
        push=slope(push),
        squared=slope(squared),
        ratio=_ratio(ratio),
    )


def _ratio(value: float) -> str:
    if math.isinf(value) or value < 10:
        return "inf" if math.isinf(value) else _RATIO.write(value).text
    return f"{numerals.rounded(value, 0):,}" if value < 1e6 else small(value)


def naive_verdict(run: Run, texts: Texts) -> str:
    """Return what became of the naive form."""
    naive = run.naive
    first = int(np.argmax(naive.exponents))
    return texts(
        f"softmax.naive.{run.naive_verdict}",
        power=f"e^{power(float(naive.exponents[first]))}",
    )


def limit(run: Run, texts: Texts) -> str:
    """Return what the present temperature makes of the softmax."""
    t = run.temperature
    name = "usual" if t == 1 else next(name for end, name in LIMITS if t <= end)
    return texts(f"softmax.limit.{name}", uniform=f"1/{run.settings.classes}")


def readout(run: Run, texts: Texts) -> str:
    """Return temperature, probability of the true class and both losses in one line."""
    return texts(
        "softmax.readout",
        t=temperature(run),
        p=f"p{subscript(run.true)} = {fixed(run.p_true)}",
        loss=fixed(run.loss),
        squared=fixed(run.squared),
    )
