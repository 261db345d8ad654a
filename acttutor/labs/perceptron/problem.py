"""What the samples alone decide, whatever the units have learned."""

from functools import cached_property

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.separability import Overlap, overlap
from acttutor.core.nn.perceptron import best_separator, radius
from acttutor.labs.perceptron.samples import Samples


class Problem:
    """Samples, and what follows from them, computed when it is first asked for.

    Args:
        samples: the points with their classes.
    """

    def __init__(self, samples: Samples) -> None:
        self.samples = samples
        self.X = np.array([sample[:2] for sample in samples])
        self.t = np.array([sample[2] for sample in samples])

    @cached_property
    def overlap(self) -> Overlap | None:
        """A point that no line can give its two classes; ``None`` if a line separates them."""
        return overlap(self.X, self.t)

    @cached_property
    def R(self) -> float:
        """The largest length of an input with the 1 in front."""
        return radius(self.X)

    @cached_property
    def best(self) -> tuple[float, Array]:
        """The largest margin, and the weights of length 1 that have it."""
        return best_separator(self.X, self.t)
