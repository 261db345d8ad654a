"""No encoding of a console stops a command; what was asked for is written before it is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(encoding: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose output has an encoding."""
    return subprocess.run(
        [sys.executable, "-m", "acttutor", *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp932", "cp1252", "ascii", "cp437"])
def test_a_list_in_japanese_is_printed_as_far_as_it_goes(encoding: str) -> None:
    done = call(encoding, "list", "labs", "--lang", "ja")
    assert done.returncode == 0, done.stderr
    words = done.stdout.decode(encoding)
    assert "descent2d" in words
    assert ("最急降下法" in words) == (encoding == "cp932")


def test_results_of_a_training_are_there_whatever_the_console_is(tmp_path: Path) -> None:
    losses = tmp_path / "losses.csv"
    done = call("cp1252", "train", "--lang", "ja", "--epochs", 2, "--csv", losses)
    assert done.returncode == 0, done.stderr
    assert losses.stat().st_size > 50


def test_a_mistake_is_said_in_any_encoding() -> None:
    done = call("cp1252", "list", "settings", "--lang", "ja", "--lab", "nowhere")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_without_any_stream_a_command_does_its_work(tmp_path: Path) -> None:
    """As after a double click on a program without a console."""
    losses = tmp_path / "losses.csv"
    program = (
        "import sys\n"
        "sys.stdin = sys.stdout = sys.stderr = None\n"
        "from acttutor.main import main\n"
        f"sys.exit(main(['train', '--epochs', '2', '--csv', {str(losses)!r}]))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
    assert losses.stat().st_size > 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a shell that closes a pipe early")
def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    command = f"'{sys.executable}' -u -m acttutor list settings --lab network | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b"" and done.stdout
