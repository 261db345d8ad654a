"""Answers are marked fairly, and a mistake is called by its name.

The wrong answers here are worked out from a second calculation, by hand or in matrices.
"""

import math

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.core.worksheet.calculation import LOSS, NEW_LOSS, Quantity, uses
from acttutor.labs.backprop.mistakes import _mistakes, is_right, recognise
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import NETS, Settings

X = np.array([1.0, 0.5])
W1, B1 = np.array([[0.4, -0.3], [0.2, 0.6]]), np.array([0.1, -0.2])
W2, B2, T = np.array([0.5, -0.4]), 0.3, 1.0
#: An asymmetric network of 2-3-2: here, swapped indices give other numbers.
V2 = np.array([[0.5, -0.4, 0.2], [-0.3, 0.6, 0.4]])


def sigmoid(u):
    return 1 / (1 + np.exp(-u))


U1 = W1 @ X + B1
O1 = sigmoid(U1)
U2 = W2 @ O1 + B2
O2 = sigmoid(U2)
ERROR, SLOPE2, SLOPE1 = O2 - T, O2 * (1 - O2), O1 * (1 - O1)
DELTA2 = ERROR * SLOPE2
NEW_W2 = W2 - 0.5 * DELTA2 * O1

CASES = [
    (Quantity("u", 1), 0.25, "no_bias"),
    (Quantity("u", 1), (W1.T @ X + B1)[0], "swapped"),
    (Quantity("u", 1), O1[0], "already_f"),
    (Quantity("u", 1), -0.35, "sign"),
    (Quantity("u", 1), 3.5, "point"),
    (Quantity("o", 3), U2, "no_f"),
    (Quantity("o", 3), SLOPE2, "slope_of_f"),
    (LOSS, ERROR**2, "no_half"),
    (LOSS, ERROR / 2, "no_square"),
    (Quantity("delta", 3), ERROR, "no_slope"),
    (Quantity("delta", 3), -ERROR, "no_slope_sign"),
    (Quantity("delta", 3), -DELTA2, "target_first"),
    (Quantity("delta", 3), ERROR * O2, "f_for_slope"),
    (Quantity("delta", 3), ERROR * sigmoid(O2) * (1 - sigmoid(O2)), "slope_at_o"),
    (Quantity("dw", 3, 1), DELTA2 * U1[0], "u_for_o"),
    (Quantity("dw", 3, 1), DELTA2 * W2[0], "weight_for_signal"),
    (Quantity("dw", 3, 1), DELTA2 * O1[1], "swapped"),
    (Quantity("dw", 3, 1), ERROR * O1[0], "no_slope"),
    (Quantity("dw", 3, 1), -DELTA2 * O1[0], "sign"),
    (Quantity("dw", 3, 1), DELTA2, "only_delta"),
    (Quantity("db", 3), DELTA2 * B2, "bias_times"),
    (Quantity("db", 3), 0.0, "bias_none"),
    (Quantity("carry", 3, 1), DELTA2 * NEW_W2[0], "updated"),
    (Quantity("carry", 3, 1), DELTA2 * O1[0], "signal_for_weight"),
    (Quantity("carry", 3, 1), DELTA2 * W2[1], "swapped"),
    (Quantity("carry", 3, 1), DELTA2 * W2[0] * SLOPE1[0], "slope_too_early"),
    (Quantity("delta", 1), DELTA2 * W2[0], "no_slope"),
    (Quantity("delta", 1), DELTA2 * W2[0] * O1[0], "f_for_slope"),
    (Quantity("delta", 1), DELTA2 * NEW_W2[0] * SLOPE1[0], "updated"),
    (Quantity("delta", 1), DELTA2 * SLOPE1[0], "no_weight"),
    (Quantity("new_w", 3, 1), W2[0] + 0.5 * DELTA2 * O1[0], "uphill"),
    (Quantity("new_w", 3, 1), W2[0] - DELTA2 * O1[0], "no_rate"),
    (Quantity("new_w", 3, 1), -0.5 * DELTA2 * O1[0], "only_change"),
    (Quantity("new_b", 3), B2, "not_updated"),
    (NEW_LOSS, ERROR**2 / 2, "not_updated"),
]


@pytest.mark.parametrize(("step", "answer", "name"), CASES)
def test_a_typical_mistake_is_named(step, answer, name):
    run = Run(Settings())
    answer = float(f"{answer:.4g}")
    assert not is_right(run.task, step, run.known, answer)
    assert recognise(run.task, step, run.known, answer) == name


