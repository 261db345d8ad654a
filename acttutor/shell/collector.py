"""Looks for garbage, but only in the thread of the window.

By itself, Python looks for it in whatever thread happens to make objects. A panel that was taken
away is garbage with variables of Tk in it, and they call Tk when they go: from another thread such
a call waits for the window, and if the window is waiting for that thread to end, for ever.
"""

import gc
import tkinter

LOOK_MS = 200
#: How many new objects, or collections of the generation before, call for one.
MOST = (5_000, 10, 10)


class Collector:
    """Takes the place of Python's own collections from now on.

    Args:
        root: the window.
    """

    def __init__(self, root: tkinter.Misc) -> None:
        gc.disable()
        self._root = root
        self._much = False
        self._after_id: str | None = root.after(LOOK_MS, self._look)

    def _look(self) -> None:
        self._after_id = self._root.after(LOOK_MS, self._look)
        if self._much:
            self._much = False
            gc.collect()
            return
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > MOST[generation]:
                gc.collect(generation)
                break

    def expect_much(self) -> None:
        """Go through everything the next time: a panel, which holds a hundred widgets, has gone."""
        self._much = True

    def close(self) -> None:
        """Look no more. Python does not either: the threads that are left may still be at work."""
        if self._after_id is not None:
            self._root.after_cancel(self._after_id)
            self._after_id = None
