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
    ("sigmoid", r"\frac{1}{1+e^{-az}}", r"af(z)\,(1-f(z))"),
    ("leaky_relu", r"z\;(z>0),\quad \alpha z\;(z\leq 0)", r"1\;(z>0),\quad \alpha\;(z\leq 0)"),
    ("tanh", r"\frac{e^{z}-e^{-z}}{e^{z}+e^{-z}}", r"1-f(z)^{2}"),
    ("step", r"1\;(z\geq \theta),\quad 0\;(z<\theta)", r"0\;(z\neq \theta)"),
]


@pytest.mark.parametrize(("id", "latex", "latex_df"), SYMBOLS)
def test_formulas_with_symbols(id: str, latex: str, latex_df: str) -> None:
    assert ACTIVATIONS[id].latex == latex
    assert ACTIVATIONS[id].latex_df == latex_df


NUMBERS = [
    ("sigmoid", {"a": 2.0}, r"\frac{1}{1+e^{-2z}}"),
    ("sigmoid", {"a": 1.0}, r"\frac{1}{1+e^{-z}}"),
    ("sigmoid", {"a": 0.5}, r"\frac{1}{1+e^{-0.5z}}"),
    ("leaky_relu", {}, r"z\;(z>0),\quad 0.01z\;(z\leq 0)"),
    ("leaky_relu", {"alpha": 0.0}, r"z\;(z>0),\quad 0\;(z\leq 0)"),
    ("prelu", {"alpha": -0.5}, r"z\;(z>0),\quad -0.5z\;(z\leq 0)"),
    ("prelu", {"alpha": -1.0}, r"z\;(z>0),\quad -z\;(z\leq 0)"),
    ("elu", {}, r"z\;(z>0),\quad e^{z}-1\;(z\leq 0)"),
    ("elu", {"alpha": 2.0}, r"z\;(z>0),\quad 2(e^{z}-1)\;(z\leq 0)"),
    ("step", {"theta": -1.5}, r"1\;(z\geq -1.5),\quad 0\;(z<-1.5)"),
]


@pytest.mark.parametrize(("id", "params", "formula"), NUMBERS)
def test_formulas_with_numbers(id: str, params: dict[str, float], formula: str) -> None:
    assert ACTIVATIONS[id].formula(**params) == formula


def test_derivatives_with_numbers() -> None:
    assert ACTIVATIONS["sigmoid"].formula_df(a=2.0) == r"2\,f(z)\,(1-f(z))"
    assert ACTIVATIONS["sigmoid"].formula_df() == r"f(z)\,(1-f(z))"
    assert ACTIVATIONS["elu"].formula_df() == r"1\;(z>0),\quad e^{z}\;(z\leq 0)"


def test_numbers_are_written_as_a_person_would() -> None:
    assert [number(v) for v in (0.01, -0.0, 2.0, 1 / 3)] == ["0.01", "0", "2", "0.3333"]
    assert number(2e-5) == r"2\times10^{-5}"


def test_gaps() -> None:
    assert with_symbols("[k*x]+[k]", {"k": r"\kappa"}) == r"\kappa x+\kappa"
    assert fill_in("[k*x]+[k]", {"k": -1.0}) == "-x+-1"
