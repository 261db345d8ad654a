"""Pictures and animations made in another process: the command line, as anyone could call it."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.task import Task
from acttutor.files.experiment import SUFFIX, Experiment, save_experiment
from acttutor.system.names import is_windows
from acttutor.system.processes import quietly

#: How long a process has to take its files away.
PATIENCE_S = 3.0


def rendering(
    kept: Experiment, path: Path, options: Sequence[str], folders: Sequence[str] = ()
) -> Task[None]:
    """Have an experiment written as a picture or an animation, beside a window that lives on.

    Given up, it ends the process and leaves nothing behind.

    Args:
        kept: what is shown.
        path: the file; its name tells the format.
        options: of the command ``render``.
        folders: what is to be removed if this program is killed meanwhile.

    Raises:
        UserError: with what the command said, if it failed.
    """
    with tempfile.TemporaryDirectory(prefix="acttutor-") as folder:
        experiment, log = Path(folder, f"experiment{SUFFIX}"), Path(folder, "log")
        save_experiment(kept, experiment)
        program = [] if getattr(sys, "frozen", False) else ["-m", "acttutor"]
        command = [sys.executable, *program, "render", str(experiment), "--out", str(path)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, *options, "--progress", *_owned(folder, *folders)],
                # It ends when this pipe does: with the window, however that ends.
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                **quietly(),
            )
        try:
            while process.poll() is None:
                yield _share(log)
                yield None
        finally:
            _end(process)
        if process.returncode:
            raise UserError("files.render_failed", reason=_reason(log))


def _owned(*folders: str) -> list[str]:
    return [f"--owned={folder}" for folder in folders]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a process that is still at work take away what it has begun, and wait for its end."""
    assert process.stdin is not None
    process.stdin.close()
    if process.poll() is None and not is_windows():
        process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


def _share(log: Path) -> float | None:
    """Return the share that was printed last, if any."""
    shares = [line for line in _lines(log) if line.replace(".", "", 1).isdigit()]
    return float(shares[-1]) if shares else None


def _reason(log: Path) -> str:
    """Return the last line that the command printed, which says what went wrong."""
    lines = _lines(log)
    return lines[-1].removeprefix("acttutor: ") if lines else "?"
