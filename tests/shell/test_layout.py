"""Who gives way where there is little room: not the transport, the header's line, the figure."""

import pytest
from fit import descendants

from acttutor.base.state.store import ZOOMS
from acttutor.labs.registry import LABS
from acttutor.lessons.own import own_lessons
from acttutor.shell.frame.header import Header

pytestmark = pytest.mark.window

#: The smallest window, and the largest zoom.
TIGHT = (1024, 680)


def low_edge(widget):
    return widget.winfo_rooty() + widget.winfo_height()


@pytest.mark.parametrize(
    ("language", "zooms"), [("ja", ZOOMS[::2]), ("en", ZOOMS[1::2])], ids=["ja", "en"]
)
def test_no_zoom_lets_the_window_grow_or_the_transport_leave_it(fresh, language, zooms):
    fresh.begin("network", size=TIGHT, language=language)
    before = fresh.view.host.winfo_width()
    window, root = fresh.window, fresh.root
    for zoom in zooms:
        fresh.store.set_app(zoom=zoom)
        fresh.pump()
        assert (root.winfo_width(), root.winfo_height()) == TIGHT
        assert low_edge(window.transport) <= low_edge(root)
        assert window.transport.winfo_height() >= window.transport.winfo_reqheight()
        one_line = window.header.larger.winfo_reqheight() + window.appearance.px(28)
        assert window.header.winfo_height() <= one_line
        # Zoomed in, the figure has more of the window than before, not less.
        assert zoom <= 100 or fresh.view.host.winfo_width() > 0.95 * before
        for button in (window.header.larger, window.header.smaller, window.transport.play):
            assert button.winfo_rootx() + button.winfo_width() <= root.winfo_rootx() + TIGHT[0]


def test_the_handle_lays_the_panel_over_the_figure_and_escape_puts_it_away(fresh):
    fresh.begin("network", size=TIGHT, zoom=200)
    layout, panel = fresh.window.layout, fresh.view.panel
    assert layout.folded and not panel.winfo_ismapped()
    place = fresh.view.host.winfo_width()
    fresh.click(layout.button)
    assert panel.winfo_ismapped() and fresh.view.host.winfo_width() == place
    fresh.click(fresh.controls["layers"].more)
    fresh.key("<Escape>")
    assert not panel.winfo_ismapped()
    fresh.store.set_app(zoom=100)
    fresh.pump()
    assert fresh.view.panel.winfo_ismapped() and not layout.handle.winfo_ismapped()


def test_every_page_is_reached_in_a_rail_without_names(fresh):
    fresh.begin("unit", size=TIGHT, zoom=200)
    rail = fresh.window.rail
    for lab in LABS:
        button = rail.buttons[lab]
        button.focus_force()
        fresh.pump()
        assert button.winfo_rooty() >= rail.winfo_rooty()
        assert low_edge(button) <= low_edge(rail)
    fresh.click(button)
    assert fresh.store.state.lab == lab


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_whole_rail_is_there_on_a_school_laptop(fresh, language):
    """1366×768 at 125 %: what task bar and title bar leave is 1093×535 logical pixels."""
    fresh.begin("unit", language=language)
    fresh.root.minsize(1, 1)
    fresh.resize(1093, 535)
    rail = fresh.window.rail
    assert low_edge(rail.buttons["gan"]) <= low_edge(rail)
    for button in rail.buttons.values():
        assert button.cget("text") and button.winfo_width() >= button.winfo_reqwidth()


def test_buttons_of_the_header_keep_their_places_from_lab_to_lab(app):
    header = app.window.header
    for width in (1024, 1366):
        app.resize(width, 700)
        places = set()
        for lab in LABS:
            # The rest of the window has nothing to do with it.
            header.show(lab)
            app.pump()
            places.add(tuple(tool.winfo_rootx() for tool in descendants(header.undo.master)))
        assert len(places) == 1


