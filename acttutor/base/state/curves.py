"""Curves over the epochs of a training, kept for a chart."""

from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from acttutor.base.memory import losses_like, plain_memory

Values: TypeAlias = npt.NDArray[np.floating[Any]]
C = TypeVar("C", bound="Curves")

#: How many epochs can be taken back.
HISTORY = 3000
#: How many points are kept; more are thinned, so that a run may go on for days.
MOST_POINTS = 12_000
#: Points of the curves that are written into files; a chart is not wider.
MOST_WRITTEN = 400


class Curves:
    """One or more numbers after every epoch; epoch 0 is before training.

    The latest epochs, all that can be taken back, are complete. Of older ones every second,
    fourth, eighth … is kept when there are too many.

    Args:
        count: how many numbers each epoch has.
    """

    def __init__(self, count: int) -> None:
        self._table = np.empty((1 + count, MOST_POINTS))
        self._length = 0
        self._stride = 1

    @property
    def epochs(self) -> Values:
        """The epochs that are kept, ascending; a view."""
        return self._table[0, : self._length]

    @property
    def values(self) -> Values:
        """The numbers of these epochs, shape (count, epochs); a view."""
        return self._table[1:, : self._length]

    def curve(self, number: int) -> Values:
        """Return one of the curves, a number for each of these epochs; a view."""
        values: Values = self._table[1 + number, : self._length]
        return values

    def add(self, epoch: int, *values: float) -> None:
        """Append the numbers after one epoch, which follows the last one."""
        if self._length == MOST_POINTS:
            self._thin()
        self._table[:, self._length] = epoch, *values
        self._length += 1

    def correct(self, *values: float) -> None:
        """Replace the latest numbers, after the weights have been changed from outside."""
        self._table[1:, self._length - 1] = values

    def cut(self, epoch: int) -> None:
        """Forget everything after ``epoch``."""
        self._length = int(np.searchsorted(self.epochs, epoch, side="right"))

    def _thin(self) -> None:
        old = self.epochs[: -HISTORY - 1]
        while np.count_nonzero(old % self._stride == 0) > len(old) // 2:
            self._stride *= 2
        complete = np.arange(len(old), self._length)
        kept = np.concatenate((np.nonzero(old % self._stride == 0)[0], complete))
        self._table[:, : len(kept)] = self._table[:, kept]
        self._length = len(kept)

    def plain(self) -> dict[str, object]:
        """Return the curves as plain data, thinned evenly; the first and the last point stay."""
        count = len(self.epochs)
        kept = np.unique(np.linspace(0, count - 1, min(count, MOST_WRITTEN)).astype(int))
        return {
            "epochs": self.epochs[kept].astype(int).tolist(),
            "values": plain_memory(self.values[:, kept]),
        }


def read_curves(curves: C, data: object, epoch: int, name: str) -> C:
    """Return fresh curves, filled with those that `Curves.plain` made.

    Args:
        curves: without a point.
        data: what `Curves.plain` returned.
        epoch: the last one.
        name: what to call them in an error.

    Raises:
        ValueError: naming the part, if they are not such curves up to this epoch.
    """
    if not isinstance(data, dict) or not isinstance(data.get("epochs"), list):
        raise ValueError(f"{name}: none")
    epochs, values = data["epochs"], data.get("values")
    if not isinstance(values, list) or len(values) != len(curves.values):
        raise ValueError(f"{name}: another length")
    if not all(type(e) is int for e in epochs) or sorted(set(epochs)) != epochs:
        raise ValueError(f"{name}.epochs: not ascending")
    if not epochs or epochs[0] < 0 or epochs[-1] != epoch or len(epochs) > MOST_WRITTEN:
        raise ValueError(f"{name}.epochs: other epochs")
    rows = [losses_like(row, len(epochs), f"{name}.values") for row in values]
    for column, at in enumerate(epochs):
        curves.add(at, *(row[column] for row in rows))
    return curves
