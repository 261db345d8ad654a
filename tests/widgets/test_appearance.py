"""Theme and zoom: one number scales everything, and a round trip ends where it began."""

import pytest
import ttkbootstrap as ttk
from driver import open_window
from ttkbootstrap.style.icons import IconRenderer

from acttutor.base.state.store import ZOOMS
from acttutor.plots.style import THEMES

pytestmark = pytest.mark.window


def test_zoom_scales_text_widgets_and_lengths_together():
    with open_window("network") as driver:
        look = driver.window.appearance
        sizes = {}
        for zoom in (100, 200):
            driver.store.set_app(zoom=zoom)
            driver.pump(0.05)
            label = driver.window.header.title
            play = driver.window.transport.play
            sizes[zoom] = (look.px(100), label.winfo_reqheight(), play.winfo_reqheight())
        for small, large in zip(sizes[100], sizes[200], strict=True):
            assert large == pytest.approx(2 * small, rel=0.1)


def test_a_second_window_has_the_size_of_the_first():
    widths = []
    for zoom in (150, 100, 100):
        with open_window("unit", zoom=zoom) as driver:
            widths.append(driver.window.appearance.px(100))
    assert widths == [150, 100, 100]


def test_themes_change_background_and_keep_the_layout():
    with open_window("unit") as driver:
        for theme in ("dark", "light", "dark"):
            driver.store.set_app(theme=theme)
            driver.pump(0.05)
            assert driver.root.cget("background") == THEMES[theme].background
            assert driver.view.host.widget.cget("background") == THEMES[theme].background
            assert driver.figure.theme is THEMES[theme]


def test_no_zoom_leaves_the_fonts_of_its_icons_behind():
    """Each takes a third of a megabyte, and every zoom draws icons in sizes of its own."""
    with open_window("network") as driver:
        drawn_in = []
        for zoom in (min(ZOOMS), max(ZOOMS)):
            driver.store.set_app(zoom=zoom)
            driver.pump()
            drawn_in.append(set(IconRenderer._font_cache))
    small, large = drawn_in
    assert small and large and not small <= large


def test_a_style_that_says_the_same_again_leaves_all_widgets_as_they_are():
    """Tk would lay out every widget of the window."""
    told = []
    with open_window("unit") as driver:
        driver.root.bind("<<ThemeChanged>>", told.append)
        counts = []
        for padding in (3, 3, 4):
            ttk.Style().configure("Trial.TLabel", padding=padding)
            driver.pump()
            counts.append(len(told))
            assert str(ttk.Style().lookup("Trial.TLabel", "padding")) == str(padding)
    assert 0 < counts[0] == counts[1] < counts[2]
