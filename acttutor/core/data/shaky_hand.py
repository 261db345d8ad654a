"""A hand that draws shaky digits: strokes with noise, in many sizes, places and slants.

They are a test set that nobody has to write, and as unlike the digits of the data as what users
write.
"""

import numpy as np

from acttutor.core.arrays import Array

Stroke = list[tuple[float, float]]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, n: int = 24) -> Array:
    """Points on an ellipse, angles in degrees, 0 to the right and 90 downwards."""
    a = np.radians(np.linspace(start, end, n))
    return np.column_stack([x + rx * np.cos(a), y + ry * np.sin(a)])


def path(*points: tuple[float, float]) -> Array:
    """A stroke through corners."""
    return np.array(points, dtype=float)


def joined(*parts: Array) -> Array:
    """Parts of one stroke, one behind the other."""
    return np.concatenate(parts)


#: The forms of each digit as people write them, in a box of 1 × 1.
FORMS: dict[int, list[list[Array]]] = {
    0: [[arc(0.5, 0.5, 0.36, 0.5, -90, 270)], [arc(0.5, 0.5, 0.28, 0.5, -110, 255)]],
    1: [
        [path((0.5, 0), (0.5, 1))],
        [path((0.3, 0.25), (0.52, 0), (0.52, 1))],
    ],
    2: [
        [joined(arc(0.5, 0.28, 0.36, 0.28, -165, 30), path((0.1, 1), (0.9, 1)))],
        [joined(arc(0.48, 0.3, 0.36, 0.3, -180, 40), path((0.15, 0.97), (0.9, 0.95)))],
    ],
    3: [
        [joined(arc(0.45, 0.25, 0.36, 0.25, -150, 90), arc(0.45, 0.74, 0.42, 0.26, -90, 150))],
        [joined(arc(0.42, 0.26, 0.34, 0.26, -160, 80), arc(0.42, 0.73, 0.4, 0.27, -80, 160))],
    ],
    4: [
        [path((0.6, 0), (0.05, 0.65), (0.95, 0.65)), path((0.65, 0.3), (0.62, 1))],
        [path((0.2, 0), (0.12, 0.55), (0.9, 0.55)), path((0.72, 0), (0.7, 1))],
    ],
    5: [
        [
            joined(path((0.2, 0), (0.15, 0.42)), arc(0.45, 0.68, 0.42, 0.32, -130, 140)),
            path((0.2, 0), (0.85, 0)),
        ],
        [joined(path((0.85, 0), (0.2, 0.02), (0.15, 0.45)), arc(0.45, 0.7, 0.4, 0.3, -130, 150))],
    ],
    6: [
        [
            joined(
                path((0.65, 0), (0.35, 0.25), (0.12, 0.65)),
                arc(0.48, 0.72, 0.36, 0.28, 180, -200),
            )
        ],
        [joined(arc(0.75, 0.7, 0.65, 0.7, -95, -180), arc(0.46, 0.73, 0.36, 0.27, 180, -180))],
    ],
    7: [
        [path((0.08, 0.02), (0.9, 0), (0.4, 1)), path((0.3, 0.5), (0.82, 0.48))],
        [path((0.08, 0.02), (0.9, 0), (0.4, 1))],
        [path((0.1, 0.0), (0.9, 0.03), (0.65, 0.4), (0.45, 1))],
    ],
    8: [
        [joined(arc(0.5, 0.25, 0.32, 0.25, 90, 450), arc(0.5, 0.75, 0.4, 0.25, -90, 270))],
        [
            joined(
                arc(0.5, 0.25, 0.32, 0.25, -20, -270),
                arc(0.5, 0.75, 0.38, 0.25, -90, 270),
                path((0.8, 0.18)),
            )
        ],
    ],
    9: [
        [joined(arc(0.45, 0.28, 0.35, 0.28, 0, -360), path((0.8, 0.28), (0.72, 1)))],
        [joined(arc(0.45, 0.28, 0.34, 0.28, -20, -360), arc(0.3, 0.5, 0.5, 0.5, -25, 80))],
    ],
}


def _dense(stroke: Array, n: int = 40) -> Array:
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0, along[-1], n)
    return np.column_stack([np.interp(at, along, axis) for axis in stroke.T])


def _bent(u: Array, bend: Array) -> Array:
    """Bend a whole digit by slow waves along both axes."""
    phase = np.arange(3)[:, None]
    waves = sum(
        bend[axis, k] @ np.sin((k + 1) * np.pi * (u[:, axis] + 0.5)[None] + phase)
        for axis in range(2)
        for k in range(2)
    )
    bent: Array = u + np.column_stack([waves, 0.6 * np.roll(waves, 7)])
    return bent


def shaky_digit(digit: int, rng: np.random.Generator) -> list[Stroke]:
    """Draw one digit on a pad from (0, 0) to (1, 1): strokes of points."""
    form = FORMS[digit][rng.integers(len(FORMS[digit]))]
    high = rng.uniform(0.35, 0.85)
    wide = high * rng.uniform(0.5, 0.85)
    slant, turn = rng.uniform(-0.15, 0.3), np.radians(rng.uniform(-10, 10))
    x = rng.uniform(0.08 + wide / 2, 0.92 - wide / 2)
    y = rng.uniform(high / 2 + 0.05, 0.95 - high / 2)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    bend = rng.normal(0, 0.035, (2, 2, 3))
    strokes = []
    for stroke in form:
        u = _bent(_dense(stroke) + rng.normal(0, 0.025, 2) - 0.5, bend)
        # A tremor moves each point; its slow part ends where it began.
        tremor = np.cumsum(rng.normal(0, 0.006, u.shape), axis=0)
        u += tremor - np.linspace(0, 1, len(u))[:, None] * tremor[-1]
        u += rng.normal(0, 0.006, u.shape)
        u[:, 0] -= slant * u[:, 1]
        placed = (u * (wide, high)) @ turned.T + (x, y)
        strokes.append([(float(a), float(b)) for a, b in np.clip(placed, 0.0, 1.0)])
    return strokes


def shaky_digits(count: int, seed: int) -> list[tuple[int, list[Stroke]]]:
    """Draw ``count`` digits, each as often as any other."""
    rng = np.random.default_rng(seed)
    return [(k % 10, shaky_digit(k % 10, rng)) for k in range(count)]
