"""The sentences, formulas and numbers of the softmax lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math
import re

import numpy as np

from acttutor.base.texts import Texts
from acttutor.labs.softmax.run import Run

#: Up to which temperature which sentence holds.
LIMITS = ((0.2, "cold"), (1.0, "sharp"), (9.99, "soft"), (math.inf, "hot"))

#: A number with a power of ten, and what follows it in a formula.
_POWER = re.compile(r"(\d)e(−?\d+)")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def small(value: float, digits: int = 2) -> str:
    """Return a number with a power of ten: ``4.5e−5``."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return _minus(f"{mantissa}e{int(exponent)}")


def fixed(value: float, digits: int = 3) -> str:
    """Return a number with its decimals, or with a power of ten where they would be all 0."""
    if not math.isfinite(value):
        return _minus(f"{value}")
    if value == 0:
        return "0"
    if abs(value) < 10.0**-digits:
        return small(value)
    return _minus(f"{value:.{digits}f}")


def logit(value: float) -> str:
    """Return a logit: ``−1.00``."""
    return _minus(f"{value:.2f}")


def slope(value: float) -> str:
    """Return a slope: ``−0.341``, ``9.1e−5``, ``19.98``."""
    return fixed(value, 2 if abs(value) >= 10 else 3)


def power(value: float) -> str:
    """Return e^x or a sum of them in at most seven characters: ``7.39``, ``8.2e307``, ``inf``."""
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:#.3g}".rstrip(".") if abs(value) < 1000 else f"{value:.0f}"
    return small(value)


def entry(value: float, room: int) -> str:
    """Return an entry of the Jacobian in about ``room`` characters: ``.25``, ``−0.156``."""
    if value == 0:
        return "0"
    if room <= 4:
        written = f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}".replace("0.", ".", 1)
        return "≈0" if float(f"{value:.2f}") == 0 else _minus(written)
    written = fixed(value, 3 if abs(value) < 10 else 2)
    if len(written) > room:
        written = small(value, 1)
    return written if len(written) <= room else "≈0"


def temperature(run: Run) -> str:
    """Return T as it is written in formulas."""
    return f"{run.temperature:.3g}"


def subscript(index: int) -> str:
    """Return the number of a class as a subscript for running text."""
    return str(index + 1).translate(_SUBSCRIPTS)


# -- formulas ----------------------------------------------------------------------------------


def formula(source: str) -> str:
    """Return mathtext, with powers of ten as a textbook sets them."""
    return "$" + _POWER.sub(r"\1 \\times 10^{\2}", source) + "$"


def _equals(computed: float, value: float) -> str:
    """Return ``=`` if the numbers as they are written give the result, otherwise ``≈``."""
    return "=" if slope(computed) == slope(value) else "≈"


def _shown(value: float) -> float:
    """Return a number as it is written."""
    return float(slope(value).replace("−", "-"))


def probability_formula(run: Run, index: int) -> str:
    """Return p with its numbers: ``p_1 = e^{2.00/1} / Σ = 7.39 / 11.5 = 0.644``."""
    fine = run.naive_verdict == "fine"
    steps = run.naive if fine else run.stable
    z, largest = logit(run.z[index]), logit(float(run.z.max()))
    exponent = z if fine else f"({z} − {_bracketed(largest)})"
    return formula(
        rf"p_{index + 1} = e^{{{exponent}/{temperature(run)}}} \,/\, \Sigma = "
        rf"{power(steps.e[index])} \,/\, {power(steps.total)} = {fixed(run.p[index])}"
    )


def slope_formula(run: Run, index: int) -> str:
    """Return the slope of the cross-entropy: ``(p_1 − t_1) / T = (0.644 − 1) / 1 = −0.356``."""
    number, value = index + 1, float(run.slope[index])
    computed = (_shown(run.p[index]) - run.t[index]) / run.temperature
    return formula(
        rf"(p_{number} − t_{number}) \,/\, T = "
        rf"({fixed(run.p[index])} − {run.t[index]:.0f}) \,/\, {temperature(run)} "
        rf"{_equals(computed, value)} {slope(value)}"
    )


def squared_formula(run: Run, index: int) -> str:
    """Return the slope of the squared error: ``p_1 (p_1 − t_1 − s) / T = … = −0.155``."""
    number, value = index + 1, float(run.squared_slope[index])
    error, s = float(run.p[index] - run.t[index]), float(run.p @ (run.p - run.t))
    computed = _shown(run.p[index]) * (_shown(error) - _shown(s)) / run.temperature
    return formula(
        rf"p_{number} (p_{number} − t_{number} − s) \,/\, T = "
        rf"{fixed(run.p[index])} \,({slope(error)} − {_bracketed(slope(s))}) "
        rf"\,/\, {temperature(run)} {_equals(computed, value)} {slope(value)},"
        r"\quad s = \sum_i\,p_i (p_i − t_i)"
    )


def entry_formula(run: Run, i: int, j: int) -> str:
    """Return an entry of the Jacobian with its numbers."""
    delta, value = int(i == j), float(run.jacobian[i, j])
    computed = _shown(run.p[i]) * (delta - _shown(run.p[j])) / run.temperature
    head = rf"\partial p_{i + 1} / \partial z_{j + 1}"
    return formula(
        rf"{head} = p_{i + 1} ({delta} − p_{j + 1}) \,/\, T = "
        rf"{fixed(run.p[i])} \,({delta} − {fixed(run.p[j])}) \,/\, {temperature(run)} "
        rf"{_equals(computed, value)} {slope(value)}"
    )


def sigmoid_formula(run: Run) -> str:
    """Return the probability of the first of two classes as a sigmoid of the difference."""
    z, t = logit(run.difference), temperature(run)
    return formula(
        rf"p_1 = \sigma((z_1 − z_2) \,/\, T) = \sigma({z} \,/\, {t}) = {fixed(run.p[0])}"
    )


def sigmoid_value(run: Run) -> str:
    """Return the same without the definition: ``σ(1.00 / 1) = 0.731``."""
    z, t = logit(run.difference), temperature(run)
    return formula(rf"\sigma({z} \,/\, {t}) = {fixed(run.p[0])}")


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
    if not 10 <= value < 1e6:
        return f"{value:.2g}" if value < 10 or math.isinf(value) else small(value)
    return f"{value:,.0f}"


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
