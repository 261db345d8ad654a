"""The run of the overview: what is picked, and what lives on it for its own sake."""

import numpy as np
import numpy.typing as npt

from acttutor.base.state import run
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.softmax import softmax
from acttutor.labs.overview.living import Living
from acttutor.labs.overview.state import (
    PURPOSES,
    SOFTMAX,
    Advice,
    Link,
    Settings,
    link_to,
    source_of,
    year_of,
)

Array = npt.NDArray[np.floating]


class Run(run.Run[Settings]):
    """The function and the purpose that are picked.

    Args:
        settings: see `Settings`.
    """

    settings: Settings

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.living = Living()

    def step(self) -> bool:
        self.living.step()
        return True

    def reset(self) -> None:
        self.living = Living()

    def door(self, name: str) -> Link:
        """Return the way to a lab out of `DOORS`, set up as what moves before it is now."""
        if name == "activations":
            return link_to(self.living.function)
        living = self.living
        by = {"lr": living.ball.lr} if name == "descent" else {"data": living.learner.problem}
        return Link(name, dict(by), plays=True)

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
