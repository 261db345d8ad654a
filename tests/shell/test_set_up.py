"""Putting an experiment on the screen: nothing is built twice, also what nobody sees yet."""

import pytest

from acttutor.base.state.fields import changed
from acttutor.labs.descent import figure, panel, run
from acttutor.labs.registry import LABS

pytestmark = pytest.mark.window


@pytest.fixture
def built(monkeypatch):
    """Count the runs, figures and panels of the descent lab that are made."""
    made = {"run": 0, "figure": 0, "panel": 0}

    class CountedRun(run.Run):
        def __init__(self, settings):
            made["run"] += 1
            super().__init__(settings)

    class CountedFigure(figure.Figure):
        def build(self):
            made["figure"] += 1
            super().build()

    def build(place, describe=panel.build):
        made["panel"] += 1
        describe(place)

    monkeypatch.setattr(run, "Run", CountedRun)
    monkeypatch.setattr(figure, "Figure", CountedFigure)
    monkeypatch.setattr(panel, "build", build)
    return made


def experiment():
    """Return settings of the descent lab, and a run that is some steps on."""
    settings = changed(LABS["descent"].defaults(), lr=0.1)
    made = LABS["descent"].run_class(settings)
    made.step()
    return settings, made


def test_an_experiment_of_another_lab_is_built_once(app, built):
    app.view.runs.pop("descent", None)
    settings, made = experiment()
    app.window.set_up("descent", settings, made)
    app.pump()
    assert built == {"run": 1, "figure": 1, "panel": 1}
    assert app.view.run is made and made.k == 1
    assert app.store.settings("descent") == settings


def test_an_experiment_of_the_lab_on_the_screen_is_shown_by_what_is_there(app, built):
    app.store.choose("descent")
    settings, made = experiment()
    built.update(run=0, figure=0, panel=0)
    app.window.set_up("descent", settings, made)
    app.pump()
    assert built == {"run": 0, "figure": 0, "panel": 0}
    assert app.controls["lr"].entry.get() == "0.10"
    assert app.figure.run is app.view.run is made and made.k == 1
    app.window.commands.undo()
    assert app.store.settings("descent") == LABS["descent"].defaults()


def test_settings_may_change_before_a_figure_is_seen(app):
    """A figure has no layout yet while its window is not on the screen."""
    for lab, entry in LABS.items():
        app.root.withdraw()
        app.pump()
        app.store.choose(lab)
        app.store.replace(lab, changed(entry.defaults(), **entry.showcase[0]))
        app.view.repaint()
        app.root.deiconify()
        app.wait(lambda: bool(app.root.winfo_viewable()))
        app.pump()
        assert app.figure.run.settings == app.store.settings(lab), lab
