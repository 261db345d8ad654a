"""Where a typed formula has kinks, jumps, poles and gaps: found in its parts, not in a plot.

Only some parts can make a kink: |u|, relu(u), sign(u) and step(u) where u changes sign, max, min
and comparisons where their two sides cross, quotients where the denominator does.  Their roots
are found by bisection between the points of a grid.
"""

import math
from typing import Protocol

import numpy as np

from acttutor.core.activations.activation import Kink
from acttutor.core.arrays import Array
from acttutor.core.formula.dual import Dual
from acttutor.core.formula.language import RULES, Op, run
from acttutor.core.half_up import half_up

#: Step 0.005, with 0 and all whole numbers on it.
GRID = np.linspace(-20.0, 20.0, 8001)
#: Most kinks of a function; beyond, only those nearest to 0 are told.
MAX_KINKS = 24
_BISECTIONS = 48
#: How far beside a kink its limits are read, and differences that are none.
_ASIDE, _SAME = 1e-9, 1e-6
#: A value larger than this beside a kink is a pole.
_POLE = 1e6


class Formula(Protocol):
    """What is asked of a formula here: `acttutor.core.formula.expression.Expression` has it."""

    @property
    def program(self) -> tuple[Op, ...]:
        """The formula in postfix order."""

    def f(self, z: Array) -> Array:
        """Return its values."""

    def df(self, z: Array) -> Array:
        """Return its slopes."""

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Where it has no finite value, see `find_gaps`."""

    @property
    def kinks(self) -> tuple[Kink, ...]:
        """Its kinks, see `find_kinks`."""


def _switch(op: Op, arguments: list[Dual]) -> Array | None:
    """Return what has to cross zero for a part to have a kink; None if it never has."""
    if op.name in ("abs", "relu", "sign", "step"):
        found = arguments[0].value
    elif op.name in ("max", "min", "<", "<=", ">", ">="):
        found = arguments[0].value - arguments[1].value
    elif op.name == "/":
        found = arguments[1].value
    elif op.name == "^":
        found = arguments[0].value
    elif op.name == "tan":
        found = np.cos(arguments[0].value)
    else:
        return None
    return np.asarray(found, dtype=np.float64)


def switches(program: tuple[Op, ...], z: Array) -> list[Array]:
    """Everything in a formula whose change of sign can make a kink, at the points z."""
    found: list[Array] = []
    start = Dual(z, np.ones_like(z))

    def value_of(op: Op, arguments: list[Dual]) -> Dual:
        if op.arity == 0:
            return start if op.name == "x" else Dual(op.value)
        switch = _switch(op, arguments)
        if switch is not None:
            found.append(np.broadcast_to(switch, z.shape))
        return RULES[op.name](*arguments)

    run(program, value_of)
    return found


@np.errstate(all="ignore")
def switch_places(program: tuple[Op, ...]) -> list[float]:
    """Where within [-20, 20] there can be kinks, nearest to 0 first: between, all is analytic."""
    places: set[float] = set()
    for index, values in enumerate(switches(program, GRID)):
        signs = np.sign(values)
        zeros = GRID[1:-1][(signs[1:-1] == 0) & ((signs[:-2] != 0) | (signs[2:] != 0))]
        crossings = np.flatnonzero(signs[:-1] * signs[1:] < 0)
        roots = _bisect(program, index, GRID[crossings], GRID[crossings + 1])
        places |= {_tidy(float(z)) for z in (*zeros, *roots)}
    return sorted(places, key=abs)[: 4 * MAX_KINKS]


@np.errstate(all="ignore")
def find_kinks(expression: Formula) -> tuple[Kink, ...]:
    """The kinks of a formula within [-20, 20], from left to right."""
    places = switch_places(expression.program)
    kinks = [kink for z in places if (kink := _kink_at(expression, z)) is not None]
    return tuple(sorted(kinks[:MAX_KINKS]))


def _bisect(program: tuple[Op, ...], index: int, low: Array, high: Array) -> Array:
    """Narrow down all sign changes of one switch at once."""
    if not low.size:
        return low
    below = np.sign(switches(program, low)[index])
    for _ in range(_BISECTIONS):
        middle = 0.5 * (low + high)
        same = np.sign(switches(program, middle)[index]) == below
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return 0.5 * (low + high)


def _tidy(z: float) -> float:
    """Return a root as it was surely meant: 0.3 for 0.30000000000000004."""
    return round(z, 9) + 0.0 if abs(z - round(z, 9)) < 1e-11 else z


def _kink_at(expression: Formula, z: float) -> Kink | None:
    """Read the limits on both sides; None where nothing jumps, or one side has no values."""
    sides = np.array([z - _ASIDE, z, z + _ASIDE])
    f, df = expression.f(sides), expression.df(sides)
    if np.isnan(f[[0, 2]]).any() or np.isnan(df[[0, 2]]).any():
        return None
    limits = [_merged(values) for values in (f, df)]
    if all(left == right and math.isfinite(left) for left, right in limits):
        return None
    return Kink(z, *limits[0], *limits[1])


def _merged(values: Array) -> tuple[float, float]:
    """Return the limits of three neighbouring values, made equal where they differ by nothing."""
    left, at, right = (_limit(float(value)) for value in values)
    near = _SAME * (1.0 + abs(at))
    if math.isfinite(near):
        left, right = (at if abs(side - at) <= near else side for side in (left, right))
    alike = math.isfinite(left) and abs(left - right) <= _SAME * (1.0 + abs(left))
    return left, left if alike else right


def _limit(value: float) -> float:
    """Return the limit that a value so near to a kink stands for."""
    return math.copysign(math.inf, value) if abs(value) > _POLE else round(value, 8) + 0.0


@np.errstate(all="ignore")
def find_gaps(expression: Formula) -> tuple[tuple[float, float], ...]:
    """The stretches of [-20, 20] on which a formula has no finite value, from left to right."""
    bad = ~np.isfinite(expression.f(GRID))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], bad, [False]])))
    found = [
        (_rim(expression, first, first - 1), _rim(expression, end - 1, end))
        for first, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    poles = [kink.z for kink in expression.kinks if not math.isfinite(kink.f_left + kink.f_right)]
    found += [(z, z) for z in poles if not any(low <= z <= high for low, high in found)]
    return tuple(sorted(found))


def places_of(expression: Formula) -> tuple[str, ...]:
    """The gaps of a formula as mathematics, nearest to 0 first: "x = 0", "x < -2", "1 ≤ x < 3"."""
    gaps = sorted(expression.gaps, key=lambda gap: min(abs(gap[0]), abs(gap[1])))
    return tuple(_place(expression, *gap) for gap in gaps)


@np.errstate(all="ignore")
def _place(expression: Formula, low: float, high: float) -> str:
    first, last = (half_up(end, 4).replace("-", "−") for end in (low, high))
    if low == high:
        return f"x = {first}"
    known = np.isfinite(expression.f(np.array([low, high])))
    signs = ["<" if side else "≤" for side in known]
    # What goes on beyond the grid has one end.
    if low == GRID[0]:
        return f"x {signs[1]} {last}"
    if high == GRID[-1]:
        return f"x {'>' if known[0] else '≥'} {first}"
    return f"{first} {signs[0]} x {signs[1]} {last}"


def _rim(expression: Formula, bad: int, good: int) -> float:
    """Return where finite values begin between two neighbouring points of the grid."""
    inside = float(GRID[bad])
    if not 0 <= good < len(GRID):
        return inside
    outside = float(GRID[good])
    for _ in range(_BISECTIONS):
        middle = 0.5 * (inside + outside)
        if np.isfinite(expression.f(np.array(middle))):
            outside = middle
        else:
            inside = middle
    return _tidy(inside)
