"""From the start of the program to the screen, as a camera would see it; and what is built.

The screen is looked at again and again, from outside of the machine that is measured: the first
change is the loading picture, and the blue of the curves in the middle of the window is the first
painted plot.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import tkinter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from unittest import mock

import numpy as np

from .machines import FULL, Machine
from .rows import Row

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "dist" / "ActTutor"
BLUE = (0, 114, 178)
#: Time between two looks, in which the screen serves the program alone.
LOOK_S = 0.004
LONGEST_START_S = 20.0
LONGEST_LEAVE_S = 20.0
MIDDLE = (250, 120, 950, 700)


def rows(machines: Sequence[Machine], short: bool) -> list[Row]:
    """Everything of this file, on the first machine and the second."""
    # A virtual display starts anew when its last client leaves: one has to stay.
    keeper = tkinter.Tk()
    keeper.withdraw()
    keeper.update()
    try:
        # The sessions that are begun here are nobody's.
        with (
            tempfile.TemporaryDirectory() as folder,
            mock.patch.dict(os.environ, {"XDG_DATA_HOME": folder}),
        ):
            return _starts(machines, 3 if short else 7) + _sizes()
    finally:
        keeper.destroy()


def _starts(machines: Sequence[Machine], rounds: int) -> list[Row]:
    programs = {"from source": [sys.executable, str(ROOT / "app.py")]}
    executable = BUILT / "ActTutor"
    if executable.exists():
        programs["built"] = [str(executable)]
    found = []
    for name, command in programs.items():
        titles = f"start to a loading picture, {name}", f"start to the first plot, {name}"
        try:
            seen = {machine.name: _medians(machine, command, rounds) for machine in machines}
        except (OSError, TimeoutError) as error:
            found += [Row(title, None, "s", note=str(error)) for title in titles]
            continue
        (loading, plot), weak = seen[FULL.name], seen.get("weak", (None, None))
        found.append(Row(titles[0], loading, "s", at_most=0.1, weak=weak[0], weak_at_most=0.25))
        found.append(Row(titles[1], plot, "s", at_most=0.4, weak=weak[1], weak_at_most=1.0))
    return found


def _medians(machine: Machine, command: list[str], rounds: int) -> tuple[float, float]:
    """Seconds until the loading picture and until the plot."""
    # The first one takes leave as a user does, and leaves behind what later ones begin with.
    _watch(machine.start(command), takes_leave=True)
    seen = [_watch(machine.start(command)) for _ in range(rounds)]
    loading, plot = (statistics.median(part) for part in zip(*seen, strict=True))
    return loading, plot


def _watch(command: list[str], takes_leave: bool = False) -> tuple[float, float]:
    """Seconds until the loading picture and until the plot."""
    empty, loading = _screen(), None
    start = time.perf_counter()
    # From its second start on, Python finds its modules compiled, unless it is told not to.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [*command, "--lab", "activations", "--language", "en"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        while time.perf_counter() < start + LONGEST_START_S:
            time.sleep(LOOK_S)
            screen = _screen()
            if loading is None and not np.array_equal(screen, empty):
                loading = time.perf_counter() - start
            if np.all(screen == BLUE, axis=2).sum() > 200:
                plot = time.perf_counter() - start
                return (plot if loading is None else loading), plot
        raise TimeoutError(f"no plot within {LONGEST_START_S:.0f} s")
    finally:
        if takes_leave:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(LONGEST_LEAVE_S)
        process.kill()
        process.wait()
        _wait_until_gone(empty)


def _screen() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    from PIL import ImageGrab

    try:
        picture = ImageGrab.grab(bbox=MIDDLE, xdisplay=os.environ.get("DISPLAY"))
    except Exception as error:
        raise OSError(f"the screen cannot be read: {error}") from error
    return np.asarray(picture.convert("RGB"))


def _wait_until_gone(empty: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    """Wait for the screen to be as it was before the program."""
    end_s = time.perf_counter() + 3.0
    while time.perf_counter() < end_s and not np.array_equal(_screen(), empty):
        time.sleep(0.02)


def _sizes() -> list[Row]:
    if not BUILT.is_dir():
        return [Row("built folder", None, "MB", at_most=100.0, note="not built: make exe")]
    folder = sum(f.stat().st_size for f in BUILT.rglob("*") if f.is_file() and not f.is_symlink())
    found = [Row("built folder", folder / 2**20, "MB", at_most=100.0)]
    for archive in sorted(BUILT.parent.glob("*.zip")):
        size = archive.stat().st_size / 2**20
        found.append(Row(f"zip {archive.name}", size, "MB", at_most=50.0))
    return found
