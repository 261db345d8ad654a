"""The settings of the digits lab."""

from dataclasses import dataclass

from acttutor.base.numbers.unchecked import exactly, items
from acttutor.base.state.fields import choice, flag, free, integer, number, stops
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.data.handwriting import Preparation
from acttutor.core.nn.layers.initializers import INITIALIZERS
from acttutor.core.optim.optimizers import OPTIMIZERS
from acttutor.core.optim.schedules import SCHEDULES
from acttutor.labs.digits.model.pad import STEPS, Drawing, check_drawing
from acttutor.labs.digits.model.writing import Own, check_own

#: The ten digits.
CLASSES = 10
#: Hidden layers, and units of each.
MOST_LAYERS, MOST_UNITS = 3, 128
#: What can be looked at.
VIEWS = ("draw", "inside", "judge", "map", "change", "own")
#: How far a picture can be changed, and one step of it: lengths in 64 dimensions.
FURTHEST, STEP = 2.0, 0.05
#: The parts of the data that can be judged.
JUDGED = ("validation", "train", "test", "own", "shaky")
#: All digits that there are: as many of them as may be learned from.
ALL = 1797

RATES = (0.0001, 0.0003, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.3, 1.0)
COUNTS = (10, 20, 30, 50, 70, 100, 200, 300, 500, 700, 1000, ALL)
BATCHES = (1, 2, 5, 10, 20, 32, 50, 100, 200, 500)
DECAYS = (0.0, 0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)


def check_layers(value: object) -> tuple[int, ...]:
    """Return widths of hidden layers: one to three, each of one to 128 units."""
    widths = [width for width in items(value) if type(width) is int]  # true is no width
    if not 1 <= len(items(value)) <= MOST_LAYERS:
        raise ValueError(f"{len(items(value))} hidden layers; 1 to {MOST_LAYERS} are allowed")
    if len(widths) < len(items(value)):
        raise ValueError("widths must be whole numbers")
    return tuple(min(max(width, 1), MOST_UNITS) for width in widths)


def check_off(value: object) -> tuple[int, ...]:
    """Return numbers of units in ascending order, each once."""
    units = {exactly(unit, int) for unit in items(value)}
    return tuple(sorted(unit for unit in units if 0 <= unit < MOST_UNITS))


def check_cell(value: object) -> tuple[int, ...]:
    """Return two digits, or none.

    Raises:
        ValueError: if it is anything else.
    """
    cell = tuple(exactly(digit, int) for digit in items(value))
    if len(cell) not in (0, 2) or not all(0 <= digit < CLASSES for digit in cell):
        raise ValueError(f"{value!r} is not a cell")
    return cell


#: A part of the data and a place in it; or nothing.
Picked = tuple[()] | tuple[str, int]
NOTHING: Picked = ()


def check_picked(value: object) -> Picked:
    """Return which digit of the data is looked at, or nothing.

    Raises:
        ValueError: if it is anything else.
    """
    found = items(value)
    if not found:
        return ()
    if len(found) != 2 or found[0] not in JUDGED or type(found[1]) is not int or found[1] < 0:
        raise ValueError(f"{value!r} is no digit of the data")
    return str(found[0]), found[1]


