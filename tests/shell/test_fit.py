"""Nothing is cut, outside the window or over something else: in any lab, language and zoom."""

import pytest
from driver import open_window
from fit import misfits_of_figure, misfits_of_numbers, misfits_of_widgets

from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

#: Zoom in per cent, width, height: the smallest window at both ends, and the one at the start.
SIZES = [(100, 1024, 680), (100, 1280, 800), (200, 2048, 1360)]


def misfits(driver, lab):
    driver.store.choose(lab)
    driver.pump(0.1)
    panel = driver.view.panel
    found = misfits_of_widgets(driver.root, panel.scrolled)
    found += misfits_of_numbers(panel.controls)
    return found + misfits_of_figure(driver.view.host.figure)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("zoom", "width", "height"), SIZES)
def test_everything_fits_in_every_lab(language, zoom, width, height):
    found = []
    with open_window(language=language, zoom=zoom) as driver:
        driver.resize(width, height)
        assert (driver.root.winfo_width(), driver.root.winfo_height()) == (width, height)
        for lab in LABS:
            found += [f"{lab}: {line}" for line in misfits(driver, lab)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_fits_where_the_documentation_looks(language):
    """The state in the pictures: a run that has got somewhere, so with more and longer texts."""
    found = []
    with open_window(language=language) as driver:
        driver.resize(1024, 680)
        for lab, entry in LABS.items():
            driver.store.choose(lab)
            settings, steps = entry.showcase
            driver.store.set(lab, **settings)
            for _ in range(steps):
                driver.view.run.step()
            driver.view.repaint()
            found += [f"{lab}: {line}" for line in misfits(driver, lab)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_long_notice_is_wrapped_inside_the_figure(language):
    with open_window("network", language=language) as driver:
        driver.resize(1024, 680)
        driver.window.notice.show(driver.window.texts("tables.not_a_number") * 3)
        driver.pump()
        notice, host = driver.window.notice, driver.view.host
        assert notice.winfo_x() >= 0
        assert notice.winfo_x() + notice.winfo_width() <= host.winfo_width()
        assert notice.winfo_y() >= 0
        assert notice.label.winfo_height() >= notice.label.winfo_reqheight()
