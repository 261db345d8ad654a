"""A window that the tests of one file share: opening one takes longer than most of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from driver import open_window


@pytest.fixture(scope="module")
def shared_window() -> Iterator[Any]:
    """A window that is open as long as the tests of one file run."""
    with open_window("network") as driver:
        yield driver


@pytest.fixture
def lab(shared_window: Any, request: pytest.FixtureRequest) -> Any:
    """The ``LAB`` of the file, by default the network lab, as it begins."""
    shared_window.begin(getattr(request.module, "LAB", "network"))
    return shared_window
