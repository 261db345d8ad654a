"""What happens before NumPy and Matplotlib are imported: the window must be there by then.

Only the standard library is imported with this module. Nothing here may stop the program: what
does not work is logged, and the program goes on without it.
"""

from acttutor.startup.fonts import make_fonts_known
from acttutor.startup.loading import open_root
from acttutor.startup.logfile import configure_logging
from acttutor.startup.machine import (
    keep_what_is_made,
    limit_threads,
    pause_garbage_collection,
)
from acttutor.startup.matplotlib_setup import leave_out_documentation, prepare_matplotlib
from acttutor.startup.names import NAME, data_folder
from acttutor.system.memory import tune_memory
from acttutor.system.processes import end_children_with_this
from acttutor.system.screen import ask_for_real_pixels

__all__ = [
    "NAME",
    "data_folder",
    "keep_what_is_made",
    "leave_out_documentation",
    "open_root",
    "pause_garbage_collection",
    "prepare",
    "prepare_without_window",
]


def prepare() -> None:
    """Do everything that must precede the window and the import of NumPy and Matplotlib."""
    configure_logging()
    limit_threads()
    tune_memory()
    end_children_with_this()
    ask_for_real_pixels()
    prepare_matplotlib()
    make_fonts_known()


def prepare_without_window() -> None:
    """Do the part of `prepare` that pictures and training without a window need."""
    configure_logging()
    limit_threads()
    tune_memory()
    end_children_with_this()
    prepare_matplotlib()
