"""Does long work between the events of a window, and lets it be given up."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from acttutor.base.errors import UserError
from acttutor.base.task import PAUSE_S, Task

#: What takes no longer is done at once, and nobody sees a bar.
AT_ONCE_S = 0.1
#: Longest that the window waits for a piece of work, and how soon it goes on.
SLICE_S, NEXT_MS = 0.02, 1
#: How often a task that waits for something is asked.
LOOK_MS = 50
#: A task that nobody waits for: longest that the window is kept from what somebody may do, how
#: often it goes on, and when it begins.
ASIDE_S, ASIDE_MS, REST_MS = 0.008, 16, 400
#: The place of everything that puts another experiment on the screen.
SCREEN = "screen"


class Work:
    """A task that is going on.

    Args:
        task: the task.
        then: takes its result.
        failed: takes a mistake of the user that ends it.
        key: of the text that says what is being done.
        values: what fills the placeholders of the text.
        place: see `Worker.do`.
    """

    def __init__(
        self,
        task: Task[Any],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None],
        key: str,
        values: Mapping[str, object],
        place: str,
    ) -> None:
        self.task, self.then, self.failed = task, then, failed
        self.key, self.values, self.place = key, values, place
        self.begun_s = time.perf_counter()
        #: The share that is done, from 0 to 1; ``None`` if nobody knows.
        self.share: float | None = None
        self.is_waiting = False

    def go_on(self, seconds: float, patient: bool = False) -> Callable[[], None] | None:
        """Work for some time; returns what is to be called if nothing is left to do.

        Args:
            seconds: the time.
            patient: stay until it is over, even if the task waits for something.
        """
        end_s = time.perf_counter() + seconds
        while time.perf_counter() < end_s:
            try:
                share = next(self.task)
            except StopIteration as end:
                return partial(self.then, end.value)
            except UserError as error:
                return partial(self.failed, error)
            self.is_waiting = share is None
            if share is not None:
                self.share = share
            elif patient:
                time.sleep(PAUSE_S)
            else:
                break
        return None


class Worker:
    """Everything long that a window does.

    A task changes nothing that is on the screen; only its result does, at the very end. So
    giving it up leaves everything as it was.

    Args:
        widget: any Tk widget, for its ``after``.
        complain: says what is wrong if a task ends in a mistake of the user.
    """

    def __init__(self, widget: Any, complain: Callable[[UserError], None]) -> None:
        self._widget, self._complain = widget, complain
        self._after_id: str | None = None
        self._aside: Task[None] | None = None
        self._aside_id: str | None = None
        #: Tells whether nothing moves in the window, and nobody holds anything.
        self.rests: Callable[[], bool] = lambda: True
        #: What is going on, the oldest first.
        self.works: list[Work] = []
        #: Called after every slice, and when anything begins or ends.
        self.on_change: Callable[[], None] = lambda: None
        #: Called before and after a result is used: what it changes is one change of its own.
        self.seal: Callable[[], None] = lambda: None

    def do(
        self,
        task: Task[Any],
        then: Callable[[Any], None],
        key: str,
        place: str = "",
        failed: Callable[[UserError], None] | None = None,
        **values: object,
    ) -> None:
        """Do a task; what is short is done when this returns.

        Args:
            task: the work.
            then: called with its result.
            key: of the text that says what is being done.
            place: what the result is for; another task for the same place is given up.
            failed: called with a mistake of the user instead of the usual complaint.
            values: what fills the placeholders of the text.
        """
        if place:
            self.stop(place)
        work = Work(task, then, failed or self._complain, key, values, place)
        end = work.go_on(AT_ONCE_S, patient=True)
        if end is not None:
            self._use(end)
            return
        self.works.append(work)
        self._schedule()
        self.on_change()

    def cancel(self, work: Work) -> None:
        """Give a task up."""
        if work in self.works:
            self.works.remove(work)
            work.task.close()
            self.on_change()

    def stop(self, place: str) -> None:
        """Give up whatever is for a place."""
        for work in [work for work in self.works if work.place == place]:
            self.cancel(work)

    @property
    def works_aside(self) -> bool:
        """Whether there is something left to do that nobody waits for."""
        return self._aside is not None

    def do_aside(self, task: Task[None] | None) -> None:
        """Do a task that nobody waits for while the window rests, instead of the one before."""
        if self._aside is not None:
            self._aside.close()
        if self._aside_id is not None:
            self._widget.after_cancel(self._aside_id)
            self._aside_id = None
        self._aside = task
        if task is not None:
            self._aside_id = self._widget.after(REST_MS, self._go_on_aside)

    def _go_on_aside(self) -> None:
        task, self._aside_id = self._aside, None
        if task is None:
            return
        end_s = time.perf_counter() + ASIDE_S
        try:
            while not self.works and self.rests() and time.perf_counter() < end_s:
                if next(task) is None:
                    break  # it waits for something
        except StopIteration:
            self._aside = None
            return
        self._aside_id = self._widget.after(ASIDE_MS, self._go_on_aside)

    def close(self) -> None:
        """Give everything up; nothing stays scheduled."""
        self.do_aside(None)
        for work in list(self.works):
            self.cancel(work)
        if self._after_id is not None:
            self._widget.after_cancel(self._after_id)
            self._after_id = None

    def _schedule(self) -> None:
        if self._after_id is None and self.works:
            waiting = all(work.is_waiting for work in self.works)
            self._after_id = self._widget.after(LOOK_MS if waiting else NEXT_MS, self._tick)

    def _tick(self) -> None:
        self._after_id = None
        try:
            for work in list(self.works):
                self._go_on(work)
        finally:
            self._schedule()
            self.on_change()

    def _go_on(self, work: Work) -> None:
        """Do a slice of a task that may have been given up meanwhile."""
        if work not in self.works:
            return
        try:
            end = work.go_on(SLICE_S)
        except BaseException:
            self.works.remove(work)
            raise
        if end is not None:
            self.works.remove(work)
            self._use(end)

    def _use(self, end: Callable[[], None]) -> None:
        self.seal()
        end()
        self.seal()
