"""Experiment files: one lab with its settings and how far its run has come, as readable JSON.

    {
     "format": "acttutor experiment",
     "version": 1,
     "lab": "descent",
     "settings": {"a": 1.0, "b": 0.5, "x0": 4.0, "lr": 0.3, …},
     "run": {…},
     "controls": {"hide": ["a", "b"], "lock": ["lr"]}
    }

``settings`` may leave fields out, which then have their defaults.  ``run`` is what the run of
this lab keeps of its progress (trained weights, for example) and may be missing.  ``controls``
names settings whose controls are not shown, or cannot be used, until the learner asks for them; it
and each of its lists may be missing.  A file is data: every value is checked, and nothing in it
can be executed.
"""

import logging
import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import check_kinds, settings_from_plain, to_plain
from acttutor.base.state.fields import Settings
from acttutor.base.state.limits import NONE, Limits, limits_from_plain
from acttutor.base.state.run import AnyRun, Snapshot
from acttutor.base.storage.atomic import put
from acttutor.base.storage.strict_json import MAX_BYTES, read_json, shortened, write_json
from acttutor.base.storage.user_file import read_user_file
from acttutor.base.task import Task, elsewhere, finish
from acttutor.labs.registry import LABS

log = logging.getLogger(__name__)

FORMAT = "acttutor experiment"
VERSION = 1
SUFFIX = ".acttutor"
#: What code that expects other data raises.
_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
#: What they say begins with the name of the field.
_FIELD = re.compile(r"[a-z]\w*(\.\w+)*(?=:)")
_KEYS = ("format", "version", "lab", "settings", "run", "controls")


@dataclass(frozen=True)
class Experiment:
    """A lab, ready to go on.

    Args:
        lab: its id.
        settings: its settings.
        snapshot: what its run keeps, see `acttutor.base.state.run.Run.snapshot`.
        unknown: fields of a file that nobody knows, and that were left out.
        controls: what the learner does not find in the panel at first.
    """

    lab: str
    settings: Settings
    snapshot: Snapshot = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    controls: Limits = NONE

    def make_run(self) -> AnyRun:
        """Return a run that goes on where this experiment was.

        Raises:
            UserError: naming the field, if the progress does not suit the settings.
        """
        return finish(self.making_run())

    def making_run(self) -> Task[AnyRun]:
        """Do what `make_run` does in pieces."""
        return restoring_run(self.lab, self.settings, self.snapshot, "run")


def restoring_run(lab: str, settings: Settings, snapshot: Snapshot, where: str) -> Task[AnyRun]:
    """Make a run of a lab that continues from a snapshot.

    Raises:
        UserError: naming the field below ``where``, if the snapshot does not suit the settings.
    """
    run: AnyRun = LABS[lab].run_class(settings)
    if snapshot:
        try:
            yield from run.restoring(dict(snapshot))
            # A lab that takes a text for a number, say, would keep another kind than it was given.
            check_kinds(snapshot, run.snapshot())
        except _WRONG as error:
            log.info("%s: %s", where, error)
            field = _FIELD.match(str(error))
            name = f"{where}.{field.group()}" if field else where
            raise UserError("files.invalid", field=name) from error
    return run


def experiment_of(lab: str, run: AnyRun, controls: Limits = NONE) -> Experiment:
    """Return the experiment that a run is."""
    return Experiment(lab, run.settings, run.snapshot(), controls=controls)


def to_document(experiment: Experiment) -> dict[str, object]:
    """Return what is written into a file."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "lab": experiment.lab,
        "settings": to_plain(experiment.settings),
    }
    if experiment.snapshot:
        document["run"] = to_plain(experiment.snapshot)
    if experiment.controls:
        document["controls"] = experiment.controls.plain()
    return document


def from_document(document: object) -> Experiment:
    """Return the experiment that a document describes.

    Raises:
        UserError: saying what is wrong, and naming the field.
    """
    document = checked_document(document, FORMAT, VERSION)
    lab = document.get("lab")
    if not isinstance(lab, str) or lab not in LABS:
        raise UserError(
            "files.no_option", field="lab", value=shortened(lab), options=", ".join(LABS)
        )
    settings, unknown = settings_from_plain(LABS[lab].settings_class, document.get("settings", {}))
    snapshot = document.get("run", {})
    if not isinstance(snapshot, dict):
        raise UserError("files.invalid", field="run")
    unknown += tuple(shortened(key) for key in document if key not in _KEYS)
    controls = limits_from_plain(LABS[lab].settings_class, document.get("controls", {}), "controls")
    return Experiment(lab, settings, snapshot, unknown, controls)


def checked_document(document: object, format: str, version: int) -> dict[str, object]:
    """Return a document of a format and a version that we know; a `UserError` for any other."""
    if not isinstance(document, dict) or document.get("format") != format:
        raise UserError("files.other_format")
    found = document.get("version")
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise UserError("files.invalid", field="version")
    if found > version:
        raise UserError("files.future", version=found)
    return document


def open_experiment(path: Path) -> Experiment:
    """Read an experiment file; a `UserError` says why it cannot be used."""
    return from_document(read_json(read_user_file(path, MAX_BYTES)))


def opening(path: Path) -> Task[tuple[Experiment, AnyRun]]:
    """Read an experiment file and make its run."""
    experiment = yield from elsewhere(partial(open_experiment, path))
    return experiment, (yield from experiment.making_run())


def save_experiment(experiment: Experiment, path: Path) -> None:
    """Write an experiment file.

    Raises:
        UserError: if it cannot be written; a file that was there before is as it was.
    """
    put(path, write_json(to_document(experiment)).encode("utf-8"))
