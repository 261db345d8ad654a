"""Grid and numbers follow the limits of an axes without a full draw."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from acttutor.plots.moving_grid import MovingGrid, exponent_of, nice_places, whole_places
from acttutor.plots.style import LIGHT, install_fonts


@pytest.fixture
def grid():
    """A grid in an axes of 400 × 300 pixels."""
    install_fonts()
    figure = Figure((5, 4), dpi=96)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.15, 0.15, 0.8, 0.8))
    made = MovingGrid(axes, LIGHT)
    axes.add_artist(made)
    return made


def numbers(grid, x, y):
    """Return what is written for some limits."""
    grid._of.set_xlim(*x)
    grid._of.set_ylim(*y)
    figure = grid._of.figure
    grid.draw(figure.canvas.get_renderer())
    return [label.get_text() for label in grid._numbers]


def test_numbers_follow_the_limits(grid):
    assert "−2" in numbers(grid, (-3, 3), (0, 1))
    assert "−2" not in numbers(grid, (10, 20), (0, 1))


def test_large_numbers_share_a_power_of_ten(grid):
    written = numbers(grid, (-3e6, 3e6), (0, 8e11))
    assert r"$\times 10^{6}$" in written and r"$\times 10^{11}$" in written
    assert max(map(len, (word for word in written if "$" not in word))) <= 4


def test_unchanged_limits_are_not_arranged_again(grid):
    numbers(grid, (0, 1), (0, 1))
    before = grid._numbers
    numbers(grid, (0, 1), (0, 1))
    assert grid._numbers is before


@pytest.mark.parametrize(("low", "high"), [(-5, 5), (0, 1e-9), (-3e12, 3e12), (2, 2.001)])
def test_places_are_few_and_inside(low, high):
    for places in (nice_places(low, high, 5), whole_places(low, high, 5)):
        assert len(places) <= 6
        assert all(low <= value <= high for value in places)


def test_powers_are_taken_out_of_large_numbers_only():
    assert exponent_of(-5, 5) == 0
    assert exponent_of(-3e6, 2e6) == 6
