"""Every page on every screen, at every zoom: nothing cut, nothing covered, everything in reach.

A few cases stand for all of them in the daily run; ``make soak`` walks through all, lab by lab.
"""

import re
import tkinter
from itertools import cycle, product

import pytest
from all_dialogs import kinds, opened
from fit import (
    LEAST,
    descendants,
    misfits_of_figure,
    misfits_of_numbers,
    misfits_of_widgets,
    too_small,
)
from operated import grouped, operated, reached_by_tab

from acttutor.base.language.languages import LANGUAGES
from acttutor.labs.registry import LABS
from acttutor.lessons.own import own_lessons

pytestmark = pytest.mark.window

#: The projector, the school laptop, and larger ones.
SCREENS = [(1024, 680), (1366, 768), (1280, 800), (1920, 1080), (2560, 1440)]
ZOOMS = [100, 125, 150, 200]
#: What is shown: labs as they begin, or the states in the pictures, where texts are longer.
BEGIN, SHOWCASE = "begin", "showcase"
#: Every second page from this one on: daily, each page is seen in both languages and both states.
DAILY = [
    ("ja", (1024, 680), 200, BEGIN, 0),
    ("en", (1366, 668), 125, BEGIN, 1),
    ("ja", (1024, 680), 100, SHOWCASE, 1),
    ("en", (1024, 680), 100, SHOWCASE, 0),
]
#: A question of each kind.
QUESTIONS = ["graph_name", "code_tanh_backward", "hidden_delta", "order_rates", "click_flat"]
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


def least_type(driver):
    """Return how small type may be in device pixels.

    Zoomed in, it is larger as far as there is room for the smallest window.
    """
    root = driver.root
    room = min(root.winfo_width() / SCREENS[0][0], root.winfo_height() / SCREENS[0][1])
    return LEAST * max(min(driver.store.state.zoom / 100, room), 1.0) - 0.01


def misfits(driver):
    """Return what does not fit of the page on the screen."""
    window, panel = driver.window, driver.view.panel
    strip = window.guide.strip
    words = [strip.column] if strip is not None and strip.column is not None else []
    columns = [panel, *([window.rail] if window.rail.winfo_ismapped() else []), *words]
    scrolled = [column.scrolled for column in columns]
    figure = driver.view.host.figure
    found = outside_the_window(window) + misfits_of_figure(figure)
    found += too_small(figure, least_type(driver))
    if window.layout.folded:
        found += misfits_of_widgets(driver.root, *scrolled)
        window.layout.toggle()
        driver.pump()
    found += misfits_of_widgets(driver.root, *scrolled)
    found += misfits_of_numbers(panel.controls)
    for column in columns:
        found += out_of_reach(column)
    window.layout.close()
    return found


def put(driver, lab, state):
    """Show a lab in one of its states."""
    entry = LABS[lab]
    settings, steps = entry.showcase if state == SHOWCASE else ({}, 0)
    driver.store.set(lab, **settings)
    driver.store.choose(lab)
    for _ in range(steps):
        driver.view.run.step()
    if steps:
        driver.view.repaint()
    driver.pump()


@pytest.mark.parametrize(("language", "screen", "zoom", "state", "half"), DAILY)
def test_everything_fits_is_in_reach_and_says_what_it_does(
    fresh, language, screen, zoom, state, half
):
    found = []
    fresh.begin("unit", language=language, zoom=zoom)
    fresh.root.minsize(1, 1)
    fresh.resize(*screen)
    assert (fresh.root.winfo_width(), fresh.root.winfo_height()) == screen
    for lab in list(LABS)[half::2]:
        put(fresh, lab, state)
        lines = [*unexplained(fresh, language), *misfits(fresh)]
        found += [f"{lab}: {line}" for line in lines]
        assert bool(fresh.window.transport.play.winfo_ismapped()) == LABS[lab].has_time
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_leaves_the_figure_its_size(fresh, language):
    found = []
    fresh.begin("unit", size=SCREENS[0], language=language)
    before = fresh.view.host.figure.dpi
    for lesson, index in first_steps(["network"]).values():
        fresh.window.guide.open(lesson, index)
        fresh.wait(lambda: not fresh.window.worker.works)
        fresh.pump()
        assert fresh.view.host.figure.dpi == before
        found += [f"{lesson.id}: {line}" for line in misfits(fresh)]
    fresh.window.guide.close()
    assert not found, "\n".join(found)


# -- all of it -----------------------------------------------------------------------------------


def first_steps(labs):
    """Return for each lab a lesson and the first step of it that is there."""
    found = {}
    for lesson in own_lessons():
        for index, step in enumerate(lesson.steps):
            if step.lab in labs:
                found.setdefault(step.lab, (lesson, index))
    return found


def states(driver, lab):
    """Put a lab into one state after another; yields their names."""
    run = driver.view.run
    yield BEGIN
    put(driver, lab, SHOWCASE)
    yield SHOWCASE
    for lesson, index in first_steps([lab]).values():
        driver.window.guide.open(lesson, index)
        driver.wait(lambda: not driver.window.worker.works)
        driver.pump()
        yield "lesson"
        driver.window.guide.close()
        driver.pump()
    if lab == "quiz":
        for question in QUESTIONS:
            driver.store.set(lab, mode="practice", only=(question,))
            yield question
            run.give_up()
            driver.view.repaint()
            yield f"{question}, answered"
        for mode in ("daily", "sheet", "exam"):
            driver.store.set(lab, mode=mode, only=(), form="g_short")
            yield mode
        for act in (run.start, run.open_table, run.finish):
            act()
            driver.view.repaint()
            yield act.__name__


@pytest.mark.soak
@pytest.mark.parametrize(("language", "lab"), [*product(LANGUAGES, LABS)])
def test_a_page_fits_every_screen(fresh, language, lab):
    """Neither theme changes places, so they take turns."""
    found = []
    for zoom, theme in zip(ZOOMS, cycle(("light", "dark")), strict=False):
        fresh.begin(lab, language=language, theme=theme, zoom=zoom)
        fresh.root.minsize(1, 1)
        for state in states(fresh, lab):
            for screen in SCREENS:
                fresh.resize(*screen)
                where = f"{screen[0]}×{screen[1]} {zoom} % {state}"
                found += [f"{where}: {line}" for line in misfits(fresh)]
    assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds())
def test_a_dialog_fits_every_screen(fresh, monkeypatch, kind, language):
    found = []
    for (zoom, theme), screen in product(
        zip(ZOOMS, cycle(("light", "dark")), strict=False), SCREENS
    ):
        monkeypatch.setattr(tkinter.Misc, "winfo_screenwidth", lambda _, to=screen: to[0])
        monkeypatch.setattr(tkinter.Misc, "winfo_screenheight", lambda _, to=screen: to[1])
        fresh.begin("network", language=language, theme=theme, zoom=zoom)
        dialog = opened(fresh.window, kind)
        fresh.pump()
        top = dialog.top
        found += [
            f"{screen[0]}×{screen[1]} {zoom} %: {line}"
            for line in [*misfits_of_widgets(top, *scrolling(top)), *beyond(top, screen)]
        ]
        dialog.vanish()
    fresh.window.commands.draft = None
    assert not found, "\n".join(found)


def scrolling(top):
    """Return the parts of a dialog that scroll."""
    return [part for part in descendants(top) if part.winfo_class() == "Canvas"]


def beyond(top, screen):
    """Return whether a dialog is larger than the screen."""
    size = top.winfo_width(), top.winfo_height()
    return [f"it has {size}"] if size[0] > screen[0] or size[1] > screen[1] else []


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
