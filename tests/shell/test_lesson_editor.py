"""A lesson is written with real widgets, saved, read again and played."""

import json

import pytest

from acttutor.base.state.limits import Limits
from acttutor.labs.registry import LABS
from acttutor.lessons.lesson import Condition, Prediction
from acttutor.lessons.reader import read_lesson

pytestmark = pytest.mark.window


@pytest.fixture
def editor(app):
    app.window.commands.draft = None
    app.window.open_dialog("write_lesson")
    app.pump(0.1)
    yield app.window.dialog
    if app.window.guide.lesson is not None:
        app.window.guide.close()
    if app.window.dialog is not None:
        app.window.dialog.close()
    app.window.commands.draft = None
    app.window.limiter.put("descent", Limits())


def typed(widget, text):
    """Type into an entry or a text, in place of what is there."""
    widget.focus_force()
    if widget.winfo_class() == "Text":
        widget.delete("1.0", "end")
        widget.insert("1.0", text)
    else:
        widget.delete(0, "end")
        widget.insert(0, text)


def chosen(box, value):
    """Choose from a drop-down list."""
    assert value in box.cget("values"), (value, box.cget("values"))
    box.set(value)
    box.event_generate("<<ComboboxSelected>>")


def boxes(row):
    return [w for w in row.frame.winfo_children() if w.winfo_class() == "TCombobox"]


def written(app, editor):
    """Write a lesson of two steps: a prediction with two conditions, and something to read."""
    app.store.choose("descent")
    app.store.set("descent", lr=0.9, a=2.0)
    app.view.run.step()
    app.view.run.step()
    app.window.limiter.put("descent", Limits(hide=("b",)))
    app.click(editor.steps.capture)
    typed(editor.head.titles["en"], "Too far")
    typed(editor.head.minutes, "4")
    chosen(editor.head.level, "★★")
    form = editor.form
    typed(form.boxes["text"], "Steps of $\\epsilon f'(x)$ can be *too long*.\n\nTry it.")
    typed(form.question, "What will happen?")
    for entry, text in zip(form.options, ("It stays", "", "It arrives", ""), strict=True):
        typed(entry, text)
    form.right.set(2)
    typed(form.task, "Get there")
    app.click(form.goal.add)
    app.click(form.goal.add)
    first, second = form.goal.rows
    chosen(boxes(first)[0], "arrived")
    chosen(boxes(first)[2], "yes")
    chosen(boxes(second)[0], form.goal.subjects.label("setting", "lr"))
    chosen(boxes(second)[1], "<")
    typed(boxes(second)[2], "0.85")
    typed(form.boxes["hint"], "Make the rate smaller.")
    typed(form.boxes["met"], "Arrived after {k} steps.")
    app.store.set("descent", lr=0.1)
    app.click(editor.steps.capture)
    typed(form.boxes["text"], "That is all.")
    app.pump()


def test_a_lesson_is_written_saved_and_read_again(app, editor, tmp_path):
    written(app, editor)
    path = tmp_path / "02 Too far.toml"
    editor.save(path)
    lesson = read_lesson(path)
    assert lesson.id == "too-far"
    assert (lesson.title, lesson.minutes, lesson.level) == ({"en": "Too far"}, 4, 2)
    first, second = lesson.steps
    assert (first.lab, first.settings, first.run) == ("descent", {"lr": 0.9, "a": 2.0}, 2)
    assert first.hide == ("b",)
    assert first.text == {"en": "Steps of $\\epsilon f'(x)$ can be *too long*.\n\nTry it."}
    assert first.predict == Prediction(
        {"en": "What will happen?"}, ({"en": "It stays"}, {"en": "It arrives"}), 1
    )
    assert first.goal == Condition(
        "all",
        parts=(
            Condition("observe", "arrived", "is", True),
            Condition("setting", "lr", "below", 0.85),
        ),
    )
    assert second.settings == {"lr": 0.1, "a": 2.0}
    assert "'''\nSteps of $\\epsilon" in path.read_text(encoding="utf-8"), "for human eyes"


