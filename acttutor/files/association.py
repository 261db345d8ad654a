"""Has a double click on an experiment file open it.

Lessons are TOML files, which may belong to an editor already; there the program only becomes one
of those to open them with.
"""

import sys
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES, about
from acttutor.base.resources import asset
from acttutor.base.storage.atomic import write_atomically
from acttutor.files.experiment import SUFFIX
from acttutor.system import association
from acttutor.system.association import Program

MIME = "application/x-acttutor-experiment"
LESSONS = {".toml": "application/toml"}


def associate() -> None:
    """Make this program the one that opens experiment files.

    Raises:
        UserError: if the system does not let us.
    """
    icons = (asset("icons", "acttutor-256.png"), asset("icons", "acttutor.ico"))
    command = launch_command()
    comment, experiment = (
        {language: about(language)[part] for language in LANGUAGES}
        for part in ("comment", "experiment")
    )
    program = Program("ActTutor", comment, command, *icons, SUFFIX, MIME, experiment, LESSONS)
    try:
        association.associate(program, write_atomically)
    except OSError as error:
        raise UserError("menu.not_associated", reason=error.strerror or "") from None


def launch_command() -> list[str]:
    """Return the command that starts this program, without a file."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(__file__).resolve().parents[2] / "app.py"
    return [sys.executable, str(script)] if script.exists() else [sys.executable, "-m", "acttutor"]
