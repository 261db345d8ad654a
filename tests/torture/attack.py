"""Attacks what the program writes, in a process in which `faults.c` stands before the system.

``python attack.py KIND SCENARIO EVERY …`` prints what it tried and what it found, as JSON: each
scenario is attacked in one way, every how-manieth time that there is.  Each
attack is a child of this process, made by ``fork``, so that its imports are there already.
"""

import ctypes
import errno
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from torture import power_cut
from torture.scenarios import SCENARIOS, Scenario

from acttutor.base.errors import UserError

NOTHING, KILL, FAIL, FULL, ONCE = range(5)
#: Seconds by which the clock is wrong: a year ahead, ten years behind, before 1970.
JUMPS = (31_536_000, -315_360_000, -2_000_000_000)
LIBRARY = ctypes.CDLL(os.environ["LD_PRELOAD"])
LIBRARY.faults_begin.argtypes = [ctypes.c_char_p, *[ctypes.c_int] * 3, ctypes.c_long, ctypes.c_int]
LIBRARY.faults_clock.argtypes = [ctypes.c_long]
#: How a child ends: it did everything, said that it could not, or broke.
DONE, REFUSED, BROKE = 0, 3, 9


def act(
    scenario: Scenario, folder: Path, mode: int, at: int = 0, failure: int = 0, space: int = 0,
    log: int = -1,
) -> int:  # fmt: skip
    """Let a child write under attack; returns how it ended, negative if it was killed."""
    child = os.fork()
    if child == 0:
        code = BROKE
        try:
            LIBRARY.faults_begin(os.fsencode(folder), mode, at, failure, space, log)
            scenario.act(folder)
            code = DONE
        except (OSError, UserError):
            code = REFUSED
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def judged(scenario: Scenario, folder: Path, ended: int, what: str, clean: bool) -> Iterator[str]:
    """Yield what is wrong after an attack; ``clean`` if nothing unfinished may be left."""
    if ended == BROKE:
        yield f"{what}: an exception that is none for the user"
    try:
        scenario.check(folder, ended == DONE)
    except (AssertionError, Exception) as error:
        yield f"{what}: {type(error).__name__} {error}"
    if ended == REFUSED and clean:
        left = [path.name for path in folder.iterdir() if path.suffix == ".part"]
        if left:
            yield f"{what}: {left} is left"


def recorded(scenario: Scenario, folder: Path) -> list[power_cut.Operation]:
    """Return what a scenario does to the disk when nothing goes wrong."""
    with tempfile.NamedTemporaryFile() as log:
        act(scenario, folder, NOTHING, log=log.fileno())
        log.seek(0)
        return power_cut.operations(log.read())


def attacks(scenario: Scenario, kind: str, every: int) -> Iterator[tuple[str, Path, int]]:
    """Yield a description, the folder and the end of every attack of a kind."""

    def fresh() -> Path:
        folder = Path(tempfile.mkdtemp())
        scenario.prepare(folder)
        return folder

    folder = fresh()
    before = power_cut.contents(folder)
    done = recorded(scenario, folder)
    if kind == "power":
        for number in range(0, len(done) + 1, every):
            for name, files in power_cut.remains(before, done[:number]):
                folder = Path(tempfile.mkdtemp())
                for path, data in files.items():
                    (folder / path).write_bytes(data)
                yield f"power cut after call {number}, {name}", folder, -1
    elif kind == "full":
        for space in range(0, sum(len(one.data) for one in done) + 1, every):
            folder = fresh()
            yield f"room for {space} bytes", folder, act(scenario, folder, FULL, space=space)
    elif kind == "clock":
        for jump in JUMPS:
            folder = fresh()
            LIBRARY.faults_clock(jump)
            yield f"clock {jump:+} s", folder, act(scenario, folder, NOTHING)
            LIBRARY.faults_clock(0)
    else:
        mode = {"kill": KILL, "fail": FAIL, "once": ONCE}[kind]
        for number in range(0, len(done) + 1, every):
            folder = fresh()
            ended = act(scenario, folder, mode, number, errno.EIO)
            yield f"{kind} at call {number}", folder, ended


def main(series: list[tuple[str, str, int]]) -> None:
    """Make all attacks of some kinds on some scenarios, and print the result."""
    tried, found = [], []
    with tempfile.TemporaryDirectory() as place:
        tempfile.tempdir = place
        for kind, name, every in series:
            number = 0
            for what, folder, ended in attacks(SCENARIOS[name], kind, every):
                number += 1
                found += judged(SCENARIOS[name], folder, ended, f"{name}, {what}", kind != "fail")
            tried.append((kind, name, number))
    print(json.dumps({"tried": tried, "found": found}))


if __name__ == "__main__":
    main(list(zip(sys.argv[1::3], sys.argv[2::3], map(int, sys.argv[3::3]), strict=True)))
