"""Curves against finite differences, and the end of descent against walks step by step."""

import math

import numpy as np
import pytest

from acttutor.core.descent.gradient_descent import descend
from acttutor.core.descent.objectives import (
    CURVES,
    DIVERGED,
    PLATEAU,
    UNSETTLED,
    WELLS,
    Curve,
    basin,
    basins,
)

each = pytest.mark.parametrize("curve", CURVES.values(), ids=list(CURVES))


@each
def test_slope_and_curvature_are_derivatives(curve: Curve) -> None:
    x, step = np.linspace(-5, 5, 101), 1e-5
    slope = (curve.f(x + step) - curve.f(x - step)) / (2 * step)
    np.testing.assert_allclose(curve.df(x), slope, atol=1e-8)
    bend = (curve.df(x + step) - curve.df(x - step)) / (2 * step)
    np.testing.assert_allclose(curve.second(x), bend, atol=1e-8)


@each
def test_minima_and_tops_are_all_there_are(curve: Curve) -> None:
    for x in curve.minima:
        assert curve.df(x) == 0 and curve.second(x) > 0
    for x in curve.tops:
        assert curve.df(x) == 0 and curve.second(x) < 0
    x = np.linspace(-5.013, 5.017, 4001)
    turns = np.count_nonzero(np.diff(np.sign(curve.df(x))))
    assert turns == len(curve.minima) + len(curve.tops)


def test_the_published_numbers() -> None:
    assert [WELLS.f(x) for x in (-3.0, 0.0, 2.0)] == pytest.approx([0.375, 3.0, 19 / 9])
    assert PLATEAU.df(4.0) == pytest.approx(4 * math.tanh(4) / math.cosh(4) ** 2, rel=1e-12)
    assert PLATEAU.df(20.0) == pytest.approx(16 * math.exp(-40), rel=1e-12)


def test_valleys_and_distances() -> None:
    assert [WELLS.valley(x) for x in (-9.0, -0.1, 0.1, 9.0)] == [0, 0, 1, 1]
    assert WELLS.distance(-4.5) == 1.5
    np.testing.assert_allclose(WELLS.distance(np.array([-0.5, 0.0, 5.0])), [2.5, 2.0, 3.0])


@each
@pytest.mark.parametrize("lr", [0.05, 0.3, 0.7, 1.0])
def test_fates_are_those_of_single_walks(curve: Curve, lr: float) -> None:
    starts = np.linspace(-6, 6, 41)
    for start, end in zip(starts, basins(curve, starts, lr), strict=True):
        assert basin(curve, float(start), lr) == end
        x = descend(curve, start, lr, 500).x
        if end == DIVERGED:
            assert not abs(x[-1]) < 1e6
        elif end == UNSETTLED:
            assert not (curve.distance(x[-30:]) < 1e-3).all()
        else:
            assert abs(x[-1] - curve.minima[end]) < 0.05


def test_the_start_decides_and_a_large_step_jumps_out() -> None:
    assert basins(WELLS, [-1.0, 1.0, 4.0], 0.1).tolist() == [0, 1, 1]
    assert basins(WELLS, 4.0, [0.1, 0.5, 1.2]).tolist()[0] == 1
    assert 0 in basins(WELLS, 4.0, np.linspace(0.1, 1.2, 50))
    assert basins(WELLS, 6.0, 0.6) == DIVERGED
    # Beyond 2 / f'' a valley cannot hold a walk.
    assert 0 not in basins(WELLS, np.linspace(-4, 4, 50), 0.85)


def test_on_the_plateau_it_does_not_arrive() -> None:
    assert basins(PLATEAU, [1.0, 3.0, 5.0, 6.0], 0.3).tolist() == [0, 0, UNSETTLED, UNSETTLED]


def test_too_few_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="steps"):
        basins(WELLS, 0.0, 0.1, steps=5)
