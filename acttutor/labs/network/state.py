"""The settings of the network lab; defaults and choices are those of the web playground."""

import math
from dataclasses import dataclass

import numpy as np

from acttutor.base.numbers.unchecked import items, reals
from acttutor.base.state.fields import choice, flag, free, integer, number, stops
from acttutor.core.data.datasets import CURVE_X, DATASETS, DOMAIN
from acttutor.core.data.features import FEATURES
from acttutor.core.formula.expression import check_formula
from acttutor.core.nn.layers.initializers import INITIALIZERS
from acttutor.core.nn.layers.maxout_layer import MAXOUT
from acttutor.core.optim.optimizers import OPTIMIZERS
from acttutor.labs.network.model.choices import (
    CLASS_MEASURES,
    CLASS_OUTPUTS,
    NUMBER_LOSSES,
    NUMBER_MEASURES,
    PACES,
    PARTS,
)
from acttutor.labs.network.model.data.table import EMPTY, Table, check_table
from acttutor.labs.network.model.hidden import (
    HIDDEN,
    MOST_PIECES,
    HiddenLayer,
    check_activations,
    check_dropout,
    check_layers,
    read_layer,
)
from acttutor.labs.network.model.many.sweep_values import (
    LEARNING_RATES,
    OFFERED,
    REGULARIZATION_RATES,
    Chosen,
    check_chosen,
)
from acttutor.tables.taking import MAX_CLASSES

