"""The templates, by topic. Importing this package registers all of them in `TEMPLATES`."""

from acttutor.labs.quiz.item import TEMPLATES
from acttutor.labs.quiz.topics import (
    unit_choices,
    unit_graphs,
    unit_values,
)

__all__ = ["TEMPLATES", "unit_choices", "unit_graphs", "unit_values"]
