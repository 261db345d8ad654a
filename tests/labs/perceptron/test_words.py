"""The formulas say what was computed, with the numbers that are seen."""

import re

import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.nn.perceptron import sigmoid_look, step_look
from acttutor.labs.perceptron import words
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.state import Settings

TEXTS = Texts("en")
SEEN = step_look((-0.5, 1.0, -0.25), (1.0, 0.5, -1.0), 0, 0.5)


def run_with(steps=0, **changes):
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def value(side):
    """Compute one side of a formula."""
    plain = side.replace("−", "-").replace(r"\times", "*").replace(r"\,(", "*(")
    return eval(plain)


def test_the_sum_is_written_with_its_numbers():
    formula = words.sum_formula(SEEN)
    assert formula == r"$u = −0.50 + 1.00 \times 0.50 − 0.25 \times (−1.00) = 0.25$"


def test_a_mistake_is_called_one_and_corrected():
    assert words.step_answer(SEEN, TEXTS) == "$u ≥ 0$, so $y = 1$; target $t = 0$: mistake"
    assert words.update_formulas(SEEN, 0.5, 0) == [
        r"$b \leftarrow −0.50 + 0.50\,(0 − 1) \times 1 = −1.00$",
        r"$w_1 \leftarrow 1.00 + 0.50\,(0 − 1) \times 0.50 = 0.75$",
        r"$w_2 \leftarrow −0.25 + 0.50\,(0 − 1) \times (−1.00) = 0.25$",
    ]


@pytest.mark.parametrize("lr", [0.05, 0.35, 2.0])
def test_an_equals_sign_holds_for_the_numbers_beside_it(lr):
    seen = sigmoid_look((0.123, -0.777, 0.4567), (1.0, 0.55, -0.35), 1, lr)
    for line in words.update_formulas(seen, lr, 2):
        left, sign, right = re.split(r" (=|≈) ", line.strip("$").split(r"\leftarrow ")[1])
        difference = abs(value(left) - value(right))
        assert (difference <= 0.005 + 1e-9) == (sign == "=") or sign == "≈"
        assert difference < 0.02


def test_the_bound_is_written_with_its_numbers():
    formula = words.bound_formula(run_with(data="and"))
    # R = √3 and γ = 1/√17, so the bound is 51.
    assert formula == r"$(R/\gamma)^2 = (1.7321/0.2425)^2 ≈ 51.0$"
    assert re.fullmatch(r"\$[\d.]+\$", words.bound_formula(run_with(data="and", w0=(1, 0, 0))))


def test_xor_is_refuted_by_a_chain_that_ends_below_its_beginning():
    lines = [line for line, _ in words.verdict(run_with(40, data="xor"), TEXTS)]
    assert lines[1] == (
        r"$0 ≤ 0.50\,u(0,\,1) + 0.50\,u(1,\,0) = u(P)$ $= 0.50\,u(0,\,0) + 0.50\,u(1,\,1) < 0$"
    )
    assert "return every" in lines[2]


def test_convergence_is_said_with_its_numbers():
    run = run_with(data="or")
    while run.step():
        pass
    assert words.verdict(run, TEXTS)[0][0].startswith(
        f"Converged after {run.state.mistakes} mistakes; the bound is $(R/"
    )


def test_short_numbers_have_a_proper_minus():
    assert words.short(-0.5) == "−0.5"


@pytest.mark.parametrize("z", [0.004, -0.004, 1e-9, -1e-9])
def test_a_sum_beside_the_step_is_not_written_as_zero(z):
    seen = step_look((z, 0.0, 0.0), (1.0, 0.5, -1.0), 0, 0.5)
    written = words.sum_formula(seen).strip("$").split(" ")
    assert "0.00" not in written[2:3] and not words.sum_formula(seen).endswith("= 0.00$")
