"""The settings of the lab of gradient descent in two dimensions."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from acttutor.base.numbers.unchecked import items, real
from acttutor.base.state.fields import choice, free, integer, number, stops
from acttutor.core.descent.landscapes import (
    BEALE,
    HIMMELBLAU,
    ROSENBROCK,
    SADDLE,
    Landscape,
    elongated_bowl,
)
from acttutor.core.descent.linear_unit import INPUTS, linear_unit
from acttutor.labs.descent2d.hyperparameters import (
    FUNCTIONS,
    OPTIMIZERS,
    SUGGESTED,
    Hyper,
    Tuned,
    check_tuning,
    suggested_hyper,
)

Start = tuple[str, float, float]


def check_starts(value: object) -> tuple[Start, ...]:
    """Return starts of the learner's own, one for each function at most, within its square.

    Raises:
        ValueError: for an unknown function, or what are no numbers.
    """
    found: dict[str, tuple[float, float]] = {}
    for entry in map(items, items(value)):
        if len(entry) != 3:
            raise ValueError(f"{entry!r} is not (function, x, y)")
        function, *place = entry
        if not isinstance(function, str) or function not in FUNCTIONS:
            raise ValueError(f"{function!r} is not one of {', '.join(FUNCTIONS)}")
        land = landscape(function, 20, "sigmoid", "one")
        x, y = (
            round(_within(real(wanted), middle, land.half), 4)
            for wanted, middle in zip(place, land.centre, strict=True)
        )
        found[function] = (x, y)
    return tuple((name, *found[name]) for name in FUNCTIONS if name in found)


def _within(value: float, middle: float, half: float) -> float:
    if math.isnan(value):
        raise ValueError("nan is not a number")
    return min(max(value, middle - half), middle + half)


def check_raced(value: object) -> tuple[str, ...]:
    """Return optimizers in the order in which they are taught, at least one.

    Raises:
        ValueError: for an unknown optimizer, or none.
    """
    wanted = {value} if isinstance(value, str) else set(items(value))
    if not wanted or not wanted <= set(OPTIMIZERS):
        raise ValueError(f"{value!r} are not some of {', '.join(OPTIMIZERS)}")
    return tuple(name for name in OPTIMIZERS if name in wanted)


@lru_cache(32)
def landscape(function: str, kappa: float, inputs: str, samples: str) -> Landscape:
    """Return the function with what the settings say about it."""
    if function == "bowl":
        return elongated_bowl(kappa)
    if function == "inputs":
        return linear_unit(inputs, single=samples == "one")
    others = (SADDLE, ROSENBROCK, BEALE, HIMMELBLAU)
    return next(land for land in others if land.id == function)


@dataclass(frozen=True)
class Settings:
    """Settings of the lab, see the texts of the controls for what each does.

    Each function remembers its own start and its own parameters of the optimizers; what the
    learner has not changed is as `SUGGESTED` says.
    """

    function: str = choice("bowl", FUNCTIONS)
    kappa: int = integer(20, 1, 100)
    inputs: str = choice("sigmoid", INPUTS)
    samples: str = choice("one", ("one", "all"))
    starts: tuple[Start, ...] = free((), check_starts)
    raced: tuple[str, ...] = free(OPTIMIZERS, check_raced)
    chosen: str = choice("sgd", OPTIMIZERS)
    tuning: tuple[Tuned, ...] = free((), check_tuning)
    view: str = choice("both", ("both", "map", "surface"))
    azimuth: float = number(30.0, -180.0, 180.0, 0.5, digits=1)
    elevation: float = number(48.0, 12.0, 88.0, 0.5, digits=1)
    speed: float = stops(30, (1, 2, 4, 8, 15, 30, 60, 120, 240, 480))

    @property
    def landscape(self) -> Landscape:
        """What is walked on."""
        return landscape(self.function, self.kappa, self.inputs, self.samples)

    @property
    def start(self) -> tuple[float, float]:
        """Where all begin."""
        own = {name: (x, y) for name, x, y in self.starts}
        return own.get(self.function, SUGGESTED[self.function][0])

    def with_start(self, x: float, y: float) -> tuple[Start, ...]:
        """Return the starts with another one for the present function."""
        return check_starts((*self.starts, (self.function, x, y)))

    def hyper(self, optimizer: str) -> Hyper:
        """Return the parameters of an optimizer on the present function."""
        own = {
            name: value
            for function, owner, name, value in self.tuning
            if (function, owner) == (self.function, optimizer)
        }
        return replace(suggested_hyper(self.function, optimizer), **own)

    def with_hyper(self, optimizer: str, **changes: object) -> tuple[Tuned, ...]:
        """Return the tuning with other parameters of an optimizer on the present function."""
        own = ((self.function, optimizer, name, value) for name, value in changes.items())
        return check_tuning((*self.tuning, *own))

    @property
    def entrants(self) -> tuple[str, ...]:
        """The optimizers in the race; the chosen one always is."""
        return tuple(name for name in OPTIMIZERS if name in self.raced or name == self.chosen)


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"function": "beale", "chosen": "momentum"}
SHOWCASE_STEPS = 60
