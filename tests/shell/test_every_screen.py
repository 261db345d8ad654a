"""Every page on every screen, at every zoom: nothing cut, nothing covered, everything in reach.

A few cases stand for all of them in the daily run; ``make soak`` walks through the rest.
"""

import re
from itertools import product

import pytest
from fit import descendants, misfits_of_figure, misfits_of_numbers, misfits_of_widgets
from operated import grouped, operated, reached_by_tab

from acttutor.base.language.languages import LANGUAGES
from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

#: The projector, the school laptop without its bars, and larger ones.
SCREENS = [(1024, 680), (1280, 800), (1366, 668), (1920, 1080), (2560, 1440)]
ZOOMS = [80, 100, 125, 150, 200]
#: What is shown: labs as they begin, or the states in the pictures, where texts are longer.
BEGIN, SHOWCASE = "begin", "showcase"
#: Every second page from this one on: daily, each page is seen in both languages and both states.
HALVES = (0, 1)
DAILY = {
    ("ja", (1024, 680), 200, BEGIN, 0),
    ("en", (1366, 668), 125, BEGIN, 1),
    ("ja", (1024, 680), 100, SHOWCASE, 1),
    ("en", (1024, 680), 100, SHOWCASE, 0),
}
CASES = [
    pytest.param(*case, marks=[] if case in DAILY else [pytest.mark.soak])
    for case in product(LANGUAGES, SCREENS, ZOOMS, (BEGIN, SHOWCASE), HALVES)
]
#: Kana and kanji.
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def out_of_reach(column):
    """Return what cannot be scrolled into the view of a column of widgets."""
    found = []
    for widget in operated(column.scrolled):
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


def unexplained(driver, language):
    """Return what can be operated and is not reached by Tab, or does not say what it does."""
    found, reached = [], reached_by_tab(driver)
    for widget in operated(driver.root):
        name = f"{widget.winfo_class()} {str(widget).split('.')[-2:]}"
        # Of a group, Tab comes to one, and arrows to the others.
        if not {widget, *grouped(widget)} & set(reached):
            found.append(f"{name} is not reached by Tab")
        tip = getattr(widget, "tip_text", "")
        if len(tip) < 4 or re.fullmatch(r"[a-z_.0-9]+", tip):
            found.append(f"{name} has no tooltip: {tip!r}")
        elif bool(JAPANESE.search(tip)) != (language == "ja"):
            found.append(f"{name} has a tooltip in another language: {tip!r}")
    return found


def misfits(driver, language):
    """Return what is wrong with the page on the screen."""
    window, panel = driver.window, driver.view.panel
    strip = window.guide.strip
    words = [strip.column] if strip is not None and strip.column is not None else []
    columns = [panel, *([window.rail] if window.rail.winfo_ismapped() else []), *words]
    scrolled = [column.scrolled for column in columns]
    found = outside_the_window(window) + misfits_of_figure(driver.view.host.figure)
    if window.layout.folded:
        found += misfits_of_widgets(driver.root, *scrolled)
        window.layout.toggle()
        driver.pump()
    found += misfits_of_widgets(driver.root, *scrolled) + unexplained(driver, language)
    found += misfits_of_numbers(panel.controls)
    for column in columns:
        found += out_of_reach(column)
    window.layout.close()
    return found


@pytest.mark.parametrize(("language", "screen", "zoom", "state", "half"), CASES)
def test_everything_fits_is_in_reach_and_says_what_it_does(
    fresh, language, screen, zoom, state, half
):
    found = []
    fresh.begin("unit", language=language, zoom=zoom)
    fresh.root.minsize(1, 1)
    fresh.resize(*screen)
    assert (fresh.root.winfo_width(), fresh.root.winfo_height()) == screen
    for lab in list(LABS)[half::2]:
        entry = LABS[lab]
        settings, steps = entry.showcase if state == SHOWCASE else ({}, 0)
        fresh.store.set(lab, **settings)
        fresh.store.choose(lab)
        for _ in range(steps):
            fresh.view.run.step()
        if steps:
            fresh.view.repaint()
        fresh.pump()
        found += [f"{lab}: {line}" for line in misfits(fresh, language)]
        assert bool(fresh.window.transport.play.winfo_ismapped()) == entry.has_time
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_notice_is_wrapped_inside_the_figure(fresh, language):
    fresh.begin("unit", size=SCREENS[0], language=language)
    notice, host = fresh.window.notice, fresh.view.host
    notice.show(fresh.window.texts("tables.not_a_number") * 3)
    fresh.pump()
    assert notice.winfo_x() >= 0
    assert notice.winfo_x() + notice.winfo_width() <= host.winfo_width()
    assert notice.winfo_y() >= 0
    assert notice.label.winfo_height() >= notice.label.winfo_reqheight()
