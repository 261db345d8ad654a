"""Typed formulas: read as written, exactly differentiated, and refused with the right reason."""

import ast
import math
import random
import threading
from pathlib import Path

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula import dual, dual_functions, expression
from acttutor.core.formula import language as expression_language
from acttutor.core.formula import parser as expression_parser
from acttutor.core.formula.expression import ExpressionError, activation_from, parse

Z = np.linspace(-8, 8, 3201)

#: The functions of the registry as somebody would type them.
TYPED = {
    "step": "step(x)",
    "sigmoid": "1/(1+exp(-x))",
    "tanh": "(exp(x)-exp(-x))/(exp(x)+exp(-x))",
    "relu": "max(0, x)",
    "leaky_relu": "where(x > 0, x, 0.01*x)",
    "prelu": "max(0,x) + 0.25*min(0,x)",
    "elu": "where(x>0, x, exp(x)-1)",
    "selu": "1.0507009873554805*where(x>0, x, 1.6732632423543772*(exp(x)-1))",
    "gelu": "x*Phi(x)",
    "softplus": "log(1+exp(x))",
    "silu": "x*sigmoid(x)",
    "mish": "x*tanh(softplus(x))",
    "identity": "x",
}


@pytest.mark.parametrize("id", TYPED)
def test_the_known_functions_typed_agree_with_the_core(id: str) -> None:
    """Values and slopes, kinks included, to rounding: the slope is no difference quotient."""
    typed = activation_from(TYPED[id])
    np.testing.assert_allclose(typed.f(Z), ACTIVATIONS[id].f(Z), rtol=0, atol=1e-12)
    np.testing.assert_allclose(typed.df(Z), ACTIVATIONS[id].df(Z), rtol=0, atol=1e-12)


CLOSED_FORMS = {
    "sin(x)^2": lambda x: math.sin(2 * x),
    "exp(-x^2)": lambda x: -2 * x * math.exp(-x * x),
    "x^3/3 - 2*x": lambda x: x * x - 2,
    "2^x": lambda x: 2**x * math.log(2),
    "2^-x": lambda x: -(2**-x) * math.log(2),
    "1/(1+x^2)": lambda x: -2 * x / (1 + x * x) ** 2,
    "sqrt(1+x^2)": lambda x: x / math.sqrt(1 + x * x),
    "cos(3*x)": lambda x: -3 * math.sin(3 * x),
    "erf(x)": lambda x: 2 / math.sqrt(math.pi) * math.exp(-x * x),
    "phi(x)": lambda x: -x * math.exp(-x * x / 2) / math.sqrt(2 * math.pi),
    "sinh(x)*cosh(x)": lambda x: math.cosh(2 * x),
    "tan(x)": lambda x: 1 / math.cos(x) ** 2,
    "log(2+cos(x))": lambda x: -math.sin(x) / (2 + math.cos(x)),
    "(1+x^2)^x": lambda x: (1 + x * x) ** x * (math.log(1 + x * x) + 2 * x * x / (1 + x * x)),
    "abs(x)*x": lambda x: 2 * abs(x),
    "x/(1+abs(x))": lambda x: 1 / (1 + abs(x)) ** 2,
}


@pytest.mark.parametrize("text", CLOSED_FORMS)
def test_slopes_are_those_of_the_textbook(text: str) -> None:
    points = np.array([-1.3, -0.5, 0.0, 0.25, 1.0, 1.4])
    wanted = [CLOSED_FORMS[text](x) for x in points]
    np.testing.assert_allclose(activation_from(text).df(points), wanted, rtol=1e-13, atol=1e-14)


