"""Has a double click on an experiment file open it, for this user and without an installer.

Linux: an entry in the menu of programs and a type of file, as the Desktop Entry Specification 1.5
(sections "The Exec key" and "MIME types") and the Shared MIME-info Database Specification say.
Windows: a type of file under the user's own part of the registry.  Lessons are TOML files, which
may belong to an editor already; there the program only becomes one of those to open them with.
"""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from acttutor.base.languages import about
from acttutor.base.resources import asset
from acttutor.files.experiment import SUFFIX

log = logging.getLogger(__name__)

MIME = "application/x-acttutor-experiment"
LESSON_MIME = "application/toml"
LESSON_SUFFIX = ".toml"


def can_associate() -> bool:
    """Tell whether this system can be told what opens a file."""
    return sys.platform == "win32" or sys.platform.startswith("linux")


def associate() -> None:
    """Make this program the one that opens experiment files.

    Raises:
        OSError: if the system does not let us.
    """
    if sys.platform == "win32":
        _associate_windows(launch_command())
    else:
        _associate_linux(launch_command(), _data_home())


def launch_command() -> list[str]:
    """Return the command that starts this program, without a file."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(__file__).resolve().parents[2] / "app.py"
    return [sys.executable, str(script)] if script.exists() else [sys.executable, "-m", "acttutor"]


# -- Linux -------------------------------------------------------------------------------------


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _associate_linux(command: Sequence[str], data: Path) -> None:
    icon = data / "icons" / "hicolor" / "256x256" / "apps" / "acttutor.png"
    icon.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(asset("icons", "acttutor-256.png"), icon)
    _write(data / "applications" / "acttutor.desktop", _desktop_entry(command, icon))
    _write(data / "mime" / "packages" / "acttutor.xml", _mime_package())
    # Desktops look at the files by themselves sooner or later; these have them do it now.
    for tool, folder in (
        ("update-mime-database", data / "mime"),
        ("update-desktop-database", data / "applications"),
    ):
        _run(tool, str(folder))
    _run("gio", "mime", MIME, "acttutor.desktop")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(*command: str) -> None:
    tool = shutil.which(command[0])
    if tool is None:
        return
    done = subprocess.run([tool, *command[1:]], capture_output=True, timeout=20, check=False)
    if done.returncode:
        log.info("%s: %s", command[0], done.stderr.decode(errors="replace").strip())


def _desktop_entry(command: Sequence[str], icon: Path) -> str:
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=ActTutor",
        f"Comment={about('en')['comment']}",
        f"Comment[ja]={about('ja')['comment']}",
        f"Exec={' '.join(map(_quoted, command))} %f",
        f"Icon={_escaped(str(icon))}",
        "Terminal=false",
        "Categories=Education;Science;",
        f"MimeType={MIME};{LESSON_MIME};",
        "StartupWMClass=ActTutor",
    ]
    return "\n".join(lines) + "\n"


def _quoted(argument: str) -> str:
    """Return an argument as the key Exec wants it: quoted, and escaped once more as any value."""
    for sign in ("\\", '"', "`", "$"):
        argument = argument.replace(sign, f"\\{sign}")
    return _escaped('"' + argument.replace("%", "%%") + '"')


def _escaped(value: str) -> str:
    """Return a value as the key's escape sequences have it, on one line."""
    for sign, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        value = value.replace(sign, escape)
    return value


def _mime_package() -> str:
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME}">
    <comment>{about("en")["experiment"]}</comment>
    <comment xml:lang="ja">{about("ja")["experiment"]}</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*{SUFFIX}"/>
  </mime-type>
</mime-info>
"""


# -- Windows -----------------------------------------------------------------------------------


def _associate_windows(command: Sequence[str]) -> None:
    import ctypes

    opens = subprocess.list2cmdline(command) + ' "%1"'
    icon = str(asset("icons", "acttutor.ico"))
    _set_keys(
        {
            SUFFIX: {"": "ActTutor.Experiment"},
            "ActTutor.Experiment": {"": about("en")["experiment"]},
            r"ActTutor.Experiment\DefaultIcon": {"": icon},
            r"ActTutor.Experiment\shell\open\command": {"": opens},
            rf"{LESSON_SUFFIX}\OpenWithProgids": {"ActTutor.Lesson": ""},
            "ActTutor.Lesson": {"": "ActTutor"},
            r"ActTutor.Lesson\DefaultIcon": {"": icon},
            r"ActTutor.Lesson\shell\open\command": {"": opens},
        }
    )
    changed, id_list = 0x08000000, 0  # SHCNE_ASSOCCHANGED, SHCNF_IDLIST
    shell: Any = ctypes.windll.shell32  # type: ignore[attr-defined, unused-ignore]
    shell.SHChangeNotify(changed, id_list, None, None)


def _set_keys(values: dict[str, dict[str, str]]) -> None:
    """Write values into the classes of this user, by key and name."""
    import winreg

    registry: Any = winreg
    for key, named in values.items():
        with registry.CreateKey(registry.HKEY_CURRENT_USER, rf"Software\Classes\{key}") as handle:
            for name, text in named.items():
                registry.SetValueEx(handle, name, 0, registry.REG_SZ, text)
