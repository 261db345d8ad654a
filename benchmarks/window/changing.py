"""From a choice that changes the whole window to the finished picture."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from .measuring import Found
from .opened import Setup, finish, open_window, run_for

#: What else is changed in every lab: there, and back again.
LOOKS = {"language": ("ja", "en"), "theme": ("dark", "light"), "zoom": (125, 100)}


def changing(setup: Setup) -> Found:
    """Milliseconds by the names of labs: to come to them, and to change their looks.

    ``first`` is the first time that a lab is opened, ``again`` every other.
    """
    with open_window(setup) as window:
        store = window.store
        others = [lab for lab in store.state.settings if lab != setup.lab]
        found: dict[str, dict[str, float]] = {"first": {}, "again": {}}
        for kind in found:
            for lab in (*others, setup.lab):
                found[kind][lab] = _ms(window, partial(store.choose, lab))
        del found["first"][setup.lab]  # it was there
        for lab in (setup.lab, *others):
            store.choose(lab)
            run_for(window, 0.05)
            for name, values in LOOKS.items():
                times_ms = [
                    _ms(window, partial(store.set_app, **{name: value})) for value in values
                ]
                found.setdefault(name, {})[lab] = max(times_ms)
        return {**found}


def _ms(window: Any, change: Callable[[], None]) -> float:
    finish(window)
    start = time.perf_counter()
    change()
    finish(window)
    return 1e3 * (time.perf_counter() - start)
