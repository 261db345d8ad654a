"""Two windows write into one folder, and one of them is killed at any instant."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from torture.conftest import HERE, environment

from acttutor.base.storage.stored_records import StoredRecords
from acttutor.files.session import Slot

NAMES = ("first", "second")


class Window:
    """A process that works, and what it said it has kept."""

    def __init__(self, folder: Path, name: str) -> None:
        command = [sys.executable, str(HERE / "user.py"), str(folder), name]
        self.process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()

    def kill(self) -> int:
        """End it without a warning; returns the number of the last row that it said was kept."""
        self.process.kill()
        said, trouble = self.process.communicate()
        assert trouble == "", trouble
        # The last line may be half there.
        whole = [int(line) for line in said.split("\n")[:-1]]
        return max(whole, default=1)


@pytest.mark.parametrize("rounds", [1, pytest.param(40, marks=pytest.mark.soak)])
def test_one_is_killed_and_the_other_goes_on(tmp_path: Path, count: Any, rounds: int) -> None:
    rng = random.Random(rounds)
    kept = dict.fromkeys(NAMES, 0)
    windows = {name: Window(tmp_path, name) for name in NAMES}
    for _ in range(rounds):
        time.sleep(rng.uniform(0.0, 0.6))  # any instant, measured by nothing
        name = rng.choice(NAMES)
        kept[name] = max(kept[name], windows[name].kill())
        rows_are_there(tmp_path, kept)
        windows[name] = Window(tmp_path, name)
    for name, window in windows.items():
        kept[name] = max(kept[name], window.kill())
    rows_are_there(tmp_path, kept)
    slot = Slot(tmp_path)
    session, aside = slot.load()
    slot.release()
    assert session is not None and aside == ""
    count("two windows, one killed", rounds)


def rows_are_there(folder: Path, kept: dict[str, int]) -> None:
    records = StoredRecords(folder / "records.sqlite")
    for name, last in kept.items():
        seeds = [row.seed for row in records.of(name, "practice")]
        assert seeds == list(range(1, len(seeds) + 1))
        assert len(seeds) >= last, f"{name}: {len(seeds)} of {last} rows"
    assert not records.troubles
    records.close()
