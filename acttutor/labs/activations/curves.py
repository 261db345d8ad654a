"""What is drawn, as numbers: sampled curves with honest gaps, dead regions, limits of the axes."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from acttutor.core.activations.registry import Activation, Kink
from acttutor.core.formula.expression import OWN

Floats = npt.NDArray[np.float64]

#: Points on a curve; more than a figure has pixels at zoom 100 %.
POINTS = 1201
#: How far below zero the axes may reach, as shares of their height above.
DEPTHS = (0.4, 1.0, 2.0)
#: A typed function is shown up to here; more digits have no room beside the axes.
HIGHEST = 1e4


@dataclass(frozen=True)
class Curve:
    """One function sampled over the window.

    At a kink x stands three times: the limit from the left, a gap, the limit from the right. The
    gap is nan where the line must not be connected, so a jump is never drawn as a steep line. At
    a pole and where the function has no value, all are nan.
    """

    id: str
    x: Floats
    f: Floats
    df: Floats
    kinks: tuple[Kink, ...]
    #: f and f′ at the kinks themselves, by convention.
    at_kinks: tuple[tuple[float, float], ...] = ()


def sample(activation: Activation, params: dict[str, float], half_width: float) -> Curve:
    """Sample a function and its derivative for ``|x| <= half_width``."""
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
    f[~np.isfinite(f)] = df[~np.isfinite(df)] = np.nan
    at_kinks = tuple(
        (float(activation.f(kink.z, **params)), float(activation.df(kink.z, **params)))
        for kink in kinks
    )
    return Curve(activation.id, x, f, df, kinks, at_kinks)


def dead_spans(curve: Curve, threshold: float) -> tuple[tuple[float, float], ...]:
    """Return the stretches of x on which ``|f′| < threshold``, from left to right.

    Their ends are found by linear interpolation between samples; at a jump they end exactly
    there, and where there is no slope at all at the last sample that has one.
    """
    # The gap at a kink has neighbours at the same x, so that nothing is lost with it.
    solid = ~(np.isnan(curve.df) & np.isin(curve.x, [kink.z for kink in curve.kinks]))
    x, steep = curve.x[solid], np.abs(curve.df[solid])
    steep[np.isnan(steep)] = np.inf
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
def limits(
    functions: tuple[Activation, ...], half_width: float, depth: float = DEPTHS[0]
) -> Limits:
    """Return limits that suit these functions whatever their parameters.

    They depend on nothing that a slider of a parameter or the probe changes but `depth`, so that
    the axes stand still while these move. A curve at an extreme parameter may leave the picture.

    Args:
        functions: the functions in the picture.
        half_width: the range of x.
        depth: how far below zero a curve at an extreme parameter may go, as a share of the
            height above, see `depth_of`.
    """
    f, df = [], []
    for function in functions:
        if function.id == OWN:
            own = sample(function, {}, half_width)
            f.append(_extent_own(own.f))
            df.append(_extent_df(np.clip(own.df, *_extent_own(own.df)), []))
            continue
        usual = sample(function, {}, half_width)
        extremes = _extremes(function, half_width)
        f.append(_extent_f(usual.f, [curve.f for curve in extremes], depth))
        df.append(_extent_df(usual.df, [curve.df for curve in extremes]))
    f_low, f_high = min(low for low, _ in f), max(high for _, high in f)
    df_low, df_high = min(low for low, _ in df), max(high for _, high in df)
    return Limits(_padded(min(f_low, -0.1 * f_high), f_high), _padded(df_low, df_high))


def depth_of(curves: tuple[Curve, ...]) -> float:
    """Return the least of `DEPTHS` that shows these curves down to their lowest points.

    A slider that is dragged thus makes the axes jump twice at most.
    """
    known = [curve for curve in curves if curve.id != OWN]
    low = min((float(np.nanmin(curve.f)) for curve in known), default=0.0)
    high = max((float(np.nanmax(curve.f)) for curve in known), default=1.0)
    return next((depth for depth in DEPTHS if low >= -depth * high), DEPTHS[-1])


def _extremes(function: Activation, half_width: float) -> list[Curve]:
    return [
        sample(function, {param.id: value}, half_width)
        for param in function.params
        for value in (param.low, param.high)
    ]


def _extent_f(usual: Floats, extremes: list[Floats], depth: float) -> tuple[float, float]:
    """Show the usual curve whole, and the extreme ones unless they would make it small."""
    low, high = float(np.nanmin(usual)), float(np.nanmax(usual))
    for values in extremes:
        low = min(low, max(float(np.nanmin(values)), -depth * high))
    return low, high


def _extent_own(values: Floats) -> tuple[float, float]:
    """Show a typed curve whole, unless a pole would flatten all the rest of it."""
    known = values[np.isfinite(values)]
    if not known.size:
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    tail, top = (float(value) for value in np.percentile(known, [4, 96]))
    if high - low > 8 * (top - tail) > 0:
        low, high = max(low, 1.3 * tail - 0.3 * top), min(high, 1.3 * top - 0.3 * tail)
    low, high = max(low, -HIGHEST), min(high, HIGHEST)
    # A constant, or one that leaves the picture altogether.
    return (low, high) if high - low > 1e-3 else (low - 1.0, low + 1.0)


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
