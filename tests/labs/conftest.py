"""A lab in the real window, for the tests in the folder of its name."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def window(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The window, open as long as the tests of one file run; see `driver.Driver`."""
    from driver import open_window  # needs Tk, which most tests of labs do without

    with open_window(request.path.parent.name) as driver:
        yield driver


@pytest.fixture
def lab(window: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The lab as it begins."""
    window.begin(request.path.parent.name)
    yield window
    assert not window.window.errors
