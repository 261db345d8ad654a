"""The runs of all labs, which wait with all they have learned while others are on the screen."""

import logging
from collections.abc import Callable
from functools import partial

from acttutor.base.state.fields import Settings
from acttutor.base.state.run import AnyRun, Snapshot
from acttutor.base.task import Task
from acttutor.files.experiment import restoring_run
from acttutor.labs.registry import LABS
from acttutor.widgets.worker import Worker

log = logging.getLogger(__name__)


class Runs(dict[str, AnyRun]):
    """The runs by the ids of their labs; one is made when its lab is first shown.

    Args:
        worker: restores what takes long.
    """

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        #: Settings and kept progress of runs, for labs that have not been on the screen yet.
        self.waiting: dict[str, tuple[Settings, Snapshot]] = {}
        #: Runs that stand in for what is being restored.
        self._standing_in: dict[str, AnyRun] = {}
        #: Labs that were on the screen since snapshots were taken.
        self._shown: set[str] = set()
        #: Labs whose progress could not be taken.
        self.unkept: set[str] = set()
        #: Told of every run that is new here.
        self.on_made: Callable[[AnyRun], None] = lambda _run: None
        #: Told which run has been replaced by the one for which it stood in.
        self.on_restored: Callable[[AnyRun], None] = lambda _run: None

    def shown(self, lab: str, settings: Settings) -> AnyRun:
        """Return the run of a lab that is shown with these settings."""
        self._shown.add(lab)
        if lab not in self:
            self._make(lab, settings)
        if self[lab].settings != settings:
            self[lab].configure(settings)
        return self[lab]

    def put(self, lab: str, run: AnyRun) -> None:
        """Let a run take the place of the one that a lab had."""
        self.rest(lab)
        self[lab] = run
        self.on_made(run)

    def adopt(self, lab: str, run: AnyRun) -> None:
        """Let a run take the place of the one that a lab had, and of what is waiting for it."""
        self.put(lab, run)
        self.waiting.pop(lab, None)

    def forget(self, lab: str) -> None:
        """Let a lab begin anew, with what is waiting for it."""
        self.rest(lab)
        del self[lab]

    def rest(self, *labs: str) -> None:
        """Let the runs of labs give back what they hold."""
        for lab in labs:
            if lab in self:
                self[lab].close()

    def take_snapshots(self, lab: str) -> dict[str, Snapshot]:
        """Return the progress of runs that were on the screen since the last call.

        Args:
            lab: the lab that is there now.
        """
        shown, self._shown = self._shown | {lab}, {lab}
        found = {}
        for name, run in self.items():
            if name in shown and run is not self._standing_in.get(name):
                try:
                    found[name] = run.snapshot()
                except Exception:
                    # Whatever is wrong with one lab, the others are kept.
                    log.exception("%s cannot be kept", name)
                    self.unkept.add(name)
        return found

    def _make(self, lab: str, settings: Settings) -> None:
        """Make a run that goes on where the last session was, if there is anything to go on."""
        run: AnyRun = LABS[lab].run_class(settings)
        self.put(lab, run)
        kept, snapshot = self.waiting.pop(lab, (None, None))
        if snapshot and kept == settings:
            self._worker.do(
                self._restoring(lab, settings, snapshot),
                partial(self._take_up, lab, run),
                "shell.work.restoring",
                failed=lambda error: log.warning("%s begins anew: %s", lab, error),
            )

    def _restoring(self, lab: str, settings: Settings, snapshot: Snapshot) -> Task[AnyRun]:
        """Make a run from a snapshot; that of the run on the screen is not taken meanwhile."""
        self._standing_in[lab] = self[lab]
        try:
            return (yield from restoring_run(lab, settings, snapshot, "run"))
        finally:
            del self._standing_in[lab]

    def _take_up(self, lab: str, stood_in: AnyRun, run: AnyRun) -> None:
        """Let a restored run take its place, unless something else was begun there."""
        if self.get(lab) is stood_in and stood_in.settings == run.settings:
            self.put(lab, run)
            self.on_restored(stood_in)
