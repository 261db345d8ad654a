"""What can be measured of a network as it is now: accuracy, gradients, units that are off."""

import math

from acttutor.base.state import run
from acttutor.core.arrays import Array
from acttutor.core.data.features import FEATURES
from acttutor.core.nn.network import Network
from acttutor.labs.network.model.factory import expanded
from acttutor.labs.network.model.problem import Problem
from acttutor.labs.network.state import Settings

#: Activations that can switch a unit off: nothing, or next to nothing, for negative input.
RECTIFIERS = frozenset({"relu", "leaky_relu", "prelu", "elu", "selu"})


class Measured(run.Run[Settings]):
    """A run with a network that can be measured."""

    settings: Settings
    problem: Problem | None
    network: Network
    _X_train: Array
    _X_test: Array

    def accuracy(self) -> tuple[float, float]:
        """Return the accuracy on training and test data; nan where it makes no sense."""
        problem = self.problem
        if problem is None:
            return math.nan, math.nan
        return (
            problem.accuracy(self.network.forward(self._X_train), problem.T_train),
            problem.accuracy(self.network.forward(self._X_test), problem.T_test)
            if len(self._X_test)
            else math.nan,
        )

    def gradients(self) -> list[tuple[Array, Array]]:
        """Return (dW, db) of the loss on all training data, layer by layer; empty without data."""
        problem = self.problem
        if problem is None:
            return []
        return self.network.gradients(self._X_train, problem.T_train, problem.loss)

    def off_shares(self) -> list[float]:
        """Return for each hidden layer the share of (unit, point) pairs that are off.

        A unit is off at a point where its input is not above 0. Empty for activations that do not
        switch off.
        """
        if self.settings.activation not in RECTIFIERS or self.problem is None:
            return []
        inputs = self.network.pre_activations(self._X_train)[:-1]
        return [float((z <= 0).mean()) for z in inputs]

    def feature_grid(self, points: Array) -> Array:
        """Return the chosen features at ``points`` of the square."""
        return expanded(points, self.settings.features)

    @property
    def feature_ids(self) -> tuple[str, ...]:
        """The chosen features."""
        return tuple(name for name in FEATURES if name in self.settings.features)
