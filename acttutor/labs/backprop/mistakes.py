"""The mistakes that are typical of each step, and what they come to.

Each is the step done with one thing wrong. An answer that agrees with one of them, and is not
right, gets a hint that names it.
"""

import math
from collections.abc import Iterator

from acttutor.base.numbers.numerals import figured
from acttutor.core.worksheet.calculation import (
    LOSS,
    NEW_LOSS,
    Quantity,
    Task,
    Values,
    edges,
    renewed,
    takes_slope,
    terms,
)
from acttutor.core.worksheet.steps import evaluate, total

#: An answer may differ by this share of the value, so that rounded numbers will do.
TOLERANCE = 0.01
#: How near an answer must be to a mistake to be taken for it, and to the truth to be nearly right.
NEAR, ROUGH = 0.004, 0.05
#: A value below this is 0 to whoever writes four decimals.
_ZERO = 1e-4

Mistake = tuple[str, float]


def agrees(answer: float, value: float, tolerance: float = TOLERANCE) -> bool:
    """Whether an answer is within the tolerance of a value."""
    return abs(answer - value) <= max(tolerance * abs(value), _ZERO * tolerance)


def is_right(task: Task, step: Quantity, known: Values, answer: float) -> bool:
    """Whether an answer is right: by the exact numbers, or by those that are shown.

    Where two nearly equal numbers are subtracted, four digits of each leave fewer than two of
    the difference; whoever calculates well from what is shown is not told to be wrong.
    """
    shown = {name: figured(value, 4) for name, value in known.items()}
    if step == LOSS:
        shown |= _logits(task, shown)
    before = known.get(_before_update(step))
    for value in (known[step], evaluate(task, step, shown)):
        if before is None:
            right = agrees(answer, value)
        else:
            # One per cent of a weight may be all of its change: so it is one of the change.
            least = _half_digit(value) * (5 if step == NEW_LOSS else 1)
            right = abs(answer - value) <= max(TOLERANCE * abs(value - before), least)
        if right:
            return True
    return False


def _logits(task: Task, shown: Values) -> dict[Quantity, float]:
    """Return u for the outputs that are shown: a loss is worked out from u, but written with o."""
    outputs = {j: shown[Quantity("o", j)] for j in task.layers[-1]}
    if task.loss != "binary_cross_entropy":
        return {}
    return {Quantity("u", j): math.log(o / (1 - o)) for j, o in outputs.items() if 0 < o < 1}


def _before_update(step: Quantity) -> Quantity:
    """Return what a step of the update replaces; a name without a number for other steps."""
    return step._replace(kind=step.kind.removeprefix("new_") if "new_" in step.kind else "")


def _half_digit(value: float) -> float:
    """Half a unit in the fourth digit: by so much a number is rounded when it is written."""
    if value == 0:
        return _ZERO * TOLERANCE
    return 0.501 * 10.0 ** (math.floor(math.log10(abs(value))) - 3)


def recognise(task: Task, step: Quantity, known: Values, answer: float) -> str:
    """Return the name of the mistake that a wrong answer comes from; "" if none is known."""
    for name, wrong in _mistakes(task, step, known):
        if agrees(answer, wrong, NEAR) and not is_right(task, step, known, wrong):
            return name
    return "rough" if agrees(answer, known[step], ROUGH) else ""


