"""What the units of a hidden layer are: an activation, and the number that it can have.

A layer with a number of its own is written as ``prelu:0.1`` or ``maxout:3``: PReLU's α that each
unit starts from, the pieces of a maxout unit.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from acttutor.base.numbers.unchecked import items, reals
from acttutor.core.activations.activation import Param
from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.formula.expression import OWN
from acttutor.core.nn.layers.maxout_layer import MAXOUT

#: What hidden layers can be made of.
HIDDEN = (*ACTIVATIONS, MAXOUT, OWN)
MAX_LAYERS = 6
MAX_UNITS = 8
#: Linear pieces of a maxout unit.
MOST_PIECES = 4
PIECES = Param("pieces", default=2, low=2, high=MOST_PIECES, symbol="k")
#: Shares of units that are left out in training, at most.
MOST_DROPOUT = 0.9
_MARK = ":"


class HiddenLayer(NamedTuple):
    """The units of a hidden layer.

    Args:
        activation: one of `HIDDEN`.
        number: that of `parameter_of`; ``None`` for an activation that has none.
    """

    activation: str
    number: float | None

    @property
    def params(self) -> Mapping[str, float]:
        """What `Network` takes as ``hidden_params``; the pieces it takes apart from them."""
        parameter = parameter_of(self.activation)
        if parameter is None or parameter is PIECES or self.number is None:
            return {}
        return {parameter.id: self.number}

    @property
    def pieces(self) -> int:
        """The linear pieces of a maxout unit; what there is nothing to choose for has one."""
        return int(self.number) if self.activation == MAXOUT and self.number is not None else 1

    @property
    def is_plain(self) -> bool:
        """Whether it has the number that everyone expects."""
        parameter = parameter_of(self.activation)
        return parameter is None or self.number == parameter.default


def parameter_of(activation: str) -> Param | None:
    """Return the number that can be chosen for an activation, if there is one."""
    if activation == MAXOUT:
        return PIECES
    params = ACTIVATIONS[activation].params if activation in ACTIVATIONS else ()
    return params[0] if params else None


def read_layer(written: str, pieces: int) -> HiddenLayer:
    """Return what a layer is by how it is written.

    Args:
        written: an id of `HIDDEN`, perhaps with a number.
        pieces: those of maxout units without a number.

    Raises:
        ValueError: there is no such activation, or it has no such number.
    """
    name, mark, number = written.partition(_MARK)
    if name not in HIDDEN:
        raise ValueError(f"{name!r} is not one of {', '.join(HIDDEN)}")
    parameter = parameter_of(name)
    if not mark:
        if parameter is None:
            return HiddenLayer(name, None)
        return HiddenLayer(name, float(pieces) if parameter is PIECES else parameter.default)
    if parameter is None:
        raise ValueError(f"{name} has no number")
    try:
        value = float(number)
    except ValueError:
        raise ValueError(f"{number!r} is not a number") from None
    if not parameter.low <= value <= parameter.high or (parameter is PIECES and value % 1):
        raise ValueError(f"{name} takes {parameter.low:g} to {parameter.high:g}, not {number}")
    return HiddenLayer(name, value)


def written_layer(activation: str, number: float) -> str:
    """Return how a layer with a number of its own is written; see `read_layer`."""
    return f"{activation}{_MARK}{number:.6g}"


def check_layers(value: object) -> tuple[int, ...]:
    """Return widths of hidden layers: up to six, each of one to eight units."""
    widths = [width for width in items(value) if type(width) is int]  # true is no width
    if len(widths) > MAX_LAYERS:
        raise ValueError(f"{len(widths)} hidden layers; 0 to {MAX_LAYERS} are allowed")
    if len(widths) < len(items(value)):
        raise ValueError("widths must be whole numbers")
    return tuple(min(max(width, 1), MAX_UNITS) for width in widths)


def check_activations(value: object) -> tuple[str, ...]:
    """Return how single hidden layers are written, or "" for one like all."""
    chosen = items(value)
    if len(chosen) > MAX_LAYERS:
        raise ValueError(f"{len(chosen)} activations; {MAX_LAYERS} layers are allowed")
    own = list(map(str, chosen))
    for written in filter(None, own):
        read_layer(written, MOST_PIECES)
    # What ends in layers without one of their own says nothing more.
    while own and not own[-1]:
        own.pop()
    return tuple(own)


def check_dropout(value: object) -> tuple[float, ...]:
    """Return the share of units that each hidden layer leaves out in training; 0 where none is."""
    chosen = reals(value)
    if len(chosen) > MAX_LAYERS:
        raise ValueError(f"{len(chosen)} shares; {MAX_LAYERS} layers are allowed")
    shares = []
    for share in chosen:
        if not math.isfinite(share):
            raise ValueError(f"{share!r} is not a share")
        shares.append(round(min(max(share, 0.0), MOST_DROPOUT), 2))
    while shares and not shares[-1]:
        shares.pop()
    return tuple(shares)
