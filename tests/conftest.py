"""Fixtures for all tests."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Small matrices are faster on one thread, and the machine has other work to do.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

sys.path.insert(0, str(Path(__file__).parent))

import pytest


@pytest.fixture
def app() -> Iterator[Any]:
    """The real window in English, closed after the test; see `driver.Driver`."""
    from driver import open_window

    with open_window() as driver:
        yield driver
