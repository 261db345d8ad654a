"""Files that somebody chose: none hangs the program, fills its memory or goes unexplained."""

import os
import tracemalloc
from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.base.storage.user_file import read_user_file
from acttutor.files.experiment import open_experiment
from acttutor.lessons.reader import read_lesson

MOST = 100_000


def refusal(path: Path) -> str:
    """Return the key of the sentence with which a file is refused."""
    with pytest.raises(UserError) as caught:
        read_user_file(path, MOST)
    assert caught.value.values["file"] == path.name
    return caught.value.key


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "実験.acttutor"
    path.write_bytes(b"\r\n\x1a\0" * (MOST // 4))
    assert read_user_file(path, MOST) == path.read_bytes()
    with path.open("ab") as file:
        file.write(b"!")
    assert refusal(path) == "files.too_large"


def test_a_file_that_claims_two_gigabytes_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    tracemalloc.start()
    try:
        assert refusal(path) == "files.too_large"
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST
    finally:
        tracemalloc.stop()


def test_what_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing") == "files.unreadable"
    assert refusal(tmp_path / "zero\0byte") == "files.no_name"
    assert refusal(tmp_path / ("long" * 100)) == "files.unreadable"
    assert refusal(tmp_path) == "files.folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "read", [lambda path: read_user_file(path, MOST), open_experiment, read_lesson]
)
def test_a_pipe_and_devices_are_refused_without_waiting(tmp_path: Path, read: object) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "zero"
    link.symlink_to("/dev/zero")
    for path in (pipe, link, Path("/dev/null"), Path("/dev/tty")):
        with pytest.raises(UserError) as caught:
            read(path)  # type: ignore[operator]
        assert caught.value.key == "files.no_file"
