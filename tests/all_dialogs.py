"""Every dialog of the program, opened as a test needs it."""

import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import Any

import acttutor.shell
from acttutor.base.resources import asset
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.shell.dialogs.columns import ColumnsDialog
from acttutor.shell.dialogs.dialog import Dialog
from acttutor.shell.dialogs.summary import SummaryDialog
from acttutor.tables.reading import Source

TABLE = Path(__file__).parent / "data" / "tables" / "pipe.csv"


def columns(window: Any) -> Any:
    """Open the one that asks for the columns of a table."""
    source = Source.of(TABLE)
    return ColumnsDialog(window, source, source.read(), None, window.tables.show)


def summary(window: Any) -> Any:
    """Open the one at the end of a lesson."""
    window.guide.finished = read_lesson(lesson_files(asset("lessons"))[0])
    return SummaryDialog(window)


#: How dialogs are opened that need more than a window.
OPENED = {"ColumnsDialog": columns, "SummaryDialog": summary}


def kinds() -> list[Any]:
    """Return all dialogs that the package holds."""
    for module in pkgutil.walk_packages(acttutor.shell.__path__, "acttutor.shell."):
        importlib.import_module(module.name)
    found: list[Any] = []
    waiting: list[Any] = [Dialog]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found += kind.__subclasses__()
    return sorted(set(found), key=lambda kind: kind.__name__)


def opened(window: Any, kind: Any) -> Any:
    """Open a dialog of a kind."""
    if kind.__name__ in OPENED:
        dialog = OPENED[kind.__name__](window)
    else:
        needed = [
            parameter
            for parameter in list(inspect.signature(kind).parameters.values())[1:]
            if parameter.default is inspect.Parameter.empty
        ]
        assert not needed, f"say in OPENED how {kind.__name__} is opened"
        dialog = kind(window)
    window.dialog = dialog
    return dialog
