"""What is said of a formula of one's own as a fact is true: no value lies outside of it."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from acttutor.core.activations.extent import Interval
from acttutor.core.formula.boxes import enclosures
from acttutor.core.formula.enclosure import NotTold
from acttutor.core.formula.expression import Expression, parse
from acttutor.core.formula.growth import far
from acttutor.core.formula.proof import slopes_below, takes_only
from acttutor.core.formula.tokens import ExpressionError

INF = math.inf
#: Ends of facts are written in four digits; they are proven to a little more.
NEAR = 2e-5
FUNCTIONS = (
    "exp", "log", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid", "relu",
    "softplus", "erf", "Phi", "phi", "sign", "step",
)  # fmt: skip
numbers = st.sampled_from(["0.5", "1", "2", "3", "0.1", "7", "25"])
formulas = st.recursive(
    st.one_of(st.just("x"), st.just("x"), numbers),
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from("+-*/"), part).map(lambda each: "({}{}{})".format(*each)),
        st.tuples(part, st.sampled_from(["2", "3", "0.5", "-1", "-2"])).map(
            lambda each: "({})^({})".format(*each)
        ),
        st.tuples(st.sampled_from(FUNCTIONS), part).map(lambda each: "{}({})".format(*each)),
        st.tuples(st.sampled_from(["max", "min"]), part, part).map(
            lambda each: "{}({},{})".format(*each)
        ),
        st.tuples(part, st.sampled_from("<>"), part, part, part).map(
            lambda each: "where({}{}{},{},{})".format(*each)
        ),
    ),
    max_leaves=6,
)
FAR = np.geomspace(20.0, 1e9, 300)
PLACES = np.unique(
    np.concatenate(
        [np.linspace(-20.0, 20.0, 1201), np.random.default_rng(5).normal(0, 6, 800), FAR, -FAR]
    )
)


def read(text: str) -> Expression | None:
    """Return a formula; None where it is none of one variable."""
    try:
        return parse(text)
    except ExpressionError:
        return None


def among(values: np.ndarray, taken: Sequence[Interval]) -> np.ndarray:
    """Tell which values are within intervals, or as near as their ends are told."""
    spread = min(1.0, taken[-1].high - taken[0].low)
    inside = ~np.isfinite(values)
    for one in taken:
        low, high = (0.0 if math.isinf(e) else NEAR * (abs(e) + spread) for e in one[:2])
        inside |= (values >= one.low - low) & (values <= one.high + high)
    return inside


def check(text: str) -> int:
    """Compare what is stated of a formula with its values; return how many facts there are."""
    expression = read(text)
    if expression is None:
        return 0
    with np.errstate(all="ignore"):
        values, slopes = expression.f(PLACES), expression.df(PLACES)
        # Where terms of 1e9 cancel, floats say nothing.
        near = np.abs(PLACES) <= 20.0
        extent, slope = expression.extent, expression.slopes
    if extent.is_sure:
        outside = near & ~among(values, extent.values)
        assert not outside.any(), (text, extent, PLACES[outside][:3], values[outside][:3])
    if slope.is_sure:
        most = slope.hull.high
        limit = most + NEAR * (abs(most) + 1.0) if most < INF else INF
        outside = near & np.isfinite(slopes) & (slopes > limit)
        assert not outside.any(), (text, slope, PLACES[outside][:3], slopes[outside][:3])
    return extent.is_sure + slope.is_sure


@settings(max_examples=30, deadline=None)
@given(formulas)
def test_no_value_lies_outside_what_is_stated(text: str) -> None:
    check(text)


@pytest.mark.soak
@settings(max_examples=1500, deadline=None)
@given(formulas)
def test_no_value_of_thousands_of_formulas_lies_outside_what_is_stated(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(formulas, st.floats(-20, 20), st.floats(1e-6, 5))
@example("(x)^(-1)", 2.5916194904852697e-282, 1.0)
def test_a_range_holds_all_values_of_its_box(text: str, low: float, width: float) -> None:
    expression = read(text)
    if expression is None:
        return
    places = np.linspace(low, low + width, 60)
    with np.errstate(all="ignore"):
        values = expression.f(places)
        held = ~np.isfinite(values)
        try:
            found = list(enclosures(expression.program, np.array([low]), np.array([low + width])))
        except NotTold:
            return
    for each in found:
        slack = 1e-9 * (1 + np.abs(values))
        held |= (values >= each.value.low[0] - slack) & (values <= each.value.high[0] + slack)
    assert held.all(), (text, places[~held][:3], values[~held][:3], found)


@settings(max_examples=60, deadline=None)
@given(formulas, st.sampled_from([-1.0, 1.0]))
@example("tan(x)", -1.0)
def test_growth_holds_all_values_far_out(text: str, sign: float) -> None:
    expression = read(text)
    if expression is None:
        return
    try:
        low, high = far(expression.program, sign, 20.0)[0].bounds()
    except NotTold:
        return
    with np.errstate(all="ignore"):
        values = expression.f(sign * np.geomspace(20.0, 500.0, 60))
    slack = 1e-9 * (1 + np.abs(values))
    held = ~np.isfinite(values) | ((values >= low - slack) & (values <= high + slack))
    assert held.all(), (text, low, high, values[~held][:3])


@pytest.mark.parametrize(
    ("text", "claimed", "breaks"),
    [
        ("x*sigmoid(x)", [Interval(-0.27, INF)], []),
        ("tanh(x)", [Interval(-1, 0.999)], []),
        ("sin(x)/(1+x^2)", [Interval(-0.5, 0.43)], []),
        ("step(x-50)", [Interval(0, 0)], []),  # beyond what is drawn
        ("1/(x-0.123456)^2", [Interval(0, 100)], []),  # a pole between the points of a grid
        ("where(x>1,2,x/2)", [Interval(-INF, 0.5)], [1.0]),
        ("step(x)", [Interval(0, 1)], []),  # it jumps, and nobody knows
    ],
)
def test_what_is_not_so_is_not_proven(text, claimed, breaks) -> None:
    assert not takes_only(parse(text).program, claimed, breaks)


def test_a_slope_that_is_larger_somewhere_is_not_proven() -> None:
    program = parse("x*sigmoid(x)").program
    assert slopes_below(program, 1.09984, 1.2) and not slopes_below(program, 1.099, 1.2)
    assert not slopes_below(parse("x+relu(x-400)").program, 1.0, 1.0)
