"""Fixtures for all tests."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

# Small matrices are faster on one thread, and the machine has other work to do. NumPy reads this
# when it is imported, which no test module has done yet.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


@pytest.fixture
def app() -> Iterator[Any]:
    """The real window in English, closed after the test; see `driver.Driver`."""
    from driver import open_window

    with open_window() as driver:
        yield driver
