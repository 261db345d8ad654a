"""The sentences and formulas of the perceptron lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math
from dataclasses import replace

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.arithmetic import call, given, line, num, product, quotient, total
from acttutor.base.numbers.numerals import Style, fixed
from acttutor.core.data.separability import Mixture
from acttutor.core.nn.perceptron import Look
from acttutor.labs.perceptron.run import Run

STEP_RULE = r"$w \leftarrow w + \varepsilon\,(t − y)\,x$"
STEP_ANSWER = r"$u = b + w_1 x_1 + w_2 x_2,\quad y = 1\;(u ≥ 0),\;0\;(u < 0)$"
SIGMOID_RULE = (
    r"$w \leftarrow w − \varepsilon\,\partial L/\partial w = w + \varepsilon\,(t − y)\,x$"
)
SIGMOID_ANSWER = r"$y = \sigma(u) = 1/(1 + e^{−u})$"
_BOUND, _SHARE = Style(1, 2), Style(2)
#: Short of 1, no probability is written as 1.
_PROBABILITY = Style(2, apart=(1.0,))
#: Names of the weights, in the order in which they stand.
NAMES = ("b", "w_1", "w_2")


def short(value: float) -> str:
    """Return a number without needless zeros: ``0.5``, ``−1``."""
    return Style(2, trim=True).write(value).text


# -- one look ----------------------------------------------------------------------------------


def sum_formula(seen: Look) -> str:
    """Return u with its numbers: ``u = 0.50 + 1.00 \\times 0.20 − 0.30 \\times 1.10 = 0.37``."""
    products = (num(w) * num(x) for w, x in zip(seen.w[1:], seen.x[1:], strict=True))
    return f"$u = {line(total(num(seen.w[0]), *products, merged=True), seen.z)}$"


def step_answer(seen: Look, texts: Texts) -> str:
    """Return what the step unit answers, and whether that is right."""
    relation = "≥" if seen.z >= 0 else "<"
    verdict = texts(f"perceptron.answer.{'right' if seen.y == seen.t else 'wrong'}")
    return texts(
        "perceptron.answer.step",
        z=rf"$u {relation} 0$",
        y=f"$y = {seen.y:.0f}$",
        t=f"$t = {seen.t}$",
        verdict=verdict,
    )


def sigmoid_answer(seen: Look, texts: Texts) -> str:
    """Return what the sigmoid unit answers, and what would be right."""
    sigma = call(r"\sigma({})", _sigmoid, num(seen.z), exactly={0.0: 0.5})
    found = line(sigma, seen.y, _PROBABILITY)
    return texts("perceptron.answer.sigmoid", y=f"$y = {found}$", t=f"$t = {seen.t}$")


def _sigmoid(z: float) -> float:
    return 0.5 * (1.0 + math.tanh(0.5 * z))


def update_formulas(seen: Look, lr: float, digits: int) -> list[str]:
    """Return the rule with its numbers, one line for each weight.

    Args:
        seen: the look.
        lr: the learning rate.
        digits: decimals of y.
    """
    error = given(seen.t) - num(seen.y, replace(_PROBABILITY, decimals=digits))
    lines = []
    for name, before, x, after in zip(NAMES, seen.w, seen.x, seen.after, strict=True):
        change = product(num(lr), error, sign=r"\,") * (given(1) if name == "b" else num(x))
        lines.append(rf"${name} \leftarrow {line(num(before) + change, after)}$")
    return lines


# -- what comes of it --------------------------------------------------------------------------


def bound_formula(run: Run) -> str:
    """Return the bound on mistakes with its numbers; only its value for a start beside zero."""
    bound, gamma = run.bound, run.problem.best[0]
    assert bound is not None
    if any(run.start):
        return f"${_count(bound)}$"
    ratio = quotient(num(run.problem.R, Style(3)), num(gamma, Style(3)), "/")
    found = line(ratio**2, bound, _BOUND)
    return rf"$(R/\gamma)^2 = {found}$"


def _count(bound: float) -> str:
    return _BOUND.write(bound).text


def verdict(run: Run, texts: Texts) -> list[tuple[str, str]]:
    """Return what can be said of points and rule: lines, each with the kind of its colour."""
    state = run.state
    if run.problem.overlap is not None:
        return [*_contradiction(run, texts), *_cycle(run, texts)]
    bound = bound_formula(run)
    beside = "_other" if any(run.start) else ""
    if run.converged:
        said = texts(f"perceptron.verdict.converged{beside}", mistakes=state.mistakes, bound=bound)
        return [(said, "good"), (texts("perceptron.verdict.sigmoid_goes_on"), "muted")]
    said = texts(f"perceptron.verdict.separable{beside}", bound=bound)
    lines = [(said, "text")]
    if not any(state.w):
        lines.append((texts("perceptron.verdict.zero"), "muted"))
    elif any(run.start):
        lines.append((texts("perceptron.verdict.from_here"), "muted"))
    else:
        lines.append((texts("perceptron.verdict.meaning"), "muted"))
    return [*lines, (texts("perceptron.verdict.no_descent"), "muted")]


def _contradiction(run: Run, texts: Texts) -> list[tuple[str, str]]:
    """Return why no line can separate these points."""
    shared = run.problem.overlap
    assert shared is not None
    samples = run.problem.samples

    def mixed(mixture: Mixture) -> str:
        parts = []
        for index, share in mixture:
            x, y, _ = samples[index]
            weight = "" if len(mixture) == 1 else rf"{_SHARE.write(share).text}\,"
            parts.append(rf"{weight}u({short(x)},\,{short(y)})")
        return " + ".join(parts)

    # Two formulas, so that the line may be broken between them.
    chain = rf"$0 ≤ {mixed(shared.positive)} = u(P)$ $= {mixed(shared.negative)} < 0$"
    return [(texts("perceptron.verdict.inseparable"), "bad"), (chain, "formula")]


def _cycle(run: Run, texts: Texts) -> list[tuple[str, str]]:
    if run.state.cycle:
        return [(texts("perceptron.verdict.cycle", count=run.state.cycle), "text")]
    return [(texts("perceptron.verdict.endless"), "muted")]


def readout(run: Run, texts: Texts) -> str:
    """Return samples, mistakes and loss in one line."""
    return texts(
        "perceptron.readout",
        k=f"{run.state.k:,}",
        mistakes=f"{run.state.mistakes:,}",
        loss=fixed(run.loss, 4),
    )
