"""Sweeps: every cell holds what its network learns alone, however many processes do the work."""

import concurrent.futures
import math
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.network.export import metrics, table
from acttutor.labs.network.model.many import sweep as sweeping
from acttutor.labs.network.model.many.sweep_grid import Grid, Outcome, varied
from acttutor.labs.network.model.many.sweep_values import OFFERED, SUGGESTED, check_chosen
from acttutor.labs.network.model.many.sweep_worker import train
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings

SMALL = {
    "mode": "sweep",
    "data": "reg_gauss",
    "sweep_x": "lr",
    "sweep_y": "activation",
    "sweep_values": (("lr", (0.03, 0.3, 10)), ("activation", ("tanh", "relu"))),
    "sweep_seeds": 2,
    "sweep_epochs": 20,
}


def make(**changes: Any) -> Run:
    return Run(changed(Settings(), **{**SMALL, **changes}))


def finish(run: Run, timeout_s: float = 60.0) -> Run:
    """Let a sweep train all its networks."""
    end_s = time.perf_counter() + timeout_s
    while run.step():
        run.wait(0.2)
        assert time.perf_counter() < end_s, "waited in vain"
    return run


def no_children(timeout_s: float = 20.0) -> bool:
    """Wait until no process of ours is left; False if that takes too long."""
    end_s = time.perf_counter() + timeout_s
    while multiprocessing.active_children():
        if time.perf_counter() > end_s:
            return False
        time.sleep(0.01)
    return True


def fill(run: Run, loss: float = 0.5) -> Run:
    """Enter invented results, each different, without any process."""
    assert run.sweep is not None
    for index in range(len(run.sweep.jobs)):
        run.sweep.put(index, Outcome(loss + index / 100, loss + index / 50, seconds=1.0))
    run.sweep.restore(run.sweep.outcomes)
    return run


# -- the grid ----------------------------------------------------------------------------------


def test_every_offer_is_allowed_by_the_settings() -> None:
    """A value on offer that the settings would clamp would be trained as another one."""
    for name, values in OFFERED.items():
        assert set(SUGGESTED[name]) <= set(values)
        for value in values:
            settings = varied(Settings(layers=(4, 2)), {name: value})
            if name not in ("width", "depth"):
                assert getattr(changed(Settings(), **{name: value}), name) == value
                assert getattr(settings, name) == value


def test_width_and_depth_make_layers() -> None:
    settings = Settings(layers=(4, 2))
    assert varied(settings, {"width": 3}).layers == (3, 3)
    assert varied(settings, {"depth": 3}).layers == (4, 4, 4)
    assert varied(settings, {"depth": 2, "width": 5}).layers == (5, 5)
    assert varied(settings, {"depth": 0, "width": 5}).layers == ()
    assert varied(Settings(layers=()), {"width": 5}).layers == (5,)


def test_a_rate_of_regularisation_comes_with_a_kind() -> None:
    assert varied(Settings(), {"penalty_rate": 0.1}).penalty == "l2"
    assert varied(Settings(penalty="l1"), {"penalty_rate": 0.1}).penalty == "l1"


def test_one_setting_alone_makes_one_row() -> None:
    grid = Grid(changed(Settings(), mode="sweep", sweep_x="width", sweep_y="width"))
    assert grid.names == ("width",)
    assert grid.shape == (5, 1)
    assert grid.pair(grid.cells[2]) == {"width": 4}


