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
#: Every how-manieth attack the short form makes; it is one process, for the sake of its imports.
SPARSE = {"full": 4001, "power": 13, "kill": 11, "fail": 17, "once": 19, "clock": 1}
VERY_SPARSE = {("full", "mending"): 20_011, ("full", "taking over"): 50_021}
#: What is written in so many pieces that the long form tries every so-many-th byte.
LONG = {"lesson": 61, "records": 61, "mending": 997, "taking over": 997}


def test_a_few_attacks(faults: Path, count) -> None:
    every = {(kind, name): SPARSE[kind] for kind in KINDS for name in SCENARIOS} | VERY_SPARSE
    attack(faults, count, *((*what, number) for what, number in every.items()))


@pytest.mark.soak
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_attack(faults: Path, count, name: str, kind: str) -> None:
    attack(faults, count, (kind, name, LONG.get(name, 1) if kind == "full" else 1))


def attack(faults: Path, count, *series: tuple[str, str, int]) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "attack.py"), *(str(word) for one in series for word in one)],
        env=environment(LD_PRELOAD=str(faults)),
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout.splitlines()[-1])
    for kind, name, tried in result["tried"]:
        count(f"{KINDS[kind]}: {name}", tried)
        assert tried > 0
    assert result["found"] == []
