"""Every page on every screen, at every zoom: nothing cut, nothing covered, everything in reach.

A few cases stand for all of them in the daily run; ``make soak`` walks through the rest.
"""

from itertools import product

import pytest
from driver import open_window
from fit import descendants, misfits_of_figure, misfits_of_numbers, misfits_of_widgets

from acttutor.base.language.languages import LANGUAGES
from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

#: The projector, the school laptop without its bars, and larger ones.
SCREENS = [(1024, 680), (1280, 800), (1366, 668), (1920, 1080), (2560, 1440)]
ZOOMS = [75, 100, 125, 150, 200]
DAILY = {("ja", (1024, 680), 200), ("en", (1366, 668), 125), ("ja", (1280, 800), 100)}
CASES = [
    pytest.param(*case, marks=[] if case in DAILY else [pytest.mark.soak])
    for case in product(LANGUAGES, SCREENS, ZOOMS)
]
OPERATED = {"TButton", "TEntry", "TCombobox", "TScale", "TCheckbutton", "TRadiobutton"}


def out_of_reach(column):
    """Return what cannot be scrolled into the view of a column of widgets."""
    found = []
    for widget in descendants(column.scrolled):
        if widget.winfo_class() not in OPERATED:
            continue
        column.scroll_to(widget)
        column.update_idletasks()
        top = widget.winfo_rooty() - column.winfo_rooty()
        if top < 0 or top + widget.winfo_height() > column.winfo_height():
            found.append(f"{widget.winfo_class()} {widget} is out of reach")
    return found


def outside_the_window(window):
    """Return bars of the window that are not wholly in it, or have more than their line."""
    root, found = window.root, []
    for part in (window.header, window.transport):
        low = part.winfo_rooty() + part.winfo_height() - root.winfo_rooty()
        if low > root.winfo_height() or part.winfo_height() < part.winfo_reqheight():
            found.append(f"{part} has {part.winfo_height()} pixels and ends at {low}")
    line = max(tool.winfo_reqheight() for tool in descendants(window.header))
    if window.header.winfo_height() > 2 * line:
        found.append("the header has more than one line")
    return found


def misfits(driver, lab):
    driver.store.choose(lab)
    driver.pump(0.1)
    window, panel = driver.window, driver.view.panel
    scrolled = (panel.scrolled, window.rail.scrolled)
    found = outside_the_window(window) + misfits_of_widgets(driver.root, *scrolled)
    found += misfits_of_figure(driver.view.host.figure)
    if window.layout.folded:
        window.layout.toggle()
        driver.pump(0.02)
        found += misfits_of_widgets(driver.root, *scrolled)
    found += misfits_of_numbers(panel.controls) + out_of_reach(panel) + out_of_reach(window.rail)
    window.layout.close()
    return found


@pytest.mark.parametrize(("language", "screen", "zoom"), CASES)
def test_everything_fits_and_is_in_reach(language, screen, zoom):
    found = []
    with open_window(language=language, zoom=zoom) as driver:
        driver.root.minsize(1, 1)
        driver.resize(*screen)
        assert (driver.root.winfo_width(), driver.root.winfo_height()) == screen
        for lab in LABS:
            found += [f"{lab}: {line}" for line in misfits(driver, lab)]
    assert not found, "\n".join(found)
