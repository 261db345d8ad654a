"""Where the log goes."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from acttutor.startup.names import NAME

LOG_HANDLER = "acttutor-log"
LOG_BYTES = 500_000


def configure_logging() -> Path | None:
    """Send the log to a file in the user's log folder, and warnings to the terminal if any.

    Returns:
        the file, or ``None`` where none can be written.
    """
    root = logging.getLogger()
    if any(handler.name == LOG_HANDLER for handler in root.handlers):
        return None
    logging.getLogger("acttutor").setLevel(logging.INFO)
    if sys.stderr is not None:  # a program without a console has none
        terminal = logging.StreamHandler()
        terminal.setLevel(logging.WARNING)
        terminal.set_name(LOG_HANDLER)
        root.addHandler(terminal)
    try:
        from platformdirs import user_log_path

        file = user_log_path(NAME, appauthor=False) / "acttutor.log"
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name(LOG_HANDLER)
    root.addHandler(handler)
    return file
