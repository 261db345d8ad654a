"""The sentences and formulas of the perceptron lab.

Formulas are mathtext between dollar signs, with the sign U+2212 for minus.
"""

import math

from acttutor.base.numerals import bracketed, equals, plain
from acttutor.base.texts import Texts
from acttutor.core.data.separability import Mixture
from acttutor.core.nn.perceptron import Look
from acttutor.labs.perceptron.run import Run

STEP_RULE = r"$w \leftarrow w + \eta\,(t − y)\,x$"
STEP_ANSWER = r"$z = b + w_1 x_1 + w_2 x_2,\quad y = 1\;(z ≥ 0),\;0\;(z < 0)$"
SIGMOID_RULE = r"$w \leftarrow w − \eta\,\partial L/\partial w = w + \eta\,(t − y)\,x$"
SIGMOID_ANSWER = r"$y = \sigma(z) = 1/(1 + e^{−z})$"
#: Names of the weights, in the order in which they stand.
NAMES = ("b", "w_1", "w_2")


def short(value: float) -> str:
    """Return a number without needless zeros: ``0.5``, ``−1``."""
    return f"{round(value, 2) + 0.0:g}".replace("-", "−")


def _rate(lr: float) -> str:
    return f"{lr:.2f}"


# -- one look ----------------------------------------------------------------------------------


def sum_formula(seen: Look) -> str:
    """Return z with its numbers: ``z = 0.50 + 1.00 \\times 0.20 − 0.30 \\times 1.10 = 0.37``."""
    terms = [plain(seen.w[0])]
    computed = round(seen.w[0], 2)
    for weight, x in zip(seen.w[1:], seen.x[1:], strict=True):
        written = plain(weight)
        sign, size = ("−", written[1:]) if written.startswith("−") else ("+", written)
        terms.append(rf"{sign} {size} \times {bracketed(x)}")
        computed += round(weight, 2) * x
    return rf"$z = {' '.join(terms)} {equals(computed, seen.z)} {plain(seen.z)}$"


def step_answer(seen: Look, texts: Texts) -> str:
    """Return what the step unit answers, and whether that is right."""
    relation = "≥" if seen.z >= 0 else "<"
    verdict = texts(f"perceptron.answer.{'right' if seen.y == seen.t else 'wrong'}")
    return texts(
        "perceptron.answer.step",
        z=rf"$z {relation} 0$",
        y=f"$y = {seen.y:.0f}$",
        t=f"$t = {seen.t}$",
        verdict=verdict,
    )


def sigmoid_answer(seen: Look, texts: Texts) -> str:
    """Return what the sigmoid unit answers, and what would be right."""
    return texts(
        "perceptron.answer.sigmoid",
        y=rf"$y = \sigma({plain(seen.z)}) = {plain(seen.y)}$",
        t=f"$t = {seen.t}$",
    )


def update_formulas(seen: Look, lr: float, digits: int) -> list[str]:
    """Return the rule with its numbers, one line for each weight.

    Args:
        seen: the look.
        lr: the learning rate.
        digits: decimals of y.
    """
    answer = plain(seen.y, digits)
    lines = []
    for name, before, x, after in zip(NAMES, seen.w, seen.x, seen.after, strict=True):
        computed = round(before, 2) + lr * (seen.t - round(seen.y, digits)) * x
        factor = "1" if name == "b" else bracketed(x)
        lines.append(
            rf"${name} \leftarrow {plain(before)} + {_rate(lr)}\,({seen.t} − {answer}) \times "
            rf"{factor} {equals(computed, after)} {plain(after)}$"
        )
    return lines


# -- what comes of it --------------------------------------------------------------------------


def bound_formula(run: Run) -> str:
    """Return the bound on mistakes with its numbers; only its value for a start beside zero."""
    bound, gamma = run.bound, run.problem.best[0]
    assert bound is not None
    if any(run.start):
        return f"${_count(bound)}$"
    R = run.problem.R
    digits = 3 if gamma >= 0.1 else 4
    computed = (round(R, 3) / round(gamma, digits)) ** 2
    sign = "=" if f"{computed:.1f}" == f"{bound:.1f}" else "≈"
    return rf"$(R/\gamma)^2 = ({R:.3f}/{gamma:.{digits}f})^2 {sign} {_count(bound)}$"


def _count(bound: float) -> str:
    if not math.isfinite(bound):
        return r"\infty"
    return f"{bound:.1f}" if bound < 1e5 else f"{bound:.2g}"


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
            weight = "" if len(mixture) == 1 else rf"{plain(share)}\,"
            parts.append(rf"{weight}z({short(x)},\,{short(y)})")
        return " + ".join(parts)

    # Two formulas, so that the line may be broken between them.
    chain = rf"$0 ≤ {mixed(shared.positive)} = z(P)$ $= {mixed(shared.negative)} < 0$"
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
        loss=f"{run.loss:.4f}",
    )