def test_a_click_on_plus_moves_nothing_so_that_the_second_one_counts(fresh):
    fresh.begin("network")
    more = fresh.controls["layers"].more
    section = next(section for section in fresh.view.panel.sections if section.holds(more))
    if section.is_folded:
        fresh.click(section.heading)
    before = more.winfo_rooty()
    for layers in (3, 4):
        fresh.click(more)
        assert more.winfo_rooty() == before
        assert len(fresh.store.settings().layers) == layers


def test_what_is_pressed_does_not_fold_away_when_the_picture_gets_room(fresh):
    """With fewer layers the picture has room for what this section holds."""
    fresh.begin("network")
    fresh.store.set(layers=(2, 2, 2, 2, 2, 2))
    fresh.pump()
    figure, less = fresh.view.host.lab_figure, fresh.controls["layers"].fewer
    section = next(section for section in fresh.view.panel.sections if section.holds(less))
    assert not figure.has_room and not section.is_folded
    fresh.view.panel.scroll_to(less)
    less.event_generate("<Motion>", warp=True, x=4, y=4)
    fresh.pump()
    before = less.winfo_rooty()
    while not figure.has_room:
        fresh.click(less)
    assert less.winfo_viewable() and less.winfo_rooty() == before


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_strip_of_a_lesson_keeps_its_height_from_step_to_step(app, language):
    """So that ›, the figure and its handles stay under the pointer."""
    lesson = own_lessons()[0]
    guide, places = app.window.guide, set()

    def place():
        app.pump()
        strip = guide.strip
        return strip.next.winfo_rootx(), strip.next.winfo_rooty(), strip.winfo_height()

    app.begin("unit", size=TIGHT, language=language)
    for index in range(len(lesson.steps)):
        guide.open(lesson, index)
        places.add(place())
        guide.strip.show_hint()
        places.add(place())
    guide.close()
    assert len(places) == 1


def test_a_section_without_controls_has_no_heading(fresh):
    fresh.begin("network")
    panel = fresh.view.panel
    words = fresh.window.texts("network.sections.display")

    def headings():
        fresh.pump()
        buttons = [w for w in descendants(panel) if w.winfo_class() == "TButton"]
        return [button for button in buttons if button.cget("text") == words]

    (heading,) = headings()
    # The section is the last one.
    for control in panel.controls.values():
        if control.row > heading.grid_info()["row"]:
            control.hide()
    panel.tidy()
    assert not headings()
    fresh.window.rebuild_panel()


@pytest.mark.parametrize("zoom", [100, 150])
def test_a_readout_without_room_takes_two_lines_and_keeps_them(fresh, zoom):
    """Numbers change their width from frame to frame: the type must not follow each of them."""
    fresh.begin("network", size=TIGHT, zoom=zoom)
    bar = fresh.window.transport
    bar.write("loss 0.123456789  " * 8)
    fresh.pump()
    room = bar.readout.winfo_width()
    assert bar.readout.winfo_reqwidth() <= room
    small = str(bar.readout.cget("style"))
    assert small == "Small.TLabel"
    bar.write("loss 0.1")
    fresh.pump()
    assert str(bar.readout.cget("style")) == small


def test_a_line_of_the_readout_never_ends_within_a_reading(app):
    bar = app.window.transport
    bar.write("エポック 12\u3000accuracy 59.2 %")
    first, second = bar.readout.cget("text").split("    ")
    assert first.split("\u00a0") == ["エポック", "12"]
    assert second.split("\u00a0") == ["accuracy", "59.2", "%"]


def test_a_new_size_while_everything_is_built_anew_finds_no_parts_that_are_gone(app, monkeypatch):
    """The window manager may answer in the middle of a change of theme."""

    class Interrupted(Header):
        def __init__(self, root, *values):
            root.event_generate("<Configure>", width=1111, height=777)
            super().__init__(root, *values)

    monkeypatch.setattr("acttutor.shell.window.Header", Interrupted)
    app.store.set_app(theme="dark")
    app.pump()
    assert not app.window.errors
    rail = app.window.rail
    assert rail.winfo_ismapped() and low_edge(rail) <= low_edge(app.root)
