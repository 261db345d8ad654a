"""Every lesson that comes with the program, played in the real window by its scripted solution."""

import re
from dataclasses import replace

import pytest

from acttutor.base.numbers.plain import to_plain, value_from_plain
from acttutor.base.state.fields import spec_of
from acttutor.core.worksheet.calculation import Quantity
from acttutor.lessons.closing import with_closing
from acttutor.lessons.lesson import Prediction
from acttutor.lessons.own import own_lessons
from acttutor.shell.dialogs.lessons import LessonsDialog

pytestmark = pytest.mark.window

LESSONS = own_lessons()
#: Steps of experiments, at most, in a lesson that is played every day.
MOST_RUN = 1500


def act(app, action):
    """Do one thing of a scripted solution as a learner does it."""
    guide = app.window.guide
    if action.kind == "predict":
        guide.strip.prediction.options[action.value].invoke()
    elif action.kind == "set":
        settings = app.store.settings()
        values = {
            name: value_from_plain(spec_of(settings, name), value, name)
            for name, value in action.value.items()
        }
        app.store.set(**values)
    elif action.kind == "fill":
        assert app.view.run.fill(action.value)
        app.view.repaint()
    else:
        for _ in range(action.value):
            app.view.run.step()
            app.player.steps += 1
            guide.look()
            if guide.attempt.met:
                break
        app.view.repaint()
    app.pump()


def check_marks(app, step):
    """What a step points at is in the figure; what it marks is in the panel and stands out."""
    if step.point:
        assert app.figure.part(step.point) is not None, step.point
    assert {*step.highlight, *step.hide, *step.lock} <= set(app.controls)
    for name in step.highlight:
        control = app.controls[name]
        shown = control.label or control.switch
        assert "Marked" in str(shown.cget("style")), name
    # Others may appear when the first is changed.
    for name in step.highlight[:1]:
        assert app.controls[name].widgets[0].winfo_viewable(), name


def parts(lesson):
    """Return what a lesson goes through: labs, and kinds of what a learner does."""
    return {part for step in lesson.steps for part in (step.lab, *(a.kind for a in step.solution))}


def steps_run(lesson):
    """Return how many steps of experiments the solution of a lesson makes."""
    return sum(a.value for step in lesson.steps for a in step.solution if a.kind == "run")


def played():
    """Yield the lessons; a few short ones go through all parts every day, the rest are soak tests.

    Without a window, all are played every day (`tests/lessons/test_own.py`).
    """
    short = [lesson for lesson in LESSONS if steps_run(lesson) <= MOST_RUN]
    missing, daily = set().union(*map(parts, short)), set()
    while missing:
        best = max(short, key=lambda lesson: len(parts(lesson) & missing))
        daily.add(best.id)
        missing -= parts(best)
    for lesson in LESSONS:
        marks = [] if lesson.id in daily else [pytest.mark.soak]
        yield pytest.param(lesson, id=lesson.id, marks=marks)


@pytest.mark.parametrize("lesson", [*played()])
def test_every_step_is_met_by_acting_and_not_before(app, lesson):
    guide = app.window.guide
    guide.open(lesson, 0)
    # The first step may begin far on.
    app.wait(lambda: not app.window.worker.works)
    app.pump()
    for number, step in enumerate(lesson.steps):
        assert guide.index == number
        assert len(guide.strip.marks.marks) == len(with_closing(lesson).steps)
        assert app.store.state.lab == step.lab
        check_marks(app, step)
        if step.goal is not None or step.predict is not None:
            guide.look()
            assert not guide.attempt.met, f"step {number + 1} is met before the learner acts"
        for action in step.solution:
            act(app, action)
        assert guide.attempt.met, f"step {number + 1} is not met by its solution"
        if step.predict is not None:
            assert guide.attempt.foreseen, f"step {number + 1} predicts something else"
        for language in ("ja", "en"):
            assert "–" not in re.sub(r"\d–\d", "", guide.attempt.said(app.view.run, language))
        assert app.window.errors == []
        if number + 1 < len(lesson.steps):
            guide.go(+1)
            # A step may begin far on.
            app.wait(lambda: not app.window.worker.works)
            app.pump()
    guide.close()
    app.pump()


# -- the strip ---------------------------------------------------------------------------------


def test_a_learner_may_wander_off_and_come_back(app):
    guide = app.window.guide
    lesson = LESSONS[0]
    guide.open(lesson, 0)
    start = app.store.settings(lesson.steps[0].lab)
    app.store.choose("gan")
    app.pump()
    assert guide.strip is None
    app.click(guide.folded.go)
    assert app.store.state.lab == lesson.steps[0].lab
    guide.strip.back.invoke()
    app.pump()
    assert app.store.state.lab == lesson.steps[0].lab
    assert to_plain(app.store.settings()) == to_plain(start)
    guide.strip.close.invoke()
    app.pump()
    assert guide.lesson is None


