"""Everything that can be operated is reached by Tab, and says what it does to the picture."""

import os
import re
from itertools import pairwise

import pytest
from driver import open_window
from fit import descendants
from PIL import ImageChops, ImageGrab

from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window

OPERATED = {
    "TButton",
    "TEntry",
    "TCombobox",
    "TScale",
    "TCheckbutton",
    "TRadiobutton",
    "Toolbutton",
}
OPERATED |= {"Treeview", "Text", "TSpinbox"}
#: Kana and kanji.
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def operated(driver):
    """Return the widgets on the screen that a user can operate."""
    return [
        widget
        for widget in descendants(driver.root)
        if widget.winfo_class() in OPERATED and "disabled" not in states(widget)
    ]


def states(widget):
    return widget.state() if hasattr(widget, "instate") else ()


def reached_by_tab(driver):
    """Return the widgets that Tab goes through, from the figure until it comes round."""
    start = widget = driver.view.host.widget
    found = []
    for _ in range(300):
        widget = widget.tk_focusNext()
        if widget in found or widget is start:
            return found
        found.append(widget)
    raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_widget_that_can_be_operated_is_reached_by_tab_and_has_a_tooltip(language):
    missing = []
    with open_window(language=language) as driver:
        for lab in LABS:
            driver.store.choose(lab)
            driver.pump(0.05)
            reached = reached_by_tab(driver)
            for widget in operated(driver):
                name = f"{lab}: {widget.winfo_class()} {str(widget).split('.')[-2:]}"
                if widget not in reached:
                    missing.append(f"{name} is not reached by Tab")
                tip = getattr(widget, "tip_text", "")
                if len(tip) < 4 or re.fullmatch(r"[a-z_.0-9]+", tip):
                    missing.append(f"{name} has no tooltip: {tip!r}")
                elif bool(JAPANESE.search(tip)) != (language == "ja"):
                    missing.append(f"{name} has a tooltip in another language: {tip!r}")
    assert not missing, "\n".join(missing)


def test_tab_goes_through_the_window_as_the_eye_does():
    """Header, rail, panel, transport; and within the panel from top to bottom."""
    with open_window("network") as driver:
        window, regions = driver.window, []
        parts = {
            "header": window.header,
            "rail": window.rail,
            "panel": driver.view.panel,
            "transport": window.transport,
        }
        for widget in reached_by_tab(driver):
            name = next(n for n, part in parts.items() if str(widget).startswith(str(part) + "."))
            if not regions or regions[-1] != name:
                regions.append(name)
        start = regions.index("header")
        assert regions[start:] + regions[:start] == list(parts)


def test_the_panel_is_walked_from_top_to_bottom():
    with open_window("network") as driver:
        panel = str(driver.view.panel)
        tops = [
            widget.winfo_rooty()
            for widget in reached_by_tab(driver)
            if str(widget).startswith(panel)
        ]
        # Within a row, widgets of different heights share a line, not a top.
        slack = driver.window.appearance.px(24)
        for above, below in pairwise(tops):
            assert below >= above - slack


def test_shift_tab_goes_back():
    with open_window("network") as driver:
        box = driver.controls["activation"].box
        assert box.tk_focusNext().tk_focusPrev() is box


def test_tab_moves_the_focus_and_every_kind_of_widget_shows_that_it_has_it():
    """The picture of the widget with the focus differs from the one without."""

    def picture(widget):
        driver.pump()
        place = driver.root.nametowidget(widget.winfo_parent())
        left, top = place.winfo_rootx(), place.winfo_rooty()
        box = (left, top, left + place.winfo_width(), top + place.winfo_height())
        return ImageGrab.grab(bbox=box, xdisplay=os.environ["DISPLAY"]).convert("RGB")

    def changed(widget):
        driver.view.host.widget.focus_force()
        without = picture(widget)
        widget.focus_force()
        extents = ImageChops.difference(without, picture(widget)).getbbox()
        return extents is not None

    unseen = []
    for theme in ("light", "dark"):
        with open_window("network", theme=theme) as driver:
            seen = set()
            for widget in operated(driver):
                kind = (widget.winfo_class(), str(widget.cget("style")))
                # A blinking cursor shows the focus in entries.
                if kind not in seen and widget.winfo_viewable():
                    seen.add(kind)
                    if not changed(widget):
                        unseen.append((theme, *kind))
    assert not unseen


def test_a_tooltip_appears_under_a_resting_pointer_and_goes_with_it():
    with open_window("network") as driver:
        button = driver.window.header.theme
        button.event_generate("<Enter>", x=5, y=5)

        def tips():
            return [w for w in all_widgets(driver.root) if w.winfo_class() == "Toplevel"]

        def all_widgets(widget):
            for child in widget.winfo_children():
                yield child
                yield from all_widgets(child)

        driver.wait(lambda: bool(tips()), timeout_s=3)
        button.event_generate("<Leave>")
        driver.wait(lambda: not tips(), timeout_s=3)
