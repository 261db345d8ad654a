"""What a hidden layer is called: its activation with its number, and its dropout."""

from acttutor.base.language.speech import listed
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import percent, significant
from acttutor.labs.network.model.hidden import HiddenLayer, parameter_of
from acttutor.labs.network.state import Settings

#: The symbols of numbers, as they are written without mathematics.
_LETTERS = {r"\alpha": "α", r"\theta": "θ"}


def symbol_of(activation: str) -> str:
    """Return the letter of the number that an activation has; empty if it has none."""
    parameter = parameter_of(activation)
    return "" if parameter is None else _LETTERS.get(parameter.symbol, parameter.symbol)


def number_text(layer: HiddenLayer) -> str:
    """Return the number of a layer with its letter, such as ``α=0.1``; empty if it has none."""
    if layer.number is None:
        return ""
    return f"{symbol_of(layer.activation)}={significant(layer.number, 3)}"


def activation_names(activation: str, texts: Texts) -> list[str]:
    """Return names for an activation, the longest first."""
    shorter = (f"functions.{activation}.short", f"network.activation.tiny.{activation}")
    name = texts.option("network.activation", activation)
    return [name, *(texts(key) for key in shorter if texts.has(key))]


def layer_names(settings: Settings, k: int, texts: Texts) -> list[str]:
    """Return names for a hidden layer, counted from 0, the longest first.

    They say what is not as everyone expects; dropout is p, as in its paper.
    """
    layer, share = settings.hidden[k], settings.dropout_rates[k]
    names = activation_names(layer.activation, texts)
    parts = [*([] if layer.is_plain else [number_text(layer)])]
    if share:
        parts.append(f"p={significant(share, 2)}")
    if not parts:
        return names
    return [*(" ".join([name, *parts]) for name in names), *(f"{name} …" for name in names)]


def layer_says(settings: Settings, k: int, texts: Texts) -> str:
    """Return what a click on the name of a hidden layer will do, and what the layer has."""
    layer, share = settings.hidden[k], settings.dropout_rates[k]
    words = texts("network.build.activation", number=k + 1)
    parts = [texts.option("network.activation", layer.activation)]
    parts += [number_text(layer)] if layer.number is not None else []
    if share:
        parts.append(texts("network.build.share", share=percent(share)))
    return f"{words}\n{texts('network.build.now', parts=listed(parts, texts))}"
