"""The losses of a run, kept for the chart."""

import numpy as np

from acttutor.base.state.curves import Curves
from acttutor.core.arrays import Array


class LossHistory(Curves):
    """The losses of one or more curves after every epoch.

    Args:
        curves: how many losses each epoch has; two are those on training and test data, a third
            one is that on validation data.
    """

    def __init__(self, curves: int = 2) -> None:
        super().__init__(curves)

    @property
    def train(self) -> Array:
        """The training losses of these epochs; a view."""
        return self.curve(0)

    @property
    def test(self) -> Array:
        """The test losses of these epochs, nan without test data; a view."""
        return self.curve(1)

    @property
    def validation(self) -> Array:
        """The validation losses of these epochs, nan without validation data."""
        return self.curve(2) if len(self.values) > 2 else np.full(len(self.epochs), np.nan)

    def of(self, part: str) -> Array:
        """Return the losses on ``"train"``, ``"validation"`` or ``"test"`` data."""
        losses: Array = getattr(self, part)
        return losses
