"""What a worker process of a sweep does: train one network after the other.

Everything here is at module level and takes plain data, so that any process can import and call
it. What comes out depends on the job alone.
"""

import math
import os
import signal
import threading
import time
from dataclasses import replace
from multiprocessing import connection, parent_process
from typing import Any

from acttutor.labs.network.model.data.problem import make_problem
from acttutor.labs.network.model.data.table import Table
from acttutor.labs.network.model.factory import make_network, make_trainer
from acttutor.labs.network.model.many.sweep_grid import Job, Outcome

#: Set from outside when nobody wants the results any more.
_stop: Any = None


def begin(stop: Any) -> None:
    """Prepare a process for jobs: it ends with its parent, and Ctrl+C is for the parent alone."""
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        # A pool whose parent was killed would wait for its next job for ever.
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def train(job: Job, table: Table) -> Outcome | None:
    """Train the network of a job; ``None`` if it was told to stop before the end.

    Args:
        job: what to train.
        table: the learner's own data, if the job is about them.
    """
    begun_s = time.perf_counter()
    settings = replace(job.settings, table=table)
    problem = make_problem(settings)
    if problem is None:
        raise ValueError("no data")
    trainer = make_trainer(settings, problem, make_network(settings, problem))
    stats = trainer.evaluate()
    for _ in range(job.epochs):
        if _stop is not None and _stop.is_set():
            return None
        stats = trainer.run_epoch()
        if not stats.finite:
            seconds = time.perf_counter() - begun_s
            return Outcome(math.nan, math.nan, stats.epoch, seconds)
    seconds = time.perf_counter() - begun_s
    validation = float(stats.loss_validation) if problem.has_validation else None
    return Outcome(float(stats.loss_train), float(stats.loss_test), 0, seconds, validation)
