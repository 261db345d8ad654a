"""What can be taken hold of in a figure without a pointer.

A figure tells what there is, where it stands and how it is set;
`acttutor.widgets.figure.figure_keys` walks from one to the next with arrows and changes what is
held. So a part says::

    Handle("rate", self.rect_of_grip(), "ε", (amount(run.settings, "lr"),), self.take_rate)

and nothing about keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from acttutor.base.numbers.unchecked import real
from acttutor.base.state.fields import Number, Settings, spec_of
from acttutor.plots.parts.layout import Rect

#: Steps of an arrow, of one with Shift, and of one with Control or of a Page key.
USUAL, FINE, LARGE = 1.0, 0.1, 10.0


@dataclass(frozen=True)
class Amount:
    """A number that arrows change.

    Args:
        value: as it is now.
        low, high: its bounds.
        step: by how much an arrow changes it; of a logarithmic one, by which share of it.
        log: whether steps multiply.
        name: what it is called beside another one.
    """

    value: float
    low: float
    high: float
    step: float = 0.1
    log: bool = False
    name: str = ""

    def moved(self, steps: float) -> float:
        """Return the value so many steps away, within the bounds."""
        if self.log:
            wanted = self.value * (1 + self.step) ** steps
        else:
            wanted = self.value + steps * self.step
        return self.kept(wanted)

    def kept(self, value: float) -> float:
        """Return the nearest value within the bounds."""
        # Rounding to twelve decimals turns 0.30000000000000004 back into 0.3.
        return min(max(round(value, 12), self.low), self.high)


def amount(settings: Settings, name: str, step: float = 0.0, label: str = "") -> Amount:
    """Return a number of the settings, with its bounds; by default a hundredth of them a step."""
    spec = spec_of(settings, name)
    assert isinstance(spec, Number)
    step = step or (0.05 if spec.log else max((spec.high - spec.low) / 100, spec.step))
    return Amount(real(getattr(settings, name)), spec.low, spec.high, step, spec.log, label)


@dataclass(frozen=True)
class Handle:
    """Something in a figure that can be taken hold of, or clicked if it has no amounts.

    Args:
        id: tells it from the others; it stays the same while it is there.
        rect: its place in logical pixels.
        name: what it is called, without formulas.
        amounts: one number, or two: the first goes across and the second up.
        take: called with the changed numbers.
        press: what Enter does to it instead; by default a number is typed, or the place is clicked
            that has none.
        remove: what Delete does to it.
    """

    id: str
    rect: Rect
    name: str
    amounts: tuple[Amount, ...] = ()
    take: Callable[..., object] | None = None
    press: Callable[[], object] | None = None
    remove: Callable[[], object] | None = None

    def change(self, across: float, up: float) -> None:
        """Go so many steps to the right and up."""
        assert self.take is not None
        if len(self.amounts) == 1:
            self.take(self.amounts[0].moved(across + up))
        else:
            steps = (across, up)
            self.take(*(a.moved(by) for a, by in zip(self.amounts, steps, strict=True)))


def next_to(handles: Sequence[Handle], present: Handle, right: int, down: int) -> Handle:
    """Return the handle that an arrow leads to: the nearest one that way.

    Where there is none, it is the next one, or the one before, so that every handle is reached.
    """
    x0, y0 = present.rect.middle
    near: tuple[float, Handle] | None = None
    for handle in handles:
        x, y = handle.rect.middle
        along = (x - x0) * right + (y - y0) * down
        across = abs((x - x0) * down) + abs((y - y0) * right)
        if handle is present or along <= 1e-6 or across > along:
            continue
        away = along * along + across * across
        if near is None or away < near[0]:
            near = away, handle
    if near is not None:
        return near[1]
    return after(handles, present, 1 if right + down > 0 else -1)


def after(handles: Sequence[Handle], present: Handle, by: int) -> Handle:
    """Return the next handle, or the one before, in the order in which the figure names them."""
    ids = [handle.id for handle in handles]
    return handles[(ids.index(present.id) + by) % len(ids)]
