"""The overview has no time: its run only holds what is picked."""

import numpy as np
import numpy.typing as npt

from acttutor.base.state import run
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.softmax import softmax
from acttutor.labs.overview.state import PURPOSES, SOFTMAX, Advice, Settings, source_of, year_of

Array = npt.NDArray[np.floating]


class Run(run.Run[Settings]):
    """The function and the purpose that are picked.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    @property
    def advice(self) -> Advice:
        """What the chooser says for the purpose that is picked."""
        return PURPOSES[self.settings.purpose]

    @property
    def year(self) -> int:
        """When the picked function came into use."""
        return year_of(self.settings.function)

    @property
    def source(self) -> str:
        """The publication of the picked function."""
        return source_of(self.settings.function)


def curve(function: str, x: Array) -> tuple[Array, Array]:
    """Return f and f′ of a function of the history at ``x``, shape (n,).

    Of softmax the share of the first of three logits (x, 0, 0), and its slope p(1 − p).
    """
    if function == SOFTMAX:
        logits = np.zeros((len(x), 3))
        logits[:, 0] = x
        share = softmax(logits)[:, 0]
        return share, share * (1 - share)
    activation = ACTIVATIONS[function]
    return activation.f(x), activation.df(x)
