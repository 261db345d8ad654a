"""A small network that learns one problem after the other."""

from itertools import cycle

import numpy as np

from acttutor.core.arrays import Array
from acttutor.core.data.datasets import DATASETS, DOMAIN, split
from acttutor.core.engine.evaluator import Evaluator
from acttutor.core.engine.trainer import Trainer
from acttutor.core.nn.network import Network

#: Problems that are learned in turn, and epochs from one step to the next.
PROBLEMS, EPOCHS_AT_ONCE = ("circle", "xor"), 2
#: How fine the map is.
POINTS = 24


class Learner:
    """A network of 2, 4, 2 and 1 units on the problems of `PROBLEMS`.

    Args:
        most: epochs before the next problem begins.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._rest = cycle(PROBLEMS)
        side = np.linspace(*DOMAIN, POINTS)
        self._plane = np.column_stack([axis.ravel() for axis in np.meshgrid(side, side[::-1])])
        self._begin()

    def _begin(self) -> None:
        self.problem = next(self._rest)
        rng = np.random.default_rng(3)
        X, T = DATASETS[self.problem].sample(DATASETS[self.problem].default_n, 0.0, rng)
        self.X, self.T, X_test, T_test = split(X, T, 0.5, rng)
        network = Network((2, 4, 2, 1), hidden="tanh", output="tanh", rng=rng)
        self._trainer = Trainer(network, self.X, self.T, X_test, T_test)
        self._evaluator = Evaluator(network, self._plane)
        self.losses = [self._trainer.evaluate().loss_train]
        self._look()

    def _look(self) -> None:
        #: Outputs on the plane, shape (`POINTS`, `POINTS`), the row with the largest x₂ first.
        self.outputs: Array = self._evaluator.maps()[-1].reshape(POINTS, POINTS).copy()

    @property
    def epoch(self) -> int:
        """Number of epochs trained."""
        return self._trainer.epoch

    def step(self) -> None:
        """Learn a little more, or begin with the next problem."""
        if self.epoch >= self.most:
            self._begin()
            return
        for _ in range(EPOCHS_AT_ONCE):
            self.losses.append(self._trainer.run_epoch().loss_train)
        self._look()
