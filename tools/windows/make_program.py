"""Build the Windows program: dist/ActTutor-windows.zip and dist/ActTutor-setup.exe.

tools/display.sh run python tools/windows/make_program.py
"""

import shutil
import sys
from pathlib import Path

from installer import build_setup
from lay_out import lay_out
from places import BUILD, ROOT
from wine import Wine, on_windows

sys.path.insert(0, str(ROOT))

from tools.package import MEGABYTE, write_zip

FOLDER = BUILD / "dist" / "ActTutor"
ZIP = ROOT / "dist" / "ActTutor-windows.zip"
SETUP = ROOT / "dist" / "ActTutor-setup.exe"
MOST_ZIPPED = 50 * MEGABYTE


def build_program() -> None:
    """Have PyInstaller make the folder of the program."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    folders = ["--workpath", on_windows(BUILD / "work"), "--distpath", on_windows(FOLDER.parent)]
    # It warns of the parts of the C library that Wine has inside.
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders]
    with Wine(BUILD / "prefix") as wine:
        done = wine.python(*command, "build.spec", timeout_s=1200)
    if done.code != 0 or not (FOLDER / "ActTutor.exe").exists():
        raise SystemExit(f"PyInstaller ended with {done.code}")


def size(path: Path) -> str:
    """Return the size of a file for people."""
    return f"{path.relative_to(ROOT)}: {path.stat().st_size / MEGABYTE:.1f} MB"


def main() -> None:
    """Build both."""
    lay_out()
    ZIP.parent.mkdir(exist_ok=True)
    build_program()
    write_zip(FOLDER, ZIP)
    build_setup(FOLDER, SETUP)
    for path in (ZIP, SETUP):
        print(size(path), flush=True)
    if ZIP.stat().st_size > MOST_ZIPPED:
        raise SystemExit(f"{ZIP.name} is larger than {MOST_ZIPPED / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
