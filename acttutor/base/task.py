"""Long work in pieces, so that a window lives between them and can give it up.

A task is a generator. After each piece it yields the share that is done, from 0 to 1, or ``None``
while it waits for something elsewhere, and it returns its result. Whoever closes it gives the work
up; nothing has changed then but what the task made for itself, which a ``finally`` takes away.
"""

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import TypeVar

from acttutor.base.state.run import AnyRun

T = TypeVar("T")
Task = Generator[float | None, None, T]

#: How long nothing is done while a task waits.
PAUSE_S = 0.002


def finish(task: Task[T], progress: Callable[[float], None] = lambda _share: None) -> T:
    """Do all of a task at once and return its result; for whoever has no window.

    Args:
        task: the work.
        progress: told the share that is done, from 0 to 1.
    """
    while True:
        try:
            share = next(task)
        except StopIteration as end:
            result: T = end.value
            return result
        if share is None:
            time.sleep(PAUSE_S)
        else:
            progress(share)


def done(result: T) -> Task[T]:
    """Have done already what was to be done."""
    yield from ()
    return result


def stepping(run: AnyRun, steps: int) -> Task[None]:
    """Move a run on by so many steps, or to its end."""
    for done in range(1, steps + 1):
        if not run.step():
            return
        yield done / steps


def elsewhere(work: Callable[[], T]) -> Task[T]:
    """Do in a thread what has no pieces, such as reading a file from a slow disk.

    Nothing of a window may be touched there. If it is given up, the thread ends by itself and
    nobody hears of its result.
    """
    done: Future[T] = Future()

    def begin() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=begin, daemon=True).start()
    while not done.done():
        yield None
    return done.result()
