"""The templates, by topic. Importing this package registers all of them in `TEMPLATES`."""

from acttutor.labs.quiz import code
from acttutor.labs.quiz.model.item import TEMPLATES
from acttutor.labs.quiz.topics import (
    backprop,
    descent_one,
    descent_two,
    digits,
    gan,
    judging_models,
    losses,
    networks,
    others,
    shapes,
    softmax_losses,
    starts,
    statements,
    trouble,
)
from acttutor.labs.quiz.topics.units import (
    choices,
    dying,
    graphs,
    rectifiers,
    values,
)

__all__ = [
    "TEMPLATES",
    "backprop",
    "choices",
    "code",
    "descent_one",
    "descent_two",
    "digits",
    "dying",
    "gan",
    "graphs",
    "judging_models",
    "losses",
    "networks",
    "others",
    "rectifiers",
    "shapes",
    "softmax_losses",
    "starts",
    "statements",
    "trouble",
    "values",
]
