"""The worker processes of a sweep: begun without holding up a frame, ended without a trace."""

import os
import threading
import time
from concurrent.futures import Future
from typing import Any

from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.many.sweep_grid import Job, Outcome
from acttutor.system.processes import processors

#: What processes may take to end by themselves; those that are stuck are ended then.
PATIENCE_S = 5.0
#: More processes than this would mostly wait for each other at the start.
MOST_WORKERS = 8


def usual_workers() -> int:
    """Return how many processes suit this machine; one processor is left for the window."""
    return min(max(processors() - 1, 1), MOST_WORKERS)


class Pool:
    """Processes that train networks.

    They are started afresh ("spawn") on every system: a copy of a process with a window and with
    threads is not safe. A thread waits for them meanwhile.

    Args:
        count: how many.
    """

    def __init__(self, count: int) -> None:
        self._executor: Any = None
        self._stop: Any = None
        self._processes: list[Any] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._open, args=(count,), daemon=True)
        self._thread.start()

    def _open(self, count: int) -> None:
        try:
            # Imported here: it takes a tenth of a second, and most windows never need it.
            import multiprocessing
            from concurrent.futures.process import ProcessPoolExecutor

            from acttutor.labs.network.model.many import sweep_worker

            begun = self._processes

            class Context(multiprocessing.context.SpawnContext):
                """Notes which processes are begun."""

                def Process(self, *arguments: Any, **named: Any) -> Any:  # type: ignore[override]
                    begun.append(multiprocessing.context.SpawnProcess(*arguments, **named))
                    return begun[-1]

            context = Context()
            self._stop = context.Event()
            executor = ProcessPoolExecutor(count, context, sweep_worker.begin, (self._stop,))
            self._train = sweep_worker.train
            # The first task starts the processes.
            executor.submit(os.getpid)
            self._executor = executor
        except BaseException as error:
            self._error = error

    @property
    def is_ready(self) -> bool:
        """Whether jobs can be handed out.

        Raises:
            OSError: if there can be no processes here.
        """
        if self._error is not None:
            raise OSError(str(self._error)) from self._error
        return not self._thread.is_alive()

    def wait(self, timeout_s: float) -> None:
        """Wait until the processes are being started, or for some time."""
        self._thread.join(timeout_s)

    def submit(self, job: Job, table: Table) -> Future[Outcome | None]:
        """Hand out a job; a `concurrent.futures.BrokenExecutor` if the processes have died."""
        future: Future[Outcome | None] = self._executor.submit(self._train, job, table)
        return future

    def close(self) -> None:
        """End the processes; what they are at is given up after the present epoch.

        A thread waits for their end, which a window must not. It also keeps what they were begun
        with: a process that has only just been started still has to unpack it.
        """
        threading.Thread(target=self._end).start()

    def _end(self) -> None:
        self._thread.join()
        if self._executor is not None:
            self._stop.set()
            self._executor.shutdown(wait=False, cancel_futures=True)
            end_s = time.monotonic() + PATIENCE_S
            for process in self._processes:
                process.join(max(end_s - time.monotonic(), 0.0))
                if process.is_alive():
                    process.kill()
