"""What is drawn, as numbers: sampled curves with honest gaps, dead regions, limits of the axes."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from acttutor.core.activations import ACTIVATIONS, Kink

Floats = npt.NDArray[np.float64]

#: Points on a curve; more than a figure has pixels at zoom 100 %.
POINTS = 1201


@dataclass(frozen=True)
class Curve:
    """One function sampled over the window.

    At a kink x stands three times: the limit from the left, a gap, the limit from the right. The
    gap is nan where the line must not be connected, so a jump is never drawn as a steep line.
    """

    id: str
    x: Floats
    f: Floats
    df: Floats
    kinks: tuple[Kink, ...]


def sample(function: str, params: dict[str, float], half_width: float) -> Curve:
    """Sample a function and its derivative for ``|x| <= half_width``."""
    activation = ACTIVATIONS[function]
    x = np.linspace(-half_width, half_width, POINTS)
    jumps = activation.jumps(**params)
    kinks = tuple(kink for kink in jumps if -half_width <= kink.z <= half_width)
    x = np.setdiff1d(x, [kink.z for kink in kinks])
    f: Floats = np.asarray(activation.f(x, **params), dtype=np.float64)
    df: Floats = np.asarray(activation.df(x, **params), dtype=np.float64)
    # From right to left, so that the places of the kinks further left stay valid.
    for kink in reversed(kinks):
        at = int(np.searchsorted(x, kink.z))
        between = kink.f_left if kink.f_left == kink.f_right else np.nan
        df_between = kink.df_left if kink.df_left == kink.df_right else np.nan
        x = np.insert(x, at, [kink.z] * 3)
        f = np.insert(f, at, [kink.f_left, between, kink.f_right])
        df = np.insert(df, at, [kink.df_left, df_between, kink.df_right])
    return Curve(function, x, f, df, kinks)


def dead_spans(curve: Curve, threshold: float) -> tuple[tuple[float, float], ...]:
    """Return the stretches of x on which ``|f′| < threshold``, from left to right.

    Their ends are found by linear interpolation between samples; at a jump they end exactly there.
    """
    solid = ~np.isnan(curve.df)
    x, steep = curve.x[solid], np.abs(curve.df[solid])
    dead = steep < threshold
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dead, [False]])))

    def crossing(inside: int, outside: int) -> float:
        """Return where the threshold is crossed between two neighbouring samples."""
        if not 0 <= outside < len(x):
            return float(x[inside])
        share = (threshold - steep[inside]) / (steep[outside] - steep[inside])
        return float(x[inside] + share * (x[outside] - x[inside]))

    return tuple(
        (crossing(first, first - 1), crossing(end - 1, end))
        for first, end in zip(edges[::2], edges[1::2], strict=True)
    )


@dataclass(frozen=True)
class Limits:
    """The vertical limits of the axes of f and of f′."""

    f: tuple[float, float]
    df: tuple[float, float]


@lru_cache(maxsize=64)
def limits(functions: tuple[str, ...], half_width: float) -> Limits:
    """Return limits that suit these functions whatever their parameters.

    They depend on nothing that a slider of a parameter or the probe changes, so that the axes
    stand still while these move. A curve at an extreme parameter may leave the picture.
    """
    f, df = [], []
    for function in functions:
        usual = sample(function, {}, half_width)
        extremes = _extremes(function, half_width)
        f.append(_extent_f(usual.f, [curve.f for curve in extremes]))
        df.append(_extent_df(usual.df, [curve.df for curve in extremes]))
    f_low, f_high = min(low for low, _ in f), max(high for _, high in f)
    df_low, df_high = min(low for low, _ in df), max(high for _, high in df)
    return Limits(_padded(min(f_low, -0.1 * f_high), f_high), _padded(df_low, df_high))


def _extremes(function: str, half_width: float) -> list[Curve]:
    return [
        sample(function, {param.id: value}, half_width)
        for param in ACTIVATIONS[function].params
        for value in (param.low, param.high)
    ]


def _extent_f(usual: Floats, extremes: list[Floats]) -> tuple[float, float]:
    """Show the usual curve whole, and the extreme ones unless they would make it small."""
    low, high = float(np.nanmin(usual)), float(np.nanmax(usual))
    for values in extremes:
        low = min(low, max(float(np.nanmin(values)), -0.4 * high))
    return low, high


def _extent_df(usual: Floats, extremes: list[Floats]) -> tuple[float, float]:
    """Always show slopes from 0 to 1: how far below 1 a slope stays is what has to be seen."""
    low = min(-0.08, float(np.nanmin(usual)))
    high = max(1.05, float(np.nanmax(usual)))
    for values in extremes:
        # Without the narrow peak of a very steep sigmoid, which would flatten the usual one.
        tail, top = np.nanpercentile(values, [5, 95])
        low, high = min(low, float(tail)), max(high, float(top))
    return low, high


def _padded(low: float, high: float) -> tuple[float, float]:
    margin = 0.06 * (high - low)
    return low - margin, high + margin
