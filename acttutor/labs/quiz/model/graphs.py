"""What is drawn in a question: curves as plain numbers, without Matplotlib."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.labs.quiz.model.text import Word

POINTS = 161

#: A function of an array.
Curve: TypeAlias = Callable[[npt.NDArray[np.float64]], npt.ArrayLike]


@dataclass(frozen=True)
class Line:
    """A curve.

    Args:
        x, y: its points; a gap is a nan.
        look: what it is: "f", "df", "train", "test", "first", "second" or "third".
        name: written at its end, if anything.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    look: str = "f"
    name: str | Word = ""


@dataclass(frozen=True)
class Graph:
    """Curves in a frame.

    Args:
        lines: the curves.
        x, y: what is shown of the axes.
        points: places to mark.
        x_name, y_name: what the axes are called.
    """

    lines: tuple[Line, ...]
    x: tuple[float, float]
    y: tuple[float, float]
    points: tuple[tuple[float, float], ...] = ()
    x_name: str | Word = "x"
    y_name: str = ""


def line(f: Curve, low: float, high: float, look: str = "f", name: str = "") -> Line:
    """Return the curve of a function, broken where it jumps."""
    x = np.linspace(low, high, POINTS)
    y = np.array(f(x), dtype=np.float64)
    steps = np.abs(np.diff(y))
    y[1:][(steps > 0.4) & (steps > 20 * np.median(steps))] = np.nan
    # The one nan of the library, so that equal lines are equal.
    values = (value if math.isfinite(value) else math.nan for value in y.tolist())
    return Line(tuple(x.tolist()), tuple(values), look, name)


def activation_line(
    function: str,
    slope: bool = False,
    shift: float = 0.0,
    reach: float = 4.0,
    params: Mapping[str, float] = MappingProxyType({}),
) -> Line:
    """Return the curve of an activation function, or of its slope, moved to the right."""
    entry = ACTIVATIONS[function]
    shown = entry.df if slope else entry.f
    return line(lambda z: shown(z - shift, **params), -reach, reach, "df" if slope else "f")


def framed(
    lines: Sequence[Line],
    points: tuple[tuple[float, float], ...] = (),
    x_name: str | Word = "x",
    y_name: str = "",
) -> Graph:
    """Return a graph whose frame leaves a little room around the curves."""
    values = np.concatenate([np.asarray(each.y) for each in lines])
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    room = 0.08 * max(high - low, 0.5)
    x = np.concatenate([np.asarray(each.x) for each in lines])
    across, down = (float(x.min()), float(x.max())), (low - room, high + room)
    return Graph(tuple(lines), across, down, points, x_name, y_name)
