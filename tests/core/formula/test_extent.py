"""What is said about a formula of one's own is true on the whole axis, not only where it is drawn.

The facts of these formulas are known from calculus; the numbers of GELU, SiLU and Mish are those
of their papers' functions, found with fifty digits elsewhere.
"""

import math

import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.core.activations.facts import ActivationFacts, facts
from acttutor.core.formula.expression import activation_from, parse
from acttutor.labs.activations import words
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Settings

INF = math.inf
ROOT = 3 * math.sqrt(3) / 8  # the steepest 1 / (1 + x^2)
BELL = math.sqrt(2 / math.e)  # … and exp(-x^2)

#: Formula, its values, its largest slope, and on which sides the slope dies out.
KNOWN = [
    ("x", "(−∞, ∞)", 1, "none"),
    ("0*x", "{0}", 0, "both"),
    ("-3*x+1", "(−∞, ∞)", -3, "none"),
    ("x^2", "[0, ∞)", INF, "none"),
    ("-x^2", "(−∞, 0]", INF, "none"),
    ("x^3", "(−∞, ∞)", INF, "none"),
    ("x^4-x^2", "[−0.25, ∞)", INF, "none"),
    ("(x^2-1)^2+1", "[1, ∞)", INF, "none"),
    ("1/x", "(−∞, 0) ∪ (0, ∞)", 0, "both"),
    ("1/x^2", "(0, ∞)", INF, "both"),
    ("1/(x^2-1)", "(−∞, −1] ∪ (0, ∞)", INF, "both"),
    ("(x^2+1)/x", "(−∞, −2] ∪ [2, ∞)", 1, "none"),
    ("1/(1+x^2)", "(0, 1]", ROOT, "both"),
    ("x/(1+x^2)", "[−0.5, 0.5]", 1, "both"),
    ("x/(1+abs(x))", "(−1, 1)", 1, "both"),
    ("x/sqrt(1+x^2)", "(−1, 1)", 1, "both"),
    ("abs(x)/x", "{−1, 1}", 0, "both"),
    ("sqrt(x)", "[0, ∞)", INF, "right"),
    ("x^0.5", "[0, ∞)", INF, "right"),
    ("sqrt(1-x^2)", "[0, 1]", INF, "none"),
    ("sqrt(x^2-4)", "[0, ∞)", INF, "none"),
    ("sqrt(x^2+1)-x", "(0, ∞)", 0, "right"),
    ("abs(x)", "[0, ∞)", 1, "none"),
    ("abs(abs(x)-2)", "[0, ∞)", 1, "none"),
    ("exp(x)", "(0, ∞)", INF, "left"),
    ("exp(-x)", "(0, ∞)", 0, "right"),
    ("exp(-x^2)", "(0, 1]", BELL, "both"),
    ("x*exp(-x)", "(−∞, 0.3679]", INF, "right"),
    ("phi(x)", "(0, 0.3989]", 0.24197, "both"),
    ("log(x)", "(−∞, ∞)", INF, "right"),
    ("log(1+x^2)", "[0, ∞)", 1, "both"),
    ("log(1+exp(x))", "(0, ∞)", 1, "left"),
    ("1/(1+exp(-x))", "(0, 1)", 0.25, "both"),
    ("2*sigmoid(2*x)-1", "(−1, 1)", 1, "both"),
    ("tanh(x)", "(−1, 1)", 1, "both"),
    ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", "(−1, 1)", 1, "both"),
    ("erf(x)", "(−1, 1)", 2 / math.sqrt(math.pi), "both"),
    ("x*sigmoid(x)", "[−0.2785, ∞)", 1.09984, "left"),
    ("x*Phi(x)", "[−0.17, ∞)", 1.12890, "left"),
    ("x*tanh(softplus(x))", "[−0.3088, ∞)", 1.08849, "left"),
    ("where(x>0,x,exp(x)-1)", "(−1, ∞)", 1, "left"),
    ("where(x>0,x,0.1*x)", "(−∞, ∞)", 1, "none"),
    ("where(x>1,2,x/2)", "(−∞, 0.5] ∪ {2}", 0.5, "right"),
    ("where(x>1,x^2,-1)", "{−1} ∪ (1, ∞)", INF, "left"),
    ("max(0,x)^2", "[0, ∞)", INF, "left"),
    ("max(-1,min(1,x))", "[−1, 1]", 1, "both"),
    ("min(x,1)", "(−∞, 1]", 1, "right"),
    ("step(x)", "{0, 1}", 0, "both"),
    ("sign(x)", "{−1, 0, 1}", 0, "both"),
    ("step(x)-step(x-1)", "{0, 1}", 0, "both"),
    ("sin(x)", "[−1, 1]", 1, "none"),
    ("2+cos(x)", "[1, 3]", 1, "none"),
    ("x+sin(x)", "(−∞, ∞)", 2, "none"),
    ("x*sin(x)", "(−∞, ∞)", INF, "none"),
    ("sin(x)/x", "[−0.2172, 1)", 0.43618, "both"),
    ("1/log(abs(x)+2)", "(0, 1.443]", 1.04068, "both"),
]


#: Beside a hole that could be filled, the slope is a difference of poles: that is not bounded yet.
SLOPE_NEAR_HOLE = {"abs(x)/x": {"largest_slope"}, "sin(x)/x": {"largest_slope"}}


def of(text: str) -> ActivationFacts:
    return facts(activation_from(text))


@pytest.mark.parametrize(("text", "taken", "steepest", "saturates"), KNOWN)
def test_the_facts_of_a_formula(text: str, taken: str, steepest: float, saturates: str) -> None:
    found = of(text)
    assert words.values(found) == taken
    assert found.largest_slope == pytest.approx(steepest, rel=1e-4, abs=1e-9)
    assert found.saturates == saturates
    assert found.measured <= SLOPE_NEAR_HOLE.get(text, set())


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("step(x-50)", {"range"}),
        ("abs(x-30)", {"range"}),
        ("log(log(x^2+3))*cos(x)", {"range", "saturates"}),
    ],
)
def test_what_is_only_measured_says_so(text: str, measured: set[str]) -> None:
    assert of(text).measured >= measured
    for language in ("en", "ja"):
        run = Run(changed(Settings(), function="own", own=text))
        written = {item.kind: item.text for item in words.stats(run, "own", Texts(language))}
        assert {kind for kind, line in written.items() if "[−20, 20]" in line} == of(text).measured


def test_where_there_is_no_value_at_zero_none_is_written() -> None:
    texts = Texts("en")
    run = Run(changed(Settings(), function="own", own="1/x"))
    written = {item.kind: item.text for item in words.stats(run, "own", texts)}
    assert written["at_zero"] == written["slope_at_zero"] == texts("activations.none")


def test_limits_far_out() -> None:
    extent = parse("x*sigmoid(x)").extent
    assert (extent.left.limit, extent.right.limit) == (0.0, INF)
    assert math.isnan(parse("sin(x)").extent.right.limit)
    assert not parse("log(x)").extent.left.exists
