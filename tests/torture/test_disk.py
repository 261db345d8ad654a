"""The process is killed, calls fail, the disk is full, the power goes, the clock jumps."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from torture.conftest import HERE, environment
from torture.scenarios import SCENARIOS

KINDS = {
    "kill": "kill -9 at a call that writes",
    "fail": "all calls fail from one on",
    "once": "one call fails",
    "full": "the disk is full after so many bytes",
    "power": "power cuts",
    "clock": "a clock that jumps",
}
#: Every how-manieth attack the short form makes.
SPARSE = {"full": 997, "power": 7, "kill": 5, "fail": 9, "once": 9, "clock": 1}


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_few_attacks(faults: Path, count, name: str, kind: str) -> None:
    attack(faults, count, name, kind, SPARSE[kind])


@pytest.mark.soak
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_attack(faults: Path, count, name: str, kind: str) -> None:
    every = (
        {"lesson": 61, "records": 61, "mending": 997, "taking over": 997} if kind == "full" else {}
    )
    attack(faults, count, name, kind, every.get(name, 1))


def attack(faults: Path, count, name: str, kind: str, every: int) -> None:
    command = [sys.executable, str(HERE / "attack.py"), name, kind, str(every)]
    done = subprocess.run(
        command,
        env=environment(LD_PRELOAD=str(faults)),
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout.splitlines()[-1])
    count(f"{KINDS[kind]}: {name}", result["tried"])
    assert result["tried"] > 0
    assert result["found"] == []
