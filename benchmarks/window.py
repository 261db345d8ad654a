"""Measurements in the real window, each in a process of its own.

As a program, ``python -m benchmarks.window NAME SECONDS`` makes one measurement on the present
display and prints it as JSON.  `rows` runs them all that way, so that none disturbs another,
and one that fails is a note in the table and not the end of the run.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from .rows import Row

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1280, 800)


@contextmanager
def open_window(lab: str) -> Iterator[Any]:
    """The window with this lab, painted."""
    from acttutor import startup
    from acttutor.base.state.store import AppState, Store
    from acttutor.labs.registry import lab_settings

    startup.prepare()
    root = startup.open_root("en")
    from acttutor.plots.style import install_fonts
    from acttutor.shell.window import Window

    install_fonts()
    window = Window(root, Store(AppState(lab, "en", "light", 100, lab_settings())))
    root.geometry(f"{SIZE[0]}x{SIZE[1]}+0+0")
    run_for(window, 0.5)
    try:
        yield window
    finally:
        window.close()


def run_for(window: Any, seconds: float) -> None:
    """Let the window's own main loop run."""
    window.root.after(round(1000 * seconds), window.root.quit)
    window.root.mainloop()


def play(lab: str, seconds: float) -> dict[str, float]:
    """Play a lab, the network at its highest speed: frames and steps per second.

    A run that has ended begins again, as long as we measure.
    """
    with open_window(lab) as window:
        if lab == "network":
            window.store.set(lab, speed=1e9)  # the store takes the highest there is
        player, own = window.view.player, window.view.player.on_meter
        times: list[float] = []

        def on_meter(meter: Any) -> None:
            own(meter)
            times.append(time.perf_counter())

        def keep_playing() -> None:
            if not player.playing:
                player.reset()
                player.play()
            window.root.after(20, keep_playing)

        player.on_meter = on_meter
        keep_playing()
        run_for(window, 0.7)  # warm up
        times.clear()
        steps, start = player.steps, time.perf_counter()
        run_for(window, seconds)
        took_s = time.perf_counter() - start
        gaps = sorted(b - a for a, b in pairwise(times))
        return {
            "frames": len(times) / took_s,
            "slow": 1.0 / gaps[min(len(gaps) - 1, int(0.99 * len(gaps)))],
            "steps": (player.steps - steps) / took_s,
            "draw_ms": player.meter.draw_ms,
            "work_ms": player.meter.work_ms,
        }


def pointer(lab: str, seconds: float) -> dict[str, float]:
    """From a move of the pressed pointer over the figure to the painted frame."""
    with open_window(lab) as window:
        canvas = window.host.widget
        y = canvas.winfo_height() // 3
        canvas.event_generate("<ButtonPress-1>", x=300, y=y)

        def move(k: int) -> None:
            canvas.event_generate("<B1-Motion>", x=300 + (7 * k) % 300, y=y, state=0x100)

        return _latency(window, move, seconds)


def slider(lab: str, seconds: float) -> dict[str, float]:
    """From a move of the first slider of the panel to the painted frame."""
    with open_window(lab) as window:
        controls = window.view.panel.controls.values()
        scales = [c.scale for c in controls if getattr(c, "scale", None) is not None]
        scale = next((scale for scale in scales if scale.winfo_viewable()), None)
        if scale is None:
            raise SystemExit("no slider")
        x, y = scale.coords()
        width = scale.winfo_width()
        scale.event_generate("<ButtonPress-1>", x=x, y=y)

        def move(k: int) -> None:
            scale.event_generate("<B1-Motion>", x=20 + (5 * k) % (width - 40), y=y, state=0x100)

        return _latency(window, move, seconds)


def _latency(window: Any, move: Callable[[int], None], seconds: float) -> dict[str, float]:
    root, host, times_ms, missed = window.root, window.host, [], 0
    end_s, k = time.perf_counter() + seconds, 0
    while time.perf_counter() < end_s:
        k += 1
        frames, start = host.frames, time.perf_counter()
        move(k)
        while host.frames == frames and time.perf_counter() < start + 0.1:
            root.update()
        root.winfo_pointerx()  # a round trip: the server has painted what it was sent
        if host.frames == frames:
            missed += 1
        else:
            times_ms.append(1e3 * (time.perf_counter() - start))
    times_ms.sort()
    return {
        "median": statistics.median(times_ms),
        "p95": times_ms[int(0.95 * len(times_ms))],
        "moves": len(times_ms),
        "without_paint": missed,
    }


