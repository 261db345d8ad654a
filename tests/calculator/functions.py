"""The functions that are known by name."""

import math
from collections.abc import Callable
from typing import Any

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "\\max": max, "max": max, "\\min": min, "min": min,
    "\\tanh": math.tanh, "tanh": math.tanh, "\\ln": math.log, "ln": math.log,
    "\\sin": math.sin, "\\cos": math.cos, "\\exp": math.exp, "exp": math.exp,
    "\\sigma": lambda x: 1 / (1 + math.exp(-x)) if x > -700 else 0.0,
    "σ": lambda x: 1 / (1 + math.exp(-x)) if x > -700 else 0.0,
    "\\Phi": lambda x: math.erfc(-x / math.sqrt(2)) / 2,
}  # fmt: skip
#: Those that calculate in fractions.
EXACT = {"\\max", "max", "\\min", "min"}