def test_what_was_said_stays_while_a_learner_is_in_another_lab(app):
    guide = app.window.guide
    guide.open(LESSONS[0], 0)
    for action in LESSONS[0].steps[0].solution:
        act(app, action)
    said = guide.strip.said.get("1.0", "end")
    home = app.store.state.lab
    for lab in ("network", "overview", "gan"):
        app.store.choose(lab)
        app.pump()
        assert guide.strip is None
        assert guide.folded.winfo_height() < 50
        app.store.choose(home)
        app.pump()
        assert guide.strip.said.get("1.0", "end") == said
        assert guide.strip.said.yview() == (0.0, 1.0)
    guide.close()


def test_a_drag_in_the_figure_goes_on_beyond_the_goal_which_counts_when_it_ends(app):
    guide, canvas = app.window.guide, app.view.host.widget
    guide.open(LESSONS[0], 1)
    app.pump(0.1)
    box = app.figure.graph.box_of(Quantity("w", 1, 1))
    x, y = round(box.middle[0] * app.figure.scale), round(box.middle[1] * app.figure.scale)
    height = canvas.winfo_height()
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    for up in (60, 120):
        canvas.event_generate("<Motion>", x=x, y=y - up, state=0x100)
        app.pump(0.02)
        assert app.view.run.task.given()[Quantity("w", 1, 1)] > 0.8 + 0.01 * up
    assert not guide.attempt.met
    assert canvas.winfo_height() == height
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y - 120)
    app.pump()
    assert guide.attempt.met
    assert canvas.winfo_height() == height  # the strip keeps its place
    guide.close()


def test_the_figure_keeps_its_size_when_a_goal_is_met(app):
    guide = app.window.guide
    guide.open(next(lesson for lesson in LESSONS if lesson.id == "softmax-and-temperature"), 1)
    guide.strip.prediction.options[0].invoke()
    app.pump(0.1)
    sizes = []
    heard = app.view.host.canvas.mpl_connect(
        "resize_event", lambda event: sizes.append(event.height)
    )
    app.store.set(shift=200.0)
    app.pump(0.1)
    app.view.host.canvas.mpl_disconnect(heard)
    assert guide.attempt.met and not sizes
    guide.close()


def test_a_goal_passed_on_the_way_of_a_slider_counts_where_the_slider_is_let_go(app):
    guide = app.window.guide
    lesson = next(lesson for lesson in LESSONS if lesson.id == "softmax-and-temperature")
    guide.open(lesson, 3)
    guide.strip.prediction.options[0].invoke()
    scale = app.controls["temperature"].scale
    x, y = scale.coords()
    scale.event_generate("<ButtonPress-1>", x=x, y=y)
    for end in (x - 20, x - 40, 12):
        scale.event_generate("<B1-Motion>", x=end, y=y, state=0x100)
        app.pump()
    assert app.view.run.p.max() > 0.99 and not guide.attempt.met
    scale.event_generate("<ButtonRelease-1>", x=12, y=y)
    app.pump()
    assert guide.attempt.met
    assert f"T = {app.store.settings().temperature:.2f}" in guide.strip.said.get("1.0", "end")
    guide.close()


def test_a_change_of_language_keeps_the_lesson_and_what_was_met(app):
    guide = app.window.guide
    lesson = LESSONS[0]
    guide.open(lesson, 0)
    for action in lesson.steps[0].solution:
        act(app, action)
    app.window.header.language.invoke()
    app.pump()
    assert guide.attempt.met
    assert lesson.steps[0].task["ja"] in guide.strip.task.cget("text")
    guide.close()


def test_page_keys_go_through_the_steps(app):
    guide = app.window.guide
    guide.open(LESSONS[0], 0)
    app.view.host.widget.focus_force()
    app.root.event_generate("<Next>")
    app.pump()
    assert guide.index == 1
    app.root.event_generate("<Prior>")
    app.pump()
    assert guide.index == 0
    guide.close()


def test_the_list_ticks_what_is_finished_and_offers_the_next(app):
    guide = app.window.guide
    guide.progress.reach(LESSONS[0].id, 0, done=True)
    app.window.open_dialog("lessons")
    dialog = app.window.dialog
    app.pump(0.05)
    assert "✓" in dialog.list.item(LESSONS[0].id, "text")
    assert "✓" not in dialog.list.item(LESSONS[1].id, "text")
    assert dialog.list.selection() == (LESSONS[1].id,)
    dialog.start.invoke()
    app.pump()
    assert guide.lesson.id == LESSONS[1].id
    guide.close()


def test_several_learners_share_a_machine(app):
    guide = app.window.guide
    guide.choose_learner("花子")
    guide.progress.reach("x", 2, done=False)
    guide.choose_learner("太郎")
    assert guide.progress.step("x") == 0
    guide.choose_learner("花子")
    assert guide.progress.step("x") == 2
    guide.choose_learner("")


def test_a_name_that_turns_the_direction_of_writing_is_written_out_and_stays_one_name(app):
    odd = "ab\u202ecd"
    guide = app.window.guide
    guide.choose_learner(odd)
    guide.progress.reach("x", 3, done=False)
    guide.choose_learner("")
    dialog = LessonsDialog(app.window, LESSONS)
    app.pump()
    shown = "ab\\u202ecd"
    assert shown in dialog.box.cget("values")
    dialog.box.set(shown)
    dialog.box.event_generate("<<ComboboxSelected>>")
    app.pump()
    assert guide.progress.learner == odd and guide.progress.step("x") == 3
    assert dialog.learner.get() == shown
    dialog.box.set("ef\u2066gh")
    dialog.box.event_generate("<FocusOut>")
    app.pump()
    assert guide.progress.learner == "ef\u2066gh" and dialog.learner.get() == "ef\\u2066gh"
    dialog.close()
    guide.choose_learner("")


