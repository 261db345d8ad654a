"""A double click on an experiment opens it. The tools of the desktop are asked if there are any."""

import configparser
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from acttutor import __version__
from acttutor.base.errors import UserError
from acttutor.files import association
from acttutor.files.association import MIME, associate, launch_command

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the files of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home with a blank in its path, where nothing is associated yet."""
    home = tmp_path / "a home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    return home / "data"


def entry(data: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(data / "applications" / "acttutor.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def arguments(data: Path) -> list[str]:
    """Read Exec as a desktop does: the value is unescaped, its arguments unquoted as by a shell."""
    value = entry(data)["Exec"].replace("\\\\", "\\")
    found = subprocess.run(["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True)
    return [argument.replace("%%", "%") for argument in found.stdout.splitlines()]


@linux
def test_the_entry_starts_this_program_with_the_file(home: Path) -> None:
    associate()
    *command, place = arguments(home)
    assert place == "%f"
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, f"ActTutor {__version__}")


@linux
def test_odd_signs_in_the_path_of_the_program_reach_the_desktop(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = ['/opt/a b/100 %/$x`y\\z"', "実験/app.py"]
    monkeypatch.setattr(association, "launch_command", lambda: odd)
    associate()
    assert arguments(home) == [*odd, "%f"]


@linux
def test_the_type_is_known_by_the_end_of_the_name(home: Path) -> None:
    associate()
    root = ElementTree.parse(home / "mime" / "packages" / "acttutor.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = root.findall(f"{space}mime-type")
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind.findall(f"{space}glob")] == ["*.acttutor"]
    assert f"{MIME};" in entry(home)["MimeType"]
    assert Path(entry(home)["Icon"]).read_bytes().startswith(b"\x89PNG")


@linux
@pytest.mark.skipif(
    not (shutil.which("gio") and shutil.which("update-mime-database")),
    reason="no desktop to ask",
)
def test_the_desktop_takes_the_file_for_ours(home: Path) -> None:
    associate()
    associate()  # twice is as good as once
    file = home / "lesson of today.acttutor"
    file.write_text("{}")

    def asked(*question: str) -> str:
        done = subprocess.run(
            ["gio", *question],
            capture_output=True,
            text=True,
            timeout=20,
            env={**os.environ, "LC_ALL": "C"},
        )
        return done.stdout

    assert MIME in asked("info", "-a", "standard::content-type", str(file))
    assert "acttutor.desktop" in asked("mime", MIME).splitlines()[0]


@linux
def test_a_home_that_cannot_be_written_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked / "below"))
    with pytest.raises(UserError) as refused:
        associate()
    assert refused.value.key == "menu.not_associated" and refused.value.values["reason"]


def test_windows_is_told_under_the_users_own_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[tuple[str, str], str] = {}

    class Key:
        def __init__(self, root: str, path: str) -> None:
            assert root == "HKCU"
            self.path = path.removeprefix("Software\\Classes\\")
            assert self.path != path

        def __enter__(self) -> "Key":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    def set_value(key: Key, name: str, _reserved: int, kind: int, text: str) -> None:
        assert kind == 1
        written[key.path, name] = text

    registry: Any = types.ModuleType("winreg")
    registry.HKEY_CURRENT_USER, registry.REG_SZ = "HKCU", 1
    registry.CreateKey, registry.SetValueEx = Key, set_value
    monkeypatch.setitem(sys.modules, "winreg", registry)
    import ctypes

    told: list[tuple[Any, ...]] = []
    shell = types.SimpleNamespace(SHChangeNotify=lambda *values: told.append(values))
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(shell32=shell), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    program = r"C:\Program Files\ActTutor\ActTutor.exe"
    monkeypatch.setattr(association, "launch_command", lambda: [program])
    associate()
    kind = written[".acttutor", ""]
    assert written[rf"{kind}\shell\open\command", ""] == f'"{program}" "%1"'
    # Whatever opens TOML files stays what opens them.
    assert (".toml", "") not in written
    assert written[r".toml\OpenWithProgids", "ActTutor.Lesson"] == ""
    assert len(told) == 1


def test_the_packaged_program_is_started_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch_command() == [sys.executable]
