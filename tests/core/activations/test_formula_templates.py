"""Formulas: what they say, and that Matplotlib can draw every one of them."""

import pytest
from matplotlib.mathtext import MathTextParser

from acttutor.core.activations.formula_templates import fill_in, number, with_symbols
from acttutor.core.activations.registry import ACTIVATIONS


def ends(low: float, high: float) -> list[float]:
    return [low, high, 0.0, 1.0, -1.0, 0.01, 0.5, 2.0, 1.23456]


def all_formulas() -> list[str]:
    found = []
    for activation in ACTIVATIONS.values():
        found += [activation.latex, activation.latex_df]
        found += [activation.formula(), activation.formula_df()]
        for param in activation.params:
            for value in ends(param.low, param.high):
                if param.low <= value <= param.high:
                    found += [activation.formula(**{param.id: value})]
                    found += [activation.formula_df(**{param.id: value})]
    return found


@pytest.mark.parametrize("fontset", ["dejavusans", "cm", "stix"])
def test_matplotlib_can_draw_every_formula(fontset: str) -> None:
    import matplotlib

    parser = MathTextParser("path")
    with matplotlib.rc_context({"mathtext.fontset": fontset}):
        for formula in set(all_formulas()):
            parser.parse(f"${formula}$")


def test_no_gap_is_left_open() -> None:
    assert not any("[" in formula or "]" in formula for formula in all_formulas())


SYMBOLS = [
    ("sigmoid", r"\frac{1}{1+e^{-ax}}", r"af(x)\,(1-f(x))"),
    ("leaky_relu", r"x\;(x>0),\quad \alpha x\;(x\leq 0)", r"1\;(x>0),\quad \alpha\;(x\leq 0)"),
    ("tanh", r"\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}", r"1-f(x)^{2}"),
    ("step", r"1\;(x\geq \theta),\quad 0\;(x<\theta)", r"0\;(x\neq \theta)"),
]


@pytest.mark.parametrize(("id", "latex", "latex_df"), SYMBOLS)
def test_formulas_with_symbols(id: str, latex: str, latex_df: str) -> None:
    assert ACTIVATIONS[id].latex == latex
    assert ACTIVATIONS[id].latex_df == latex_df


NUMBERS = [
    ("sigmoid", {"a": 2.0}, r"\frac{1}{1+e^{-2x}}"),
    ("sigmoid", {"a": 1.0}, r"\frac{1}{1+e^{-x}}"),
    ("sigmoid", {"a": 0.5}, r"\frac{1}{1+e^{-0.5x}}"),
    ("leaky_relu", {}, r"x\;(x>0),\quad 0.01x\;(x\leq 0)"),
    ("leaky_relu", {"alpha": 0.0}, r"x\;(x>0),\quad 0\;(x\leq 0)"),
    ("prelu", {"alpha": -0.5}, r"x\;(x>0),\quad -0.5x\;(x\leq 0)"),
    ("prelu", {"alpha": -1.0}, r"x\;(x>0),\quad -x\;(x\leq 0)"),
    ("elu", {}, r"x\;(x>0),\quad e^{x}-1\;(x\leq 0)"),
    ("elu", {"alpha": 2.0}, r"x\;(x>0),\quad 2(e^{x}-1)\;(x\leq 0)"),
    ("step", {"theta": -1.5}, r"1\;(x\geq -1.5),\quad 0\;(x<-1.5)"),
]


@pytest.mark.parametrize(("id", "params", "formula"), NUMBERS)
def test_formulas_with_numbers(id: str, params: dict[str, float], formula: str) -> None:
    assert ACTIVATIONS[id].formula(**params) == formula


def test_derivatives_with_numbers() -> None:
    assert ACTIVATIONS["sigmoid"].formula_df(a=2.0) == r"2\,f(x)\,(1-f(x))"
    assert ACTIVATIONS["sigmoid"].formula_df() == r"f(x)\,(1-f(x))"
    assert ACTIVATIONS["elu"].formula_df() == r"1\;(x>0),\quad e^{x}\;(x\leq 0)"


def test_numbers_are_written_as_a_person_would() -> None:
    assert [number(v) for v in (0.01, -0.0, 2.0, 1 / 3)] == ["0.01", "0", "2", "0.3333"]
    assert number(2e-5) == r"2\times10^{-5}"


def test_gaps() -> None:
    assert with_symbols("[k*x]+[k]", {"k": r"\kappa"}) == r"\kappa x+\kappa"
    assert fill_in("[k*x]+[k]", {"k": -1.0}) == "-x+-1"
