"""Fixtures for all tests."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest

# Small matrices are faster on one thread, and the machine has other work to do. NumPy reads this
# when it is imported, which no test module has done yet.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


#: New objects after which it is looked for garbage between two tests.
MOST_OBJECTS = 300_000


def pytest_configure() -> None:
    """Keep Python from looking for garbage in any thread; see `acttutor.shell.collector`."""
    gc.disable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what opens the window, where the work is shared out among cores.

    These files take longest: one of them at the end would leave the other cores idle.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("window") is None)


def pytest_collection_finish() -> None:
    """Pass over what modules have made, as the program does: looking takes half the time."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Look for it here, between two tests."""
    if gc.get_count()[0] > MOST_OBJECTS:
        gc.collect()


@pytest.fixture
def app() -> Iterator[Any]:
    """The real window in English, closed after the test; see `driver.Driver`."""
    from driver import open_window

    with open_window() as driver:
        yield driver