#: What a race lines up: six values of one setting.
RACES: dict[str, tuple[object, ...]] = {
    "activation": ("tanh", "sigmoid", "relu", "leaky_relu", "gelu", MAXOUT),
    "lr": (0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
    "init": tuple(INITIALIZERS),
    "optimizer": tuple(OPTIMIZERS),
}
#: The numbers of a point to predict are below this.
LARGEST = 1e100

#: Points above and below a curve that one draws.
CURVE = "curve"
#: The real data set that comes with the program, and the user's own.
TABLES = ("iris", "own")


def check_features(value: object) -> tuple[str, ...]:
    """Return ids of features in the order in which they are offered; at least one."""
    chosen = items(value)
    for feature in chosen:
        if feature not in FEATURES:
            raise ValueError(f"{feature!r} is not one of {', '.join(FEATURES)}")
    if not chosen:
        raise ValueError("at least one feature is needed")
    return tuple(feature for feature in FEATURES if feature in chosen)


def check_curve(value: object) -> tuple[float, ...]:
    """Return the heights of a curve above `CURVE_X`, within the picture."""
    heights = reals(value)
    if len(heights) != len(CURVE_X) or not all(map(math.isfinite, heights)):
        raise ValueError(f"{len(CURVE_X)} finite heights are needed")
    low, high = DOMAIN
    return tuple(round(min(max(height, low), high), 3) for height in heights)


def check_pinned(value: object) -> tuple[float, ...]:
    """Return a point as two finite numbers, or none."""
    point = reals(value)
    if len(point) not in (0, 2) or not all(abs(number) < LARGEST for number in point):
        raise ValueError("a point is two numbers")
    return point


#: The curve that is there before one is drawn.
WAVE = check_curve((2.5 * np.sin(CURVE_X)).tolist())


@dataclass(frozen=True)
class Settings:
    """Settings of the network lab, see the texts of the controls for what each does."""

    data: str = choice("circle", (*DATASETS, CURVE, *TABLES))
    table: Table = free(EMPTY, check_table)
    curve: tuple[float, ...] = free(WAVE, check_curve)
    noise: int = integer(0, 0, 50, 5, "%")
    train_share: int = integer(50, 10, 90, 10, "%")
    #: Share to choose by; with none, training and test data are those of the web playground.
    validation_share: int = integer(0, 0, 40, 10, "%")
    data_seed: int = integer(1, 0, 9999, slider=False)
    features: tuple[str, ...] = free(("x1", "x2"), check_features)
    layers: tuple[int, ...] = free((4, 2), check_layers)
    activation: str = choice("tanh", HIDDEN)
    #: Activations of single hidden layers, perhaps with a number; see `hidden`.
    own_activations: tuple[str, ...] = free((), check_activations)
    #: The share of its units that each hidden layer leaves out in training; see `dropout_rates`.
    dropout: tuple[float, ...] = free((), check_dropout)
    #: The activation "own", typed; see `acttutor.core.formula.expression`.
    formula: str = free("x*sigmoid(x)", check_formula)
    pieces: int = integer(2, 2, MOST_PIECES)
    shown_piece: str = choice("largest", ("largest", *map(str, range(1, MOST_PIECES + 1))))
    init: str = choice("playground", tuple(INITIALIZERS))
    seed: int = integer(1, 0, 9999, slider=False)
    optimizer: str = choice("sgd", tuple(OPTIMIZERS))
    lr: float = stops(0.03, LEARNING_RATES)
    batch: int = integer(10, 1, 30)
    shuffle: bool = flag(False)
    #: What classes are learned by, and with it the output; see `Problem`.
    class_loss: str = choice("usual", ("usual", *CLASS_OUTPUTS))
    number_loss: str = choice("squared_error", NUMBER_LOSSES)
    #: Epochs without a lower validation loss after which training stops; 0 never stops.
    patience: int = integer(0, 0, 500, 10)
    penalty: str = choice("none", ("none", "l1", "l2"))
    penalty_rate: float = stops(0, REGULARIZATION_RATES)
    show_test: bool = flag(False)
    #: Whether the result on the test data is shown where validation data are there to choose by.
    open_test: bool = flag(False)
    discretize: bool = flag(False)
    #: Whether the map is a surface that can be turned, and from where that is seen, in degrees.
    turned: bool = flag(False)
    azimuth: float = number(30.0, -180.0, 180.0, 0.5, digits=1)
    elevation: float = number(38.0, 12.0, 88.0, 0.5, digits=1)
    log_loss: bool = flag(True)
    #: What is shown of one network: how it learns, or how well it does.
    view: str = choice("learn", ("learn", "judge"))
    judged: str = choice("validation", PARTS)
    #: The score above which a point counts as positive.
    threshold: float = number(0.5, 0.0, 1.0, 0.01)
    class_measure: str = choice("confusion", CLASS_MEASURES)
    number_measure: str = choice("r2", NUMBER_MEASURES)
    #: The class of the points that a click adds, or what a click reads instead.
    pen: str = choice("0", ("read", *map(str, range(MAX_CLASSES))))
    #: A point that is sent through the network, in the units of the data; none if empty.
    pinned: tuple[float, ...] = free((), check_pinned)
    #: How far the point is sent: to the output, or its error back as well.
    way: str = choice("forward", ("forward", "back"))
    pace: str = choice("slow", PACES)
    mode: str = choice("one", ("one", "race", "fan", "sweep"))
    race_by: str = choice("activation", tuple(RACES))
    #: The settings that a sweep varies; if both are the same, only one is varied.
    sweep_x: str = choice("lr", tuple(OFFERED))
    sweep_y: str = choice("activation", tuple(OFFERED))
    sweep_values: Chosen = free((), check_chosen)
    sweep_seeds: int = integer(3, 1, 5)
    sweep_epochs: int = integer(100, 10, 500, 10)
    speed: float = stops(60, (1, 3, 10, 30, 60, 120, 300, 600, 1200, 3000, 6000))

    @property
    def hidden(self) -> tuple[HiddenLayer, ...]:
        """What each hidden layer is: by itself, or as all are."""
        own = (*self.own_activations, *[""] * len(self.layers))
        return tuple(
            read_layer(own[k] or self.activation, self.pieces) for k in range(len(self.layers))
        )

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation of each hidden layer."""
        return tuple(layer.activation for layer in self.hidden)

    @property
    def dropout_rates(self) -> tuple[float, ...]:
        """The share of the units of each hidden layer that is left out in training."""
        return (*self.dropout, *[0.0] * len(self.layers))[: len(self.layers)]


#: Settings that a running network follows without starting again.
LIVE = frozenset(
    {
        *("lr", "show_test", "discretize", "log_loss", "speed", "pen", "shown_piece"),
        *("patience", "open_test", "view", "judged", "threshold"),
        *("class_measure", "number_measure", "pinned", "way", "pace"),
        *("turned", "azimuth", "elevation"),
    }
)
#: Settings with which a training can go on from a moment that is visited.
OF_LEARNING = frozenset({"optimizer", "batch", "shuffle", "penalty", "penalty_rate", "dropout"})
#: Settings that ask for other data.
OF_DATA = frozenset(
    {
        *("data", "table", "curve", "noise", "train_share", "validation_share", "data_seed"),
        *("class_loss", "number_loss"),
    }
)

#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"activation": "tanh", "seed": 3}
SHOWCASE_STEPS = 320
