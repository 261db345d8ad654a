"""Running one measurement in another process, on a machine of choice."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from ..machines import Machine
from .opened import Setup

ROOT = Path(__file__).resolve().parents[2]

#: Numbers by their names; those of which the worst counts, by the names of what they belong to.
Found: TypeAlias = Mapping[str, float | Mapping[str, float]]
Measurement: TypeAlias = Callable[[Setup], Found]


def measure(machine: Machine, name: str, setup: Setup, *display: str) -> Found | str:
    """Make a measurement in another process; its numbers, or why there are none.

    Args:
        machine: where.
        name: of the measurement.
        setup: what is measured.
        display: a command that provides another display for it.
    """
    program = [sys.executable, "-m", "benchmarks.window", name, json.dumps(asdict(setup))]
    try:
        done = subprocess.run(
            [*display, *machine.start(program)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=machine.slower * (300 + 20 * setup.seconds),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "took too long"
    if done.returncode != 0:
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    found: Found = json.loads(done.stdout.strip().splitlines()[-1])
    return found
