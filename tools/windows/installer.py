"""Make the Windows installer of the program's folder with NSIS.

python tools/windows/installer.py FOLDER SETUP
"""

import subprocess
import sys
from pathlib import Path

from places import HERE, ROOT

sys.path.insert(0, str(ROOT))

from acttutor import __version__


def build_setup(folder: Path, setup: Path) -> None:
    """Make the installer ``setup`` of ``folder``."""
    values = {"VERSION": __version__, "FOLDER": folder.resolve(), "SETUP": setup.resolve()}
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *definitions, "installer.nsi"]
    subprocess.run(command, cwd=HERE, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    build_setup(Path(sys.argv[1]), Path(sys.argv[2]))
