"""One unit in two steps: u = w₁x₁ + w₂x₂ + b, then y = f(u)."""

from acttutor.base.state import run
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.arrays import Array
from acttutor.labs.unit.state import Settings


class Run(run.Run[Settings]):
    """What the unit computes. There is no time: everything follows from the settings."""

    settings: Settings

    @property
    def u(self) -> float:
        """The weighted sum of the inputs, plus the bias."""
        s = self.settings
        # Settings are hundredths: so rounded, a sum of 0 lies on the right side of the step.
        return round(s.w1 * s.x1 + s.w2 * s.x2 + s.b, 10) + 0.0

    @property
    def y(self) -> float:
        """The output."""
        return float(self.f(self.u))

    def f(self, u: float | Array) -> Array:
        """The activation function, elementwise."""
        return ACTIVATIONS[self.settings.activation].f(u)
