"""A function of one's own appears in the explorer like any other, and bad input in a sentence."""

import re
from typing import Any

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.base.language.formula_texts import gap_sentence, mistake
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.formula.expression import ExpressionError, parse
from acttutor.labs.activations import words, words_own
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings


def run(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


def test_it_is_drawn_read_and_differentiated_like_a_known_one() -> None:
    own, silu = run(function="own", probe=0.7), run(function="silu", probe=0.7)
    for name in ("f", "df"):
        np.testing.assert_allclose(
            getattr(own.curves[0], name), getattr(silu.curves[0], name), atol=1e-12
        )
        assert getattr(own.readings()[0], name) == pytest.approx(
            getattr(silu.readings()[0], name), abs=1e-12
        )
    np.testing.assert_allclose(own.dead, silu.dead, atol=1e-9)
    known, wanted = own.facts("own"), silu.facts("silu")
    assert known.largest_slope == pytest.approx(wanted.largest_slope)
    assert known.minimum == pytest.approx(wanted.minimum)
    assert known.saturates == wanted.saturates == "left"


def test_a_new_formula_changes_the_curve() -> None:
    lab = run(function="own")
    version = lab.version
    lab.configure(changed(lab.settings, own="ｘ＾２"))
    assert lab.settings.own == "x^2"
    assert lab.version > version
    assert lab.reading("own").f == lab.probe**2


@pytest.mark.parametrize(
    "bad", ["", "foo(x)", "x.real", "(" * 10_000, "1/0*x", "log(-1-x^2)", "3", 7]
)
def test_settings_take_no_formula_that_cannot_be_used(bad: Any) -> None:
    with pytest.raises(ValueError, match="own"):
        changed(Settings(), own=bad)


def test_every_mistake_has_one_sentence_in_both_languages() -> None:
    mistakes = [
        "", "x" * 201, "(" * 41, "あ", "foo(x)", "sin", "max(x)", "*x", "2x", "x+", "(x", "x)",
        "x,1", "0<x<1", "1e999*x", "x/0", "log(-1)*x", "1", "log(-1-x^2)",
    ]  # fmt: skip
    for language in ("ja", "en"):
        texts = Texts(language)
        codes = set()
        for text in mistakes:
            with pytest.raises(ExpressionError) as caught:
                parse(text)
            error = caught.value
            codes.add(error.code)
            sentence = mistake(error.code, error.values, texts)
            assert "expression.errors" not in sentence, error.code
            assert not re.search(r"\{[a-z]+\}", sentence)
            if "at" in error.values:
                assert str(error.values["at"]) in sentence
        assert len(codes) == len(mistakes), "each of these is another mistake"


class TestGaps:
    def test_are_told_with_their_places(self) -> None:
        def sentence(text: str, texts: Texts) -> str:
            return gap_sentence(parse(text).places, texts)

        for text, place in {
            "1/x": "x = 0",
            "log(x)": "x ≤ 0",
            "sqrt(x)": "x < 0",
            "sqrt(x^2-4)": "−2 < x < 2",
            "exp(x^3)": "x ≥ 8.92",
            "tan(x)": "x = 1.571",
        }.items():
            assert place in sentence(text, Texts("en")), text
            assert sentence(text, Texts("ja"))
        assert sentence("x*sigmoid(x)", Texts("en")) == ""

    def test_are_gaps_in_the_line_and_never_shaded(self) -> None:
        lab = run(function="own", own="log(x)/x", threshold=0.2)
        curve = lab.curves[0]
        assert np.isnan(curve.f[curve.x < 0]).all()
        assert np.isfinite(curve.f[curve.x > 0.1]).all()
        assert all(low > 0 for low, _ in lab.dead)

    def test_at_a_pole_the_line_is_broken_and_the_axes_stay_near(self) -> None:
        lab = run(function="own", own="1/x")
        curve = lab.curves[0]
        assert np.isnan(curve.f[curve.x == 0]).all()
        low, high = lab.limits.f
        assert -10 < low < high < 10

    def test_the_probe_says_that_there_is_no_value(self) -> None:
        for text, probe in (("1/x", 0), ("log(x)", -1)):
            lab = run(function="own", own=text, probe=probe)
            assert lab.readings()[0].df is None
            for language in ("ja", "en"):
                assert words.probe_note(lab, Texts(language))


FORMULAS = (
    "x", "0*x", "1/x", "tan(x)", "log(x)", "sqrt(x)", "exp(x^3)", "x^9", "1e-9*x",
    "step(x)-2*sign(x-1)",
    "abs(abs(x)-2)", "where(x>1, x^2, -1)", "sin(20*x)", "x^x", "sin(exp(x))",
    "where(x>0, x/(1+abs(x))+exp(-x^2/2)/sqrt(2*pi), 0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3))))",
    "((((x+1)/(x+2))/((x+3)/(x+4)))/(((x+5)/(x+6))/((x+7)/(x+8))))^(1/(1+x^2))",
    "x" + "+x" * 99,
)  # fmt: skip


@pytest.mark.parametrize("view", ["stacked", "overlaid"])
def test_any_formula_can_be_drawn_and_read(view: str) -> None:
    """Whatever is typed: no warning, no error, and the formula stays within the figure."""
    scene = Scene("activations", (560, 540), function="own", view=view)
    for formula in FORMULAS:
        for others in ((), ("relu", "prelu")):
            scene.configure(own=formula, others=others, probe=0)
            scene.configure(probe=-6)
            words.readout(scene.run, scene.texts)
            right = scene.figure.formulas[0].formulas[0].whole.get_window_extent().x1
            if len(formula) < 120:
                assert right <= 560, formula
            if formula in ("x", "log(x)", "where(x>1, x^2, -1)"):
                assert misfits_of_figure(scene.figure.figure) == [], formula


def test_dots_are_those_of_the_formula() -> None:
    """|x| has neither of its slopes at 0; a choice has the value of the side that it names."""
    scene = Scene("activations", function="own", own="abs(x)")
    dots = scene.figure.curves.pairs[0].dots
    assert list(dots[True, True].get_ydata()) == [0]
    assert sorted(dots[True, False].get_ydata()) == [-1, 1]
    scene.configure(own="where(x > 1, 3, 0)")
    assert list(dots[False, True].get_ydata()) == [0]
    assert list(dots[False, False].get_ydata()) == [3]


def test_how_it_is_differentiated_is_told() -> None:
    for language in ("ja", "en"):
        items = words_own.own_notes(run(function="own", own="1/x"), Texts(language))
        assert [item.kind for item in items].count("trap") == 1
        assert all(item.text and "activations." not in item.text for item in items)
