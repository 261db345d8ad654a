"""The settings of the unit lab."""

from dataclasses import dataclass

from acttutor.base.state.fields import choice, number


@dataclass(frozen=True)
class Settings:
    """Two inputs, their weights, the bias and the activation of one unit."""

    x1: float = number(1.0, -3.0, 3.0, 0.01)
    x2: float = number(-0.5, -3.0, 3.0, 0.01)
    w1: float = number(0.8, -3.0, 3.0, 0.01)
    w2: float = number(1.2, -3.0, 3.0, 0.01)
    b: float = number(0.5, -6.0, 6.0, 0.01)
    activation: str = choice("sigmoid", ("step", "sigmoid", "tanh", "relu", "gelu", "identity"))


#: What the pictures in the documentation show.
SHOWCASE: dict[str, object] = {"x1": 2.0, "activation": "tanh"}
SHOWCASE_STEPS = 0
