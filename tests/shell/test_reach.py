"""The way of Tab through the window, the look of what has the focus, and tooltips."""

from itertools import pairwise

import pytest
from operated import operated, reached_by_tab
from PIL import ImageChops, ImageGrab

from acttutor.system.screen import display_to_grab

pytestmark = pytest.mark.window

LAB = "network"


def test_tab_goes_through_the_window_as_the_eye_does(app):
    """Header, rail, panel, transport; and within the panel from top to bottom."""
    window, regions, tops = app.window, [], []
    panel = app.view.panel
    parts = {
        "header": window.header,
        "rail": window.rail,
        "panel": panel,
        "transport": window.transport,
    }
    for widget in reached_by_tab(app):
        name = next(n for n, part in parts.items() if str(widget).startswith(str(part) + "."))
        if not regions or regions[-1] != name:
            regions.append(name)
        if name == "panel":
            tops.append(widget.winfo_rooty())
    start = regions.index("header")
    assert regions[start:] + regions[:start] == list(parts)
    # Within a row, widgets of different heights share a line, not a top.
    slack = window.appearance.px(24)
    for above, below in pairwise(tops):
        assert below >= above - slack


def test_shift_tab_goes_back(app):
    box = app.controls["optimizer"].box
    assert box.tk_focusNext().tk_focusPrev() is box


def test_tab_moves_the_focus_and_every_kind_of_widget_shows_that_it_has_it(app):
    """The picture of the widget with the focus differs from the one without."""

    def picture():
        app.pump()
        return ImageGrab.grab(xdisplay=display_to_grab()).convert("RGB")

    def changed(widget):
        widget.focus_force()
        place = app.root.nametowidget(widget.winfo_parent())
        left, top = place.winfo_rootx(), place.winfo_rooty()
        box = (left, top, left + place.winfo_width(), top + place.winfo_height())
        difference = ImageChops.difference(without.crop(box), picture().crop(box))
        return difference.getbbox() is not None

    unseen = []
    for theme in ("light", "dark"):
        app.store.set_app(theme=theme)
        app.view.host.widget.focus_force()
        without, seen = picture(), set()
        for widget in operated(app.root):
            kind = (widget.winfo_class(), str(widget.cget("style")))
            # A blinking cursor shows the focus in entries.
            if kind not in seen and widget.winfo_viewable():
                seen.add(kind)
                if not changed(widget):
                    unseen.append((theme, *kind))
    assert not unseen


def test_a_tooltip_appears_under_a_resting_pointer_and_goes_with_it(app):
    button = app.window.header.theme
    button.event_generate("<Enter>", x=5, y=5)

    def tips():
        return [w for w in all_widgets(app.root) if w.winfo_class() == "Toplevel"]

    def all_widgets(widget):
        for child in widget.winfo_children():
            yield child
            yield from all_widgets(child)

    app.wait(lambda: bool(tips()))
    button.event_generate("<Leave>")
    app.wait(lambda: not tips())
