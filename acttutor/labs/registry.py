"""Which labs there are. A new lab is a folder under ``labs/`` and one line here.

The folder holds ``state.py`` (``Settings``), ``run.py`` (``Run``), ``words.py`` (``readout``),
``spoken.py`` (``spoken``), ``export.py`` (``metrics``, ``table``), ``figure.py`` (``Figure``, see
`acttutor.labs.figures`) and ``panel.py`` (``build``, see `acttutor.labs.panels`). They are imported
by name when they are first needed, so that figures and runs work where tkinter is missing; what
each module holds is a `Protocol`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from acttutor.base.language.texts import Texts
from acttutor.base.published import Columns, Observed
from acttutor.base.state.fields import Settings
from acttutor.base.state.lab_settings import LabSettings
from acttutor.base.state.run import AnyRun


class StateModule(Protocol):
    """``state.py`` of a lab: its settings, and those that its picture shows."""

    Settings: type[Settings]
    SHOWCASE: Mapping[str, object]
    SHOWCASE_STEPS: int


class RunModule(Protocol):
    """``run.py``."""

    Run: type[AnyRun]


class WordsModule(Protocol):
    """``words.py``."""

    def readout(self, run: AnyRun, texts: Texts) -> str:
        """Return the numbers written beside the transport."""


class SpokenModule(Protocol):
    """``spoken.py``."""

    def spoken(self, run: AnyRun, texts: Texts) -> list[str]:
        """Return what the picture shows, in two to six sentences without mathematical typesetting.

        What is set, what has happened, what stands out: all from the numbers of the run.
        """


class ExportModule(Protocol):
    """``export.py``; ``script`` is there if the lab has `Lab.scripts`, ``outcome`` if it is one of
    those that `Lab.is_trained` in epochs.
    """

    def metrics(self, run: AnyRun) -> Observed:
        """Return named numbers, texts and truth values of the run.

        Lessons check their goals against them and write them into their sentences. Every name
        has a text ``<lab>.observables.<name>``.
        """

    def table(self, run: AnyRun) -> Columns:
        """Return the numbers behind the picture."""

    def outcome(self, run: AnyRun) -> Observed:
        """Return how a training came out: epoch, ``loss_train``, ``loss_val``, and
        ``accuracy_train``, ``accuracy_val`` and ``accuracy_test`` where there is an accuracy.
        """

    def script(self, run: AnyRun, kind: str) -> str:
        """Return the run as a Python program of a kind out of `Lab.scripts`."""


@dataclass(frozen=True)
class Lab:
    """One lab, with its parts imported on demand.

    Args:
        id: name of its folder and prefix of its texts.
        group: the heading that it stands under in the rail.
        icon: name of its icon in the rail (Bootstrap Icons).
        has_time: whether it has a transport (play, step, reset).
        scripts: what its run can be written as, see `ExportModule.script`.
        is_trained: whether a step is an epoch of a training, see `ExportModule.outcome`.
    """

    id: str
    group: str
    icon: str
    has_time: bool = True
    scripts: tuple[str, ...] = ()
    is_trained: bool = False

    def module(self, name: str) -> ModuleType:
        """Import one of its modules by the name of its file."""
        return import_module(f"acttutor.labs.{self.id}.{name}")

    def prepare(self) -> None:
        """Import what its picture and panel need: a third of what opening it takes at first."""
        for name in ("figure", "panel"):
            self.module(name)

    @property
    def _state(self) -> StateModule:
        return cast(StateModule, self.module("state"))

    @property
    def settings_class(self) -> type[Settings]:
        """The frozen dataclass of its settings."""
        return self._state.Settings

    def defaults(self) -> Settings:
        """Return the settings that it begins with."""
        return self.settings_class()

    @property
    def showcase(self) -> tuple[Mapping[str, object], int]:
        """Settings unlike the defaults, and number of steps, that its picture shows."""
        return self._state.SHOWCASE, self._state.SHOWCASE_STEPS

    @property
    def run_class(self) -> type[AnyRun]:
        """Its run."""
        return cast(RunModule, self.module("run")).Run

    @property
    def words(self) -> WordsModule:
        """What it says."""
        return cast(WordsModule, self.module("words"))

    def spoken(self, run: AnyRun, texts: Texts) -> list[str]:
        """Return what the picture of a run shows, in sentences."""
        return cast(SpokenModule, self.module("spoken")).spoken(run, texts)

    @property
    def export(self) -> ExportModule:
        """What it hands out."""
        return cast(ExportModule, self.module("export"))


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
        Lab("network", "networks", "diagram-3", scripts=("numpy", "torch"), is_trained=True),
        Lab("collapse", group="networks", icon="layers"),
        Lab("gradients", group="networks", icon="reception-4"),
        Lab("digits", "networks", "pencil", scripts=("numpy", "torch"), is_trained=True),
        Lab("gan", group="networks", icon="intersect"),
    )
}


def lab_settings(made: Mapping[str, Settings] | None = None) -> LabSettings:
    """Return the settings of all labs: these, and defaults for the others."""
    return LabSettings(made or {}, {lab.id: lab.defaults for lab in LABS.values()})
