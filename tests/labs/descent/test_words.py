"""Numbers are substituted with the right signs and brackets, in both languages."""

import re
from typing import Any

import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.descent import words
from acttutor.labs.descent.run import Run
from acttutor.labs.descent.state import OUTCOMES, Settings

RATES = [0.0, 0.02, 0.3, 0.5, 0.78, 0.97, 1.0, 1.1, 1.25]


def make(steps: int = 0, **changes: Any) -> Run:
    """Return a run after some steps."""
    run = Run(changed(Settings(), **changes))
    for _ in range(steps):
        run.step()
    return run


def test_the_first_update_is_written_as_in_a_textbook():
    run = make()
    assert words.slope_formula(run) == r"$f'(x_{0}) = 2\,(4.00 − 1.00) = 6.00$"
    assert words.step_formula(run) == r"$x_{1} = 4.00 − 0.30 \times 6.00 = 2.20$"
    assert words.change_name(run) == r"$−\varepsilon\,f'(x_{0}) = −1.80$"
    assert words.function_formula(run) == r"$f(x) = (x − 1.00)^{2} + 0.50$"


def test_negative_numbers_stand_in_brackets_behind_a_sign():
    run = make(1, lr=0.78)
    assert words.slope_formula(run) == r"$f'(x_{1}) = 2\,(−0.68 − 1.00) = −3.36$"
    assert words.step_formula(run) == r"$x_{2} = −0.68 − 0.78 \times (−3.36) ≈ 1.94$"
    run = make(a=-1.0)
    assert words.slope_formula(run) == r"$f'(x_{0}) = 2\,(4.00 − (−1.00)) = 10.00$"


def test_the_function_is_written_without_double_signs():
    assert words.function_formula(make(a=-2, b=-1)) == r"$f(x) = (x + 2.00)^{2} − 1.00$"
    assert words.function_formula(make(a=0, b=0)) == r"$f(x) = x^{2}$"


def test_a_place_has_as_many_digits_as_the_slope_needs():
    run = make(4, lr=0.78)
    assert words.slope_formula(run) == r"$f'(x_{4}) = 2\,(1.295 − 1.00) = 0.59$"


def test_near_the_minimum_the_distance_itself_is_written():
    run = make(20, lr=0.3)
    assert r"\times 10^{−8}" in words.slope_formula(run)
    assert "−0.00" not in words.step_formula(run)


@pytest.mark.parametrize("lr", RATES)
@pytest.mark.parametrize("a", [-3.0, 0.0, 1.0])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_left_unfilled_and_minus_is_a_minus(lr, a, language):
    texts = Texts(language)
    run = make(lr=lr, a=a, prediction="bouncing")
    for _ in range(80):
        written = [
            function(run)
            for function in (
                words.function_formula,
                words.slope_formula,
                words.step_formula,
                words.slope_name,
                words.change_name,
            )
        ]
        said = [
            function(run, texts)
            for function in (
                words.why,
                words.happens,
                words.factor,
                words.state,
                words.verdict,
                words.readout,
            )
        ]
        for text in written:
            # No sign directly behind another one, no hyphen for a minus, no minus zero.
            assert not re.search(r"[−+] *−|times −", text), text
            assert "-" not in text and "nan" not in text
            assert not re.search(r"−0\.0+(?![0-9])", text), text
        for text in said:
            assert "descent." not in text, text
            assert text.count("$") % 2 == 0
        run.step()


def test_the_sign_of_the_slope_names_the_side():
    texts = Texts("ja")
    assert "左" in words.why(make(), texts)
    assert "右" in words.why(make(x0=-3), texts)
    assert words.why(make(x0=1.0), texts) == texts("descent.why.zero")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_end_is_told_with_its_numbers(language):
    texts = Texts(language)
    assert "70" in words.state(make(200, lr=1.1), texts)
    assert "10^{12}" in words.state(make(200, lr=1.1), texts)
    assert words.state(make(3, lr=0.5), texts) == texts("descent.state.exact", k=1)
    assert "32" in words.state(make(40, lr=0.3), texts)
    assert words.state(make(3, lr=0.0), texts) == texts("descent.state.still", k=3)
    assert words.state(make(3), texts) == ""


@pytest.mark.parametrize("prediction", OUTCOMES)
def test_a_verdict_gives_the_reason(prediction):
    texts = Texts("en")
    said = words.verdict(make(4, lr=0.78, prediction=prediction), texts)
    assert said.startswith("As predicted" if prediction == "oscillating" else "Not as predicted")
    assert "0.56" in said
    assert words.verdict(make(0, lr=0.78, prediction=prediction), texts) == ""


def test_what_is_to_be_found_out_is_not_told():
    texts = Texts("en")
    run = make(lr=0.78, hide=True)
    assert words.happens(run, texts) == texts("descent.happens.hidden")
    assert words.factor(run, texts) == ""


def test_the_table_is_tab_separated_and_exact():
    run = make(3, lr=0.3)
    lines = words.table_text(run).splitlines()
    assert lines[0].split("\t") == ["k", "x", "f(x)", "f'(x)"]
    assert len(lines) == 5
    k, x, f, df = lines[2].split("\t")
    assert (int(k), float(x), float(f), float(df)) == run.trajectory.row(1)
    assert words.table_text(run, {2}).splitlines()[1].startswith("2\t")
    assert len(words.table_text(run, {2}).splitlines()) == 2


def test_the_readout_keeps_digits_where_they_matter():
    texts = Texts("en")
    assert words.readout(make(1, lr=0.78), texts) == "k = 1    x = −0.68    f = 3.32    f′ = −3.36"
