"""What the next step of a lesson needs, made while this one is read."""

from collections.abc import Callable

from acttutor.base.state.run import AnyRun
from acttutor.base.task import Task, done, elsewhere
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt, starting
from acttutor.lessons.lesson import Step
from acttutor.shell.main_window import MainWindow


class Ahead:
    """Makes the run that a step starts with, and its picture, before it is turned to.

    Args:
        window: the main window.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._step: Step | None = None
        #: The task that makes the run, once it has begun, and the run.
        self._beginning: Task[AnyRun] | None = None
        self._run: AnyRun | None = None

    def expect(self, step: Step, begin: Callable[[], Attempt]) -> None:
        """Make a step ready, if that is not going on already.

        Args:
            step: the step.
            begin: returns an attempt at it; not called at once, for its lab may be unknown yet.
        """
        if step is not self._step:
            self.forget()
            self._step = step
            self._window.worker.do_aside(self._make(step, begin))

    def take(self, attempt: Attempt) -> Task[AnyRun]:
        """Return the task that makes the run of a step: what is left to do of it."""
        task = starting(attempt)
        if attempt.step is self._step and self._beginning is not None:
            task = self._beginning if self._run is None else done(self._run)
            self._run = None
        self.forget()
        return task

    def forget(self) -> None:
        """Give up what was made for a step."""
        self._window.worker.do_aside(None)
        if self._run is not None:
            self._run.close()
        self._step = self._beginning = self._run = None

    def _make(self, step: Step, begin: Callable[[], Attempt]) -> Task[None]:
        yield from elsewhere(LABS[step.lab].prepare)
        beginning = self._beginning = self._begin(begin())
        # If it is taken before its end, it goes on elsewhere.
        while self._run is None:
            yield next(beginning, None)
        yield from self._window.view.preparing(step.lab, self._run)

    def _begin(self, attempt: Attempt) -> Task[AnyRun]:
        self._run = yield from starting(attempt)
        return self._run
