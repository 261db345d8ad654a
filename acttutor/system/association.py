"""Tells the system which program opens a kind of file, for this user and without an installer.

Linux: an entry in the menu of programs and a type of file, as the Desktop Entry Specification 1.5
(sections "The Exec key" and "MIME types") and the Shared MIME-info Database Specification say.
Windows: a type of file under the user's own part of the registry.
"""

import ctypes
import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acttutor.system.names import is_linux, is_windows
from acttutor.system.processes import quietly

log = logging.getLogger(__name__)

Write = Callable[[Path, bytes], None]


@dataclass(frozen=True)
class Program:
    """A program, and the files that it opens.

    Args:
        name: what it is called.
        comment: what it is for, by language; ``"en"`` is needed.
        command: what starts it, without a file.
        picture, icon: a PNG of 256 pixels, and an ICO.
        suffix, kind, description: of files that are its own: the end of their names, their media
            type, and what they are called, by language.
        also: suffixes and media types that it offers to open, and that may belong to another one.
    """

    name: str
    comment: Mapping[str, str]
    command: Sequence[str]
    picture: Path
    icon: Path
    suffix: str
    kind: str
    description: Mapping[str, str]
    also: Mapping[str, str]


def can_associate() -> bool:
    """Tell whether this system can be told what opens a file."""
    return is_windows() or is_linux()


def associate(program: Program, write: Write) -> None:
    """Make a program the one that opens its files.

    Args:
        program: which.
        write: puts data into a file, so that nobody ever sees half of it.

    Raises:
        OSError: if the system does not let us.
    """
    if is_windows():
        _associate_windows(program)
    else:
        _associate_linux(program, _data_home(), write)


# -- Linux -------------------------------------------------------------------------------------


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _associate_linux(program: Program, data: Path, write: Write) -> None:
    own = program.name.lower()
    icon = data / "icons" / "hicolor" / "256x256" / "apps" / f"{own}.png"
    for path, content in (
        (icon, program.picture.read_bytes()),
        (data / "applications" / f"{own}.desktop", _desktop_entry(program, icon).encode()),
        (data / "mime" / "packages" / f"{own}.xml", _mime_package(program).encode()),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
    # Desktops look at the files by themselves sooner or later; these have them do it now.
    for tool, folder in (
        ("update-mime-database", data / "mime"),
        ("update-desktop-database", data / "applications"),
    ):
        _run(tool, str(folder))
    _run("gio", "mime", program.kind, f"{own}.desktop")


def _run(*command: str) -> None:
    tool = shutil.which(command[0])
    if tool is None:
        return
    try:
        subprocess.run(
            [tool, *command[1:]], capture_output=True, timeout=20, check=True, **quietly()
        )
    except (OSError, subprocess.SubprocessError) as error:
        # The files are there all the same.
        log.info("%s: %s", command[0], error)


def _desktop_entry(program: Program, icon: Path) -> str:
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={program.name}",
        *_in_languages("Comment{}=", "[{}]", program.comment),
        f"Exec={' '.join(map(_quoted, program.command))} %f",
        f"Icon={_escaped(str(icon))}",
        "Terminal=false",
        "Categories=Education;Science;",
        f"MimeType={';'.join((program.kind, *program.also.values()))};",
        f"StartupWMClass={program.name}",
    ]
    return "\n".join(lines) + "\n"


def _in_languages(line: str, mark: str, words: Mapping[str, str]) -> list[str]:
    """Return a line for each language; English has no mark."""
    marks = {language: "" if language == "en" else mark.format(language) for language in words}
    return [line.format(marks[language]) + text for language, text in words.items()]


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


def _mime_package(program: Program) -> str:
    lines = _in_languages("<comment{}>", ' xml:lang="{}"', program.description)
    comments = "\n    ".join(f"{line}</comment>" for line in lines)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{program.kind}">
    {comments}
    <sub-class-of type="application/json"/>
    <glob pattern="*{program.suffix}"/>
  </mime-type>
</mime-info>
"""


# -- Windows -----------------------------------------------------------------------------------


def _associate_windows(program: Program) -> None:
    opens = subprocess.list2cmdline(program.command) + ' "%1"'
    own, other = f"{program.name}.Experiment", f"{program.name}.Lesson"
    classes = {
        program.suffix: {"": own},
        own: {"": program.description["en"]},
        other: {"": program.name},
        **{rf"{suffix}\OpenWithProgids": {other: ""} for suffix in program.also},
    }
    for name in (own, other):
        classes[rf"{name}\DefaultIcon"] = {"": str(program.icon)}
        classes[rf"{name}\shell\open\command"] = {"": opens}
    _set_keys(classes)
    changed, id_list = 0x08000000, 0  # SHCNE_ASSOCCHANGED, SHCNF_IDLIST
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - there is none elsewhere
    windll.shell32.SHChangeNotify(changed, id_list, None, None)


def _set_keys(values: dict[str, dict[str, str]]) -> None:
    """Write values into the classes of this user, by key and name."""
    import winreg

    registry: Any = winreg
    for key, named in values.items():
        with registry.CreateKey(registry.HKEY_CURRENT_USER, rf"Software\Classes\{key}") as handle:
            for name, text in named.items():
                registry.SetValueEx(handle, name, 0, registry.REG_SZ, text)
