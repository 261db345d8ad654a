"""How smoothly and how fast a lab plays, and what it keeps in memory."""

import gc
import os
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from acttutor.shell.collector import LOOK_MS

from .measuring import Found
from .opened import Setup, finish, open_window, run_for


def playing(setup: Setup) -> Found:
    """Play a lab, the network at its highest speed: frames and steps per second.

    A run that has ended begins again, as long as we measure.
    """
    with open_window(setup) as window:
        if setup.lab == "network":
            window.store.set(setup.lab, speed=1e9)  # the store takes the highest there is
        player, own = window.view.player, window.view.player.on_meter
        times: list[float] = []
        again = [""]

        def on_meter(meter: Any) -> None:
            own(meter)
            times.append(time.perf_counter())

        def keep_playing() -> None:
            if not player.playing:
                player.reset()
                player.play()
            again[0] = window.root.after(20, keep_playing)

        player.on_meter = on_meter
        keep_playing()
        run_for(window, 0.7)  # warm up
        times.clear()
        steps, start = player.steps, time.perf_counter()
        run_for(window, setup.seconds)
        took_s = time.perf_counter() - start
        # A window that plays on may never come to its end where frames are slow.
        window.root.after_cancel(again[0])
        player.pause()
        if len(times) < 3:
            raise SystemExit("too few frames")
        gaps = sorted(b - a for a, b in pairwise(times))
        meter = player.meter
        return {
            "frames": len(times) / took_s,
            "slow": 1.0 / gaps[min(len(gaps) - 1, int(0.99 * len(gaps)))],
            "steps": (player.steps - steps) / took_s,
            "draw_ms": meter.draw_ms,
            "work_ms": meter.work_ms,
            "step_ms": meter.work_ms / max(meter.steps, 1e-9),
        }


def memory(setup: Setup) -> Found:
    """Resident memory after play, and its growth over 200 switches of the lab."""
    with open_window(setup) as window:
        labs = list(window.store.state.settings)
        window.view.player.play()
        run_for(window, setup.seconds)
        window.view.player.pause()
        after_play = _resident_mb()
        warm = 6 * len(labs)
        for k in range(warm + 200):
            if k == warm:  # until then, caches fill
                gc.collect()
                before = _resident_mb()
            window.store.choose(labs[k % len(labs)])
            finish(window)
            run_for(window, 1e-3 * LOOK_MS)  # the window looks for garbage by the clock
        gc.collect()
        return {"after_play": after_play, "growth": _resident_mb() - before}


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