def test_it_is_played_as_it_was_written(app, editor):
    written(app, editor)
    editor.steps.list.selection_set("0")
    app.pump()
    app.store.set("descent", lr=0.3)
    app.click(editor.trier)
    app.pump(0.05)
    guide = app.window.guide
    assert not editor.top.winfo_exists()
    assert app.store.settings("descent").lr == 0.9
    assert LABS["descent"].export.metrics(app.view.run)["k"] == 2
    assert app.controls["b"].hidden
    app.click(guide.strip.prediction.options[1])
    app.type_value("lr", "0.5")
    for _ in range(60):
        app.player.step()
        if guide.attempt.met:
            break
    assert guide.attempt.met
    assert guide.attempt.foreseen
    assert "Arrived after" in guide.strip.said.get("1.0", "end")
    app.click(guide.strip.next)
    assert guide.step.text["en"] == "That is all."
    app.window.open_dialog("write_lesson")
    app.pump()
    assert app.window.dialog.lesson.title == {"en": "Too far"}, "the draft has waited"
    assert app.window.dialog.index == 1


def test_other_languages_are_kept(app, editor, tmp_path):
    written(app, editor)
    editor.close()
    app.store.set_app(language="ja")
    app.window.open_dialog("write_lesson")
    app.pump()
    editor = app.window.dialog
    form = editor.form
    assert form.boxes["text"].get("1.0", "end").strip() == ""
    typed(form.boxes["text"], "本文です。")
    typed(form.options[0], "そのまま")
    typed(form.task, "最小まで進める")
    editor.save(tmp_path / "x.toml")
    first = read_lesson(tmp_path / "x.toml").steps[0]
    assert first.text.keys() == {"ja", "en"}
    assert first.predict.options == ({"en": "It stays", "ja": "そのまま"}, {"en": "It arrives"})
    assert first.task == {"en": "Get there", "ja": "最小まで進める"}


def test_an_unusable_value_is_kept_while_the_language_changes(app, editor):
    """With the rest of the goal, and never instead of what was there."""
    written(app, editor)
    editor.choose(0)
    app.click(editor.form.goal.add)
    before = editor.lesson.steps[0].goal
    count = len(editor.form.goal.rows)
    chosen(boxes(editor.form.goal.rows[-1])[1], "≥")
    typed(boxes(editor.form.goal.rows[-1])[2], "many")
    others = [row.typed() for row in editor.form.goal.rows[:-1]]
    for language in ("ja", "en"):
        app.store.set_app(language=language)
        app.pump()
        editor = app.window.dialog
        rows = editor.form.goal.rows
        assert len(rows) == count
        assert [box.get() for box in boxes(rows[-1])][1:] == ["≥", "many"]
        assert [row.typed() for row in rows[:-1]] == others
        assert editor.lesson.steps[0].goal == before
        assert not editor.take(), "it is still unusable"
    typed(boxes(rows[-1])[2], "0.5")
    assert editor.take()
    assert [part.value for part in editor.lesson.steps[0].goal.parts][-1] == 0.5


def test_a_step_with_an_unusable_value_is_not_left(app, editor):
    written(app, editor)
    editor.choose(0)
    chosen(boxes(editor.form.goal.rows[0])[1], "≥")
    typed(boxes(editor.form.goal.rows[0])[2], "many")
    editor.steps.list.selection_set("1")
    app.pump()
    assert editor.index == 0
    assert editor.steps.list.selection() == ("0",)
    assert boxes(editor.form.goal.rows[0])[2].get() == "many"
    assert "“many”" in trouble(editor)


def trouble(editor):
    return editor._trouble.cget("text")


def test_what_is_missing_is_named_in_one_sentence(app, editor, tmp_path):
    path = tmp_path / "x.toml"
    editor.save(path)
    assert trouble(editor).startswith("“Steps”")
    app.click(editor.steps.capture)
    editor.save(path)
    assert trouble(editor).startswith("“Title”")
    typed(editor.head.titles["en"], "T")
    editor.save(path)
    assert trouble(editor).startswith("Step 1: “Text”")
    form = editor.form
    typed(form.boxes["text"], "Words.")
    typed(form.options[0], "only one")
    editor.save(path)
    assert "Step 1: “Answers”" in trouble(editor)
    typed(form.options[0], "")
    app.click(form.goal.add)
    editor.save(path)
    assert "Step 1: “Task”" in trouble(editor)
    typed(form.task, "Do it")
    typed(form.boxes["met"], "Now {nothing}.")
    editor.save(path)
    assert trouble(editor) == "Step 1: “When met {nothing}” is missing or cannot be used."
    typed(form.boxes["met"], "")
    chosen(boxes(form.goal.rows[0])[1], "≥")
    typed(boxes(form.goal.rows[0])[2], "many")
    editor.save(path)
    assert "“many”" in trouble(editor)
    typed(editor.head.minutes, "0")
    typed(boxes(form.goal.rows[0])[2], "−1.5")
    editor.save(path)
    assert trouble(editor).startswith("“Minutes”")
    assert not path.exists()


