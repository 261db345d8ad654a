"""The settings of the activation lab, generated from the registry of activation functions."""

import math
from dataclasses import dataclass, make_dataclass

from acttutor.base.numbers.unchecked import items
from acttutor.base.state.fields import choice, free, number
from acttutor.core.activations.registry import ACTIVATIONS, Param
from acttutor.core.formula.expression import check_formula
from acttutor.labs.activations.functions import FUNCTIONS

#: How many functions can be laid over the chosen one.
MAX_OTHERS = 3
MAX_HALF_WIDTH = 20.0
VIEWS = ("stacked", "overlaid")


def check_others(value: object) -> tuple[str, ...]:
    """Return up to three ids of functions, each once, in the order in which they were chosen."""
    chosen: dict[str, None] = {}
    for function in items(value):
        if not isinstance(function, str) or function not in FUNCTIONS:
            raise ValueError(f"{function!r} is not one of {', '.join(FUNCTIONS)}")
        chosen[function] = None
    return tuple(chosen)[:MAX_OTHERS]


def param_setting(function: str, param: str) -> str:
    """Return the name of the setting of one parameter, for example ``"elu_alpha"``."""
    return f"{function}_{param}"


def _param_field(param: Param) -> float:
    # About a hundred steps or more, each a power of ten.
    step = 10.0 ** math.floor(math.log10((param.high - param.low) / 100))
    return number(param.default, param.low, param.high, step=step, digits=2)


@dataclass(frozen=True)
class Choices:
    """The settings that do not depend on which functions there are.

    Args:
        function: the function that formula, facts, tangent and shading belong to.
        others: functions laid over it.
        view: f and f′ above each other, or in one picture.
        half_width: x runs from minus this to plus this.
        threshold: the slope below which learning counts as stopped; 0 shades nothing.
        probe: the x at which the probe is pinned.
        own: the formula of the function that is typed, see `acttutor.core.formula.expression`.
    """

    function: str = choice("sigmoid", FUNCTIONS)
    others: tuple[str, ...] = free((), check_others)
    view: str = choice("stacked", VIEWS)
    half_width: float = number(6.0, 1.0, MAX_HALF_WIDTH, step=0.5, digits=1)
    threshold: float = number(0.05, 0.0, 0.5, step=0.01)
    probe: float = number(1.0, -MAX_HALF_WIDTH, MAX_HALF_WIDTH, digits=None, slider=False)
    own: str = free("x*sigmoid(x)", check_formula)


#: All settings: `Choices`, and one number for each parameter of each function.
Settings: type[Choices] = make_dataclass(
    "Settings",
    [
        (param_setting(function, param.id), float, _param_field(param))
        for function, activation in ACTIVATIONS.items()
        for param in activation.params
    ],
    bases=(Choices,),
    frozen=True,
    namespace={"__module__": __name__, "__doc__": "Settings of the activation lab."},
)


def shown(settings: Choices) -> tuple[str, ...]:
    """Return the ids of the functions in the picture, the chosen one first."""
    return tuple(dict.fromkeys((settings.function, *settings.others)))[: MAX_OTHERS + 1]


def params_of(settings: Choices, function: str) -> dict[str, float]:
    """Return the parameter values of one function."""
    return {
        param.id: float(getattr(settings, param_setting(function, param.id)))
        for param in (ACTIVATIONS[function].params if function in ACTIVATIONS else ())
    }


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"function": "gelu", "others": ("relu",), "half_width": 4, "probe": 1}
SHOWCASE_STEPS = 0