@dataclass(frozen=True)
class Settings:
    """Settings of the digits lab, see the texts of the controls for what each does."""

    # What is learned from.
    train_count: int = stops(ALL, COUNTS, whole=True)
    label_noise: int = integer(0, 0, 50, 5, "%")
    train_share: int = integer(60, 10, 80, 10, "%")
    validation_share: int = integer(20, 10, 40, 10, "%")
    data_seed: int = integer(1, 0, 9999, slider=False)
    #: Digits that the user has written, and whether every second of them is learned, too.
    own: Own = free((), check_own)
    learn_own: bool = flag(False)
    # The network; its last layers may be missing.
    layers: tuple[int, ...] = free((96,), check_layers)
    activation1: str = choice("relu", ACTIVATIONS)
    activation2: str = choice("relu", ACTIVATIONS)
    activation3: str = choice("relu", ACTIVATIONS)
    batch_norm: bool = flag(False)
    init: str = choice("he", INITIALIZERS)
    seed: int = integer(1, 0, 9999, slider=False)
    # How it is learned.
    optimizer: str = choice("adam", OPTIMIZERS)
    lr: float = stops(0.01, RATES)
    schedule: str = choice("cosine", SCHEDULES)
    #: Epochs that the schedule is meant for, and those in which the rate first rises.
    horizon: int = integer(100, 10, 300, 10)
    warmup: int = integer(0, 0, 20)
    batch: int = stops(32, BATCHES, whole=True)
    weight_decay: float = stops(0.0, DECAYS)
    #: Share of the hidden units that is left out in each step.
    dropout: float = number(0.0, 0.0, 0.8, 0.05)
    # What is learned instead of the digits themselves: copies, distorted at most so far.
    augment: bool = flag(True)
    shift: float = number(0.7, 0.0, 2.0, 0.1, 1)
    turn: int = integer(12, 0, 45, 1, "°")
    slant: float = number(0.3, 0.0, 0.6, 0.05)
    stretch: int = integer(30, 0, 40, 5, "%")
    thicken: float = number(0.0, 0.0, 1.0, 0.05)
    pixel_noise: float = number(0.0, 0.0, 0.5, 0.05)
    #: Epochs without a lower validation loss after which training stops; 0 never stops.
    patience: int = integer(0, 0, 200, 5)
    #: Whether the result on the test data is shown.
    open_test: bool = flag(False)
    log_loss: bool = flag(True)
    speed: float = stops(30, (1, 3, 10, 20, 30, 60, 120, 300))
    # What is drawn, and how it is prepared.
    drawing: Drawing = free((), check_drawing)
    pen: float = number(0.07, 0.02, 0.2, 0.005, digits=3)
    straighten: bool = flag(True)
    centre: bool = flag(True)
    fit: bool = flag(True)
    thickness: bool = flag(True)
    count: bool = flag(True)
    # What is looked at.
    view: str = choice("draw", VIEWS)
    #: The unit of the first hidden layer that is looked at; −1 for none.
    unit: int = integer(-1, -1, MOST_UNITS - 1, slider=False)
    #: Units of that layer that are switched off by hand.
    off: tuple[int, ...] = free((), check_off)
    judged: str = choice("validation", JUDGED)
    #: True and read digit of the cell whose digits are shown; none for the worst mistakes.
    cell: tuple[int, ...] = free((), check_cell)
    #: The digit of the data that is looked at: its part and its place there.
    picked: Picked = free(NOTHING, check_picked)
    #: The digit that it is to be taken for, and how far it is changed for that.
    target: str = choice("3", map(str, range(CLASSES)))
    walk: float = number(0.0, 0.0, FURTHEST, STEP)

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation of each hidden layer."""
        return (self.activation1, self.activation2, self.activation3)[: len(self.layers)]

    @property
    def judged_part(self) -> str:
        """The part of the data that is judged; the test data only after they have been opened."""
        return "validation" if self.judged == "test" and not self.open_test else self.judged

    @property
    def preparation(self) -> Preparation:
        """The steps that a drawing is prepared in."""
        return Preparation(**{name: getattr(self, name) for name in STEPS})


#: Settings of what is drawn and looked at.
OF_PAD = frozenset(
    {"drawing", "pen", *STEPS, "view", "unit", "off", "judged", "cell", "picked"}
    | {"target", "walk"}
)
#: How augmentation distorts.
DISTORTIONS = ("shift", "turn", "slant", "stretch", "thicken", "pixel_noise")
#: Settings that a running network follows without starting again.
LIVE = OF_PAD | {
    *("lr", "schedule", "horizon", "warmup", "weight_decay", "augment", *DISTORTIONS),
    *("own", "patience", "open_test", "log_loss", "speed"),
}
#: Settings that ask for other data.
OF_DATA = frozenset(
    {"train_count", "label_noise", "train_share", "validation_share", "data_seed", "learn_own"}
)

#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {
    "drawing": (((0.56, 0.08), (0.18, 0.62), (0.84, 0.62)), ((0.64, 0.34), (0.6, 0.94)))
}
SHOWCASE_STEPS = 25
