"""A file that the user had is never worse than before, however writing it ends."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.base.storage.atomic import check_place, put, replacing, write_atomically
from acttutor.cli import commands
from acttutor.system import ending

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="bits, links and limits of POSIX")


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix == ".part"]


@pytest.mark.parametrize(
    "fails", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), SystemExit()]
)
def test_what_goes_wrong_in_between_leaves_the_old_file(
    tmp_path: Path, fails: BaseException
) -> None:
    path = tmp_path / "結果.png"
    path.write_bytes(b"old")
    with pytest.raises(type(fails)), replacing(path) as part:
        part.write_bytes(b"half of the n")
        raise fails
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@posix
def test_a_disk_that_is_full_leaves_the_old_file_and_is_said(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "result.csv"
    path.write_bytes(b"old")
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (0, 1, 4096, 99_999):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            with pytest.raises(UserError) as caught:
                put(path, b"x" * 100_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert caught.value.key == "files.unwritable"
        assert path.read_bytes() == b"old"
        assert leftovers(tmp_path) == []
    signal.signal(signal.SIGXFSZ, ignored)


@posix
def test_links_are_followed_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "real.txt", tmp_path / "link.txt"
    path.write_bytes(b"old")
    path.chmod(0o600)
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink() and path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    write_atomically(tmp_path / "fresh.txt", b"new")
    assert stat.S_IMODE((tmp_path / "fresh.txt").stat().st_mode) == 0o644


@posix
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_atomically(link, b"new")
    assert Path("/dev/null").is_char_device()


def test_a_place_is_tried_before_the_work_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    check_place(None)
    check_place(path)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"old")
    check_place(path)
    assert path.read_bytes() == b"old"
    for bad in (tmp_path, tmp_path / "no" / "out.png", path / "out.png", tmp_path / "zero\0byte"):
        with pytest.raises(UserError):
            check_place(bad)


def command(*arguments: object, **options: object) -> "subprocess.Popen[bytes]":
    program = [sys.executable, "-m", "acttutor", *map(str, arguments)]
    return subprocess.Popen(program, cwd=ROOT, **options)  # type: ignore[call-overload, no-any-return]


def wait_for(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a process has begun its file."""
    end_s = time.monotonic() + 120
    while not leftovers(folder):
        assert process.poll() is None, "it is over already"
        assert time.monotonic() < end_s
        time.sleep(0.02)


@posix
def test_an_animation_that_is_told_to_end_leaves_the_old_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "run.gif"
    path.write_bytes(b"old")
    with command(
        "render", "--lab", "descent", "--steps", 4000, "--pictures", 4000,
        "--out", path,
    ) as process:  # fmt: skip
        wait_for(tmp_path, process)
        process.terminate()
        assert process.wait(20) == 128 + signal.SIGTERM
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@posix
@pytest.mark.parametrize("error", [RuntimeError("no glyph"), OSError("no font")])
def test_a_library_that_makes_an_error_of_the_end_changes_no_exit_code(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reads a font calls Python, and turns any exception of it into one of its own."""

    def read(_options: object, _texts: object) -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except SystemExit:
            raise error from None

    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGHUP)}
    monkeypatch.setattr(ending, "_code", 0)
    monkeypatch.setitem(commands.COMMANDS, "render", read)
    try:
        assert commands.main(["render", "--lab", "unit"]) == 128 + signal.SIGTERM
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def test_a_rendering_ends_with_its_window_and_takes_the_folders_away(tmp_path: Path) -> None:
    """Nobody is left to do it when a window was killed: the end of a pipe tells."""
    folder = tmp_path / "of the window"
    folder.mkdir()
    (folder / "experiment").write_bytes(b"x")
    path = tmp_path / "run.gif"
    with command(
        "render", "--lab", "descent", "--steps", 4000, "--pictures", 4000,
        "--out", path, "--owned", folder, stdin=subprocess.PIPE,
    ) as process:  # fmt: skip
        wait_for(tmp_path, process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", "--epochs", "-1"),
        ("train", "--epochs", "99999999999999"),
        ("train", "--epochs", "9" * 5000),
        ("train", "--code", ""),
        ("train", "--csv", "no/such/folder/out.csv"),
        ("render", "--steps", "-3", "--out", "x.png"),
        ("render", "--pictures", "-3", "--out", "x.gif"),
        ("render", "--out", "no/such/folder/x.png"),
        ("render", "--set", "layers=[100]", "--out", "x.png"),
        ("render", "--set", "layers=[true]", "--out", "x.png"),
    ],
)
def test_the_command_line_refuses_what_the_window_refuses(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    try:
        code: object = commands.main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2
    printed = capsys.readouterr()
    assert printed.out == "" and len(printed.err.splitlines()) == 1, printed.err
    assert list(tmp_path.iterdir()) == []