@pytest.mark.parametrize(
    "value",
    [
        (("speed", (1,)),),
        (("lr", ()),),
        (("lr", (0.02,)),),
        (("lr", (True,)),),
        (("activation", ("cube",)),),
        ((1, 2, 3),),
    ],
)
def test_what_is_not_on_offer_is_refused(value: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        check_chosen(value)


def test_values_are_lined_up_as_they_are_offered() -> None:
    assert check_chosen((("lr", (1, 0.01, 1)),)) == (("lr", (0.01, 1)),)


# -- training ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swept() -> Run:
    """A small sweep, done by two processes."""
    run = make()
    assert run.sweep is not None
    run.sweep.workers = 2
    return finish(run)


def test_every_network_learns_as_it_would_alone(swept: Run) -> None:
    """Against the run of one network, which another part of the program trains."""
    assert swept.sweep is not None
    failures = 0
    for cell in swept.sweep.grid.cells:
        for number, outcome in enumerate(swept.sweep.of(cell)):
            alone = Run(changed(cell.settings, seed=1 + number))
            for _ in range(20):
                if not alone.step():
                    break
            assert outcome is not None
            if alone.failure is not None:
                failures += 1
                assert outcome.failed == alone.failure.epoch
                assert math.isnan(outcome.loss_test)
            else:
                assert outcome.loss_train == alone.losses.train[-1]
                assert outcome.loss_test == alone.losses.test[-1]
    assert failures, "a learning rate of 10 should be too much here"


def test_the_number_of_processes_makes_no_difference(swept: Run) -> None:
    run = make()
    assert run.sweep is not None and swept.sweep is not None
    run.sweep.workers = 1
    finish(run)
    assert str(table(run)) == str(table(swept))
    assert no_children()


def test_what_failed_is_infinitely_bad(swept: Run) -> None:
    assert swept.sweep is not None
    medians = swept.sweep.medians
    assert np.isinf(medians[:, 2]).any()
    best = swept.sweep.best()
    assert best is not None and swept.sweep.median(best) == np.min(medians)


def test_the_table_has_a_row_for_each_network(swept: Run) -> None:
    columns = dict(table(swept))
    assert columns["lr"] == [0.03, 0.03, 0.3, 0.3, 10, 10] * 2
    assert columns["activation"] == ["tanh"] * 6 + ["relu"] * 6
    assert columns["seed"] == [1, 2] * 6
    # A lesson must not take the untrained network for a result.
    assert metrics(swept)["loss_train"] is metrics(swept)["accuracy_test"] is None


def test_closing_ends_the_processes_and_playing_goes_on_later() -> None:
    """Nothing may be left running when the mode, the lab or the window is left."""
    run = make(sweep_epochs=500, data="circle", layers=(8, 8, 8, 8))
    sweep = run.sweep
    assert sweep is not None
    sweep.workers = 2
    while not sweep.done:
        assert run.step()
        run.wait(0.2)
    assert multiprocessing.active_children()
    run.close()
    assert no_children(10.0)
    waiting = len(sweep._queue)
    assert waiting + sweep.done == len(sweep.jobs)
    assert run.step()
    run.configure(changed(run.settings, mode="one"))
    assert run.sweep is None
    assert no_children(10.0)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this thread would have waited for, by name: the ways to wait that Python has."""
    seen: list[str] = []
    here = threading.get_ident()

    def watch(owner: Any, name: str, has_come: Callable[..., bool]) -> None:
        plain = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            if threading.get_ident() == here and not has_come(*arguments):
                seen.append(f"{owner.__name__}.{name}")
            return plain(*arguments, **named)

        monkeypatch.setattr(owner, name, watched)

    watch(Future, "result", lambda future, *_: future.done())
    watch(Future, "exception", lambda future, *_: future.done())
    watch(threading.Thread, "join", lambda thread, *_: not thread.is_alive())
    watch(multiprocessing.process.BaseProcess, "join", lambda *_: False)
    watch(concurrent.futures, "wait", lambda *_: False)
    watch(sweeping, "wait", lambda *_: False)
    watch(time, "sleep", lambda *_: False)
    return seen


def test_a_step_never_waits(waits: list[str]) -> None:
    """From before there are processes until after results, whatever they are at."""
    run = make(sweep_epochs=100)
    assert run.sweep is not None
    while run.sweep.done < 2:
        assert run.step()
        assert not waits
        run.wait(0.2)
        assert waits
        waits.clear()
    run.close()
    assert not waits
    assert no_children()


def test_processes_that_die_are_a_result_and_not_an_error() -> None:
    assert no_children()  # of another sweep
    run = make(sweep_epochs=500)
    assert run.sweep is not None
    while not multiprocessing.active_children():
        assert run.step()
        run.wait(0.2)
    for child in multiprocessing.active_children():
        child.kill()
    while run.step():
        run.wait(0.2)
    assert run.sweep.broken
    assert no_children()


ORPHANS = """
import multiprocessing, os, signal, sys
from acttutor.base.state.fields import changed
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings

if __name__ == "__main__":
    run = Run(changed(Settings(), mode="sweep", sweep_epochs=500))
    while not run.sweep.done:
        run.step()
        run.wait(0.2)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_processes_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    workers = [int(pid) for pid in done.stdout.split()]
    assert workers
    end_s = time.perf_counter() + 20
    while any(_is_running(pid) for pid in workers):
        assert time.perf_counter() < end_s, "a worker has outlived its parent"
        time.sleep(0.02)


HASTE = """
import gc, time
from acttutor.base.state.fields import changed
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import Settings

if __name__ == "__main__":
    for pause_s in (0.0, 0.1, 0.3, 0.6):
        run = Run(changed(Settings(), mode="sweep"))
        run.step()
        run.wait(20.0)
        run.step()
        time.sleep(pause_s)
        run.configure(Settings())
        run.reset()
        del run
        gc.collect()
"""


def test_a_sweep_that_is_left_at_once_ends_without_a_word(tmp_path: Path) -> None:
    """A process that was just started finds what it was started with."""
    script = tmp_path / "haste.py"
    script.write_text(HASTE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _is_running(pid: int) -> bool:
    try:
        # The state follows the name, which is in brackets; a zombie runs no more.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_job_needs_nothing_but_its_data() -> None:
    """The same in this process and with a table of the learner's own."""
    rows = tuple((float(x), float(y), float(x * y > 0)) for x in range(-3, 4) for y in range(-3, 4))
    settings = changed(
        Settings(),
        data="own",
        table=Settings().table.__class__(rows=rows),
        mode="sweep",
        sweep_epochs=10,
        sweep_x="width",
        sweep_y="width",
    )
    run = Run(settings)
    assert run.sweep is not None
    cell = run.sweep.grid.cells[3]
    outcome = train(cell.jobs[0], settings.table)
    alone = Run(cell.settings)
    for _ in range(10):
        alone.step()
    assert outcome is not None
    assert (outcome.loss_train, outcome.loss_test) == (
        alone.losses.train[-1],
        alone.losses.test[-1],
    )


# -- keeping results ---------------------------------------------------------------------------


def test_results_are_kept_while_the_grid_changes_and_a_cell_is_open() -> None:
    run = fill(make())
    assert run.sweep is not None
    kept = run.sweep.outcomes[0]
    run.configure(changed(run.settings, sweep_values=(("lr", (0.03, 0.1)),)))
    assert run.sweep.grid.shape == (2, 5)
    assert run.sweep.done == 4
    run.configure(run.sweep.grid.cells[0].settings)
    assert run.sweep is None
    run.reset()
    run.configure(changed(Settings(), **SMALL))
    assert run.sweep is not None and run.sweep.done == 12
    assert run.sweep.outcomes[0] == kept
    run.reset()
    assert run.sweep.done == 0


def test_other_data_of_ones_own_keep_nothing() -> None:
    tables = [
        Settings().table.__class__(rows=((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (2.0, 1.0, last)))
        for last in (0.0, 1.0)
    ]
    run = fill(make(data="own", table=tables[0]))
    run.configure(changed(run.settings, table=tables[1]))
    assert run.sweep is not None and run.sweep.done == 0


def test_a_sweep_goes_on_from_its_snapshot() -> None:
    run = fill(make())
    assert run.sweep is not None
    run.sweep.put(1, Outcome(math.nan, math.nan, 7))
    run.sweep.outcomes[4] = None
    other = make()
    other.restore(run.snapshot())
    assert other.sweep is not None
    assert str(other.sweep.outcomes) == str(
        [outcome and Outcome(*_numbers(outcome)) for outcome in run.sweep.outcomes]
    )
    assert list(other.sweep._queue) == [4]


def _numbers(outcome: Outcome) -> tuple[float, float, int]:
    return outcome.loss_train, outcome.loss_test, outcome.failed


@pytest.mark.parametrize(
    "results",
    [None, [], [None] * 11, [[0.1, 0.2, -1]] * 12, [[None, None, 0]] * 12, [[0.1, "a", 0]] * 12],
)
def test_a_damaged_snapshot_is_refused(results: Any) -> None:
    run = make()
    with pytest.raises(ValueError):
        run.restore({"results": results})
    assert run.sweep is not None and run.sweep.done == 0
