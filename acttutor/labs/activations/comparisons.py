"""Ready-made comparisons: which functions side by side, where, and what to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from acttutor.labs.activations.state import Choices, shown


@dataclass(frozen=True)
class Comparison:
    """One experiment that a button sets up.

    Args:
        id: name of the button, and of the texts ``activations.look.<id>.<aspect>``.
        functions: ids, the main one first.
        half_width: the range of x.
        probe: where the probe is pinned.
        aspects: what to look at, in order.
        params: parameter settings that make the difference visible.
    """

    id: str
    functions: tuple[str, ...]
    half_width: float
    probe: float
    aspects: tuple[str, ...]
    params: Mapping[str, float] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, object]:
        """The settings that set it up."""
        return {
            "function": self.functions[0],
            "others": self.functions[1:],
            "half_width": self.half_width,
            "probe": self.probe,
            **self.params,
        }


COMPARISONS = MappingProxyType(
    {
        comparison.id: comparison
        for comparison in (
            Comparison("step_sigmoid", ("step", "sigmoid"), 6, 1, ("shape", "slope", "learning")),
            Comparison("sigmoid_tanh", ("sigmoid", "tanh"), 5, 0, ("range", "slope", "centre")),
            Comparison(
                "relu_family",
                ("relu", "leaky_relu", "prelu"),
                5,
                -3,
                ("formula", "negative", "alpha"),
                # At its usual 0.01 the slope on the left cannot be told from zero by eye.
                {"leaky_relu_alpha": 0.1, "prelu_alpha": 0.25},
            ),
            Comparison(
                "relu_gelu", ("relu", "gelu"), 4, -1, ("smoothness", "slope", "range", "cost")
            ),
            Comparison("gelu_tanh", ("gelu", "gelu_tanh"), 5, 2.7, ("error", "slope", "why")),
        )
    }
)


def active(settings: Choices) -> Comparison | None:
    """Return the comparison whose functions are in the picture, if it is one of the ready-made."""
    functions = shown(settings)
    return next((item for item in COMPARISONS.values() if item.functions == functions), None)
