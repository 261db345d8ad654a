"""How frames, sliders and steps grow with points, units, layers and the window: four sizes each.

The value of a row is an exponent: the slope of the straight line through log(time) against
log(size); 1 is linear.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..machines import FULL
from ..rows import Row, number
from .measuring import Found, measure
from .opened import Setup

DISPLAY = Path(__file__).resolve().parents[2] / "tools" / "display.sh"
#: A screen as large as the largest window.
LARGEST = "3840x2160"
#: Not much steeper than a straight line, with room for what a short run is off by.
STEEPEST = 1.1
#: What is looked at: in which measurement, by which name, and which part of a mapping.
LOOKS = {
    "drawing a frame": ("playing", "draw_ms"),
    "a step": ("playing", "step_ms"),
    "slowest slider": ("sliders", "median"),
}


def rows(short: bool) -> list[Row]:
    """Everything of this file."""
    seconds = 1.0 if short else 4.0
    setups: dict[str, Mapping[float, Setup]] = {
        "points": {n: Setup("network", seconds, points=n) for n in (500, 1500, 4000, 10_000)},
        "units": {n: Setup("gradients", seconds, {"width": n}) for n in (8, 16, 32, 64)},
        "layers": {n: Setup("gradients", seconds, {"depth": n}) for n in (2, 4, 8, 12)},
        "megapixels": {
            round(w * h / 1e6, 1): Setup("network", seconds, size=(w, h))
            for w, h in ((1280, 800), (1920, 1080), (2560, 1600), (3840, 2160))
        },
    }
    return [row for name, sizes in setups.items() for row in _series(name, sizes)]


def _series(name: str, sizes: Mapping[float, Setup]) -> list[Row]:
    found = {
        kind: {size: _measured(kind, setup) for size, setup in sizes.items()}
        for kind in dict(LOOKS.values())
    }
    return [
        _row(f"{look} ~ {name} to the power of", key, found[kind])
        for look, (kind, key) in LOOKS.items()
    ]


def _measured(kind: str, setup: Setup) -> Found | str:
    # Moves are counted, not timed: three of each slider are enough here.
    seconds = setup.seconds if kind == "playing" else setup.seconds / 4
    setup = Setup(setup.lab, seconds, setup.settings, setup.points, setup.size)
    display = ["env", f"SCREEN={LARGEST}x24", str(DISPLAY), "run"]
    return measure(FULL, kind, setup, *display)


def _row(name: str, key: str, found: Mapping[float, Found | str]) -> Row:
    times_ms: dict[float, float] = {}
    for size, numbers in found.items():
        if isinstance(numbers, str):
            return Row(name, None, "", note=f"{size:g}: {numbers}")
        value = numbers[key]
        times_ms[size] = value if isinstance(value, float | int) else max(value.values())
    exponent = float(np.polyfit(np.log(list(times_ms)), np.log(list(times_ms.values())), 1)[0])
    return Row(
        name,
        exponent,
        "",
        at_most=STEEPEST,
        note=", ".join(f"{size:,g}: {number(ms)} ms" for size, ms in times_ms.items()),
        parts={f"{size:g}": ms for size, ms in times_ms.items()},
    )
