"""The settings of the collapse lab."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from acttutor.base.numbers.unchecked import items, reals
from acttutor.base.state.fields import choice, flag, free, integer, stops
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.collapse import Linear, random_layers

#: A number that was changed: layer, row, column (the bias is the last), value.
Edit = tuple[int, int, int, float]
Edits = tuple[Edit, ...]

FEWEST, MOST = 2, 6
WIDEST = 3
LARGEST = 2.0


def check_edits(value: object) -> Edits:
    """Return changed numbers, each place once, from −2 to 2 in hundredths, in order.

    Raises:
        ValueError: if a place cannot exist or a number is not finite.
    """
    clean = {}
    for edit in map(reals, items(value)):
        layer, row, column, number = edit
        place = (int(layer), int(row), int(column))
        if not all(
            0 <= index < most for index, most in zip(place, (MOST, WIDEST, WIDEST + 1), strict=True)
        ):
            raise ValueError(f"{place} is no place in a network of this lab")
        if not math.isfinite(number):
            raise ValueError(f"{number} is not a number of a layer")
        # Adding 0 turns −0.0 into 0.0.
        clean[place] = round(min(max(number, -LARGEST), LARGEST), 2) + 0.0
    return tuple((*place, number) for place, number in sorted(clean.items()))


def _between() -> str:
    return choice("identity", tuple(ACTIVATIONS))


@dataclass(frozen=True)
class Settings:
    """Settings of the collapse lab, see the texts of the controls for what each does.

    ``f1`` … ``f5`` are the activations after each layer but the last.
    """

    depth: int = integer(3, FEWEST, MOST)
    width: int = integer(2, 1, WIDEST)
    f1: str = _between()
    f2: str = _between()
    f3: str = _between()
    f4: str = _between()
    f5: str = _between()
    seed: int = integer(4, 0, 9999, slider=False)
    edits: Edits = free((), check_edits)
    #: Whether the one layer is compared before everything is folded that can be.
    ahead: bool = flag(True)
    speed: float = stops(0.5, (0.25, 0.5, 1, 2, 4))

    @property
    def activations(self) -> tuple[str, ...]:
        """The functions after each layer but the last."""
        return (self.f1, self.f2, self.f3, self.f4, self.f5)[: self.depth - 1]

    @property
    def layers(self) -> tuple[Linear, ...]:
        """The layers with their numbers."""
        return layers_of(self.depth, self.width, self.seed, self.edits)


@lru_cache(8)
def layers_of(depth: int, width: int, seed: int, edits: Edits) -> tuple[Linear, ...]:
    """Return the layers that a seed gives, with the numbers changed that were changed."""
    sizes = (2, *([width] * (depth - 1)), 1)
    layers = tuple(random_layers(sizes, np.random.default_rng(seed)))
    for index, row, column, value in edits:
        if index >= depth:
            continue
        W, b = layers[index]
        if row < len(b) and column < W.shape[1]:
            W[row, column] = value
        # The bias is kept one behind the widest row, whatever the width is.
        elif row < len(b) and column == WIDEST:
            b[row] = value
    return layers


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"f2": "relu", "depth": 4}
SHOWCASE_STEPS = 1
