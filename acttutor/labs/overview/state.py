"""What the overview shows: its settings, and what leads where."""

from dataclasses import dataclass, field
from typing import Any

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
    """

    lab: str
    settings: dict[str, Any] = field(default_factory=dict)


#: The eight steps of building a model, and the labs that show each; the first one comes first.
STEPS: dict[str, tuple[Link, ...]] = {
    "architecture": (Link("network"), Link("collapse")),
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

#: Where to begin, by what one is after: the labs, in an order that makes sense.
PATHS: dict[str, Link] = {
    "unit": Link("unit"),
    "slope": Link("descent"),
    "whole": Link("network"),
}


def year_of(function: str) -> int:
    """Return when a function came into use."""
    return SOFTMAX_YEAR if function == SOFTMAX else ACTIVATIONS[function].year


def source_of(function: str) -> str:
    """Return the publication."""
    return SOFTMAX_SOURCE if function == SOFTMAX else ACTIVATIONS[function].source


#: All functions of the history, oldest first; those of one year in the order of teaching.
HISTORY: tuple[str, ...] = tuple(sorted((*ACTIVATIONS, SOFTMAX), key=year_of))


@dataclass(frozen=True)
class Settings:
    """Settings of the overview: what is picked in the history and in the chooser."""

    function: str = choice("relu", HISTORY)
    purpose: str = choice("hidden", tuple(PURPOSES))


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {}
SHOWCASE_STEPS = 0
