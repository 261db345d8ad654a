"""Where the Windows build keeps its things."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
#: Made anew by "make clean".
BUILD = ROOT / "build" / "windows"
PYTHON = BUILD / "python"
#: What the program needs, and what builds and tests it; see `pin`.
WHEELS = HERE / "wheels.txt"
#: Two archives that carry the official embeddable Python for Windows and its Tk.
ARCHIVES = HERE / "archives.txt"
VERSION = "3.11"
#: Downloads outlive the clone that asked for them.
DOWNLOADS = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "acttutor", "windows")
