"""Try the built Windows program: from a read-only folder, at three scales, without any stream."""

import subprocess
import zipfile
from pathlib import Path

from make_program import ZIP
from places import BUILD
from report import Failure, Report
from wine import HELD_TO_PERMISSIONS, Wine, remove

#: A path as it is on the share of a school.
FOLDER = BUILD / "配布 テスト"
SCALES = (100, 125, 150)
SELF_TEST_S = 600
WORKS = "self-test: everything works"


def log_file(wine: Wine) -> Path:
    """Return where the program writes its log."""
    return wine.home / "AppData" / "Local" / "ActTutor" / "Logs" / "acttutor.log"


def read_new(path: Path, start: int) -> str:
    """Return what was written to a text after its first ``start`` bytes."""
    return path.read_bytes()[start:].decode("utf-8", "replace") if path.exists() else ""


def unpack() -> Path:
    """Unpack the zip where nobody may write; returns the program."""
    remove(FOLDER)
    FOLDER.mkdir(parents=True)
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(FOLDER)
    subprocess.run(["chmod", "-R", "a-w", str(FOLDER)], check=True)
    attempt = [*HELD_TO_PERMISSIONS, "touch", str(FOLDER / "ActTutor" / "new")]
    if subprocess.run(attempt, capture_output=True, check=False).returncode == 0:
        raise Failure(f"{FOLDER} can be written to")
    return FOLDER / "ActTutor" / "ActTutor.exe"


def self_test(wine: Wine, program: Path) -> None:
    """Run the self-test of the program as after a double click: no stream, its own folder."""
    log = log_file(wine)
    start = log.stat().st_size if log.exists() else 0
    ended = wine.run(
        str(program), "--self-test", timeout_s=SELF_TEST_S, folder=program.parent, streams=False
    )
    said = read_new(log, start)
    if ended.code != 0 or WORKS not in said:
        raise Failure(f"ended with {ended.code}; its log:\n{said[-5000:]}")


def try_program(wine: Wine, report: Report) -> None:
    """Try the program at every scale."""
    program = unpack()
    for percent in SCALES:
        with report.trying(f"built program, read-only folder {FOLDER.name}, {percent} %"):
            wine.set_scale(percent)
            self_test(wine, program)
    wine.set_scale(100)
    remove(FOLDER)
