"""The settings of the GAN lab."""

import math
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import items, reals
from acttutor.base.state.fields import choice, flag, free, integer, number, stops

#: The plane that is shown and drawn on reaches from minus this to this.
EDGE = 1.2
#: Points of a drawing that are kept.
MOST_DRAWN = 600

RATES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
UNITS = (3, 4, 5, 6, 8, 12, 16, 24, 32)
HEAD_STARTS = (0, 100, 200, 500, 1000, 2000)

Drawing = tuple[tuple[float, float], ...]


def check_drawing(value: object) -> Drawing:
    """Return drawn points, each within the plane, the latest ones if there are too many.

    Raises:
        ValueError: if it is no list of pairs of finite numbers.
    """
    points = []
    for point in map(reals, items(value)):
        if len(point) != 2:
            raise ValueError(f"{point!r} is not a pair of numbers")
        x, y = point
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError(f"{point!r} is not a pair of finite numbers")
        points.append((min(max(x, -EDGE), EDGE), min(max(y, -EDGE), EDGE)))
    return tuple(points[-MOST_DRAWN:])


@dataclass(frozen=True)
class Settings:
    """Settings of the GAN lab, see the texts of the controls for what each does."""

    data: str = choice("ring", ("ring", "moons", "grid", "drawn"))
    drawn: Drawing = free((), check_drawing)
    k: int = integer(1, 1, 10)
    loss: str = choice("nonsaturating", ("nonsaturating", "saturating"))
    head_start: int = stops(0, HEAD_STARTS, whole=True)
    g_hidden: str = choice("relu", ("relu", "leaky_relu", "tanh", "sigmoid", "silu"))
    g_output: str = choice("tanh", ("tanh", "sigmoid", "identity"))
    g_units: int = stops(24, UNITS, whole=True)
    d_hidden: str = choice("leaky_relu", ("leaky_relu", "relu", "elu", "tanh", "sigmoid"))
    leak: float = number(0.2, 0.0, 0.5, 0.01)
    d_output: str = choice("sigmoid", ("sigmoid", "identity"))
    d_units: int = stops(24, UNITS, whole=True)
    optimizer: str = choice("adam", ("adam", "sgd"))
    lr_g: float = stops(0.002, RATES)
    lr_d: float = stops(0.002, RATES)
    seed: int = integer(1, 0, 9999, slider=False)
    arrows: bool = flag(True)
    speed: float = stops(60, (1, 5, 15, 30, 60, 120, 240, 480, 960))


#: Settings that act on the training as it goes on; all others start it again.
LIVE = frozenset({"drawn", "k", "loss", "lr_g", "lr_d", "arrows", "speed"})

#: Setups that show one thing each: what they change of the defaults.
EXPERIMENTS: dict[str, dict[str, object]] = {
    "balance": {},
    "dying": {"d_hidden": "relu", "d_units": 5},
    "vanishing": {
        "loss": "saturating",
        "head_start": 1000,
        "optimizer": "sgd",
        "lr_g": 0.1,
        "lr_d": 0.1,
    },
    "collapse": {"data": "grid", "d_units": 8, "lr_g": 0.005},
}

#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {}
SHOWCASE_STEPS = 900
