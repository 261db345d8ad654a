"""Crash tests: whatever stops the program, it opens again and nobody has lost anything.

`make torture` runs the long forms and prints how often what was tried; the suite runs short ones.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
#: How often what was tried, over all tests of a run.
TRIED: Counter[str] = Counter()


@pytest.fixture
def count() -> Callable[[str, int], None]:
    """Notes how often something was tried, for the table at the end."""

    def add(what: str, times: int) -> None:
        TRIED[what] += times

    return add


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands between a process and the system."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    source = str(HERE / "faults.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl"]
    subprocess.run(command, check=True)
    return library


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that finds the program and these tests."""
    path = os.pathsep.join((str(HERE.parents[1]), str(HERE.parent)))
    return {**os.environ, "PYTHONPATH": path, **more}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how often what was tried."""
    if TRIED:
        terminalreporter.section("tried")
        for what, times in TRIED.items():
            terminalreporter.write_line(f"{times:8,}  {what}")
