"""The right answer to every question, calculated without the program's own mathematics.

Each oracle gets a question and returns its answer: a number, a place, the `value` of the right
option, or the values in the right order. Numbers come from what the reader is told.
"""

from quiz_oracles import (
    descent,
    digits,
    judging,
    losses,
    networks,
    others,
    statements,
    trouble,
    units,
)
from quiz_oracles.reading import ORACLES

__all__ = [
    "ORACLES",
    "descent",
    "digits",
    "judging",
    "losses",
    "networks",
    "others",
    "statements",
    "trouble",
    "units",
]