def test_the_list_shows_a_picture_of_each_lesson_as_large_as_the_zoom_has_it(app):
    sizes = []
    for zoom in (100, 150):
        app.store.set_app(zoom=zoom)
        app.pump()
        dialog = LessonsDialog(app.window)
        app.pump()
        ids = [id for topic in dialog.list.get_children() for id in dialog.list.get_children(topic)]
        pictures = [dialog.list.item(id, "image")[0] for id in ids]
        assert len(set(pictures)) == len(ids)
        sizes.append(app.root.tk.call("image", "height", pictures[0]))
        (chosen,) = dialog.list.selection()
        row = dialog.list.bbox(chosen)[3]
        assert row > sizes[-1]
        dialog.close()
    app.store.set_app(zoom=100)
    assert sizes[1] == pytest.approx(1.5 * sizes[0], abs=1)


def test_everything_that_a_lesson_says_shows_what_cannot_be_seen(app):
    odd = {"en": "one\u202e two\nthree\x07"}
    asked = Prediction(odd, (odd, odd), 0)
    step = replace(LESSONS[0].steps[0], text=odd, predict=asked, task=odd, hint=odd)
    app.store.set_app(language="en")
    guide = app.window.guide
    guide.open(replace(LESSONS[0], id="odd", title=odd, steps=(step,)))
    app.pump()
    strip = guide.strip
    said = "one\\u202e two three\\x07"
    assert [option.cget("text") for option in strip.prediction.options] == [said, said]
    assert said in strip.task.cget("text") or step.goal is None
    strip.show_hint()
    for text in (strip.body, strip.said):
        words = text.get("1.0", "end")
        assert "\\u202e" in words and "\u202e" not in words and "\x07" not in words
    guide.close()


def menus(widget):
    """Return all menus below a widget, on the screen or not."""
    found = [widget] if widget.winfo_class() == "Menu" else []
    return found + [menu for child in widget.winfo_children() for menu in menus(child)]


def test_titles_and_names_show_what_cannot_be_seen(app, tmp_path, monkeypatch):
    """A sign that turns the direction of writing could have a name say something else."""
    odd = "ab\u202ecd"
    lesson = replace(LESSONS[0], id="odd", title={"en": f"{odd}\nef"})
    app.store.set_app(language="en")
    dialog = LessonsDialog(app.window, [lesson])
    app.pump()
    assert "ab\\u202ecd ef" in dialog.list.item("odd", "text")
    dialog.close()
    path = tmp_path / f"{odd}.acttutor"
    path.touch()
    monkeypatch.setattr(type(app.window), "recent", [str(path)])
    labels = []
    for menu in menus(app.root):
        if menu.cget("postcommand"):
            menu.tk.call(menu.cget("postcommand"))
        for number in range(menu.index("end") + 1 if menu.index("end") is not None else 0):
            labels += [menu.entrycget(number, "label")] if menu.type(number) == "command" else []
    assert "ab\\u202ecd.acttutor" in labels


def test_the_lesson_of_the_last_time_is_offered_wherever_the_learner_is(app):
    guide = app.window.guide
    app.store.choose("unit")
    guide.offer()
    if guide.progress.latest is None:
        assert guide.folded is None
    guide.progress.reach("walking-downhill", 4, done=False)
    guide.offer()
    app.pump()
    assert guide.folded.go.cget("text").startswith("Go on with lesson 9, step 5 of ")
    app.click(guide.folded.go)
    app.wait(lambda: guide.lesson is not None)
    assert (guide.lesson.id, guide.index) == ("walking-downhill", 4)
    guide.close()
    app.store.choose("unit")
    guide.offer()
    app.pump()
    guide.choose_learner("somebody who begins")
    assert guide.folded is None
    guide.choose_learner("")
    guide.offer()
    app.pump()
    app.click(guide.folded.close)
    assert guide.folded is None


def test_titles_of_lessons_are_read_where_there_is_little_room(app):
    """Other columns give way, those that say least first, and come back."""
    dialog = LessonsDialog(app.window)
    app.pump()
    columns, wide = [*dialog.list.cget("columns")], dialog.list.winfo_width()
    assert [*dialog.list.cget("displaycolumns")] == columns
    frame, px = dialog.list.master, app.window.appearance.px
    frame.pack_propagate(False)
    for width, count in ((px(440), 1), (px(300), 0), (wide, len(columns))):
        frame.pack_configure(fill="none", expand=False)
        frame.configure(width=width, height=300)
        app.pump()
        assert [*dialog.list.cget("displaycolumns")] == columns[:count]
        assert dialog.list.column("#0", "width") >= min(px(300), width) - px(30)
    dialog.close()
