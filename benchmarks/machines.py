"""The machines that the window is measured on: this one, and this one as slow as a school laptop.

The slow one is a group of the kernel's cpu controller that may use two fifths of one core, in
slices of two milliseconds out of five: slow, and yet it does not stutter.  The display and whoever
watches it stay outside, or they would eat the program's share.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PERIOD_US, QUOTA_US = 5000, 2000
#: What a shell does to begin the life of a command in a group.
JOIN = 'echo $$ >"$0" && exec "$@"'
WHAT_TO_DO = (
    "--weak needs the cpu controller of the Linux kernel and the right to make groups in it: "
    "run it as root, in a container with --privileged."
)
#: A group is gone only after its last process, which may take a moment to be buried.
LONGEST_BURIAL_S = 5.0

Command = list[str]


class NoWeakMachineError(Exception):
    """A slow machine cannot be had here; the message says what to do."""


@dataclass(frozen=True)
class Machine:
    """Something to run the program on.

    Args:
        name: "full" or "weak".
        slower: how many times as long things may take there.
        start: turns a command into one that runs on it.
    """

    name: str
    slower: float
    start: Callable[[Sequence[str]], Command]


FULL = Machine("full", 1.0, list)


@contextmanager
def weak_machine() -> Iterator[Machine]:
    """A machine with two fifths of one core, gone at the end of the block.

    Raises:
        NoWeakMachineError: it cannot be had here.
    """
    try:
        group = _make_group()
    except OSError as error:
        raise NoWeakMachineError(WHAT_TO_DO) from error
    join = ["sh", "-c", JOIN, str(group / "cgroup.procs")]
    try:
        yield Machine("weak", 2.5, lambda command: [*join, *command])
    finally:
        _remove(group)


def _make_group() -> Path:
    """Make a group with a limit, in the second version of the kernel's groups or in the first."""
    mounts = [line.split()[1:4] for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    for folder, kind, options in mounts:
        if kind == "cgroup2" and "cpu" in (Path(folder) / "cgroup.controllers").read_text().split():
            (Path(folder) / "cgroup.subtree_control").write_text("+cpu")
            return _limited(Path(folder), {"cpu.max": f"{QUOTA_US} {PERIOD_US}"})
        if kind == "cgroup" and "cpu" in options.split(","):
            limits = {"cpu.cfs_period_us": str(PERIOD_US), "cpu.cfs_quota_us": str(QUOTA_US)}
            return _limited(Path(folder), limits)
    raise FileNotFoundError("no cpu controller")


def _limited(folder: Path, limits: dict[str, str]) -> Path:
    group = folder / f"acttutor-weak-{time.time_ns()}"
    group.mkdir()
    try:
        for name, limit in limits.items():
            (group / name).write_text(limit)
    except OSError:
        group.rmdir()
        raise
    return group


def _remove(group: Path) -> None:
    end_s = time.perf_counter() + LONGEST_BURIAL_S
    while True:
        try:
            group.rmdir()
            return
        except OSError:
            if time.perf_counter() > end_s:
                raise
            time.sleep(0.05)
