"""The softmax lab without a window: probabilities, slopes, losses, and the naive form."""

import numpy as np

from acttutor.base.numbers.numerals import figured
from acttutor.base.state import run
from acttutor.core.nn.softmax import softmax, softmax_jacobian
from acttutor.core.nn.softmax_losses import (
    cross_entropy,
    cross_entropy_slope,
    squared_error,
    squared_error_slope,
)
from acttutor.core.nn.softmax_steps import Steps, naive_steps, stable_steps
from acttutor.labs.softmax.state import COLDEST, HOTTEST, Settings

#: A probability above this counts as sure, and one below the other as sure not to be.
SURE, SURELY_NOT = 0.9, 0.01
#: From this difference on, the naive probabilities are called wrong, not rounded.
WRONG = 1e-6
#: The temperatures of the curves.
TEMPERATURES = np.geomspace(COLDEST, HOTTEST, 91)


class Run(run.Run[Settings]):
    """Everything that follows from the logits, the temperature and the true class.

    Attributes:
        z: the logits with the shift, shape (K,).
        p, t: probabilities and targets, shape (K,).
        true: index of the true class.
        jacobian: dp_i / dz_j, shape (K, K).
        naive, stable: how the probabilities are computed in both forms.
        loss, slope: the cross-entropy, and its slope by each z.
        squared, squared_slope: the same for half the squared distance.
        curves: probabilities at each of `TEMPERATURES`, shape (91, K).
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._compute()

    def configure(self, settings: Settings) -> None:
        changed = settings != self.settings
        self.settings = settings
        if changed:
            self._compute()

    def _compute(self) -> None:
        settings = self.settings
        count, temperature = settings.classes, self.temperature
        self.true = min(settings.true, count) - 1
        self.z = np.array(settings.logits[:count]) + settings.shift
        self.t = np.eye(count)[self.true]
        self.p = softmax(self.z, temperature)
        self.jacobian = softmax_jacobian(self.p, temperature)
        self.naive: Steps = naive_steps(self.z, temperature)
        self.stable: Steps = stable_steps(self.z, temperature)
        self.loss = cross_entropy(self.z, self.t, temperature)
        self.slope = cross_entropy_slope(self.p, self.t, temperature)
        self.squared = squared_error(self.p, self.t)
        self.squared_slope = squared_error_slope(self.p, self.t, temperature)
        self.curves = softmax(self.z / TEMPERATURES[:, np.newaxis])

    @property
    def temperature(self) -> float:
        """The temperature T, in the digits that are written."""
        return figured(self.settings.temperature, 4)

    @property
    def p_true(self) -> float:
        """The probability of the true class."""
        return float(self.p[self.true])

    @property
    def winner(self) -> int:
        """Index of the largest logit, the first of equal ones."""
        return int(self.z.argmax())

    @property
    def verdict(self) -> str:
        """Whether the softmax is surely "wrong", surely "right" or "unsure"."""
        if self.p_true < SURELY_NOT and self.p.max() > SURE:
            return "wrong"
        return "right" if self.p_true > 1 - SURELY_NOT else "unsure"

    @property
    def naive_verdict(self) -> str:
        """What became of the naive form.

        "inf": a power overflowed; "sum": only their sum did; "zero": all powers are 0; "lost":
        powers so near 0 that their digits are gone; "fine": nothing of the kind.
        """
        naive = self.naive
        if np.isinf(naive.e).any():
            return "inf"
        if np.isinf(naive.total):
            return "sum"
        if naive.total == 0:
            return "zero"
        return "lost" if float(np.abs(naive.p - self.p).max()) > WRONG else "fine"

    @property
    def difference(self) -> float:
        """How far u₁ is above u₂."""
        return float(self.settings.logits[0] - self.settings.logits[1])
