"""Changes of the network that are made in its picture: layers, units, activations, features."""

from acttutor.core.data.features import FEATURES
from acttutor.labs.network.model.hidden import (
    MAX_LAYERS,
    MAX_UNITS,
    check_dropout,
    parameter_of,
    written_layer,
)
from acttutor.labs.network.state import Settings

#: Units that a new layer gets, as in the web playground.
NEW = 2

Changes = dict[str, object]


def with_layer(settings: Settings) -> Changes:
    """Return what adds a hidden layer; nothing if there are as many as can be."""
    layers = settings.layers
    return {"layers": (*layers, NEW)} if len(layers) < MAX_LAYERS else {}


def without_layer(settings: Settings) -> Changes:
    """Return what takes the last hidden layer away; nothing if there is none."""
    left = settings.layers[:-1]
    if not settings.layers:
        return {}
    return {
        "layers": left,
        "own_activations": settings.own_activations[: len(left)],
        "dropout": check_dropout(settings.dropout[: len(left)]),
    }


def with_units(settings: Settings, layer: int, more: int) -> Changes:
    """Return what gives a hidden layer, counted from 0, more units or fewer, if it can."""
    layers = list(settings.layers)
    wanted = layers[layer] + more
    if not 1 <= wanted <= MAX_UNITS:
        return {}
    layers[layer] = wanted
    return {"layers": tuple(layers)}


def with_activation(settings: Settings, layer: int, name: str) -> Changes:
    """Return what gives a hidden layer, counted from 0, an activation for itself alone."""
    return _with_own(settings, layer, "" if name == settings.activation else name)


def with_number(settings: Settings, layer: int, number: float) -> Changes:
    """Return what gives the activation of a hidden layer a number of its own, if it can have one.

    Args:
        settings: as they are.
        layer: counted from 0.
        number: PReLU's α, a maxout unit's pieces, and their like; see `parameter_of`.
    """
    name = settings.activations[layer]
    if parameter_of(name) is None:
        return {}
    return _with_own(settings, layer, written_layer(name, number))


def _with_own(settings: Settings, layer: int, written: str) -> Changes:
    own = [*settings.own_activations, *[""] * len(settings.layers)][: len(settings.layers)]
    own[layer] = written
    return {"own_activations": tuple(own)}


def with_dropout(settings: Settings, layer: int, share: float) -> Changes:
    """Return what lets a hidden layer, counted from 0, leave out a share of its units."""
    shares = list(settings.dropout_rates)
    shares[layer] = share
    return {"dropout": check_dropout(shares)}


def with_feature(settings: Settings, feature: str) -> Changes:
    """Return what adds a feature, or takes it away; nothing for the last one."""
    chosen = set(settings.features) ^ {feature}
    return {"features": tuple(f for f in FEATURES if f in chosen)} if chosen else {}
