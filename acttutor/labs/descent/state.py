"""The settings of the gradient descent lab."""

import math
import re
import unicodedata
from dataclasses import dataclass

from acttutor.base.errors import UserError
from acttutor.base.numbers.unchecked import reals
from acttutor.base.state.fields import choice, flag, free, number, stops
from acttutor.core.descent.objectives import CURVES, Curve

#: Learning rates that can be raced side by side.
PRESETS: dict[str, tuple[float, ...]] = {
    "small": (0.02, 0.1, 0.3),
    "mixed": (0.1, 0.5, 0.78),
    "edge": (0.9, 1.0, 1.05),
}
MAX_RATES = 4
LOWEST_RATE, HIGHEST_RATE = 0.0, 1.25

#: What can be walked down on; what happens on the others depends on the start too.
FUNCTIONS = ("parabola", *CURVES)

#: What can happen on the parabola, from the smallest learning rate to the largest.
OUTCOMES = ("still", "monotone", "one_step", "oscillating", "bouncing", "diverging")


def check_rates(value: object) -> tuple[float, ...]:
    """Return one to four different learning rates within the range of the slider.

    Raises:
        ValueError: if a value is no number or out of range, or there are none or too many.
    """
    try:
        rates = tuple(dict.fromkeys(reals(value)))
    except TypeError:
        raise ValueError(f"{value!r} is not a list of numbers") from None
    if not 1 <= len(rates) <= MAX_RATES:
        raise ValueError(f"{len(rates)} learning rates; 1 to {MAX_RATES} are allowed")
    for rate in rates:
        if not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise ValueError(f"{rate} is not within {LOWEST_RATE} to {HIGHEST_RATE}")
    return rates


def parse_rates(text: str) -> tuple[float, ...]:
    """Return the learning rates in ``text``, for example ``"0.1 0.5 0.78"``.

    Blanks, commas, semicolons and their Japanese forms separate; full-width digits are digits.

    Raises:
        UserError: naming what cannot be used, and why.
    """
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    words = re.sub("[,;、・]", " ", plain).split()
    if not words:
        raise UserError("descent.rates.empty")
    rates = dict.fromkeys(_parse_rate(word) for word in words)
    if len(rates) > MAX_RATES:
        raise UserError("descent.rates.too_many", count=len(rates), most=MAX_RATES)
    return check_rates(rates)


def _parse_rate(word: str) -> float:
    try:
        rate = float(word)
    except ValueError:
        rate = math.nan
    if math.isnan(rate):
        raise UserError("descent.rates.no_number", text=word)
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise UserError("descent.rates.out_of_range", text=word, low=LOWEST_RATE, high=HIGHEST_RATE)
    return rate


@dataclass(frozen=True)
class Settings:
    """Settings of the gradient descent lab, see the texts of the controls for what each does."""

    function: str = choice("parabola", FUNCTIONS)
    a: float = number(1.0, -3.0, 3.0, 0.01)
    b: float = number(0.5, -2.0, 4.0, 0.01)
    x0: float = number(4.0, -6.0, 6.0, 0.01)
    lr: float = number(0.3, LOWEST_RATE, HIGHEST_RATE, 0.01)
    compare: str = choice("none", ("none", *PRESETS, "own"))
    rates: tuple[float, ...] = free((0.1, 0.5, 0.78), check_rates)
    prediction: str = choice("none", ("none", *OUTCOMES))
    hide: bool = flag(False)
    speed: float = stops(2, (0.5, 1, 2, 4, 8, 16, 30, 60))

    @property
    def curve(self) -> Curve | None:
        """The function, unless it is the parabola."""
        return CURVES.get(self.function)

    @property
    def raced(self) -> tuple[float, ...]:
        """The learning rates that race beside the one of the slider."""
        if self.compare == "own":
            return self.rates
        return PRESETS.get(self.compare, ())


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"lr": 0.78}
SHOWCASE_STEPS = 4
