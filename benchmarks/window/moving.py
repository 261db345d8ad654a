"""From a move of the hand to the painted frame."""

import statistics
import time
from _tkinter import DONT_WAIT
from itertools import cycle
from typing import Any

from .measuring import Found
from .opened import Setup, finish, open_window, run_for

#: A slider is moved between so many places.
PLACES = 7
#: So many moves of a slider are made, unless the time is over.
MOVES = 14
#: A move that changes nothing is not waited for any longer.
LONGEST_S = 0.4


def pointer(setup: Setup) -> Found:
    """From a move of the pressed pointer over the figure to the painted frame."""
    with open_window(setup) as window:
        canvas = window.host.widget
        y = canvas.winfo_height() // 3
        canvas.event_generate("<ButtonPress-1>", x=300, y=y)
        times_ms, end_s, k = [], time.perf_counter() + setup.seconds, 0
        while time.perf_counter() < end_s:
            k += 1
            x = 300 + (7 * k) % 300
            took_ms = _painted_ms(window, canvas, x, y)
            if took_ms is not None:
                times_ms.append(took_ms)
        return {
            "median": statistics.median(times_ms),
            "p95": sorted(times_ms)[int(0.95 * len(times_ms))],
        }


def sliders(setup: Setup) -> Found:
    """Each slider of a panel, by its name: the first move after the lab was opened, the median."""
    with open_window(setup) as window:
        first: dict[str, float] = {}
        median: dict[str, float] = {}
        defaults = window.store.settings(setup.lab)
        for name in list(window.view.panel.controls):
            if _scale(window, name) is None:
                continue
            window.store.replace(setup.lab, defaults)
            window.show_lab()
            finish(window)
            run_for(window, 0.15)
            times_ms = _moves(window, name, setup.seconds)
            if times_ms:
                first[name] = times_ms[0]
                median[name] = statistics.median(times_ms[1:] or times_ms)
        if not first:
            raise SystemExit("no slider")
        return {"first": first, "median": median}


def _scale(window: Any, name: str) -> Any:
    """Return the slider of a setting, if it is on the screen now."""
    scale = getattr(window.view.panel.controls.get(name), "scale", None)
    return scale if scale is not None and scale.winfo_viewable() else None


def _moves(window: Any, name: str, seconds: float) -> list[float]:
    """Drag a slider to and fro; returns the times of the moves that were painted."""
    scale = _scale(window, name)
    if scale is None:
        return []
    here, most = float(scale.get()), float(scale.cget("to"))
    count = max(2, min(PLACES, round(most) + 1))
    places = sorted(
        {round(k * most / (count - 1)) for k in range(count)}, key=lambda place: abs(place - here)
    )
    x, y = scale.coords()
    scale.event_generate("<ButtonPress-1>", x=x, y=y)
    times_ms: list[float] = []
    end_s = time.perf_counter() + seconds
    for _, place in zip(range(MOVES), cycle([*places[1:], places[0]]), strict=False):
        scale = _scale(window, name)
        if scale is None or (time.perf_counter() > end_s and len(times_ms) > 2):
            break
        goal = scale.coords(place)[0]
        took_ms = _painted_ms(window, scale, goal, y)
        if took_ms is not None:
            times_ms.append(took_ms)
    if scale is not None:
        scale.event_generate("<ButtonRelease-1>", x=x, y=y)
    finish(window)
    return times_ms


def _painted_ms(window: Any, widget: Any, x: int, y: int) -> float | None:
    """Milliseconds from a move of the pressed pointer over a widget to the painted frame; ``None``
    if nothing was painted.
    """
    root, host = window.root, window.host
    frames, start = host.frames, time.perf_counter()
    widget.event_generate("<B1-Motion>", x=x, y=y, state=0x100)
    while host.frames == frames and time.perf_counter() < start + LONGEST_S:
        root.tk.dooneevent(DONT_WAIT)
    root.winfo_pointerx()  # a round trip: the server has painted what it was sent
    return None if host.frames == frames else 1e3 * (time.perf_counter() - start)
