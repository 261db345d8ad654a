"""The modules of a lab are imported by name: here their types are compared, as mypy cannot.

Within a module mypy checks what is read from the run; that each module means the run of its own
lab, and nothing wider, is checked here.
"""

import inspect
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from acttutor.base import published
from acttutor.base.language.texts import Texts
from acttutor.base.state import run
from acttutor.labs.registry import LABS
from acttutor.plots.lab_figure import LabFigure


def argument_of(kind: type, base: Any) -> Any:
    """Return what ``kind`` fills in for the type variable of a generic class below it."""
    for ancestor in inspect.getmro(kind):
        for parent in vars(ancestor).get("__orig_bases__", ()):
            if get_origin(parent) is base:
                return get_args(parent)[0]
    raise AssertionError(f"{kind} is no {base}")


@pytest.mark.parametrize("lab", LABS)
def test_the_run_is_one_of_the_settings_of_its_lab(lab):
    entry = LABS[lab]
    assert issubclass(entry.settings_class, argument_of(entry.run_class, run.Run))


@pytest.mark.parametrize("lab", LABS)
def test_words_and_publishing_read_the_run_of_their_lab(lab):
    entry = LABS[lab]
    of_run = {"run": entry.run_class}
    assert get_type_hints(entry.words.readout) == {**of_run, "texts": Texts, "return": str}
    assert get_type_hints(entry.export.metrics) == {**of_run, "return": published.Observed}
    assert get_type_hints(entry.export.table) == {**of_run, "return": published.Columns}
    if entry.is_trained:
        assert get_type_hints(entry.export.outcome) == {**of_run, "return": published.Observed}
    if entry.scripts:
        assert get_type_hints(entry.export.script) == {**of_run, "kind": str, "return": str}


@pytest.mark.parametrize("lab", LABS)
def test_the_figure_reads_the_run_of_its_lab(lab):
    entry = LABS[lab]
    assert argument_of(entry.module("figure").Figure, LabFigure) is entry.run_class


@pytest.mark.window
@pytest.mark.parametrize("lab", LABS)
def test_the_panel_reads_the_run_of_its_lab(lab):
    from acttutor.widgets.panel import Panel

    entry = LABS[lab]
    hints = get_type_hints(entry.module("panel").build)
    assert hints.pop("return") is type(None)
    ((_, panel),) = hints.items()
    assert (get_origin(panel), get_args(panel)) == (Panel, (entry.run_class,))
