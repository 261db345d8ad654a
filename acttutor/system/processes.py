"""Other processes: begun without a flash of a console, and ended together with this one."""

import ctypes
import logging
import os
from typing import Any

from acttutor.system.names import is_windows

log = logging.getLogger(__name__)

#: The job that holds this process; Windows ends it together with the last handle to it.
_job: Any = None


def quietly() -> dict[str, Any]:
    """Return the options with which `subprocess.Popen` opens no console."""
    create_no_window = 0x08000000
    return {"creationflags": create_no_window} if is_windows() else {}


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("process_count", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("memory", ctypes.c_size_t * 4),
    )


def end_children_with_this() -> None:
    """Have Windows end all processes that this one begins when it ends, even if it is killed.

    Elsewhere they look after that themselves, see `acttutor.system.ending`; there, too, but a
    process that is stuck does not look.
    """
    global _job
    if not is_windows() or _job is not None:
        return
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - there is none elsewhere
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    try:
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = _ExtendedLimits()
        kill_on_close, extended = 0x2000, 9
        limits.basic.flags = kill_on_close
        size = ctypes.sizeof(limits)
        known = kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), size)
        this = ctypes.c_void_p(kernel.GetCurrentProcess())
        if known and kernel.AssignProcessToJobObject(job, this):
            _job = job
        else:
            log.info("no job for this process and its children")
    except (AttributeError, OSError):
        log.info("no job for this process and its children", exc_info=True)
