"""Files: names, long paths, and a file that somebody else holds for a moment or for good."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from acttutor.base.errors import UserError
from acttutor.base.storage.atomic import write_atomically
from acttutor.system import disk


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program think that it is on Windows."""
    monkeypatch.setattr(sys, "platform", "win32")


class Scanner:
    """Holds a file as a virus scanner does: the system refuses to replace it a few times.

    Args:
        refusals: how often.
    """

    def __init__(self, refusals: int) -> None:
        self.left, self._real = refusals, os.replace

    def replace(self, source: Any, target: Any) -> None:
        if self.left:
            self.left -= 1
            raise PermissionError(13, "held", str(target))
        self._real(source, target)


@pytest.mark.usefixtures("windows")
def test_a_file_that_is_held_for_a_moment_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.acttutor"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", Scanner(3).replace)
    monkeypatch.setattr(disk, "EXTENDED", "")  # a path of this system stays one
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"


@pytest.mark.usefixtures("windows")
def test_a_file_that_is_held_for_good_gets_a_sentence_and_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.acttutor"
    file.write_bytes(b"old")
    monkeypatch.setattr(disk, "PATIENCE_S", 0.03)
    monkeypatch.setattr(os, "replace", Scanner(10**6).replace)
    with pytest.raises(UserError) as caught:
        write_atomically(file, b"new")
    assert caught.value.key == "files.held" and caught.value.values == {"file": "a.acttutor"}
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.acttutor"]


def test_elsewhere_a_refusal_is_final(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    scanner = Scanner(1)
    monkeypatch.setattr(os, "replace", scanner.replace)
    with pytest.raises(PermissionError) as caught:
        disk.replace(tmp_path / "a", tmp_path / "b")
    assert type(caught.value) is PermissionError and not scanner.left


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con.acttutor",
        "Nul.tar.gz",
        "COM1.png",
        "lpt9",
        "aux .txt",
        "a?.png",
        "a.",
        "b ",
        'c"',
    ],
)
def test_names_that_windows_keeps_for_itself_get_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        write_atomically(tmp_path / name, b"")
    assert caught.value.key == "files.no_name"
    assert not os.listdir(tmp_path)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("name", ["a.acttutor", "CONTROL.png", "実験.acttutor", "com.txt", "x.con"])
def test_other_names_are_let_through(name: str) -> None:
    assert disk.can_be_a_name(name)


def test_the_longest_name_that_the_system_allows_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("x" * 246 + ".acttutor")
    write_atomically(file, b"1")
    assert file.read_bytes() == b"1"


def test_a_path_longer_than_260_signs_works(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["長い名前のフォルダ" * 3] * 12)
    os.makedirs(disk.usable(folder))
    file = folder / "a.acttutor"
    assert len(str(file)) > 300
    write_atomically(file, b"1")
    assert disk.usable(file).read_bytes() == b"1"


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "prefix"),
    [("C:\\" + "d\\" * 150, "\\\\?\\C:\\d"), ("\\\\s\\t\\" + "d\\" * 150, "\\\\?\\UNC\\s\\t\\d")],
)
def test_long_paths_of_drives_and_shares_get_the_form_that_windows_opens(
    monkeypatch: pytest.MonkeyPatch, path: str, prefix: str
) -> None:
    monkeypatch.setattr(os.path, "abspath", lambda given: str(given))
    assert str(disk.usable(Path(path))).startswith(prefix)
    assert disk.usable(Path("C:\\a")) == Path("C:\\a")
