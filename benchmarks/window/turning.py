"""From turning a step of a lesson to the finished picture, each step read as long as `READ_S`."""

import statistics
import time
from itertools import pairwise
from typing import Any

from .measuring import Found
from .opened import Setup, finish, open_window, run_for

#: Nobody reads a step faster; shorter where all that the next one needs is ready before.
READ_S = 5.0


def turning(setup: Setup) -> Found:
    """Milliseconds by lesson and step, and their medians: within a lab and between labs.

    Every lesson begins in a window of its own, where no lab but the first page has been opened.
    """
    from acttutor.lessons.own import own_lessons

    found: dict[str, dict[str, float]] = {"within": {}, "between": {}}
    for lesson in own_lessons()[:: setup.every]:
        with open_window(setup) as window:
            guide = window.guide
            guide.open(lesson, 0)
            _read(window)
            assert guide.lesson is not None
            for number, (before, step) in enumerate(pairwise(guide.lesson.steps), 2):
                start = time.perf_counter()
                guide.go(+1)
                while window.worker.works:
                    window.root.tk.dooneevent(0)
                finish(window)
                kind = "within" if step.lab == before.lab else "between"
                found[kind][f"{lesson.id} {number}"] = 1e3 * (time.perf_counter() - start)
                _read(window)
    medians = {f"{kind}_median": statistics.median(ms.values()) for kind, ms in found.items()}
    return {**found, **medians}


def _read(window: Any) -> None:
    """Read the step that is there."""
    end_s = time.perf_counter() + READ_S
    run_for(window, 0.1)
    while time.perf_counter() < end_s and (window.worker.works or window.worker.works_aside):
        run_for(window, 0.1)
    finish(window)