def test_steps_are_moved_deleted_and_captured_again(app, editor):
    written(app, editor)
    app.click(editor.steps.buttons["up"])
    assert [bool(step.task) for step in editor.lesson.steps] == [False, True]
    assert editor.index == 0
    app.click(editor.steps.buttons["down"])
    app.store.choose("network")
    app.click(editor.steps.buttons["again"])
    assert editor.lesson.steps[1].lab == "network"
    assert editor.lesson.steps[1].text == {"en": "That is all."}
    app.click(editor.steps.buttons["delete"])
    app.click(editor.steps.buttons["delete"])
    assert editor.lesson.steps == ()
    assert not editor.form.winfo_ismapped()


def test_a_goal_of_the_file_that_the_rows_cannot_show_is_kept(app, editor, tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(
        'id = "x"\ntitle = "T"\n[[steps]]\nlab = "descent"\ntext = "W"\ntask = "D"\n'
        "goal = { all = [{ any = [{ changed = 'lr' }, { setting = 'a', is = 0.25 }] },"
        " { observe = 'x', below = 0.12345678, held = 3 }, { changed = 'a' }] }\n",
        encoding="utf-8",
    )
    editor.open_path(path)
    app.settle()
    before = read_lesson(path)
    assert editor.take()
    assert editor.lesson == before
    assert editor.draft.lesson == editor.draft.saved


def test_a_draft_is_not_dropped_at_the_first_press(app, editor):
    written(app, editor)
    editor.begin_anew()
    assert "not saved" in trouble(editor)
    assert len(editor.lesson.steps) == 2
    editor.begin_anew()
    assert editor.lesson.steps == ()


def test_the_menu_captures_into_the_draft_without_the_editor_being_open(app, editor):
    editor.close()
    app.store.choose("activations")
    app.window.open_dialog("capture_step")
    app.pump()
    app.window.open_dialog("capture_step")
    editor = app.window.dialog
    assert [step.lab for step in editor.lesson.steps] == ["activations"] * 2


def test_a_value_is_put_into_the_sentence_at_the_end(app, editor):
    app.store.choose("descent")
    app.click(editor.steps.capture)
    menu = editor.form.menu
    labels = [menu.entrycget(index, "label") for index in range(menu.index("end") + 1)]
    typed(editor.form.boxes["met"], "Now x = ")
    menu.invoke(labels.index("x"))
    assert editor.form.boxes["met"].get("1.0", "end").strip() == "Now x = {x:.3f}"


@pytest.mark.parametrize("through", ["close", "kill"])
def test_a_value_that_cannot_be_used_yet_is_there_again(app, editor, through):
    """Nobody pressed a key for it: what is in the field counts, whoever has the focus."""
    written(app, editor)
    editor.choose(0)
    value = boxes(editor.form.goal.rows[1])[2]
    typed(value, "0.8 or")
    commands = app.window.commands
    if through == "close":
        editor.leave()
        editor.close()
    kept = json.loads(json.dumps(commands.kept_draft()))
    if through == "kill":
        app.window.dialog.close()
        commands.draft = None
        commands.take_up_draft(kept)
    app.window.open_dialog("write_lesson")
    again = app.window.dialog
    assert again is not editor and again.index == 0
    assert boxes(again.form.goal.rows[1])[2].get() == "0.8 or"
    assert not again.take(), "it is said that it cannot be used"
    typed(boxes(again.form.goal.rows[1])[2], "0.8")
    assert again.take()
    assert again.lesson.steps[0].goal.parts[1].value == 0.8
    again.close()
    assert commands.kept_draft()["typed"] is None


def test_steps_stay_where_they_are_as_long_as_a_value_cannot_be_used(app, editor):
    written(app, editor)
    editor.choose(0)
    typed(boxes(editor.form.goal.rows[1])[2], "much")
    before = editor.lesson
    for act in (editor.capture, editor.capture_again, lambda: editor.move(1)):
        act()
        assert editor.lesson == before
        assert boxes(editor.form.goal.rows[1])[2].get() == "much"
    editor.delete()
    assert len(editor.lesson.steps) == 1 and editor.draft.typed is None
