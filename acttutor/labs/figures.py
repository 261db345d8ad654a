"""The pictures of all labs, each imported when it is first needed."""

from typing import Protocol, cast

from acttutor.base.state.run import AnyRun
from acttutor.labs.registry import LABS
from acttutor.plots.lab_figure import AnyFigure


class FigureModule(Protocol):
    """``figure.py`` of a lab."""

    Figure: type[AnyFigure]


def figure_class(lab: str, run: AnyRun) -> type[AnyFigure]:
    """Return the class of the picture that suits a run."""
    return cast(FigureModule, LABS[lab].module("figure")).Figure.for_run(run)
