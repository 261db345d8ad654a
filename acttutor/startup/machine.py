"""What is asked of the machine: threads and garbage."""

import gc
import os


def limit_threads() -> None:
    """Keep linear algebra to one thread: for matrices this small, more only get in the way."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


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
