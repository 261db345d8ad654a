"""What is written says what is computed."""

import re

import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.softmax import words
from acttutor.labs.softmax.run import Run
from acttutor.labs.softmax.state import PRESETS, Settings


def run_with(**changes):
    return Run(changed(Settings(), **changes))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.6381, "0.638"),
        (-0.3619, "−0.362"),
        (4.54e-5, "4.5e−5"),
        (-9.08e-5, "−9.1e−5"),
        (19.98, "19.98"),
        (float("nan"), "nan"),
    ],
)
def test_numbers_of_slopes(value, text):
    assert words.slope(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.389, "7.39"),
        (1.0, "1.00"),
        (148.4, "148"),
        (8.2e307, "8.2e307"),
        (0.0, "0"),
        (float("inf"), "inf"),
        (5e-324, "4.9e−324"),
    ],
)
def test_numbers_of_powers(value, text):
    assert words.power(value) == text


@pytest.mark.parametrize(("room", "text"), [(8, "−0.150"), (4, "−.15")])
def test_entries_of_the_jacobian_suit_their_cells(room, text):
    assert words.entry(-0.1501, room) == text


def test_an_entry_that_is_too_long_loses_digits_first():
    assert words.entry(-9.04e-5, 7) == "−9.0e−5"
    assert words.entry(-9.04e-156, 7) == "−9e−156"
    assert words.entry(-9.04e-156, 6) == "≈0"


def test_a_small_entry_is_not_called_zero():
    assert words.entry(1e-9, 4) == "≈0" and words.entry(0.0, 4) == "0"


def test_formulas_hold_as_they_are_written():
    run = run_with()
    assert words.probability_formula(run, 0) == (
        r"$p_1 = e^{2.00/1} \,/\, \Sigma = 7.389 \,/\, 11.58 ≈ 0.638$"
    )
    assert words.slope_formula(run, 0) == r"$(p_1 − t_1) \,/\, T = (0.638 − 1) \,/\, 1 = −0.362$"
    assert words.entry_formula(run, 0, 1).endswith(r"0.638 \,(0 − 0.235) \,/\, 1 ≈ −0.150$")
    assert r"\sigma(1.00 \,/\, 1) ≈ 0.731" in words.sigmoid_formula(run_with(classes=2))


def test_a_rounded_result_is_not_called_equal():
    run = run_with(temperature=0.05)
    assert "≈" in words.slope_formula(run, 0)


def test_beyond_float64_the_stable_form_is_written():
    formula = words.probability_formula(run_with(shift=709.0), 1)
    assert "(710.00 − 711.00)/1" in formula and "0.3679" in formula


def test_powers_of_ten_are_set_as_such():
    formula = words.slope_formula(run_with(**PRESETS["sure_wrong"]), 0)
    assert re.search(r"4\.5 \\times 10\^\{−5\}", formula) and "e−5" not in formula


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_verdict_names_both_slopes(language):
    sentence = words.verdict(run_with(**PRESETS["sure_wrong"]), Texts(language))
    assert "1.000" in sentence and "9.1e−5" in sentence and "11,0" in sentence


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_limits_of_the_temperature_and_distillation_are_named(language):
    texts = Texts(language)
    said = {t: words.limit(run_with(temperature=t), texts) for t in (0.05, 0.5, 1.0, 4.0, 20.0)}
    assert len(set(said.values())) == 5
    assert "argmax" in said[0.05] and "1/4" in said[20.0]
    assert ("蒸留" if language == "ja" else "distillation") in said[4.0]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("shift", [0.0, 709.0, -750.0, -742.0])
def test_what_became_of_the_naive_form_is_said(language, shift):
    sentence = words.naive_verdict(run_with(shift=shift), Texts(language))
    assert ("nan" in sentence) == (shift in (709.0, -750.0))


def test_the_readout_has_the_main_numbers():
    assert words.readout(run_with(), Texts("en")) == (
        "T = 1    p₁ = 0.638    cross-entropy 0.449    squared error 0.098"
    )
