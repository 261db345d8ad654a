"""The activation functions against independent oracles, at kinks and far out."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from activation_oracles import ORACLES

from acttutor.core.activations.rectifiers import prelu_dalpha
from acttutor.core.activations.registry import ACTIVATIONS, Activation

ALL = list(ACTIVATIONS.values())
EVERY = pytest.mark.parametrize("activation", ALL, ids=list(ACTIVATIONS))

OTHER_PARAMS: dict[str, list[dict[str, float]]] = {
    "step": [{"theta": -1.5}, {"theta": 2.0}],
    "sigmoid": [{"a": 0.1}, {"a": 3.0}, {"a": 10.0}],
    "leaky_relu": [{"alpha": 0.0}, {"alpha": 0.2}, {"alpha": 1.0}],
    "prelu": [{"alpha": -0.5}, {"alpha": 0.0}, {"alpha": 1.7}],
    "elu": [{"alpha": 0.0}, {"alpha": 0.3}, {"alpha": 3.0}],
}
CASES = [(a, p) for a in ALL for p in [{}, *OTHER_PARAMS.get(a.id, [])]]
EVERY_CASE = pytest.mark.parametrize(
    ("activation", "params"), CASES, ids=lambda c: c.id if isinstance(c, Activation) else str(c)
)


def test_ids_are_those_of_the_entries() -> None:
    assert all(id == activation.id for id, activation in ACTIVATIONS.items())


def test_defaults_of_the_parameters() -> None:
    defaults = {(a.id, p.id): p.default for a in ALL for p in a.params}
    assert defaults == {
        ("step", "theta"): 0,
        ("sigmoid", "a"): 1,
        ("leaky_relu", "alpha"): 0.01,
        ("prelu", "alpha"): 0.25,
        ("elu", "alpha"): 1,
    }
    assert [a.id for a in ALL for p in a.params if p.learnable] == ["prelu"]
    assert all(p.low <= p.default <= p.high for a in ALL for p in a.params)


@EVERY_CASE
def test_values_follow_the_definition(activation: Activation, params: dict[str, float]) -> None:
    z = np.concatenate((np.linspace(-30, 30, 1201), np.geomspace(1e-12, 1, 50)))
    expected = [ORACLES[activation.id](float(v), **params) for v in z]
    np.testing.assert_allclose(activation.f(z, **params), expected, rtol=2e-14, atol=1e-300)


@EVERY_CASE
def test_slopes_are_central_differences(activation: Activation, params: dict[str, float]) -> None:
    """Also protects against typing errors in either function: they are written independently."""
    z = np.linspace(-8, 8, 1601) + 0.0037
    h = 1e-5
    far_from_kinks = np.ones(len(z), dtype=bool)
    for kink in activation.kinks_at(**params):
        far_from_kinks &= np.abs(z - kink) > 2 * h
    z = z[far_from_kinks]
    differences = (activation.f(z + h, **params) - activation.f(z - h, **params)) / (2 * h)
    np.testing.assert_allclose(activation.df(z, **params), differences, rtol=0, atol=2e-8)


@pytest.mark.parametrize(
    ("activation", "params"), [case for case in CASES if case[0].from_output is not None]
)
def test_slope_can_be_told_from_the_output(
    activation: Activation, params: dict[str, float]
) -> None:
    """The training engine relies on it."""
    assert activation.from_output is not None
    z = np.linspace(-9, 9, 721)
    slope = activation.from_output(activation.f(z, **params), **activation.resolve(params))
    np.testing.assert_allclose(slope, activation.df(z, **params), rtol=0, atol=1e-13)


@EVERY_CASE
def test_finite_everywhere_without_a_warning(
    activation: Activation, params: dict[str, float]
) -> None:
    sizes = [5e-324, 2e-308, 1e-16, 1.0, 36.0, 709.0, 746.0, 1e4, 1e153, 5e307]
    z = np.array([-s for s in sizes] + [-0.0, 0.0] + sizes)
    assert np.isfinite(activation.f(z, **params)).all()
    assert np.isfinite(activation.df(z, **params)).all()


@EVERY
def test_1e308_is_finite_with_default_parameters(activation: Activation) -> None:
    z = np.array([-1e308, 1e308])
    assert np.isfinite(activation.f(z)).all()
    assert np.isfinite(activation.df(z)).all()


@EVERY
def test_infinity_gives_the_limits(activation: Activation) -> None:
    """What the oracle tends to far out is what ±inf gives: a bound, a line, or no bound."""
    far = 600.0
    for sign, value, slope in zip(
        (-1, 1), activation.f([-np.inf, np.inf]), activation.df([-np.inf, np.inf]), strict=True
    ):
        near, further = (ORACLES[activation.id](sign * z) for z in (far, far + 100))
        assert slope == pytest.approx(sign * (further - near) / 100, abs=1e-5)
        if abs(further - near) < 1e-3:
            assert value == pytest.approx(further, abs=2e-3)
        else:
            assert value == math.copysign(np.inf, further)


def test_infinity_gives_the_limit_where_the_left_side_is_flat() -> None:
    for id in ("leaky_relu", "prelu", "elu"):
        assert ACTIVATIONS[id].f(-np.inf, alpha=0.0) == 0.0


@EVERY_CASE
def test_nan_passes_through(activation: Activation, params: dict[str, float]) -> None:
    assert np.isnan(activation.f(np.nan, **params))
    assert np.isnan(activation.df(np.array([np.nan, 1.0]), **params)[0])


@EVERY
def test_shape_type_and_argument_are_kept(activation: Activation) -> None:
    z = np.linspace(-2, 2, 24).reshape(2, 3, 4)
    before = z.copy()
    for method in (activation.f, activation.df):
        result = method(z)
        assert result.shape == z.shape
        assert result.dtype == np.float64
        assert not np.shares_memory(result, z)
        np.testing.assert_array_equal(z, before)
        assert method(z.astype(np.float32)).dtype == np.float32
        assert method([1, 2]).dtype == np.float64
        assert isinstance(method(1), np.float64)
        assert method(np.zeros((0, 2))).shape == (0, 2)


@EVERY
def test_float32_agrees_with_float64(activation: Activation) -> None:
    z = np.linspace(-20, 20, 801, dtype=np.float32)
    for method in (activation.f, activation.df):
        np.testing.assert_allclose(method(z), method(z.astype(float)), rtol=1e-5, atol=1e-6)
        assert np.isfinite(method(np.array([-1e30, 1e30], dtype=np.float32))).all()


KINK_VALUES = [  # id, params, z, f(z), f'(z)
    ("step", {}, 0.0, 1.0, 0.0),
    ("step", {"theta": 0.7}, 0.7, 1.0, 0.0),
    ("relu", {}, 0.0, 0.0, 0.0),
    ("leaky_relu", {}, 0.0, 0.0, 0.01),
    ("prelu", {"alpha": -0.5}, 0.0, 0.0, -0.5),
    ("elu", {"alpha": 0.3}, 0.0, 0.0, 0.3),
    ("selu", {}, 0.0, 0.0, 1.0507009873554805 * 1.6732632423543772),
]


@pytest.mark.parametrize(("id", "params", "z", "f", "df"), KINK_VALUES)
def test_values_at_kinks_are_as_documented(
    id: str, params: dict[str, float], z: float, f: float, df: float
) -> None:
    assert ACTIVATIONS[id].f(z, **params) == f
    assert ACTIVATIONS[id].df(z, **params) == df


@EVERY_CASE
def test_jumps_are_the_one_sided_limits(activation: Activation, params: dict[str, float]) -> None:
    h = 1e-9
    for kink in activation.jumps(**params):
        sides = np.array([kink.z - h, kink.z + h])
        f, df = activation.f(sides, **params), activation.df(sides, **params)
        np.testing.assert_allclose(f, [kink.f_left, kink.f_right], atol=1e-8)
        np.testing.assert_allclose(df, [kink.df_left, kink.df_right], atol=1e-8)


def test_where_the_kinks_are() -> None:
    assert {a.id: a.kinks for a in ALL if a.kinks} == {
        id: (0.0,) for id in ("step", "relu", "leaky_relu", "prelu", "selu")
    }
    assert ACTIVATIONS["step"].kinks_at(theta=-1.5) == (-1.5,)
    assert ACTIVATIONS["elu"].kinks_at(alpha=2.0) == (0.0,)
    assert ACTIVATIONS["prelu"].kinks_at(alpha=1.0) == ()


@EVERY_CASE
def test_values_stay_in_the_range(activation: Activation, params: dict[str, float]) -> None:
    interval = activation.range(**params)
    values = activation.f(np.linspace(-8, 8, 4001), **params)
    slack = 1e-12
    assert interval.low - slack <= values.min()
    assert values.max() <= interval.high + slack
    ends = activation.f(np.array([-np.inf, np.inf]), **params)
    for end, closed in ((interval.low, interval.low_closed), (interval.high, interval.high_closed)):
        near = min(*np.abs(values - end), *np.abs(ends - end)) if np.isfinite(end) else 0.0
        assert near < 1e-6, "the end of the range is approached"
        if not closed:
            unrounded = activation.f(np.linspace(-1.5, 1.5, 301), **params)
            assert not np.any(unrounded == end), "an open end is not reached"


def sigmoid_exactly(z: int) -> float:
    with localcontext() as context:
        context.prec = 50
        e = (-Decimal(abs(z))).exp()
        return float((1 if z >= 0 else e) / (1 + e))


@pytest.mark.parametrize("z", [-740, -700, -100, -37, -1, 0, 1, 30])
def test_sigmoid_is_exact_in_the_far_tail(z: int) -> None:
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"].f(z), sigmoid_exactly(z), rtol=1e-15)
    assert ACTIVATIONS["sigmoid"].f(-750) == 0.0


@pytest.mark.parametrize("z", [-300, -40, -20, 20, 40, 300])
def test_slopes_of_saturated_units_are_tiny_but_not_lost(z: int) -> None:
    """1 - f^2 would be exactly 0 there, and a plot on a log scale would end."""
    with localcontext() as context:
        context.prec = 400
        e = Decimal(-abs(z)).exp()
        sigmoid, tanh = e / (1 + e) ** 2, 4 * e**2 / (1 + e**2) ** 2
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"].df(z), float(sigmoid), rtol=1e-13)
    np.testing.assert_allclose(ACTIVATIONS["tanh"].df(z), float(tanh), rtol=1e-13)


def test_gelu_uses_the_true_erf_also_far_left() -> None:
    gelu = ACTIVATIONS["gelu"]
    z = np.array([-38.0, -20.0, -9.0])
    expected = [v * 0.5 * math.erfc(-v / math.sqrt(2)) for v in z]
    np.testing.assert_allclose(gelu.f(z), expected, rtol=1e-12)
    grid = np.linspace(-6, 6, 2001)
    by_tanh = 0.5 * grid * (1 + np.tanh(math.sqrt(2 / math.pi) * (grid + 0.044715 * grid**3)))
    assert 4e-4 < np.abs(gelu.f(grid) - by_tanh).max() < 4.8e-4


def test_identities_between_functions() -> None:
    z = np.linspace(-20, 20, 401)
    f = {id: activation.f for id, activation in ACTIVATIONS.items()}
    np.testing.assert_allclose(f["tanh"](z), 2 * f["sigmoid"](2 * z) - 1, atol=1e-15)
    np.testing.assert_allclose(f["softplus"](z) - f["softplus"](-z), z, atol=1e-14)
    np.testing.assert_allclose(f["sigmoid"](z, a=3.0), f["sigmoid"](3 * z), rtol=1e-15)
    np.testing.assert_array_equal(f["leaky_relu"](z, alpha=0.0), f["relu"](z))
    selu = 1.0507009873554805 * f["elu"](z, alpha=1.6732632423543772)
    np.testing.assert_array_equal(f["selu"](z), selu)


def test_prelu_is_not_the_maximum_for_alpha_above_one() -> None:
    """The mistake that published notes make."""
    assert ACTIVATIONS["prelu"].f(-1.0, alpha=2.0) == -2.0


def test_prelu_takes_one_alpha_per_unit_and_any_that_training_finds() -> None:
    z = np.array([[-1.0, -1.0, 2.0], [-2.0, 3.0, -4.0]])
    alpha = np.array([0.5, -7.0, 40.0])
    expected = [[-0.5, 7.0, 2.0], [-1.0, 3.0, -160.0]]
    np.testing.assert_array_equal(ACTIVATIONS["prelu"].f(z, alpha=alpha), expected)
    h = 1e-6
    prelu = ACTIVATIONS["prelu"].f
    difference = (prelu(z, alpha=alpha + h) - prelu(z, alpha=alpha - h)) / (2 * h)
    np.testing.assert_allclose(prelu_dalpha(z), difference, atol=1e-8)


BAD_PARAMS = [
    ("relu", {"alpha": 0.1}, "alpha"),
    ("sigmoid", {"a": 0.0}, "0.1, 10"),
    ("sigmoid", {"a": math.nan}, "nan"),
    ("sigmoid", {"a": "steep"}, "steep"),
    ("leaky_relu", {"alpha": -0.1}, "-0.1"),
    ("elu", {"alpha": 1e9}, "0, 3"),
    ("step", {"theta": math.inf}, "theta"),
    ("prelu", {"alpha": math.nan}, "alpha"),
]


@pytest.mark.parametrize(("id", "params", "words"), BAD_PARAMS)
def test_bad_parameters_are_named(id: str, params: dict[str, float], words: str) -> None:
    for method in (ACTIVATIONS[id].f, ACTIVATIONS[id].df):
        with pytest.raises(ValueError, match=words):
            method(0.0, **params)


@pytest.mark.parametrize("z", ["text", [1j], [None]])
def test_z_must_be_real_numbers(z: object) -> None:
    with pytest.raises(ValueError, match="real numbers"):
        ACTIVATIONS["tanh"].f(z)  # type: ignore[arg-type]
