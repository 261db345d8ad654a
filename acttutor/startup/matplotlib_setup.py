"""Matplotlib made ready: a folder to write in, and no work that nobody reads."""

import atexit
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from acttutor.base.resources import assets_folder
from acttutor.base.storage.atomic import write_atomically
from acttutor.system.folders import matplotlib_folders

log = logging.getLogger(__name__)


def prepare_matplotlib() -> None:
    """Give Matplotlib a folder that it can write, with its list of fonts if we brought one.

    Matplotlib rebuilds that list whenever it does not find it: 0.2 to 10 seconds. The packaged
    program always starts with an empty folder, because PyInstaller makes one for every run.
    """
    # With this variable set, Matplotlib would not look for the fonts of the system later on.
    os.environ.pop("MPL_IGNORE_SYSTEM_FONTS", None)
    packaged = hasattr(sys, "_MEIPASS") and "MPLCONFIGDIR" in os.environ
    if packaged and _is_writable(Path(os.environ["MPLCONFIGDIR"])):
        seed_font_list(Path(os.environ["MPLCONFIGDIR"]))
    elif packaged or not all(_is_writable(folder) for folder in matplotlib_folders()):
        try:
            folder = Path(tempfile.mkdtemp(prefix="acttutor-"))
        except OSError:
            log.warning("no folder for temporary files", exc_info=True)
            return
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["MPLCONFIGDIR"] = str(folder)
        seed_font_list(folder)


def leave_out_documentation() -> None:
    """Import the base of Matplotlib, and keep it from documenting every class that follows.

    For each kind of artist it gathers the names and docstrings of all setters, at every start;
    nobody reads them here, and they take a tenth of a second. Where a later version has other
    names for this, it simply goes on documenting.
    """
    import matplotlib.artist

    module: Any = matplotlib.artist
    if hasattr(module.Artist, "_update_set_signature_and_docstring"):
        module.Artist._update_set_signature_and_docstring = classmethod(lambda _cls: None)
    module.kwdoc = lambda _artist: ""


def seed_font_list(folder: Path) -> None:
    """Copy the list of fonts that was made when the program was packaged, if there is one."""
    for seed in (assets_folder() / "fontlist").glob("fontlist-*.json"):
        try:
            write_atomically(folder / seed.name, seed.read_bytes())
        except OSError:
            log.warning("the list of fonts could not be copied", exc_info=True)


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return folder.is_dir() and os.access(folder, os.W_OK)
