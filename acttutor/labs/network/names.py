"""What the inputs of a network are called: by the columns of a table, or x₁ and x₂."""

from unicodedata import east_asian_width

from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.data.table import WHOLE

#: The features as mathematics, where the data have no columns.
FEATURE_MATH = {
    "x1": "x_1",
    "x2": "x_2",
    "x1_squared": "x_1^2",
    "x2_squared": "x_2^2",
    "x1x2": "x_1x_2",
    "sin_x1": r"\sin x_1",
    "sin_x2": r"\sin x_2",
}
#: The same with the names of the columns, as words with mathematics.
_FEATURE_WORDS = {
    "x1": "{0}",
    "x2": "{1}",
    "x1_squared": "{0}$^2$",
    "x2_squared": "{1}$^2$",
    "x1x2": "{0} × {1}",
    "sin_x1": "sin {0}",
    "sin_x2": "sin {1}",
}
#: The longest name of a column in a graph or a formula, in narrow letters.
LONGEST = 12


def short_name(name: str, most: int = 14) -> str:
    """Return a name cut to so many narrow letters; a wide one, as in Japanese, counts twice."""
    width = 0
    for end, letter in enumerate(name):
        before, width = width, width + (2 if east_asian_width(letter) in "WF" else 1)
        if width > most:
            # Room for the dots, which may cost the letter before as well.
            return name[: end - (before == most)] + "…"
    return name


def plain_name(name: str, most: int = LONGEST) -> str:
    """Return a name out of a stranger's file, short, and without what begins mathematics."""
    return short_name(" ".join(name.replace("$", "").split()), most)


def has_columns(problem: Problem | None) -> bool:
    """Tell whether both inputs have names."""
    return problem is not None and all(map(plain_name, problem.columns[:2]))


def feature_name(feature: str, problem: Problem | None) -> str:
    """Return what a feature is called, as words with mathematics between dollar signs."""
    if problem is None or not has_columns(problem):
        return f"${FEATURE_MATH[feature]}$"
    return _FEATURE_WORDS[feature].format(*map(plain_name, problem.columns[:2]))


def is_scaled(problem: Problem | None) -> bool:
    """Tell whether the square is not the data's own place."""
    return problem is not None and problem.frame != WHOLE
