"""What a teacher hides or locks is gone from the panel, and a learner gets it all back."""

from pathlib import Path

import pytest

from acttutor.base.state.limits import Limits
from acttutor.files.experiment import open_experiment
from acttutor.lessons.lesson import Lesson, Step

pytestmark = pytest.mark.window

LAB = "descent"


@pytest.fixture(autouse=True)
def freed(app):
    yield
    if app.window.guide.lesson is not None:
        app.window.guide.close()
    for lab in ("descent", "network"):
        app.window.limiter.put(lab, Limits())


def limited(app, **limits):
    app.store.choose("descent")
    app.window.limiter.put("descent", Limits(**limits))
    app.window.rebuild_panel()
    app.pump()


def test_the_dialog_hides_and_locks_at_once(app):
    app.store.choose("descent")
    app.window.open_dialog("controls")
    dialog = app.window.dialog
    dialog.buttons["lr", "hide"].invoke()
    dialog.buttons["a", "lock"].invoke()
    app.pump()
    assert not app.controls["lr"].scale.winfo_ismapped()
    assert app.controls["a"].scale.instate(["disabled"])
    assert app.controls["a"].entry.instate(["disabled"])
    dialog.all.invoke()
    app.pump()
    assert app.controls["lr"].scale.winfo_ismapped()
    assert app.controls["a"].scale.instate(["!disabled"])
    assert {choice.get() for choice in dialog.choices.values()} == {"show"}
    dialog.close()


def test_a_locked_value_withstands_slider_figure_and_the_way_back_to_the_defaults(app):
    app.store.set("descent", a=2.0, lr=0.5)
    limited(app, lock=("a",))
    app.drag_slider("a", 0.9)
    app.controls["a"]._nudge(1, None)
    app.figure.change(a=-1.0, lr=0.6)
    assert app.store.settings("descent").a == 2.0
    assert app.store.settings("descent").lr == 0.6
    app.view.panel.named_buttons["defaults"].invoke()
    assert app.store.settings("descent").a == 2.0
    assert app.store.settings("descent").lr == 0.3


def test_locked_inputs_and_layers_are_still_read(app):
    app.store.choose("network")
    app.window.limiter.put("network", Limits(lock=("features", "layers")))
    app.window.rebuild_panel()
    app.pump()
    features, layers = app.controls["features"], app.controls["layers"]
    for name, button in features.buttons.items():
        assert button.instate(["!disabled" if name in ("x1", "x2") else "disabled"]), name
    assert features.label.instate(["!disabled"]) and layers.label.instate(["!disabled"])
    before = app.store.settings("network")
    features.buttons["x1"].invoke()
    layers.more.invoke()
    app.store.set("network", lr=0.1)
    app.pump()
    assert layers.more.instate(["disabled"]) and features.buttons["x1"].instate(["selected"])
    assert app.store.settings("network").layers == before.layers
    assert app.store.settings("network").features == before.features


def test_limits_outlive_theme_language_and_a_visit_elsewhere(app):
    limited(app, hide=("lr",))
    app.store.set_app(theme="dark")
    app.store.set_app(language="ja")
    app.store.choose("network")
    app.store.choose("descent")
    app.pump()
    assert app.controls["lr"].hidden


def test_they_are_kept_in_the_file(app, tmp_path):
    limited(app, hide=("lr",), lock=("a",))
    path = tmp_path / "x.acttutor"
    app.window.commands.path = path
    app.window.commands.save()
    assert open_experiment(path).controls == Limits(("lr",), ("a",))
    app.window.commands.all_controls()
    app.pump()
    assert not app.controls["lr"].hidden
    app.window.commands.open_path(path)
    app.settle()
    assert app.controls["lr"].hidden
    assert app.view.panel.context.locked == {"a"}


def test_the_note_in_the_panel_gives_everything_back(app):
    limited(app, hide=("lr",))
    note = app.view.panel.frame.grid_slaves(row=0)[0]
    button = next(w for w in note.winfo_children() if w.winfo_class() == "TButton")
    app.click(button)
    assert not app.controls["lr"].hidden
    assert not app.view.panel.frame.grid_slaves(row=0)


def test_a_step_of_a_lesson_limits_until_the_learner_leaves_it(app):
    words = {"en": "Look."}
    steps = (
        Step(words, "descent", settings={}, hide=("lr",), lock=("a",)),
        Step(words, "descent", settings={}, hide=("lr",)),
    )
    lesson = Lesson("limits", words, 1, 1, (), (), steps, Path("limits.toml"))
    app.window.guide.open(lesson, 0)
    app.pump()
    assert app.controls["lr"].hidden
    assert app.controls["a"].scale.instate(["disabled"])
    app.window.commands.all_controls()
    app.window.guide.go(+1)
    app.pump()
    assert not app.controls["lr"].hidden, "taken back for the whole lesson"
    app.window.guide.restore()
    app.pump()
    assert app.controls["lr"].hidden, "unless the step is set up again"
    app.window.guide.close()
    app.pump()
    assert not app.controls["lr"].hidden


def test_a_session_goes_on_with_them(app):
    limiter = app.window.limiter
    limited(app, hide=("lr",))
    plain = limiter.plain()
    limiter.put("descent", Limits())
    limiter.read({**plain, "nowhere": {}, "network": {"hide": ["nothing"]}})
    assert limiter.plain() == plain


def test_the_dialog_lists_what_is_on_the_screen_under_the_headings_of_the_panel(app):
    app.store.choose("network")
    app.store.set("network", penalty="none")
    app.pump()
    listed = app.view.panel.offered()
    names = [name for group in listed.values() for name in group]
    assert "penalty_rate" not in names
    for name in names:
        assert app.controls[name].widgets[0].winfo_manager()
    app.store.set("network", penalty="l2")
    app.pump()
    assert any("penalty_rate" in group for group in app.view.panel.offered().values())
    app.store.set("network", penalty="none")


def test_enter_presses_the_button_that_stands_out(app):
    app.window.open_dialog("controls")
    dialog = app.window.dialog
    app.pump()
    dialog.top.focus_force()
    app.pump()
    dialog.top.event_generate("<Return>")
    app.pump()
    assert not dialog.top.winfo_exists()