def memory(lab: str, seconds: float) -> dict[str, float]:
    """Resident memory after play, and its growth over 200 switches of the lab."""
    with open_window(lab) as window:
        labs = list(window.store.state.settings)
        window.view.player.play()
        run_for(window, seconds)
        window.view.player.pause()
        after_play = _resident_mb()
        warm = 6 * len(labs)
        for k in range(warm + 200):
            if k == warm:  # until then, caches fill
                gc.collect()
                before = _resident_mb()
            window.store.choose(labs[k % len(labs)])
            window.root.update()
        gc.collect()
        return {"after_play": after_play, "growth": _resident_mb() - before}


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


MEASUREMENTS = {"play": play, "pointer": pointer, "slider": slider, "memory": memory}


def _run(name: str, lab: str, seconds: float) -> dict[str, float] | str:
    """Make a measurement in another process; its numbers, or why there are none."""
    command = [sys.executable, "-m", "benchmarks.window", name, lab, str(seconds)]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120 + 2 * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "took too long"
    if done.returncode != 0:
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _others() -> list[str]:
    """Return all labs but the one that is measured longer."""
    from acttutor.labs.registry import LABS

    return [lab for lab in LABS if lab not in ("network", "activations")]


def _of_lab(
    lab: str, play_s: float, move_s: float
) -> tuple[dict[str, float] | str, list[tuple[Any, ...]]]:
    """Return frames while a lab plays and the latency of its first slider, and their rows."""
    from acttutor.labs.registry import LABS

    found: dict[str, float] = {}
    lines: list[tuple[Any, ...]] = []
    if LABS[lab].has_time:
        played = _run("play", lab, play_s)
        if isinstance(played, str):
            return played, [("frames", f"{lab} lab playing", "frames/s", 60.0, None)]
        found["frames"] = played["frames"]
        lines.append(("frames", f"{lab} lab playing", "frames/s", 60.0, None))
    moved = _run("slider", lab, move_s)
    if not isinstance(moved, str):
        found["moved"] = moved["median"]
        # As long as a frame is shown for: the picture is never behind the finger.
        name = f"{lab} lab, slider to painted, median"
        lines.append(("moved", name, "ms", None, 1000 / 60))
    return found, lines


def rows(short: bool) -> list[Row]:
    """Everything of this file."""
    play_s, move_s, memory_s = (4.0, 1.5, 5.0) if short else (20.0, 4.0, 600.0)
    found: list[Row] = []

    def add(measured: dict[str, float] | str, lines: list[tuple[Any, ...]]) -> None:
        for key, name, unit, at_least, at_most in lines:
            if isinstance(measured, str):
                found.append(Row(name, None, unit, at_least, at_most, note=measured))
            else:
                found.append(Row(name, measured[key], unit, at_least, at_most))

    add(
        _run("play", "network", play_s),
        [
            ("frames", "network lab playing", "frames/s", 60.0, None),
            ("slow", "network lab playing, 1st percentile", "frames/s", 45.0, None),
            ("steps", "network lab playing", "epochs/s", 1500.0, None),
            ("draw_ms", "network lab, drawing a frame", "ms", None, None),
            ("work_ms", "network lab, epochs of a frame", "ms", None, None),
        ],
    )
    for name in ("pointer", "slider"):
        add(
            _run(name, "activations", move_s),
            [
                ("median", f"activation lab, {name} to painted, median", "ms", None, 4.0),
                ("p95", f"activation lab, {name} to painted, p95", "ms", None, 8.0),
            ],
        )
    for lab in _others():
        add(*_of_lab(lab, play_s / 4, move_s / 2))
    add(
        _run("memory", "network", memory_s),
        [
            ("after_play", f"resident memory after {memory_s:.0f} s of play", "MB", None, 170.0),
            ("growth", "its growth over 200 switches of the lab", "MB", None, 5.0),
        ],
    )
    return found


if __name__ == "__main__":
    _name, _lab, _seconds = sys.argv[1:]
    print(json.dumps(MEASUREMENTS[_name](_lab, float(_seconds))))