def random_formula(rng: random.Random, depth: int = 4) -> str:
    """Return a smooth formula without poles."""
    if depth == 0:
        return rng.choice(["x", "x", f"{rng.uniform(0.1, 2):.3f}", "pi", "e"])
    inner = random_formula(rng, depth - 1)
    shape = rng.choice(
        ["{}+{}", "{}-({})", "({})*({})", "sin({})", "tanh({})", "sigmoid({})", "-({})", "erf({})",
         "exp(-({})^2)", "({})/(2+sin({}))", "softplus({})", "Phi({})", "cos({})", "sqrt(1+({})^2)"]
    )  # fmt: skip
    return shape.format(*[inner, random_formula(rng, depth - 1)][: shape.count("{}")])


def test_slopes_agree_with_central_differences() -> None:
    rng = random.Random(4)
    z, h = np.linspace(-2, 2, 41), 1e-5
    tried = 0
    while tried < 60:
        text = random_formula(rng)
        if len(text) > 200 or "x" not in text.replace("exp", ""):
            continue
        tried += 1
        f = parse(text)
        differences = (f.f(z + h) - f.f(z - h)) / (2 * h)
        np.testing.assert_allclose(f.df(z), differences, rtol=1e-5, atol=1e-6, err_msg=text)


def test_values_agree_with_python_itself() -> None:
    """Precedence and grouping: Python reads the same text the same way."""
    names = {"x": 0.7, "pi": math.pi, "e": math.e, "abs": abs, "max": max, "min": min}
    for text in (
        "-x**2", "2**3**x", "2**-x", "-2**-x", "1-x-2", "1/x/2", "x*-3", "--x", "1-(2-x)*3",
        "-x*2+3", "2*x**2-3*x+1", "+x", "(1<x)+(x<1)", "1+2<x*5", "abs(-x)**3", "max(x,2)-min(x,2)",
        "1e3*x", ".5*x", "5.*x", "1.5e-3+x", "x**2**0.5", "(x)", "((x))*e**x/pi",
    ):  # fmt: skip
        # The only place where a formula is run as Python: these were written here.
        wanted = eval(compile(ast.parse(text, mode="eval"), "", "eval"), {}, names)
        assert float(parse(text).f(np.array(0.7))) == pytest.approx(float(wanted), rel=1e-14), text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ｘ＊ｓｉｇｍｏｉｄ（ｘ）", "x*sigmoid(x)"),
        ("ｍａｘ（０，　ｘ）", "max(0,x)"),
        ("ｘ＾２－１", "x^2-1"),
        ("x² − 3×x ÷ 2", "x^2-3*x/2"),
        ("σ(x)·Φ(x)+π", "sigmoid(x)*Phi(x)+pi"),
        ("Max(0, X)", "max(0,x)"),
        ("ln(1+EXP(z))", "log(1+exp(x))"),
        ("if(x≧0, x, 0)", "where(x>=0,x,0)"),
        ("x ー 1", "x-1"),
    ],
)
def test_what_people_type_is_understood(typed: str, plain: str) -> None:
    np.testing.assert_array_equal(parse(typed).f(Z), parse(plain).f(Z))


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "empty", None),
        (" 　", "empty", None),
        ("x" * 201, "too_long", None),
        ("(" * 10_000 + "x" + ")" * 10_000, "too_long", None),
        ("(" * 41 + "x" + ")" * 41, "too_deep", 41),
        ("x + あ", "character", 5),
        ("x.real", "character", 2),
        ("x[0]", "character", 2),
        ("'x'", "character", 1),
        ("x=1", "character", 2),
        ("lambda: x", "name", 1),
        ("__import__('os')", "name", 1),
        ("2*foo(x)", "name", 3),
        ("eval(x)", "name", 1),
        ("open(x)", "name", 1),
        ("ｘ＋ｆｏｏ", "name", 3),
        ("x+sin", "brackets", 3),
        ("sin x", "brackets", 1),
        ("max(x)", "arguments", 1),
        ("x*exp(x, 1)", "arguments", 3),
        ("sin()", "value_missing", 5),
        ("x+*2", "value_missing", 3),
        ("()", "value_missing", 2),
        ("2x", "operator_missing", 2),
        ("x(x+1)", "operator_missing", 2),
        ("(x)(x)", "operator_missing", 4),
        ("x +", "unfinished", None),
        ("(x", "unclosed", 1),
        ("x)", "unopened", 2),
        ("0,5*x", "comma", 2),
        ("max((x, 1), 2)", "comma", 7),
        ("0 < x < 1", "chain", 7),
        ("1e999*x", "number_too_large", 1),
        ("x + 1/0", "division_by_zero", 6),
        ("x/(2-2)", "division_by_zero", 2),
        ("x*log(-1)", "not_finite", 3),
        ("x+10^400", "not_finite", 5),
        ("1+2", "no_variable", None),
        ("log(-1-x^2)", "nowhere", None),
        ("x/(x-x)", "nowhere", None),
    ],
)
def test_bad_input_is_refused_with_the_reason_and_the_place(
    text: str, code: str, at: int | None
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.values.get("at") == at
    assert isinstance(caught.value, ValueError)
    assert len(str(caught.value)) < 120, "what was typed is not repeated at length"


def test_rubbish_never_does_anything_but_raise() -> None:
    """Random strings of the language's own pieces, and of anything else."""
    rng = random.Random(1)
    signs = [*"xxx()+-*/^,<1e0 =_é\x00😀１.", "max(", "where(", "log(", "tan(", "sin", "**", "1e9"]
    fine = 0
    for _ in range(3000):
        text = "".join(rng.choice(signs) for _ in range(rng.randint(1, 7)))
        try:
            formula = parse(text)
        except ExpressionError:
            continue
        fine += 1
        with np.errstate(all="ignore"):
            assert formula.f(Z).shape == formula.df(Z).shape == Z.shape
        assert formula.latex
    assert fine > 20


def test_the_longest_and_deepest_need_no_stack() -> None:
    """On a thread with a small stack."""
    texts = ["(" * 10_000 + "x" + ")" * 10_000, "(" * 40 + "x" + ")" * 40, "-" * 199 + "x"]
    texts += ["x" + "^x" * 99, "sin(" * 39 + "x" + ")" * 39, "x" + "+x" * 99]
    done: list[object] = []

    def work() -> None:
        for text in texts:
            try:
                formula = parse(text)
                with np.errstate(all="ignore"):
                    shape = formula.f(np.zeros(3)).shape
                done.append((shape, len(formula.latex), formula.kinks))
            except ExpressionError as error:
                done.append(error.code)

    size = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(30)
    finally:
        threading.stack_size(size)
    assert len(done) == len(texts)
    assert done[0] == "too_long"
    assert all(isinstance(item, tuple) for item in done[1:])


def test_nothing_here_runs_what_was_typed() -> None:
    for module in (expression, expression_parser, expression_language, dual, dual_functions):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        called = {
            n.func.id
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert not called & {"eval", "exec", "compile", "__import__"}


class TestKinks:
    def test_have_the_agreed_values(self) -> None:
        at_zero = {
            "abs(x)": 0, "relu(x)": 0, "sign(x)": 0, "step(x)": 0, "max(0,x)": 0, "max(x,0)": 0,
            "min(0,x)": 1, "min(x,0)": 1, "max(x,0.1*x)": 0.1, "where(x>0,x,-x)": -1,
        }  # fmt: skip
        for text, slope in at_zero.items():
            assert float(activation_from(text).df(0.0)) == slope, text

    @pytest.mark.parametrize(
        ("text", "kinks"),
        [
            ("abs(x-0.3)", [(0.3, 0, 0, -1, 1)]),
            ("step(x+2)*3", [(-2, 0, 3, 0, 0)]),
            ("min(max(0, x), 6)", [(0, 0, 0, 0, 1), (6, 6, 6, 1, 0)]),
            ("where(x > 1, x^2, 0)", [(1, 0, 1, 0, 2)]),
            ("max(x, 2-x) + x", [(1, 2, 2, 0, 2)]),
            ("abs(x)^3", []),
            ("relu(x)*0", []),
            ("x*sigmoid(x)", []),
        ],
    )
    def test_are_found_with_their_limits(self, text: str, kinks: list[tuple[float, ...]]) -> None:
        found = activation_from(text).jumps()
        assert len(found) == len(kinks)
        for kink, wanted in zip(found, kinks, strict=True):
            np.testing.assert_allclose(kink, wanted, atol=1e-6)

    def test_poles_have_infinite_limits(self) -> None:
        (pole,) = parse("1/(x-2)").kinks
        assert pole[:3] == (2.0, -math.inf, math.inf)
        np.testing.assert_allclose(
            [k.z for k in parse("tan(x)").kinks if 0 < k.z < 5], [math.pi / 2, 3 * math.pi / 2]
        )


def test_gaps_say_where_there_is_no_finite_value() -> None:
    assert parse("x*sigmoid(x)").gaps == ()
    assert parse("1/x").gaps == ((0.0, 0.0),)
    assert parse("log(x)").gaps == ((-20.0, 0.0),)
    np.testing.assert_allclose(parse("sqrt(x^2-4)").gaps, [(-2, 2)], atol=1e-9)
    np.testing.assert_allclose(parse("exp(x^3)").gaps, [(709.7827 ** (1 / 3), 20)], rtol=1e-5)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("x*sigmoid(x)", -0.27846, math.inf),
        ("tanh(x)", -1, 1),
        ("x/(1+abs(x))", -1, 1),
        ("exp(-x^2)", 0, 1),
        ("log(1+exp(x))", 0, math.inf),
        ("1/x", -math.inf, math.inf),
        ("sqrt(x)", 0, math.inf),
        ("log(1+x^2)", 0, math.inf),
    ],
)
def test_the_range_is_found(text: str, low: float, high: float) -> None:
    found = activation_from(text).range()
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


