"""What the next step of a lesson needs is made while a step is read, and is the same as ever."""

import pytest
from settled import assert_like_a_new_figure, panel_words, settled_picture

from acttutor.base.resources import asset
from acttutor.base.task import finish
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt, starting
from acttutor.lessons.closing import with_closing
from acttutor.lessons.reader import lesson_files, read_lesson
from acttutor.shell import lab_view
from acttutor.widgets.figure import figure_host

pytestmark = pytest.mark.window

FILES = {path.stem[:2]: path for path in lesson_files(asset("lessons"))}


def leading(number, matches):
    """Return a lesson, and the first of its steps of which ``matches(before, step)`` holds."""
    lesson = with_closing(read_lesson(FILES[number]))
    pairs = zip(lesson.steps, lesson.steps[1:], strict=False)
    return lesson, next(k for k, pair in enumerate(pairs, 1) if matches(*pair))


def training(before, step):
    return step.run >= 100 and step.lab == before.lab


def elsewhere(before, step):
    return step.lab != before.lab


def another_view(before, step):
    views = [dict(asked.settings or {}).get("view", "draw") for asked in (before, step)]
    return step.lab == before.lab and step.settings is not None and views[0] != views[1]


def read(app, lesson, index):
    """Open a step and read it until all that it leads to is made."""
    app.window.guide.open(lesson, index)
    app.settle()
    app.wait(lambda: not app.window.worker.works_aside)


@pytest.fixture
def made(monkeypatch):
    """Panels and figures that were built."""
    found = []
    for place, name in ((lab_view, "Panel"), (figure_host, "Figure")):
        kind = getattr(place, name)

        def build(*args, kind=kind, name=name, **values):
            found.append(name)
            return kind(*args, **values)

        monkeypatch.setattr(place, name, build)
    return found


def same(one, other):
    return str(one.snapshot()) == str(other.snapshot())


def test_the_training_that_a_step_begins_with_is_done_before(fresh, monkeypatch):
    fresh.begin("gan")
    lesson, index = leading("25", training)
    read(fresh, lesson, index - 1)
    kind = LABS["gan"].run_class
    monkeypatch.setattr(kind, "step", lambda _run: pytest.fail("trained when it was turned"))
    fresh.window.guide.go(+1)
    assert fresh.window.guide.index == index and not fresh.window.worker.works
    monkeypatch.undo()
    step = lesson.steps[index]
    assert same(fresh.view.run, finish(starting(Attempt(step, fresh.view.run.settings))))


def test_a_training_that_has_begun_goes_on_from_there(fresh, monkeypatch):
    fresh.begin("gan")
    lesson, index = leading("25", training)
    guide, worker = fresh.window.guide, fresh.window.worker
    counted = []
    kind = LABS["gan"].run_class
    step = kind.step
    monkeypatch.setattr(kind, "step", lambda run: counted.append(run) or step(run))
    guide.open(lesson, index - 1)
    fresh.wait(lambda: not worker.works)
    counted.clear()
    fresh.wait(lambda: len(counted) > 20)
    assert worker.works_aside
    guide.go(+1)
    fresh.wait(lambda: not worker.works)
    asked = lesson.steps[index]
    assert guide.index == index and len(counted) == asked.run and len(set(map(id, counted))) == 1
    assert same(fresh.view.run, finish(starting(Attempt(asked, fresh.view.run.settings))))


def test_the_page_of_the_next_lab_is_there_and_like_a_new_one(fresh, made):
    fresh.begin("overview")
    lesson, index = leading("08", elsewhere)
    fresh.view.take_down()
    fresh.window.show_lab()
    read(fresh, lesson, index - 1)
    made.clear()
    fresh.window.guide.go(+1)
    assert fresh.view.lab.id == lesson.steps[index].lab and not made
    fresh.pump()
    panel = panel_words(fresh)
    assert_like_a_new_figure(fresh)
    assert made == ["Panel", "Figure"] and panel == panel_words(fresh)


def test_another_picture_in_the_same_lab_is_there(fresh, made):
    fresh.begin("digits")
    lesson, index = leading("28", another_view)
    read(fresh, lesson, index - 1)
    made.clear()
    fresh.window.guide.go(+1)
    assert not made and fresh.figure.suits(fresh.view.run)
    assert_like_a_new_figure(fresh)


def test_what_was_made_in_another_language_is_not_used(fresh):
    fresh.begin("overview")
    lesson, index = leading("08", elsewhere)
    read(fresh, lesson, index - 1)
    fresh.store.set_app(language="ja", theme="dark")
    fresh.window.guide.go(+1)
    words, _ = settled_picture(fresh)
    panel = panel_words(fresh)
    fresh.window.show_lab()
    assert (words, panel) == (settled_picture(fresh)[0], panel_words(fresh))


def test_nothing_is_made_while_something_moves(fresh):
    fresh.begin("digits")
    lesson, index = leading("28", another_view)
    fresh.window.guide.open(lesson, index - 1)
    fresh.wait(lambda: not fresh.window.worker.works)
    fresh.player.play()
    fresh.pump(1.2)
    assert fresh.window.worker.works_aside
    fresh.player.pause()
    fresh.wait(lambda: not fresh.window.worker.works_aside)


def test_leaving_the_lesson_gives_up_what_it_would_have_needed(fresh):
    fresh.begin("gan")
    lesson, index = leading("25", training)
    fresh.window.guide.open(lesson, index - 1)
    fresh.wait(lambda: not fresh.window.worker.works)
    assert fresh.window.worker.works_aside
    fresh.window.guide.close()
    assert not fresh.window.worker.works_aside
