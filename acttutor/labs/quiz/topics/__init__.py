"""The templates, by topic. Importing this package registers all of them in `TEMPLATES`."""

from acttutor.labs.quiz import code
from acttutor.labs.quiz.model.item import (
    TEMPLATES,
)
from acttutor.labs.quiz.topics import (
    backprop,
    descent_one,
    descent_two,
    digits,
    dying,
    gan,
    judging_models,
    losses,
    networks,
    others,
    rectifier_values,
    shapes,
    softmax_losses,
    starts,
    statements,
    trouble,
    unit_choices,
    unit_graphs,
    unit_values,
)

__all__ = [
    "TEMPLATES",
    "backprop",
    "code",
    "descent_one",
    "descent_two",
    "digits",
    "dying",
    "gan",
    "judging_models",
    "losses",
    "networks",
    "others",
    "rectifier_values",
    "shapes",
    "softmax_losses",
    "starts",
    "statements",
    "trouble",
    "unit_choices",
    "unit_graphs",
    "unit_values",
]
