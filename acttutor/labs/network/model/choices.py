"""What data are learned by and judged by: the choices that settings, models and figures share."""

from collections.abc import Mapping
from types import MappingProxyType

#: The losses for classes, and the activation of the output that goes with each.
CLASS_OUTPUTS: Mapping[str, str] = MappingProxyType(
    {
        "squared_error": "tanh",
        "binary_cross_entropy": "sigmoid",
        "softmax_cross_entropy": "softmax",
    }
)
#: The losses for numbers to predict.
NUMBER_LOSSES = ("squared_error", "absolute_error", "huber")
#: The parts of the data, in the order in which they are shown.
PARTS = ("train", "validation", "test")
#: What is explained of how well a network does, for classes and for numbers.
CLASS_MEASURES = ("confusion", "accuracy", "precision", "recall", "f1", "roc", "pr")
NUMBER_MEASURES = ("r2", "rmse", "mae")
#: How a point goes through the network: a layer at each press, by itself, or at once.
PACES = ("slow", "step", "fast")
