"""The stage for a projector: large type, spotlight, pen, black screen, and everything back."""

import pytest
from driver import open_window
from fit import descendants, misfits_of_figure
from matplotlib.text import Text

from acttutor.lessons.own import own_lessons

pytestmark = pytest.mark.window

PROJECTOR, WIDE = (1024, 768), (1366, 768)


@pytest.fixture(scope="module")
def stage():
    """A window that is presenting."""
    with open_window("network") as driver:
        driver.root.minsize(1, 1)
        yield driver


def begin(driver, lab, size=PROJECTOR):
    if driver.window.presenter.is_on:
        driver.window.presenter.toggle()
    driver.begin(lab)
    driver.window.presenter.toggle()
    driver.resize(*size)


def type_sizes(figure):
    """Return the sizes of all type on the screen in pixels, with what is written so."""
    written = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t.get_text(): t.get_fontsize() * figure.dpi / 72 for t in written}


@pytest.mark.parametrize("lab", ["unit", "descent", "softmax", "network"])
def test_no_type_is_under_16_pixels_at_1024_by_768(stage, lab):
    begin(stage, lab)
    small = {
        text: size for text, size in type_sizes(stage.view.host.figure).items() if size < 15.99
    }
    assert not small


@pytest.mark.parametrize("size", [PROJECTOR, WIDE])
def test_the_words_of_a_lesson_are_as_large_and_leave_the_figure_most_of_the_stage(stage, size):
    begin(stage, "network", size)
    stage.window.guide.open(own_lessons()[15])
    stage.wait(lambda: stage.window.guide.strip is not None)
    stage.pump(0.1)
    strip, host = stage.window.guide.strip, stage.view.host
    assert strip.body.line_height() >= 16
    area = host.winfo_width() * host.winfo_height()
    assert area > 0.55 * size[0] * size[1]
    beside = strip.winfo_rootx() >= host.winfo_rootx() + host.winfo_width()
    assert beside == (size == WIDE)
    for widget in (strip.task, *strip.prediction.options):
        right = widget.winfo_rootx() + widget.winfo_reqwidth()
        assert right <= stage.root.winfo_rootx() + size[0], widget.cget("text")
    stage.window.guide.close()
    stage.pump(0.05)


@pytest.mark.parametrize("number", [2, 10, 15, 16, 17, 21])
def test_beside_a_lesson_the_parts_of_a_figure_leave_each_other_room(stage, number):
    begin(stage, "unit")
    stage.window.guide.open(own_lessons()[number - 1], 1)
    stage.wait(lambda: stage.window.guide.strip is not None)
    stage.pump(0.1)
    assert not misfits_of_figure(stage.view.host.figure)
    assert stage.window.guide.strip.body.yview() == (0.0, 1.0)
    stage.window.guide.close()
    stage.pump(0.05)


def test_the_keys_of_a_remote_and_large_buttons_go_through_labs_and_steps(stage):
    begin(stage, "descent")
    for act, lab in (
        (lambda: stage.key("<Next>"), "descent2d"),
        (lambda: stage.key("<Prior>"), "descent"),
        (lambda: stage.click(stage.window.presenter.bar.buttons[+1]), "descent2d"),
        (lambda: stage.click(stage.window.presenter.bar.buttons[-1]), "descent"),
    ):
        act()
        assert stage.store.state.lab == lab
    assert stage.window.presenter.bar.buttons[+1].winfo_height() >= 36
    guide = stage.window.guide
    guide.open(own_lessons()[0])
    stage.wait(lambda: guide.lesson is not None)
    stage.click(stage.window.presenter.bar.buttons[+1])
    stage.wait(lambda: guide.index == 1)
    assert "2/" in stage.window.presenter.bar.where.cget("text")
    guide.close()
    stage.pump(0.05)


def test_b_makes_the_screen_black_and_brings_it_back(stage):
    begin(stage, "unit")
    presenter = stage.window.presenter
    stage.key("<Key-b>")
    stage.pump(0.05)
    assert presenter.curtain.winfo_width() == stage.root.winfo_width()
    assert presenter.curtain.winfo_height() == stage.root.winfo_height()
    stage.key("<Key-b>")
    assert presenter.curtain is None


def test_while_shift_is_held_the_pointer_draws_and_e_erases(stage):
    begin(stage, "unit")
    canvas = stage.view.host.widget
    settings = stage.store.settings()
    for x in range(200, 260, 10):
        canvas.event_generate("<Motion>", x=x, y=300, state=1)
    canvas.event_generate("<Motion>", x=300, y=310)
    for x in range(320, 360, 10):
        canvas.event_generate("<Motion>", x=x, y=200, state=1)
    stage.pump()
    strokes = canvas.find_withtag("drawn")
    assert [canvas.coords(stroke)[:2] for stroke in strokes] == [[200, 300], [320, 200]]
    assert canvas.coords(strokes[0])[-2:] == [250, 300]
    assert stage.store.settings() == settings
    stage.key("<Key-e>")
    assert not canvas.find_withtag("drawn")


def test_escape_brings_everything_back_as_it_was(stage):
    begin(stage, "network")
    stage.window.presenter.toggle()
    stage.resize(*WIDE)
    before = {str(widget) for widget in descendants(stage.root) if widget.winfo_ismapped()}
    place = stage.view.host.winfo_width(), stage.view.host.figure.dpi
    stage.window.presenter.toggle()
    stage.resize(*WIDE)
    assert not stage.window.header.winfo_ismapped()
    stage.view.host.widget.event_generate("<Motion>", x=200, y=300, state=1)
    stage.key("<Key-b>")
    stage.key("<Escape>")
    stage.resize(*WIDE)
    after = {str(widget) for widget in descendants(stage.root) if widget.winfo_ismapped()}
    assert len(after) == len(before)
    assert (stage.view.host.winfo_width(), stage.view.host.figure.dpi) == place
    assert not stage.view.host.widget.find_withtag("drawn")
