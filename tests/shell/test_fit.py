"""Nothing is cut or covered in the smallest window, where runs have got somewhere."""

import pytest
from driver import open_window
from fit import misfits_of_figure, misfits_of_numbers, misfits_of_widgets

from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window


def misfits(driver, lab):
    driver.store.choose(lab)
    driver.pump(0.1)
    panel = driver.view.panel
    found = misfits_of_widgets(driver.root, panel.scrolled)
    found += misfits_of_numbers(panel.controls)
    return found + misfits_of_figure(driver.view.host.figure)


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
