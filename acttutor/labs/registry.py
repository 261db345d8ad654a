"""Which labs there are. A new lab is a folder under ``labs/`` and one line here.

The folder holds ``state.py`` (``Settings``), ``run.py`` (``Run``), ``words.py`` (``readout``),
``publish.py`` (``observe``, ``table``), ``figure.py`` (``Figure``) and ``panel.py`` (``build``).
They are imported by name when they are first needed, so that figures and runs work where tkinter
is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from acttutor.base.lab_settings import LabSettings


@dataclass(frozen=True)
class Lab:
    """One lab, with its parts imported on demand.

    Args:
        id: name of its folder and prefix of its texts.
        group: the heading that it stands under in the rail.
        icon: name of its icon in the rail (Bootstrap Icons).
        has_time: whether it has a transport (play, step, reset).
        scripts: what its run can be written as, see `script`.
    """

    id: str
    group: str
    icon: str
    has_time: bool = True
    scripts: tuple[str, ...] = ()

    def _part(self, module: str, name: str) -> Any:
        return getattr(import_module(f"acttutor.labs.{self.id}.{module}"), name)

    @property
    def settings_class(self) -> Any:
        """The frozen dataclass of its settings."""
        return self._part("state", "Settings")

    def defaults(self) -> Any:
        """Return the settings that it begins with."""
        return self.settings_class()

    @property
    def run_class(self) -> Any:
        """Its run: a subclass of `acttutor.base.run.Run`."""
        return self._part("run", "Run")

    @property
    def readout(self) -> Any:
        """``readout(run, texts) -> str``: the numbers written beside the transport."""
        return self._part("words", "readout")

    @property
    def observe(self) -> Any:
        """``observe(run) -> dict``: named numbers, texts and truth values of the run.

        Lessons check their goals against them and write them into their sentences. Every name
        has a text ``<lab>.observables.<name>``; the names are the same at all times, and a
        value that does not exist now is ``None``.
        """
        return self._part("publish", "observe")

    @property
    def table(self) -> Any:
        """``table(run) -> list of (name, values)``: the numbers behind the picture, in columns.

        Names are ASCII or mathematics, never translated; values are one-dimensional sequences
        of numbers or texts, all of the same length.
        """
        return self._part("publish", "table")

    @property
    def script(self) -> Any:
        """``script(run, kind) -> str``: the run as a Python program of a kind out of `scripts`."""
        return self._part("publish", "script")

    @property
    def figure_class(self) -> Any:
        """Its picture: a subclass of `acttutor.plots.lab_figure.LabFigure`."""
        return self._part("figure", "Figure")

    @property
    def build_panel(self) -> Any:
        """``build(panel) -> None``: puts its controls into a `acttutor.widgets.panel.Panel`."""
        return self._part("panel", "build")

    @property
    def showcase(self) -> tuple[dict[str, Any], int]:
        """Settings unlike the defaults, and number of steps, that its picture shows."""
        return self._part("state", "SHOWCASE"), self._part("state", "SHOWCASE_STEPS")


LABS: dict[str, Lab] = {
    lab.id: lab
    for lab in (
        Lab("overview", group="start", icon="map", has_time=False),
        Lab("quiz", group="start", icon="patch-question", has_time=False),
        Lab("unit", group="units", icon="record-circle", has_time=False),
        Lab("activations", group="units", icon="activity", has_time=False),
        Lab("softmax", group="units", icon="bar-chart-line", has_time=False),
        Lab("maxout", group="units", icon="chevron-double-up"),
        Lab("perceptron", group="units", icon="slash-square"),
        Lab("descent", group="learning", icon="graph-down-arrow"),
        Lab("descent2d", group="learning", icon="bullseye"),
        Lab("backprop", group="learning", icon="arrow-left-right"),
        Lab("network", group="networks", icon="diagram-3", scripts=("numpy", "torch")),
        Lab("collapse", group="networks", icon="layers"),
        Lab("gradients", group="networks", icon="reception-4"),
        Lab("gan", group="networks", icon="intersect"),
    )
}


def lab_settings(made: Mapping[str, Any] | None = None) -> LabSettings:
    """Return the settings of all labs: these, and defaults for the others."""
    return LabSettings(made or {}, {lab.id: lab.defaults for lab in LABS.values()})
