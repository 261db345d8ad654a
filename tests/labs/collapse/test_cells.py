"""The number in a cell is the one to which its line of arithmetic leads, in fewer digits."""

import numpy as np
import pytest
from calculator import calculated, claims, units

from acttutor.core.nn.collapse import Linear, fold
from acttutor.labs.collapse.figures.cells import in_cell
from acttutor.labs.collapse.run import Block
from acttutor.labs.collapse.words import Entry, entry_formula


def read(text: str) -> tuple[float, float]:
    """Return a number and one unit of its last digit, by the calculator."""
    (claim,) = claims(f"$0 = {text}$")
    return float(calculated(claim.right, {})), float(units(claim.right)[0])


@pytest.mark.parametrize("size", [0.05, 0.5, 2.0, 30.0])
def test_a_cell_says_what_its_line_says(size: float) -> None:
    rng = np.random.default_rng(int(100 * size))
    for _ in range(60):
        first, second = (
            Linear(rng.normal(0, size, (2, 2)).round(2), rng.normal(0, size, 2).round(2))
            for _ in range(2)
        )
        folded = fold(first, second)
        blocks = Block(0, 0, first, "identity"), Block(1, 1, second, "identity")
        for entry, value in [(Entry(0, 1), folded.W[0, 1]), (Entry(1, 2), folded.b[1])]:
            made = entry_formula(*blocks, entry)
            (claim,) = claims(made)
            line, fine = float(calculated(claim.right, {})), float(units(claim.right)[0])
            cell, coarse = read(in_cell(float(value)))
            assert abs(cell - line) <= 0.5001 * max(fine, coarse), (made, in_cell(float(value)))
            assert (cell == 0) == (line == 0)


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0.00"), (0.004, "0.004"), (-0.0003, "−3e−4"), (123.4, "123")]
)
def test_only_zero_is_written_as_zero(value: float, written: str) -> None:
    assert in_cell(value) == written
