"""A network that came from elsewhere with all its numbers, small enough for a worksheet."""

from itertools import pairwise
from typing import NamedTuple

from acttutor.base.numbers.unchecked import items, real, reals
from acttutor.core.worksheet.calculation import Task

#: Inputs, targets, and for each unit its weights and its bias.
Rows = tuple[tuple[float, ...], ...]

#: Activations whose calculation is written out.
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity")
#: No number that is given may be larger; so no number of the calculation overflows.
MOST = 100.0
#: How many layers with weights, and units in each layer, there is room for.
MOST_LAYERS, MOST_UNITS = 3, 4


def lengths(sizes: tuple[int, ...]) -> list[int]:
    """Return how many numbers each row holds: inputs, targets, then unit by unit."""
    units = [before + 1 for before, width in pairwise(sizes) for _ in range(width)]
    return [sizes[0], sizes[-1], *units]


def checked_rows(sizes: tuple[int, ...], value: object) -> Rows:
    """Return all numbers of a network with these sizes.

    Raises:
        ValueError: there are more or fewer, or one is out of bounds.
    """
    rows = tuple(map(reals, items(value)))
    if [len(row) for row in rows] != lengths(sizes):
        raise ValueError(f"rows of {lengths(sizes)} numbers are needed")
    for item in (item for row in rows for item in row):
        # Also refuses what is no number.
        if not abs(item) <= MOST:
            raise ValueError(f"{item} is not within −{MOST:g} to {MOST:g}")
    return rows


class Sheet(NamedTuple):
    """A network with its numbers, a sample and a target.

    Args:
        sizes: widths from input to output.
        activations: the activation of each layer with weights.
        rows: see `Rows`.
        lr: the learning rate.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    rows: Rows
    lr: float

    def task(self, loss: str) -> Task:
        """Return what is to be calculated."""
        x, t, *units = self.rows
        *hidden, output = self.activations
        return Task(self.sizes, x, t, tuple(units), tuple(hidden), output, loss, self.lr)


#: What is there before anything came.
NONE = Sheet((1, 1), ("identity",), ((1.0,), (1.0,), (0.5, 0.0)), 0.1)


def check_sheet(value: object) -> Sheet:
    """Return a network with its numbers.

    Raises:
        ValueError: it is none, or there is no room for it.
    """
    parts = items(value)
    if len(parts) != 4:
        raise ValueError("sizes, activations, rows of numbers and a learning rate are needed")
    sizes = tuple(width for width in items(parts[0]) if type(width) is int)
    activations = tuple(str(name) for name in items(parts[1]))
    if not 2 <= len(sizes) <= MOST_LAYERS + 1 or len(sizes) != len(items(parts[0])):
        raise ValueError(f"2 to {MOST_LAYERS + 1} widths are needed")
    if not all(1 <= width <= MOST_UNITS for width in sizes):
        raise ValueError(f"widths from 1 to {MOST_UNITS} are needed")
    if len(activations) != len(sizes) - 1 or not set(activations) <= set(ACTIVATIONS):
        raise ValueError(f"activations: {len(sizes) - 1} of {', '.join(ACTIVATIONS)} are needed")
    lr = real(parts[3])
    if not 0 <= lr <= MOST:
        raise ValueError(f"{lr} is no learning rate from 0 to {MOST:g}")
    return Sheet(sizes, activations, checked_rows(sizes, parts[2]), lr)
