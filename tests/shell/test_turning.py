"""Turning a step of a lesson changes what is shown, and nothing else: no widget, no place."""

from itertools import pairwise

import pytest
from fit import descendants
from settled import DIFFERENT, settled_picture

from acttutor.base.resources import asset
from acttutor.labs.registry import Lab
from acttutor.lessons.closing import with_closing
from acttutor.lessons.reader import lesson_files, read_lesson

pytestmark = pytest.mark.window

FILES = {path.stem[:2]: path for path in lesson_files(asset("lessons"))}
#: Lessons for the daily run, each in a lab of another kind.
DAILY = {"03", "12", "16", "21"}


def staying_in_a_lab(lesson):
    """Return the steps of a lesson that are in the lab of the step before."""
    return [index for index, (a, b) in enumerate(pairwise(lesson.steps), 1) if a.lab == b.lab]


def begin(app, lesson, index):
    app.window.guide.open(lesson, index)
    app.wait(lambda: app.window.guide.strip is not None and app.window.guide.index == index)
    app.pump()


def places(widgets):
    return {
        str(widget): (widget.winfo_rootx(), widget.winfo_rooty(), widget.winfo_width())
        for widget in widgets
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_panel_strip_and_figure_stay_where_they_are(fresh, language):
    fresh.begin("unit", size=(1024, 680), language=language)
    lesson = with_closing(read_lesson(FILES["15"]))
    index, *_ = staying_in_a_lab(lesson)
    begin(fresh, lesson, index - 1)
    strip, panel, host = fresh.window.guide.strip, fresh.view.panel, fresh.view.host
    figure = host.lab_figure
    fixed = [strip, strip.next, strip.previous, strip.back, strip.close, strip.body, panel, host]
    before, heights = places(fixed), (strip.winfo_height(), host.winfo_height())
    inside = {str(widget) for widget in descendants(panel)}
    draws = host.layer.full_draws
    fresh.click(strip.next)
    fresh.wait(lambda: fresh.window.guide.index == index)
    assert fresh.window.guide.strip is strip and fresh.view.panel is panel
    assert host.lab_figure is figure
    assert places(fixed) == before
    assert (strip.winfo_height(), host.winfo_height()) == heights
    assert {str(widget) for widget in descendants(panel)} >= inside
    assert host.layer.full_draws == draws + 1


def test_what_a_step_led_to_in_the_panel_no_longer_covers_the_figure_in_the_next(app):
    app.begin("network", size=(1366, 768), zoom=125)
    lesson = read_lesson(FILES["16"])
    (led,) = (index for index, step in enumerate(lesson.steps) if step.highlight)
    begin(app, lesson, led)
    assert app.window.layout.folded and app.window.layout.opened
    app.click(app.window.guide.strip.next)
    app.wait(lambda: app.window.guide.index == led + 1)
    assert app.window.layout.folded and not app.window.layout.opened


def test_the_lab_of_the_next_step_is_imported_while_this_one_is_read(app, monkeypatch):
    prepared = []
    monkeypatch.setattr(Lab, "prepare", lambda lab: prepared.append(lab.id))
    lesson = with_closing(read_lesson(FILES["03"]))
    last = max(index for index, step in enumerate(lesson.steps[:-1]) if step.lab != "quiz")
    begin(app, lesson, last)
    assert lesson.steps[last + 1].lab == "quiz"
    app.wait(lambda: prepared == ["quiz"])


@pytest.mark.parametrize(
    "number", [pytest.param(n, marks=[] if n in DAILY else [pytest.mark.soak]) for n in FILES]
)
def test_a_figure_that_stays_shows_what_a_new_one_would(fresh, number):
    lesson = with_closing(read_lesson(FILES[number]))
    fresh.begin(lesson.steps[0].lab)
    for index in staying_in_a_lab(lesson):
        begin(fresh, lesson, index - 1)
        fresh.window.guide.go(+1)
        fresh.wait(lambda index=index: fresh.window.guide.index == index)
        words, stayed = settled_picture(fresh)
        fresh.window.show_lab()
        new_words, new = settled_picture(fresh)
        assert words == new_words, f"step {index + 1}"
        different = (stayed != new).any(axis=-1).mean()
        assert different < DIFFERENT, f"step {index + 1}: {different:.2%} of the pixels"
    fresh.window.guide.close()
