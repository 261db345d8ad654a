"""The settings of the gradient flow lab."""

from dataclasses import dataclass

from acttutor.base.numbers.unchecked import items
from acttutor.base.state.fields import changed, choice, flag, free, integer, number, spec_of, stops

MOST_LAYERS = 30
WIDTHS = (2, 4, 8, 16, 32, 64)
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "silu", "identity")
INITS = ("xavier", "he", "lecun", "normal", "playground", "zeros")
OPTIMIZERS = ("sgd", "momentum", "rmsprop", "adam")
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
THRESHOLDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)

#: What makes a network and its training; the "before" differs from the present in some of these.
OF_TRIAL = (
    "depth",
    "width",
    "activation",
    "init",
    "gain",
    "batch_norm",
    "seed",
    "optimizer",
    "lr",
    "clip",
    "clip_norm",
)

Changes = tuple[tuple[str, object], ...]


def check_before(value: object) -> Changes:
    """Return names and values of settings, in the order in which they are declared.

    Raises:
        ValueError: a name that makes no trial, or a value that its setting does not allow.
    """
    given = {}
    for name, former in map(items, items(value)):
        if not isinstance(name, str) or name not in OF_TRIAL:
            raise ValueError(f"{name!r} is not one of {', '.join(OF_TRIAL)}")
        given[name] = spec_of(Settings, name).clean(former)
    return tuple((name, given[name]) for name in OF_TRIAL if name in given)


@dataclass(frozen=True)
class Settings:
    """Settings of the gradient flow lab, see the texts of the controls for what each does.

    ``before`` holds former values of some settings: a second network, which has these and is
    otherwise like the first, is trained beside it for comparison. Empty for none.
    """

    depth: int = integer(10, 1, MOST_LAYERS)
    width: int = stops(16, WIDTHS, whole=True)
    activation: str = choice("sigmoid", ACTIVATIONS)
    init: str = choice("xavier", INITS)
    gain: float = number(1.0, 0.1, 3.0, 0.1, 1)
    batch_norm: bool = flag(False)
    seed: int = integer(1, 0, 9999, slider=False)
    optimizer: str = choice("sgd", OPTIMIZERS)
    lr: float = stops(0.1, LEARNING_RATES)
    clip: bool = flag(False)
    clip_norm: float = stops(1, THRESHOLDS)
    layer: int = integer(1, 1, MOST_LAYERS)
    before: Changes = free((), check_before)
    speed: float = stops(30, (1, 3, 10, 30, 60, 120, 300))

    @property
    def shown(self) -> int:
        """The layer that is looked into, counted from 0."""
        return min(self.layer, self.depth) - 1

    @property
    def former(self) -> "Settings | None":
        """The settings of the network of before; ``None`` without one."""
        if not self.before:
            return None
        former: Settings = changed(self, **dict(self.before), before=())
        return former


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"depth": 20, "width": 32, "layer": 3}
SHOWCASE_STEPS = 12
