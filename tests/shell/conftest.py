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
def app(shared_window: Any, request: pytest.FixtureRequest) -> Any:
    """The shared window as it was when it was opened, with the ``LAB`` of the file in it."""
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
    for lab, entry in LABS.items():
        window.limiter.put(lab, Limits())
        driver.store.replace(lab, entry.defaults())
    # By default the page that is drawn fastest.
    driver.begin(getattr(request.module, "LAB", "unit"))
    for run in driver.view.runs.values():
        run.reset()
    return driver
