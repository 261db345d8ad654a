"""The sentences, formulas and numbers of the softmax lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math

import numpy as np

from acttutor.base.texts import Texts
from acttutor.labs.softmax.run import Run

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
    if value != 0 and abs(value) < 10.0**-digits:
        return small(value)
    return _minus(f"{value:.{digits}f}")


def logit(value: float) -> str:
    """Return a logit: ``−1.00``."""
    return _minus(f"{value:.2f}")


def slope(value: float) -> str:
    """Return a slope: ``−0.341``, ``9.1e−5``, ``19.98``."""
    return fixed(value, 2 if abs(value) >= 10 else 3) if value else "0"


def power(value: float) -> str:
    """Return e^x or a sum of them in at most seven characters: ``7.39``, ``8.2e307``, ``inf``."""
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return small(value)


def entry(value: float, room: int) -> str:
    """Return an entry of the Jacobian in about ``room`` characters: ``.25``, ``−0.156``."""
    if value == 0:
        return "0"
    if room <= 4:
        written = f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}".replace("0.", ".", 1)
        return "≈0" if float(f"{value:.2f}") == 0 else _minus(written)
    return fixed(value, 3 if abs(value) < 10 else 2)


def temperature(run: Run) -> str:
    """Return T as it is written in formulas."""
    return f"{run.temperature:.3g}"


def subscript(index: int) -> str:
    """Return the number of a class as a subscript for running text."""
    return str(index + 1).translate(_SUBSCRIPTS)


# -- formulas ----------------------------------------------------------------------------------


def probability_formula(run: Run, index: int) -> str:
    """Return p with its numbers: ``p_1 = e^{2.00/1} / Σ = 7.39 / 11.5 = 0.644``."""
    fine = run.naive_verdict == "fine"
    steps = run.naive if fine else run.stable
    z, largest = logit(run.z[index]), logit(float(run.z.max()))
    exponent = z if fine else f"({z} − {_bracketed(largest)})"
    return (
        rf"$p_{index + 1} = e^{{{exponent}/{temperature(run)}}} / \Sigma = "
        rf"{power(steps.e[index])} / {power(steps.total)} = {fixed(run.p[index])}$"
    )


def slope_formula(run: Run, index: int) -> str:
    """Return the slope of the cross-entropy: ``(p_1 − t_1) / T = (0.644 − 1) / 1 = −0.356``."""
    number = index + 1
    return (
        rf"$(p_{number} − t_{number}) / T = "
        rf"({fixed(run.p[index])} − {run.t[index]:.0f}) / {temperature(run)} = "
        rf"{slope(run.slope[index])}$"
    )


def squared_formula(run: Run, index: int) -> str:
    """Return the slope of the squared error: ``p_1 (p_1 − t_1 − s) / T = … = −0.155``."""
    number = index + 1
    s = _bracketed(slope(float(run.p @ (run.p - run.t))))
    error = slope(float(run.p[index] - run.t[index]))
    return (
        rf"$p_{number} (p_{number} − t_{number} − s) / T = "
        rf"{fixed(run.p[index])} ({error} − {s}) / {temperature(run)} = "
        rf"{slope(run.squared_slope[index])}$"
    )


def entry_formula(run: Run, i: int, j: int) -> str:
    """Return an entry of the Jacobian with its numbers."""
    p_i, p_j = fixed(run.p[i]), fixed(run.p[j])
    delta = "1" if i == j else "0"
    head = rf"\partial p_{i + 1} / \partial z_{j + 1}"
    return (
        rf"${head} = p_{i + 1} ({delta} − p_{j + 1}) / T = "
        rf"{p_i} ({delta} − {p_j}) / {temperature(run)} = {slope(run.jacobian[i, j])}$"
    )


def sigmoid_formula(run: Run) -> str:
    """Return the probability of the first of two classes as a sigmoid of the difference."""
    z, t = logit(run.difference), temperature(run)
    return rf"$p_1 = \sigma((z_1 − z_2) / T) = \sigma({z} / {t}) = {fixed(run.p[0])}$"


def loss_formula(run: Run) -> str:
    """Return the cross-entropy with its numbers: ``L = −\\ln 0.644 = 0.440``."""
    return rf"$−\ln p_{run.true + 1} = {fixed(run.loss)}$"


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
        ratio=f"{ratio:,.0f}" if 10 <= ratio < 1e6 else f"{ratio:.2g}".replace("e+0", "e"),
    )


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
    name = (
        "cold"
        if t <= 0.2
        else "sharp"
        if t < 1
        else "usual"
        if t == 1
        else "soft"
        if t < 10
        else "hot"
    )
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
