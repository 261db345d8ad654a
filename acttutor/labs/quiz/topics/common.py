"""What many templates use."""

from acttutor.core.activations import ACTIVATIONS
from acttutor.labs.quiz.item import Option, name_of


def f(function: str, z: float, **params: float) -> float:
    """Return the value of an activation function."""
    return float(ACTIVATIONS[function].f(z, **params))


def df(function: str, z: float, **params: float) -> float:
    """Return its slope."""
    return float(ACTIVATIONS[function].df(z, **params))


def named(function: str, mistake: str = "") -> Option:
    """Return the option with the name of an activation function."""
    return Option(function, name_of(function), mistake)


def explorer(function: str, probe: float = 1.0, **more: object) -> tuple[str, dict[str, object]]:
    """Return the way to a function in its lab, with the probe at a place."""
    return "activations", {"function": function, "others": (), "probe": probe, **more}
