"""The real window is killed at any instant: nothing that is older than five seconds is gone."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from torture.conftest import HERE, environment

pytestmark = [pytest.mark.window, pytest.mark.soak]

ROUNDS = 12
#: Pieces of work after which a window is killed, at most: enough for some to be old by then.
MOST_WORK = 50
#: Seconds that a change may take to reach the disk.
LONGEST_S = 5.0
#: Seconds after which a window that has done nothing is taken for dead.
PATIENCE_S = 120.0


def test_nothing_that_is_older_than_five_seconds_is_gone(tmp_path: Path, count: Any) -> None:
    rng = random.Random(ROUNDS)
    notes = tmp_path / "notes"
    places = {"XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    known = due = changes = 0
    for number in range(ROUNDS + 1):
        with subprocess.Popen(
            [sys.executable, str(HERE / "worker.py"), str(number)],
            env=environment(ACTTUTOR_NOTES=str(notes), **places),
        ) as window:
            try:
                start = after(notes, known, window)
                assert start["held"] and not start["trouble"], start
                for what, found in start["found"].items():
                    assert found >= due, f"{what}: {found} is there, {due} is missing"
                if number < ROUNDS:
                    after(notes, known + rng.randrange(1, MOST_WORK), window)
                    time.sleep(rng.uniform(0.0, 0.5))  # any instant, measured by nothing
            finally:
                window.kill()
        new = [line for line in lines(notes)[known:] if line["what"] == "change"]
        # The last line stands for the instant of the kill; what was younger then may be gone.
        old = [line for line in new if line["time"] <= new[-1]["time"] - LONGEST_S]
        due = max([due, *(line["number"] for line in old)])
        known, changes = len(lines(notes)), changes + len(new)
    assert due > 0, "nothing was old enough"
    count("real window killed at work", ROUNDS)
    count("pieces of work in it, three of each", changes)


def lines(notes: Path) -> list[dict[str, Any]]:
    """Return what was noted; the kill may have cut the last line short."""
    text = notes.read_text(encoding="utf-8") if notes.exists() else ""
    return [json.loads(line) for line in text.split("\n") if line.endswith("}")]


def after(notes: Path, number: int, window: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Wait until there is a line of this number, and return it."""
    end_s = time.monotonic() + PATIENCE_S
    while window.poll() is None and time.monotonic() < end_s:
        found = lines(notes)
        if len(found) > number:
            return found[number]
        time.sleep(0.02)
    raise AssertionError("the window does not live")
