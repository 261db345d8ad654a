"""Memory: how the C library hands it out."""

import ctypes
import logging

from acttutor.system.names import is_linux

log = logging.getLogger(__name__)


def tune_memory() -> None:
    """Keep the heap of Linux from growing holes, and from being given back between two frames.

    The C library raises the size from which a buffer stands alone with every large one that is
    freed, up to 32 MB; pictures of many sizes then leave holes in the heap that only grow. Once
    that size is fixed, so is another: free memory at the end of the heap goes back to the system
    from 128 kB on. A frame then waits half a millisecond for every megabyte that it asks for again.
    """
    if not is_linux():
        return
    m_trim_threshold, m_mmap_threshold = -1, -3
    try:
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(m_mmap_threshold, 1 << 20)
        mallopt(m_trim_threshold, 1 << 24)
    except (AttributeError, OSError):  # another C library
        log.info("the C library has no mallopt")
