"""The stage for a projector: large type, spotlight, pen, black screen, and everything back."""

from tkinter import font as tkfont

import pytest
from driver import open_window
from fit import WORDED, descendants, misfits_of_figure, misfits_of_widgets
from matplotlib.text import Text
from ttkbootstrap import Style

from acttutor.base.language.languages import LANGUAGES
from acttutor.labs.registry import LABS
from acttutor.lessons.own import own_lessons

pytestmark = pytest.mark.window

PROJECTOR, WIDE = (1024, 768), (1366, 768)
#: The least size of type on the projector in pixels, but for rounding.
LEAST = 15.99


@pytest.fixture(scope="module")
def stage():
    """A window that is presenting."""
    with open_window("network") as driver:
        driver.root.minsize(1, 1)
        yield driver


def begin(driver, lab, size=PROJECTOR, language="en"):
    if driver.window.presenter.is_on:
        driver.window.presenter.toggle()
    driver.begin(lab, language=language)
    driver.window.presenter.toggle()
    driver.resize(*size)


def type_sizes(figure):
    """Return the sizes of all type on the screen in pixels, with what is written so."""
    written = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return {t.get_text(): t.get_fontsize() * figure.dpi / 72 for t in written}


@pytest.mark.parametrize("size", [PROJECTOR, WIDE])
def test_the_words_of_a_lesson_are_as_large_and_leave_the_figure_most_of_the_stage(stage, size):
    begin(stage, "network", size)
    stage.window.guide.open(own_lessons()[15])
    stage.wait(lambda: stage.window.guide.strip is not None)
    stage.pump(0.1)
    strip, host = stage.window.guide.strip, stage.view.host
    area = host.winfo_width() * host.winfo_height()
    assert area > 0.55 * size[0] * size[1]
    assert strip.winfo_rootx() >= host.winfo_rootx() + host.winfo_width()
    for widget in (strip.task, *strip.prediction.options):
        right = widget.winfo_rootx() + widget.winfo_reqwidth()
        assert right <= stage.root.winfo_rootx() + size[0], widget.cget("text")
    stage.window.guide.close()
    stage.pump(0.05)


def type_size(widget):
    """Return the size of the words of a ttk widget in pixels."""
    own = widget.cget("font") if widget.winfo_class() == "TLabel" else ""
    style = widget.cget("style") or widget.winfo_class()
    font = tkfont.nametofont(str(own or Style.get_instance().lookup(style, "font")), widget)
    return float(font["size"]) * float(widget.tk.call("tk", "scaling"))


def unreadable(driver):
    """Return what is too small for the last row, cut, or under something else."""
    figure, strip = driver.view.host.figure, driver.window.guide.strip
    found = misfits_of_figure(figure)
    found += [f"{text!r} is small" for text, size in type_sizes(figure).items() if size < LEAST]
    if strip is not None:
        words = [strip.body, *([strip.said] if strip.said is not None else [])]
        found += [f"{part} is cut" for part in words if part.yview() != (0.0, 1.0)]
        found += misfits_of_widgets(strip, strip)
        labels = [w for w in descendants(strip) if w.winfo_class() in WORDED and w.cget("text")]
        sizes = [strip.body.line_height(), *map(type_size, labels)]
        found += [f"words of {size} pixels" for size in sizes if size < LEAST]
    return found


def steps_by_lab():
    """Return the steps of all lessons, each as a lesson and its number, by their labs."""
    found = {}
    for lesson in own_lessons():
        for index, step in enumerate(lesson.steps):
            found.setdefault(step.lab, []).append((lesson, index))
    return found


@pytest.mark.parametrize(
    ("language", "most"),
    [("ja", 1), *(pytest.param(each, 999, marks=pytest.mark.soak) for each in LANGUAGES)],
)
def test_all_is_read_from_the_last_row_with_a_lesson_and_without(stage, language, most):
    found, guide, steps = [], stage.window.guide, steps_by_lab()
    begin(stage, "unit", language=language)
    for lab in LABS:
        stage.store.choose(lab)
        stage.pump()
        found += [f"{lab}: {line}" for line in unreadable(stage)]
        for lesson, index in steps.get(lab, [])[:most]:
            guide.open(lesson, index)
            stage.wait(lambda i=index: guide.strip is not None and guide.index == i)
            stage.pump()
            found += [f"{lesson.id} {index + 1}, {lab}: {line}" for line in unreadable(stage)]
            guide.close()
    assert not found, "\n".join(found)


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
