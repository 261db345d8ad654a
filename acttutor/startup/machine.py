"""What is asked of the machine: threads, memory, garbage, real pixels."""

import ctypes
import gc
import logging
import os
import sys

log = logging.getLogger(__name__)


def limit_threads() -> None:
    """Keep linear algebra to one thread: for matrices this small, more only get in the way."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def tune_memory() -> None:
    """Keep the heap of Linux from growing holes, and from being given back between two frames.

    The C library raises the size from which a buffer stands alone with every large one that is
    freed, up to 32 MB; pictures of many sizes then leave holes in the heap that only grow. Once
    that size is fixed, so is another: free memory at the end of the heap goes back to the system
    from 128 kB on. A frame then waits half a millisecond for every megabyte that it asks for again.
    """
    if not sys.platform.startswith("linux"):
        return
    m_trim_threshold, m_mmap_threshold = -1, -3
    try:
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(m_mmap_threshold, 1 << 20)
        mallopt(m_trim_threshold, 1 << 24)
    except (AttributeError, OSError):  # another C library
        log.info("the C library has no mallopt")


def pause_garbage_collection() -> None:
    """Do not look for garbage while modules are imported: all they make is there to stay.

    Looking through it again and again takes a tenth of the start. Later on, the window looks; see
    `acttutor.shell.collector`.
    """
    gc.disable()


def keep_what_is_made() -> None:
    """Leave what the start has made out of all later looks for garbage.

    Most of it belongs to modules; passing over it keeps a collection in the middle of an animation
    short.
    """
    gc.freeze()


def enable_dpi_awareness() -> None:
    """Ask Windows for real pixels; without this it scales up a blurred picture of the window."""
    if sys.platform != "win32":
        return
    try:
        ctypes.windll.shcore.SetProcessDpiAwareness(1)
    except (AttributeError, OSError):  # before Windows 8.1
        try:
            ctypes.windll.user32.SetProcessDPIAware()
        except (AttributeError, OSError):
            log.warning("the window will be blurred on a dense screen", exc_info=True)