def test_swapped_indices_on_the_way_back_are_named():
    """δ of unit 2 with W instead of Wᵀ: row 2 of the square part of W, not column 2."""
    run = Run(changed(Settings(), net="2-3-2"))
    known = run.known
    above = np.array([known[Quantity("delta", k)] for k in (4, 5)])
    slope = run.task.df(2, known[Quantity("u", 2)])
    assert known[Quantity("delta", 2)] == pytest.approx((V2.T @ above)[1] * slope)
    wrong = float((V2[:, :2] @ above)[1] * slope)
    assert recognise(run.task, Quantity("delta", 2), known, wrong) == "swapped"
    only = float(V2[1, 1] * above[1] * slope)
    assert recognise(run.task, Quantity("delta", 2), known, only) == "one_path"


def test_with_cross_entropy_the_slope_does_not_belong_there():
    run = Run(changed(Settings(), loss="binary_cross_entropy"))
    step = Quantity("delta", 3)
    assert is_right(run.task, step, run.known, float(ERROR))
    assert recognise(run.task, step, run.known, float(DELTA2)) == "needless_slope"


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("f", ["sigmoid", "tanh", "relu", "identity"])
def test_what_is_calculated_from_rounded_numbers_is_right(net, f):
    """Whoever reads four digits off the sheet and calculates with them gets no wrong mark."""
    run = Run(changed(Settings(), net=net, hidden=f, output=f))
    for step in run.steps:
        value = run.known[step]
        for answer in (
            value,
            float(f"{value:.4g}"),
            value * 1.009 if "new" not in step.kind else value,
        ):
            assert is_right(run.task, step, run.known, answer)


def test_an_answer_more_than_one_per_cent_off_is_wrong():
    run = Run(Settings())
    for step in run.steps:
        value = run.known[step]
        if "new" not in step.kind:
            assert not is_right(run.task, step, run.known, value * 1.0112)
            assert not is_right(run.task, step, run.known, value * 0.9888)


def test_an_update_is_judged_by_its_change():
    """From −0.3 to −0.297 is one per cent: the old weight must not pass for the new one."""
    run = Run(Settings())
    for step in run.steps:
        if step.kind in ("new_w", "new_b"):
            old = run.known[step._replace(kind=step.kind[-1])]
            assert not is_right(run.task, step, run.known, old)
            assert recognise(run.task, step, run.known, old) == "not_updated"


def test_what_is_subtracted_may_be_rounded():
    """o = 0.500025 and t = 0.5: four digits leave nothing of the difference."""
    numbers = ((0.0001,), (0.5,), (1.0, 0.0))
    run = Run(changed(Settings(), net="1-1", numbers_1_1=numbers, loss="binary_cross_entropy"))
    assert is_right(run.task, Quantity("delta", 1), run.known, 0.0)
    assert is_right(run.task, Quantity("delta", 1), run.known, 0.000025)


def test_a_cross_entropy_may_be_taken_of_the_output_that_is_shown():
    """o = 0.99618: −ln of it differs by more than one per cent from −ln 0.9962."""
    numbers = ((1.0,), (1.0,), (5.5631, 0.0))
    run = Run(changed(Settings(), net="1-1", numbers_1_1=numbers, loss="binary_cross_entropy"))
    o = round(run.known[Quantity("o", 1)], 4)
    for answer in (run.known[LOSS], -math.log(o)):
        assert is_right(run.task, LOSS, run.known, answer)
    assert not is_right(run.task, LOSS, run.known, 1.04 * run.known[LOSS])


def test_a_forward_pass_with_four_digits_gives_a_right_new_loss():
    run = Run(Settings())
    new = {p: round(run.known[p._replace(kind=f"new_{p.kind}")], 4) for p in run.task.parameters}
    w = [[new[Quantity("w", j, i)] for i in (1, 2)] for j in (1, 2, 3)]
    b = [new[Quantity("b", j)] for j in (1, 2, 3)]
    o = np.round(sigmoid(np.round(np.array(w[:2]) @ X + b[:2], 4)), 4)
    output = round(float(sigmoid(round(float(np.array(w[2]) @ o + b[2]), 4))), 4)
    assert is_right(run.task, NEW_LOSS, run.known, round((output - 1) ** 2 / 2, 5))


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("loss", ["squared_error", "binary_cross_entropy"])
def test_every_mistake_is_a_number_and_has_a_text(net, loss):
    from acttutor.base.language.texts import Texts

    texts = Texts("ja")
    run = Run(changed(Settings(), net=net, loss=loss))
    for step in run.steps:
        for name, wrong in _mistakes(run.task, step, run.known):
            assert math.isfinite(wrong)
            assert texts.has(f"backprop.hint.{name}")
        assert len(uses(run.task, step)) > 0
