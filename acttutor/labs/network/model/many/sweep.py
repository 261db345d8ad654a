"""A sweep: the network trained for every pair of values and every seed, in other processes."""

import logging
import math
from collections import deque
from concurrent.futures import BrokenExecutor, Future, wait

import numpy as np

from acttutor.base.published import Columns
from acttutor.core.arrays import Array
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.data.table import EMPTY
from acttutor.labs.network.model.many.sweep_grid import Cell, Grid, Job, Outcome
from acttutor.labs.network.model.many.sweep_pool import Pool, usual_workers
from acttutor.labs.network.state import Settings

log = logging.getLogger(__name__)

#: Jobs handed out for each process: one to do, and one so that it need not wait for the next.
AHEAD = 2
#: Results of other grids that are kept, to be looked up instead of trained again.
MOST_KNOWN = 5000

Known = dict[Job, Outcome]


class Sweep:
    """A grid that fills with the final losses of its networks.

    `step` hands out jobs and collects what is done, and never waits. Every result depends on its
    job alone, so neither the number of processes nor their order makes a difference.

    Args:
        settings: those of the lab.
        problem: what is learned, to know what there is to choose by.
        before: another sweep with the same table, whose results and processes this one takes up.
    """

    def __init__(self, settings: Settings, problem: Problem, before: "Sweep | None" = None) -> None:
        self.grid = Grid(settings)
        self.workers: int = before.workers if before else usual_workers()
        #: Whether the processes could not be started or have died.
        self.broken = False
        #: Counts the results, for whoever shows them.
        self.version = 0
        #: Which loss the cells show: that on the validation data, or where there are none that on
        #: the test data, or where there are none either that on the training data.
        self.measure = "test" if len(problem.X_test) else "train"
        if problem.has_validation:
            self.measure = "validation"
        self._table = settings.table if settings.data == "own" else EMPTY
        self._known: Known = before.results() if before else {}
        seeds = range(len(self.grid.seeds))
        # Seed by seed, so that the whole grid can soon be seen.
        self.jobs = [cell.jobs[seed] for seed in seeds for cell in self.grid.cells]
        self.outcomes: list[Outcome | None] = [self._known.get(job) for job in self.jobs]
        self._measure_all()
        self._queue = deque(k for k, outcome in enumerate(self.outcomes) if outcome is None)
        self._running: dict[Future[Outcome | None], int] = {}
        self._pool: Pool | None = None
        if before is not None:
            self._take_over(before)

    def _take_over(self, before: "Sweep") -> None:
        """Go on with the processes of another sweep, and with what they are at, if it is needed."""
        self._pool, before._pool = before._pool, None
        places = {self.jobs[index]: index for index in self._queue}
        for future, index in before._running.items():
            place = places.get(before.jobs[index])
            if place is None:
                future.cancel()
            else:
                self._running[future] = place
                self._queue.remove(place)
        before._running = {}

    # -- time ----------------------------------------------------------------------------------

    def step(self) -> bool:
        """Collect what is done and hand out what is next; ``False`` if nothing is left to do."""
        try:
            self._collect()
            if self._queue:
                self._hand_out()
        except (BrokenExecutor, OSError) as error:
            log.warning("the processes of the sweep cannot work: %s", error)
            self.broken = True
            self.close()
            return False
        if not self._queue and not self._running:
            self.close()
            return False
        return True

    def _collect(self) -> None:
        for future in [future for future in self._running if future.done()]:
            outcome = future.result()
            index = self._running.pop(future)
            if outcome is None:
                self._queue.appendleft(index)
            else:
                self.put(index, outcome)

    def put(self, index: int, outcome: Outcome) -> None:
        """Enter the result of a job."""
        self.done += self.outcomes[index] is None
        self.outcomes[index] = outcome
        self._measure(self.grid.cells[index % len(self.grid.cells)])
        self.version += 1

    def _measure(self, cell: Cell) -> None:
        """Find the median of a cell anew."""
        losses = [self.loss(outcome) for outcome in self.of(cell) if outcome is not None]
        if losses:
            self.medians[cell.row, cell.column] = np.median(losses)

    def _measure_all(self) -> None:
        columns, rows = self.grid.shape
        #: How many networks are trained.
        self.done = sum(outcome is not None for outcome in self.outcomes)
        #: The median of each cell, see `median`; shape (rows, columns).
        self.medians: Array = np.full((rows, columns), np.nan)
        for cell in self.grid.cells:
            self._measure(cell)

    def _hand_out(self) -> None:
        self.broken = False
        if self._pool is None:
            self._pool = Pool(self.workers)
        if not self._pool.is_ready:
            return
        while self._queue and len(self._running) < AHEAD * self.workers:
            index = self._queue[0]
            self._running[self._pool.submit(self.jobs[index], self._table)] = index
            self._queue.popleft()

    def wait(self, timeout_s: float) -> None:
        """Wait until a result can be collected, or for some time."""
        if self._pool is not None and not self._running:
            self._pool.wait(timeout_s)
        wait(self._running, timeout_s, return_when="FIRST_COMPLETED")

    def close(self) -> None:
        """End all processes; `step` would start others and go on."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()
        self._queue.extendleft(sorted(self._running.values(), reverse=True))
        self._running.clear()

    def restore(self, outcomes: list[Outcome | None]) -> None:
        """Take up results of the same grid that were kept in a file."""
        self.close()
        self.outcomes = outcomes
        self._measure_all()
        self._queue = deque(k for k, outcome in enumerate(outcomes) if outcome is None)
        self.version += 1

    # -- results -------------------------------------------------------------------------------

    def seconds_left(self) -> float:
        """Return how long the rest will take; nan before the first result."""
        times = [outcome.seconds for outcome in self.outcomes if outcome and outcome.seconds]
        if not times:
            return math.nan
        return (len(self.jobs) - self.done) * sum(times) / len(times) / self.workers

    def results(self) -> Known:
        """Return everything that is known, to be used for another grid on the same data."""
        own = {
            job: outcome for job, outcome in zip(self.jobs, self.outcomes, strict=True) if outcome
        }
        return {**(self._known if len(self._known) < MOST_KNOWN else {}), **own}

    def of(self, cell: Cell) -> list[Outcome | None]:
        """Return the results of a cell, one for each seed."""
        columns, _ = self.grid.shape
        first = cell.row * columns + cell.column
        return self.outcomes[first :: len(self.grid.cells)]

    def median(self, cell: Cell) -> float:
        """Return the median of the losses of a cell over the seeds that are done.

        A network that failed counts as infinitely bad; nan before the first result.
        """
        return float(self.medians[cell.row, cell.column])

    def loss(self, outcome: Outcome) -> float:
        """Return the loss that counts; infinite if the network failed."""
        if outcome.failed:
            return math.inf
        loss: float = getattr(outcome, f"loss_{self.measure}")
        return loss

    @property
    def shown_parts(self) -> tuple[str, str]:
        """The two parts of the data whose losses are shown: the test is not to choose by."""
        return "train", "validation" if self.measure == "validation" else "test"

    def best(self) -> Cell | None:
        """Return the cell with the lowest finite median; ``None`` if there is none."""
        medians = self.medians.ravel()
        if not np.isfinite(medians).any():
            return None
        return self.grid.cells[int(np.nanargmin(medians))]

    def table(self) -> Columns:
        """Return a row for each network: its pair, its seed and its losses."""
        grid = self.grid
        rows = [
            (list(grid.pair(cell).values()), seed, outcome)
            for cell in grid.cells
            for seed, outcome in zip(grid.seeds, self.of(cell), strict=True)
        ]
        chosen_by = self.shown_parts[1]
        columns: Columns = [
            (name, [pair[place] for pair, _, _ in rows]) for place, name in enumerate(grid.names)
        ]
        return [
            *columns,
            ("seed", [seed for _, seed, _ in rows]),
            ("loss_train", [outcome.loss_train if outcome else None for _, _, outcome in rows]),
            (
                f"loss_{chosen_by}",
                [getattr(outcome, f"loss_{chosen_by}", None) for *_, outcome in rows],
            ),
            ("failed_in_epoch", [(outcome and outcome.failed) or None for _, _, outcome in rows]),
        ]
