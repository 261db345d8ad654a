"""What the overview tells lessons, and the table behind its picture."""

from acttutor.base.published import Columns, Observed
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import HISTORY, source_of, year_of


def metrics(run: Run) -> Observed:
    """Return what is picked."""
    return {
        "view": run.settings.view,
        "function": run.settings.function,
        "year": run.year,
        "purpose": run.settings.purpose,
        "advice": run.advice.function,
    }


def table(run: Run) -> Columns:
    """Return the history in columns."""
    return [
        ("year", [year_of(function) for function in HISTORY]),
        ("function", list(HISTORY)),
        ("source", [source_of(function) for function in HISTORY]),
    ]
