"""The settings of the perceptron lab."""

import math
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import reals
from acttutor.base.state.fields import choice, free, integer, number, stops
from acttutor.labs.perceptron.samples import (
    DATA,
    PRESETS,
    Samples,
    check_samples,
    random_samples,
)

Weights = tuple[float, float, float]
LARGEST_WEIGHT = 10.0


def check_weights(value: object) -> Weights:
    """Return bias and weights of the start: three numbers from −10 to 10, in hundredths.

    Raises:
        ValueError: if there are not three, or one is not finite.
    """
    b, w1, w2 = reals(value)
    if not all(math.isfinite(weight) for weight in (b, w1, w2)):
        raise ValueError(f"{value!r} are not three numbers")
    return _handy(b), _handy(w1), _handy(w2)


def _handy(weight: float) -> float:
    # Adding 0 turns −0.0 into 0.0.
    return round(min(max(weight, -LARGEST_WEIGHT), LARGEST_WEIGHT), 2) + 0.0


@dataclass(frozen=True)
class Settings:
    """Settings of the perceptron lab, see the texts of the controls for what each does."""

    data: str = choice("separable", DATA)
    points: Samples = free(PRESETS["separable"], check_samples)
    seed: int = integer(1, 0, 9999, slider=False)
    pen: str = choice("1", ("1", "0"))
    w0: Weights = free((0.0, 0.0, 0.0), check_weights)
    lr: float = number(0.5, 0.05, 2.0, 0.05)
    by: str = choice("sample", ("sample", "mistake"))
    speed: float = stops(4, (0.5, 1, 2, 4, 8, 16, 30, 60, 300))

    @property
    def samples(self) -> Samples:
        """The points that are learned from."""
        if self.data == "own":
            return self.points
        if self.data == "random":
            return random_samples(self.seed)
        return PRESETS[self.data]


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"data": "barely"}
SHOWCASE_STEPS = 26