def test_results_have_shape_and_type_of_z_and_are_new() -> None:
    for text in ("x", "x+1", "where(x>0,1,2)", "step(x)", "x*0+1"):
        formula = activation_from(text)
        for z in (np.float64(0.5), np.zeros((2, 3)), np.zeros(3, dtype=np.float32), np.zeros(0)):
            for value in (formula.f(z), formula.df(z)):
                assert value.shape == np.shape(z)
                assert value.dtype == np.asarray(z).dtype
        z = np.zeros(3)
        formula.function(z)[:] = 7
        assert not z.any()


def test_nan_stays_nan_and_nothing_warns() -> None:
    with np.errstate(all="raise"):
        for text in TYPED.values():
            typed = activation_from(text)
            assert np.isnan(typed.f(np.nan)), text
            typed.df(np.array([-np.inf, np.inf, np.nan, 1e300]))


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x*sigmoid(x)", r"x\,\sigma(x)"),
        ("(x+1)*x", r"(x+1)\,x"),
        ("(x^2)^3", r"(x^{2})^{3}"),
        ("x^2^3", r"x^{2^{3}}"),
        ("-(x+1)", r"-(x+1)"),
        ("1-(x-2)", r"1-(x-2)"),
        ("x/2/3", r"\frac{x}{2}/3"),
        ("1/(1+exp(-x))", r"\frac{1}{1+e^{-x}}"),
        ("exp(-x^2/2)", r"e^{-x^{2}/2}"),
        ("0.044715*x^3", r"0.044715\,x^{3}"),
        ("x*2", r"x\times 2"),
        ("1e-9*x", r"1\times10^{-9}\,x"),
        ("where(x>0, x, 0.1*x)", r"x\;(x>0),\quad 0.1\,x\;(x\leq 0)"),
        ("where(x>=0,1,0)+1", r"\mathrm{where}(x\geq 0,\,1,\,0)+1"),
        ("abs(x)*pi", r"|x|\,\pi"),
    ],
)
def test_formulas_are_set_as_in_a_textbook(text: str, latex: str) -> None:
    assert parse(text).latex == latex
