"""What the window holds, counted in a state that can be compared with another time."""

import ctypes
import functools
import gc
import sys
from pathlib import Path
from tkinter import Image
from typing import NamedTuple

import numpy as np
from PIL.ImageTk import PhotoImage

from acttutor.base.state.fields import changed
from acttutor.base.state.history import DEPTH
from acttutor.base.state.limits import NONE
from acttutor.base.storage.records import Records
from acttutor.labs.registry import LABS
from acttutor.lessons.progress import Progress
from acttutor.plots.text.glyph_memory import MEMORY, MOST, Glyphs

#: Most answers of a cache without a bound: colours of two themes, rows of the curriculum.
MOST_FOR_GOOD = 100


def empty_caches():
    """Empty what fills up to a bound; what of ours has none must hold little, come what may."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            most, size = found.cache_info()[2:]
            if most is not None:
                found.cache_clear()
            elif found.__module__.startswith("acttutor"):
                assert size < MOST_FOR_GOOD, (found.__module__, found.__qualname__, size)


def fill_history(driver):
    """Let there be as much to take back as is ever kept, and always the same."""
    for number in range(DEPTH):
        driver.store.set("descent", lr=0.1 + number % 2 / 10)
        driver.window.history.seal()


def fill_glyphs():
    """Let as many pieces of text be remembered as ever are, and always the same small ones."""
    dot = Glyphs(np.zeros((1, 1), np.uint8), 0, 0, 0)
    for number in range(MOST):
        MEMORY.recall(f"piece {number}", lambda: dot)


def forget_sweeps(driver):
    """Let the network lab forget its sweeps, of which it keeps thousands of results to look up."""
    driver.store.replace("network", changed(LABS["network"].defaults(), mode="sweep"))
    driver.store.choose("network")
    driver.view.run.reset()


def calm(driver):
    """Bring the window into a state in which its memory can be compared."""
    driver.player.pause()
    window = driver.window
    window.worker.close()
    if window.guide.lesson is not None:
        window.guide.close()
    for dialog in list(window.dialogs):
        dialog.close()
    forget_sweeps(driver)
    # Pages that were kept go with their looks: of each lab there is a new one in the end, and none
    # that was ever larger.
    driver.resize(1280, 800)
    for theme in ("dark", "light"):
        driver.store.set_app(language="en", theme=theme, zoom=100)
    for lab, entry in LABS.items():
        window.limiter.put(lab, NONE)
        driver.store.replace(lab, entry.defaults())
        driver.store.choose(lab)
        driver.view.run.reset()
    # What learners did is on disk, but for a window that was never told where.
    window.records = Records()
    window.guide.progress = Progress(window.records)
    window.use_records()
    # A lesson that is being written belongs to its author, and may be of any length.
    window.commands.draft = None
    fill_history(driver)
    empty_caches()
    fill_glyphs()
    for _ in range(3):
        gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)


class Mallinfo(ctypes.Structure):
    """What the C library of Linux knows of its memory."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def used_memory():
    """Return the bytes in use of what is no small object: arrays, pictures, all that Tk has."""
    mallinfo = ctypes.CDLL("libc.so.6").mallinfo2
    mallinfo.restype = Mallinfo
    found = mallinfo()
    return found.uordblks + found.hblkhd


class Held(NamedTuple):
    """What the program holds at one time; nothing of it may pile up.

    Args:
        process: bytes of the process, with what is free between what is used: they follow the
            highest tide, and do not go back all the way.
        memory: bytes in use, small objects apart.
        blocks: pieces of memory for small objects.
        objects: those that Python looks after, without pictures.
        pictures: images of Tk; icons are kept for each theme and zoom.
        commands: of Tcl, one for each callback that a widget knows.
        waiting: calls that are due later.
    """

    process: int
    memory: int
    blocks: int
    objects: int
    pictures: int
    commands: int
    waiting: int

    @classmethod
    def by(cls, driver):
        """Return what is held now."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        tk = driver.root.tk
        commands, pictures, waiting = (
            len(tk.splitlist(tk.call(what, which)))
            for what, which in (("info", "commands"), ("image", "names"), ("after", "info"))
        )
        objects = sum(not isinstance(found, (Image, PhotoImage)) for found in gc.get_objects())
        # Each picture is a command as well.
        held = pages * 4096, used_memory(), sys.getallocatedblocks(), objects
        return cls(*held, pictures, commands - pictures, waiting)

    def since(self, before):
        """Return how much more this is."""
        return Held(*(now - then for now, then in zip(self, before, strict=True)))

    def __str__(self):
        return (
            f"process {self.process / 2**20:+.1f} MB, in use {self.memory / 2**20:+.1f} MB, "
            f"{self.blocks:+} blocks, {self.objects:+} objects, "
            f"{self.pictures:+} pictures, {self.commands:+} commands, {self.waiting:+} waiting"
        )
