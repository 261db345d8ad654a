"""What the overview shows: its settings, and what leads where."""

from dataclasses import dataclass, field

from acttutor.base.state.fields import choice
from acttutor.core.activations.registry import ACTIVATIONS

#: Softmax belongs to the history as well, although it is not one of the elementwise functions.
SOFTMAX = "softmax"
SOFTMAX_YEAR, SOFTMAX_SOURCE = 1989, "Bridle 1989"


@dataclass(frozen=True)
class Link:
    """A way to a lab.

    Args:
        lab: its id.
        settings: what to set there, beside what is set already.
        plays: whether it plays when it is reached.
    """

    lab: str
    settings: dict[str, object] = field(default_factory=dict)
    plays: bool = False


#: The eight steps of building a model, and the labs that show each; the first one comes first.
STEPS: dict[str, tuple[Link, ...]] = {
    "architecture": (Link("network"), Link("collapse"), Link("digits")),
    "input": (Link("unit"), Link("perceptron")),
    "hidden": (Link("activations"), Link("maxout")),
    "output": (Link("softmax"), Link("activations", {"function": "sigmoid"})),
    "error": (Link("softmax"), Link("network")),
    "back": (Link("backprop"), Link("gradients")),
    "update": (Link("descent"), Link("descent2d")),
    "best": (Link("network", {"show_test": True}),),
}


@dataclass(frozen=True)
class Advice:
    """Which activation a layer takes.

    Args:
        function: its id.
        link: where to see it at work.
    """

    function: str
    link: Link


#: What a layer can be for, and what to take then.
PURPOSES: dict[str, Advice] = {
    "hidden": Advice("relu", Link("network", {"activation": "relu", "init": "he"})),
    "deep": Advice("gelu", Link("gradients", {"activation": "relu", "init": "he"})),
    "regression": Advice("identity", Link("network", {"data": "reg_plane"})),
    "two": Advice("sigmoid", Link("activations", {"function": "sigmoid"})),
    "many": Advice(SOFTMAX, Link("softmax")),
    "generator": Advice("tanh", Link("gan", {"g_output": "tanh"})),
    "discriminator": Advice("leaky_relu", Link("gan", {"d_hidden": "leaky_relu"})),
}

#: The questions of the day.
DAILY = Link("quiz", {"mode": "daily"})
#: The ways into the program: the lessons, the questions of the day, all labs.
WAYS: tuple[str, ...] = ("begin", "daily", "know")
#: The labs behind what lives at the top.
DOORS: tuple[str, ...] = ("network", "descent", "activations")
#: What can stand below it.
VIEWS: tuple[str, ...] = ("steps", "history", "chooser", "labs")
#: All labs, in an order that makes sense.
ALL: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *(link.lab for step in ("input", "hidden", "output") for link in STEPS[step]),
            *(link.lab for step in ("update", "back") for link in STEPS[step]),
            *(link.lab for link in STEPS["architecture"]),
            "gan",
            "quiz",
        )
    )
)


def year_of(function: str) -> int:
    """Return when a function came into use."""
    return SOFTMAX_YEAR if function == SOFTMAX else ACTIVATIONS[function].year


def source_of(function: str) -> str:
    """Return the publication."""
    return SOFTMAX_SOURCE if function == SOFTMAX else ACTIVATIONS[function].source


def link_to(function: str) -> Link:
    """Return the way to the lab that shows a function."""
    if function == SOFTMAX:
        return Link("softmax")
    return Link("activations", {"function": function})


#: All functions of the history, oldest first; those of one year in the order of teaching.
HISTORY: tuple[str, ...] = tuple(sorted((*ACTIVATIONS, SOFTMAX), key=year_of))


@dataclass(frozen=True)
class Settings:
    """Settings of the overview: what is looked at, and picked in the history and the chooser."""

    view: str = choice("steps", VIEWS)
    function: str = choice("relu", HISTORY)
    purpose: str = choice("hidden", tuple(PURPOSES))


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {}
SHOWCASE_STEPS = 100
