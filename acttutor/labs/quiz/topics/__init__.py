"""The templates, by topic. Importing this package registers all of them in `TEMPLATES`."""

from acttutor.labs.quiz.item import TEMPLATES
from acttutor.labs.quiz.topics import (
    descent_one,
    descent_two,
    dying,
    networks,
    others,
    softmax_losses,
    trouble,
    unit_choices,
    unit_graphs,
    unit_values,
)

__all__ = [
    "TEMPLATES",
    "descent_one",
    "descent_two",
    "dying",
    "networks",
    "others",
    "softmax_losses",
    "trouble",
    "unit_choices",
    "unit_graphs",
    "unit_values",
]
