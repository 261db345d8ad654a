"""The activation lab without a window: curves, dead regions and what the probe reads."""

import math
from dataclasses import dataclass

from acttutor.base.state import run
from acttutor.core.activations.facts import ActivationFacts, facts
from acttutor.core.activations.registry import Activation, Kink
from acttutor.core.formula.expression import OWN
from acttutor.labs.activations.comparisons import Comparison, active
from acttutor.labs.activations.curves import Curve, Limits, dead_spans, depth_of, limits, sample
from acttutor.labs.activations.functions import find
from acttutor.labs.activations.inset_axes import Strip, strips_of
from acttutor.labs.activations.state import Choices, params_of, shown


@dataclass(frozen=True)
class Reading:
    """What the probe reads of one function.

    Args:
        id: the function.
        x, f: place and value.
        df: the slope; at a kink the agreed value, ``None`` where f itself jumps or has none.
        kink: the kink at this very place, if there is one.
    """

    id: str
    x: float
    f: float
    df: float | None
    kink: Kink | None = None


class Run(run.Run[Choices]):
    """Curves of the functions shown, and the probe.

    Args:
        settings: an instance of `acttutor.labs.activations.state.Settings`.
    """

    settings: Choices

    def __init__(self, settings: Choices) -> None:
        super().__init__(settings)
        #: Where the pointer holds the probe; ``None`` leaves it where it is pinned.
        self.pointer: float | None = None
        #: Counts the changes of the curves, so that a figure knows when its own are stale.
        self.version = run.new_generation()
        self._known: tuple[tuple[int, float], tuple[Reading, ...]] | None = None
        self._compute()

    def configure(self, settings: Choices) -> None:
        old, self.settings = self.settings, settings
        curves_of = [
            (
                shown(item),
                item.half_width,
                item.threshold,
                item.own if OWN in shown(item) else "",
                [params_of(item, i) for i in shown(item)],
            )
            for item in (old, settings)
        ]
        if curves_of[0] != curves_of[1]:
            self._compute()

    def _compute(self) -> None:
        settings = self.settings
        self.version = run.new_generation()
        self.functions: tuple[str, ...] = shown(settings)
        #: The functions in the picture by their ids, the chosen one first.
        self.activations: dict[str, Activation] = {
            function: find(function, settings.own) for function in self.functions
        }
        self.params = {function: params_of(settings, function) for function in self.functions}
        self.curves: tuple[Curve, ...] = tuple(
            sample(self.activations[function], self.params[function], settings.half_width)
            for function in self.functions
        )
        self.strips: tuple[Strip, ...] = strips_of(self.functions)
        self.dead = dead_spans(self.curves[0], settings.threshold)

    @property
    def activation(self) -> Activation:
        """The chosen function."""
        return self.activations[self.functions[0]]

    @property
    def comparison(self) -> Comparison | None:
        """The ready-made comparison in the picture, if it is one."""
        return active(self.settings)

    @property
    def limits(self) -> Limits:
        """The vertical limits of the axes."""
        return limits(
            tuple(self.activations.values()), self.settings.half_width, depth_of(self.curves)
        )

    @property
    def pinned(self) -> float:
        """Where the probe is pinned, within the window."""
        return self._inside(self.settings.probe)

    @property
    def probe(self) -> float:
        """Where the probe is: under the pointer, or where it is pinned."""
        return self.pinned if self.pointer is None else self._inside(self.pointer)

    @property
    def has_no_slope(self) -> bool:
        """Whether the chosen function is flat wherever it has a slope (the step function)."""
        function = self.functions[0]
        known = self.facts(function)
        jumps = self.activation.jumps(**self.params[function])
        return bool(jumps) and known.largest_slope == 0.0 and known.saturates == "both"

    def _inside(self, x: float) -> float:
        return min(max(x, -self.settings.half_width), self.settings.half_width)

    def reading(self, function: str) -> Reading:
        """Return what the probe reads of one function."""
        x, params = self.probe, self.params[function]
        activation = self.activations[function]
        kink = next(
            (k for k in activation.jumps(**params) if math.isclose(k.z, x, abs_tol=1e-9)), None
        )
        if kink is not None:
            x = kink.z
        value = float(activation.f(x, **params))
        slope: float | None = float(activation.df(x, **params))
        if not math.isfinite(value) or (kink is not None and kink.f_left != kink.f_right):
            slope = None
        return Reading(function, x, value, slope, kink)

    def readings(self) -> tuple[Reading, ...]:
        """Return what the probe reads of every function in the picture."""
        # Asked for by plots, table and readout at every movement of the pointer.
        key = (self.version, self.probe)
        if self._known is None or self._known[0] != key:
            self._known = key, tuple(self.reading(function) for function in self.functions)
        return self._known[1]

    def facts(self, function: str) -> ActivationFacts:
        """Return the computed facts of one function at its present parameters."""
        return facts(self.activations[function], **self.params[function])
