"""Gradient descent on the parabola, against its closed form."""

from fractions import Fraction

import numpy as np
import pytest

from acttutor.core.descent.gradient_descent import Path, Quadratic, contraction, descend, regime


def test_quadratic_is_what_it_says() -> None:
    parabola = Quadratic(a=1.0, b=-2.0)
    assert parabola(4.0) == parabola.f(4.0) == 7.0
    assert parabola.df(4.0) == 6.0
    assert parabola.minimum == (1.0, -2.0)
    np.testing.assert_array_equal(parabola.f(np.array([1.0, 2.0])), [-2, -1])
    assert parabola.f(1e200) == np.inf
    assert parabola.f(np.array([1e200]))[0] == np.inf


def test_the_worked_example() -> None:
    """x1 = 4.00 - 0.30 * 6.00 = 2.20."""
    path = descend(Quadratic(1.0, 0.0), 4.0, 0.3, 1)
    np.testing.assert_allclose(path.x, [4.0, 2.2], rtol=1e-15)
    assert path.dfx[0] == 6.0


@pytest.mark.parametrize("lr", [-0.1, 0.0, 0.1, 0.5, 0.7, 1.0, 1.2])
def test_path_follows_the_closed_form(lr: float) -> None:
    """Exact rational arithmetic: x_k - a = (1 - 2 lr)^k (x_0 - a)."""
    path = descend(Quadratic(-1.5, 3.0), 2.0, lr, 30)
    factor = 1 - 2 * Fraction(lr)
    expected = [float(Fraction(-3, 2) + factor**k * Fraction(7, 2)) for k in range(31)]
    np.testing.assert_allclose(path.x, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(path.fx, (path.x + 1.5) ** 2 + 3.0)
    np.testing.assert_allclose(path.dfx, 2 * (path.x + 1.5))


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_path_has_one_entry_more_than_steps(steps: int) -> None:
    path = descend(Quadratic(), 1.0, 0.1, steps)
    assert isinstance(path, Path)
    assert path.x.shape == path.fx.shape == path.dfx.shape == (steps + 1,)
    assert path.x.dtype == path.fx.dtype == path.dfx.dtype == np.float64


REGIMES = [
    (-0.1, "ascending"),
    (0.0, "still"),
    (-0.0, "still"),
    (5e-324, "monotone"),
    (np.nextafter(0.5, 0), "monotone"),
    (0.5, "one_step"),
    (np.nextafter(0.5, 1), "oscillating"),
    (np.nextafter(1.0, 0), "oscillating"),
    (1.0, "bouncing"),
    (np.nextafter(1.0, 2), "diverging"),
    (1e300, "diverging"),
]


@pytest.mark.parametrize(("lr", "name"), REGIMES)
def test_regimes_have_exact_boundaries(lr: float, name: str) -> None:
    assert regime(lr) == name


@pytest.mark.parametrize("lr", [-0.3, 0.0, 0.2, 0.5, 0.8, 1.0, 1.1])
def test_regime_says_what_the_path_does(lr: float) -> None:
    distance = descend(Quadratic(), 1.0, lr, 20).x
    size = np.abs(distance)
    behaviour = {
        "ascending": np.all(np.diff(distance) > 0),
        "still": np.all(distance == 1.0),
        "monotone": np.all(distance > 0) and np.all(np.diff(size) < 0),
        "one_step": np.all(distance[1:] == 0),
        "oscillating": np.all(distance[1:] * distance[:-1] < 0) and np.all(np.diff(size) < 0),
        "bouncing": np.all(distance[1:] == -distance[:-1]),
        "diverging": np.all(np.diff(size) > 0),
    }
    assert behaviour[regime(lr)]


def test_contraction_is_the_ratio_of_distances() -> None:
    for lr in (0.0, 0.1, 0.5, 0.9, 1.0, 1.3):
        x = descend(Quadratic(), 1.0, lr, 1).x
        assert contraction(lr) == pytest.approx(abs(x[1] / x[0]), abs=1e-15)


def test_divergence_runs_through_infinity_silently() -> None:
    path = descend(Quadratic(), 1.0, 1e100, 20)
    assert not np.isfinite(path.x[-1])
    assert not np.isfinite(path.fx[-1])


def test_other_objectives_can_be_descended() -> None:
    class Cosine:
        def f(self, x):
            return np.cos(x)

        def df(self, x):
            return -np.sin(x)

    assert descend(Cosine(), 3.0, 0.5, 100).x[-1] == pytest.approx(np.pi)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("zero", 0.1, 3), "x0"),
        ((np.inf, 0.1, 3), "x0"),
        ((0.0, np.nan, 3), "lr"),
        ((0.0, 0.1, -1), "steps"),
        ((0.0, 0.1, 2.0), "steps"),
        ((0.0, 0.1, True), "steps"),
    ],
)
def test_bad_arguments_are_named(arguments: tuple[float, float, int], name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be"):
        descend(Quadratic(), *arguments)


def test_bad_parabolas_and_rates_are_named() -> None:
    with pytest.raises(ValueError, match=r"^a must be"):
        Quadratic(np.inf, 0.0)
    with pytest.raises(ValueError, match=r"^b must be"):
        Quadratic(0.0, np.nan)
    for function in (regime, contraction):
        with pytest.raises(ValueError, match=r"^lr must be"):
            function(np.nan)
