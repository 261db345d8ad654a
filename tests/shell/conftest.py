"""A window that the tests of one file share: opening one takes longer than most of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from driver import open_window

from acttutor.base.state.limits import Limits
from acttutor.base.storage.records import Records
from acttutor.labs.registry import LABS
from acttutor.lessons.progress import Progress


@pytest.fixture(scope="module")
def shared_window() -> Iterator[Any]:
    """A window that is open as long as the tests of one file run."""
    with open_window() as driver:
        yield driver


@pytest.fixture
def fresh(shared_window: Any) -> Any:
    """The shared window, which has forgotten what was done in it, wherever it is.

    Going to another lab takes a while: a test that begins in one of its own begins from here.
    """
    driver = shared_window
    window = driver.window
    for dialog in list(window.dialogs):
        dialog.close()
    window.commands.draft = None
    # What learners did is forgotten.
    window.records = Records()
    window.guide.progress = Progress(window.records)
    window.use_records()
    if window.guide.lesson is not None:
        window.guide.close()
    if window.presenter.is_on:
        window.presenter.toggle()
    with window.host.waiting():
        for lab, entry in LABS.items():
            window.limiter.put(lab, Limits())
            driver.store.replace(lab, entry.defaults())
    for run in driver.view.runs.values():
        run.reset()
    return driver


@pytest.fixture
def app(fresh: Any, request: pytest.FixtureRequest) -> Any:
    """The shared window with the ``LAB`` of the file as it begins.

    By default this is the page that is drawn fastest.
    """
    fresh.begin(getattr(request.module, "LAB", "unit"))
    return fresh
