"""What is drawn below f′ for some functions: PReLU's slope by α, the error of an approximation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from acttutor.core.activations.approximations import gelu_tanh_error
from acttutor.core.activations.rectifiers import prelu_dalpha
from acttutor.core.arrays import Array

_POINTS = 801


@dataclass(frozen=True)
class Strip:
    """A quantity of its own.

    Args:
        id: name of its texts.
        function: the function whose colour it has.
        formula: its value at x, elementwise.
        power: it is drawn times ten to this power, which is written beside it.
    """

    id: str
    function: str
    formula: Callable[[Array], Array]
    power: int = 0

    def at(self, x: float) -> float:
        """Return its value at x, not magnified."""
        return float(self.formula(np.asarray(x, dtype=np.float64)))

    def sample(self, half_width: float) -> tuple[Array, Array]:
        """Return x and the values times the power of ten, for ``|x| <= half_width``."""
        x = np.linspace(-half_width, half_width, _POINTS)
        return x, self.formula(x) * 10.0**self.power

    def largest(self, half_width: float) -> float:
        """Return the largest absolute value in the window, not magnified."""
        return float(np.abs(self.sample(half_width)[1]).max()) / 10.0**self.power

    def limits(self, half_width: float) -> tuple[float, float]:
        """Return the limits of its axes, with room for the line at both ends."""
        values = self.sample(half_width)[1]
        low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
        margin = 0.14 * max(high - low, 1e-3)
        return low - margin, high + margin


_ALPHA = Strip("dalpha", "prelu", prelu_dalpha)
_ERROR = Strip("error", "gelu_tanh", gelu_tanh_error, power=4)


def strips_of(functions: tuple[str, ...]) -> tuple[Strip, ...]:
    """Return what is drawn below f′ for these functions."""
    found = []
    if "prelu" in functions:
        found.append(_ALPHA)
    if {"gelu", "gelu_tanh"} <= set(functions):
        found.append(_ERROR)
    return tuple(found)
