"""What a page costs that nobody touches."""

import time

from .measuring import Found
from .opened import Setup, finish, open_window, run_for


def idling(setup: Setup) -> Found:
    """The share of a core, in percent, that each page takes while nothing happens.

    ``living`` is that of the first page, on which something always happens.
    """
    with open_window(setup) as window:
        shares: dict[str, float] = {}
        for lab in window.store.state.settings:
            window.store.choose(lab)
            finish(window)
            run_for(window, 1.0)  # what is still on its way arrives
            start, start_s = time.process_time(), time.perf_counter()
            run_for(window, setup.seconds)
            took_s = time.perf_counter() - start_s
            shares[lab] = 100 * (time.process_time() - start) / took_s
        living = shares.pop("overview")
        return {"share": shares, "living": living}