def _mistakes(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    """Yield the mistakes of a step, those that say most first."""
    yield from {
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
    }[step.kind](task, step, known)
    value = known[step]
    yield "sign", -value
    yield "point", 10 * value
    yield "point", value / 10


def _net_input(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    j, value = step.unit, known[step]
    bias = known[Quantity("b", j)]
    yield "no_bias", value - bias
    yield "minus_bias", value - 2 * bias
    yield "already_f", task.f(j, value)
    yield "swapped", evaluate(task, step, _transposed(task, known))


def _transposed(task: Task, known: Values) -> dict[Quantity, float]:
    """Return the numbers with the indices of all weights swapped, as far as there are such."""
    wrong = dict(known)
    for units in task.layers:
        first, sources = units.start, task.sources(units.start)
        for row, j in enumerate(units):
            for column, i in enumerate(sources):
                other = Quantity("w", first + column, sources.start + row)
                wrong[Quantity("w", j, i)] = known.get(other, known[Quantity("w", j, i)])
    return wrong


def _output(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    j = step.unit
    u = known[Quantity("u", j)]
    yield "no_f", u
    yield "slope_of_f", task.df(j, u)
    yield "f_minus_u", task.f(j, -u)


def _loss(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    errors = [_before_slope(task, j, known) for j in task.layers[-1]]
    yield "no_half", sum(error * error for error in errors)
    yield "no_square", sum(errors)
    yield "no_square", sum(errors) / 2
    if len(errors) > 1:
        yield from (("one_output", error * error / 2) for error in errors)


def _delta(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    j = step.unit
    u, o = known[Quantity("u", j)], known[Quantity("o", j)]
    before, df = _before_slope(task, j, known), task.df(j, u)
    if not takes_slope(task, step):
        yield "needless_slope", before * df
        return
    if not task.is_output(j):
        later = {name: known[renewed(name)] for name in task.parameters}
        yield "updated", _carried(task, j, {**known, **later}) * df
        yield "swapped", _carried(task, j, _transposed(task, known)) * df
        yield "no_weight", sum(known[Quantity("delta", k)] for k in task.targets(j)) * df
    yield "no_slope", before
    yield "no_slope_sign", -before
    if task.is_output(j):
        yield "target_first", -before * df
    yield "f_for_slope", before * o
    yield "slope_at_o", before * task.df(j, o)
    if len(task.targets(j)) > 1:
        yield from (("one_path", total(task, [share], known) * df) for share in terms(task, step))


def _before_slope(task: Task, j: int, known: Values) -> float:
    """∂L/∂o_j, which becomes δ_j when f′(u_j) is multiplied in."""
    return total(task, terms(task, Quantity("delta", j)), known)


def _carried(task: Task, j: int, known: Values) -> float:
    """What comes back to unit j."""
    return sum(evaluate(task, Quantity("carry", k, j), known) for k in task.targets(j))


def _weight_slope(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    j, i = step.unit, step.source
    delta, signal = known[Quantity("delta", j)], known[task.signal(j, i)]
    if task.layer(j):
        yield "u_for_o", delta * known[Quantity("u", i)]
    yield "weight_for_signal", delta * known[Quantity("w", j, i)]
    yield "no_slope", _before_slope(task, j, known) * signal
    yield "own_output", delta * known[Quantity("o", j)]
    yield "only_delta", delta
    for slope in edges(task, "dw", j):
        yield "swapped", known[slope]
    for other in task.layers[task.layer(j)]:
        yield "swapped", known[Quantity("dw", other, i)]


def _bias_slope(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    j = step.unit
    delta = known[Quantity("delta", j)]
    yield "bias_times", delta * known[Quantity("b", j)]
    yield "bias_times", delta * known[Quantity("o", j)]
    yield "no_slope", _before_slope(task, j, known)
    yield "bias_none", 0.0


def _carry(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    k, j = step.unit, step.source
    yield "updated", known[Quantity("delta", k)] * known[Quantity("new_w", k, j)]
    yield "signal_for_weight", known[Quantity("delta", k)] * known[Quantity("o", j)]
    crosswise = _transposed(task, known)
    yield "swapped", evaluate(task, step, crosswise)
    for weight in edges(task, "w", k):
        yield "swapped", known[Quantity("delta", k)] * known[weight]
    for other in task.targets(j):
        yield "swapped", known[Quantity("carry", other, j)]
    yield "slope_too_early", known[step] * task.df(j, known[Quantity("u", j)])


def _update(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    kind = step.kind.removeprefix("new_")
    old, slope = known[step._replace(kind=kind)], known[step._replace(kind=f"d{kind}")]
    yield "uphill", old + task.lr * slope
    yield "no_rate", old - slope
    yield "only_change", -task.lr * slope
    yield "only_change", task.lr * slope
    yield "not_updated", old


def _new_loss(task: Task, step: Quantity, known: Values) -> Iterator[Mistake]:
    yield "not_updated", known[LOSS]
    if task.loss == "squared_error":
        yield "no_half", 2 * known[step]
    numbers = {p: known[p if p.kind == "b" else renewed(p)] for p in task.parameters}
    half_done = {renewed(p): value for p, value in numbers.items()}
    yield "biases_kept", evaluate(task, step, {**known, **half_done})
