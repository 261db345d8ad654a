"""The shapes to imitate: where their points lie, and which part each belongs to."""

import numpy as np
import pytest

from acttutor.core.data import shapes

ALL = {"ring": shapes.ring(), "moons": shapes.moons(), "grid": shapes.grid()}
ALL["trace"] = shapes.Trace(((0.0, 0.0), (0.1, 0.0), (0.2, 0.1)))


@pytest.mark.parametrize("name", ALL)
def test_its_own_points_lie_on_it_and_fill_all_parts_alike(name):
    shape = ALL[name]
    X = shape.sample(6000, np.random.default_rng(0))
    part = shape.part_of(X)
    assert X.shape == (6000, 2)
    assert np.abs(X).max() < 1.0  # within the reach of tanh
    assert (part >= 0).mean() > 0.98
    shares = np.bincount(part[part >= 0], minlength=shape.parts) / 6000
    assert shares == pytest.approx(np.full(shape.parts, 1 / shape.parts), rel=0.25)


@pytest.mark.parametrize("name", ["ring", "moons", "grid"])
def test_points_far_off_belong_to_no_part(name):
    far = np.array([[0.95, 0.95], [-0.95, 0.95]])
    assert (ALL[name].part_of(far) == -1).all()


def test_sectors_of_the_ring_go_round():
    angle = np.arange(12) * 2 * np.pi / 12 + 0.1
    X = 0.65 * np.column_stack((np.cos(angle), np.sin(angle)))
    assert shapes.ring().part_of(X).tolist() == list(range(12))
    assert shapes.ring().part_of(np.zeros((1, 2))).tolist() == [-1]


def test_a_drawing_of_one_point_is_a_shape():
    dot = shapes.Trace(((0.3, 0.3),))
    assert dot.parts == 1
    assert dot.part_of(dot.sample(5, np.random.default_rng(1))).tolist() == [0] * 5


def test_distances_are_those_of_pythagoras():
    rng = np.random.default_rng(2)
    X, Y = rng.normal(size=(4, 2)), rng.normal(size=(3, 2))
    wanted = [[np.hypot(*(x - y)) for y in Y] for x in X]
    assert shapes.distances(X, Y) == pytest.approx(np.array(wanted))
