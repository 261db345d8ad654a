"""The window: rail, header, notice, errors, and what stays when the looks change."""

import gc
import logging

import pytest

from acttutor.base.errors import UserError
from acttutor.base.language.languages import about, following
from acttutor.base.state.store import ZOOMS
from acttutor.labs.registry import LABS
from acttutor.widgets.panel import Panel

pytestmark = pytest.mark.window

#: A lab beside that of the networks.
#: A lab whose page rests.
ANOTHER = "unit"


@pytest.fixture
def network(fresh):
    """The window with the network lab."""
    fresh.begin("network")
    return fresh


def scheduled(driver):
    info = driver.root.tk.call
    return [
        str(info("after", "info", name)) for name in driver.root.tk.splitlist(info("after", "info"))
    ]


# -- rail --------------------------------------------------------------------------------------


def test_a_click_in_the_rail_opens_the_lab(app):
    for lab in reversed(LABS):
        app.click(app.window.rail.buttons[lab])
        assert app.store.state.lab == lab
        assert app.view.lab.id == lab
        assert app.window.header.title.cget("text") == app.window.texts(f"{lab}.title")
        assert "selected" in app.window.rail.buttons[lab].state()


def test_leaving_a_lab_pauses_it_and_coming_back_finds_what_it_has_learned(network):
    network.window.transport.play.invoke()
    network.wait(lambda: network.view.run.epoch > 3)
    run, epoch = network.view.run, network.view.run.epoch
    network.store.choose(ANOTHER)
    network.pump(0.1)
    assert not network.player.playing
    assert run.epoch == epoch
    assert not [line for line in scheduled(network) if "_tick" in line or "lambda" in line]
    network.store.choose("network")
    network.pump()
    assert network.view.run is run and run.epoch == epoch


def test_settings_changed_while_a_lab_is_away_are_there_when_it_comes_back(network):
    network.store.choose(ANOTHER)
    network.store.set("network", noise=25)
    network.store.choose("network")
    network.pump()
    assert network.controls["noise"].entry.get() == "25"
    assert network.view.run.settings.noise == 25


# -- header ------------------------------------------------------------------------------------


def test_the_buttons_of_the_header_change_language_theme_and_zoom(app):
    header = app.window.header
    app.click(header.language)
    assert app.store.state.language == "ja"
    app.click(app.window.header.language)
    assert app.store.state.language == "en"
    app.click(app.window.header.theme)
    assert app.store.state.theme == "dark"
    app.click(app.window.header.theme)
    assert app.store.state.theme == "light"
    app.click(app.window.header.larger)
    assert app.store.state.zoom == 110
    app.click(app.window.header.smaller)
    app.click(app.window.header.smaller)
    assert app.store.state.zoom == 90


def test_a_button_of_the_header_keeps_the_focus_that_it_had(app):
    """So that a second press of the blank switches back."""
    for name in ("language", "theme", "larger"):
        app.key("<space>", getattr(app.window.header, name))
        assert app.root.focus_get() is getattr(app.window.header, name)


def test_zoom_ends_at_its_ends(app):
    for zoom, steps in ((ZOOMS[-1], +1), (ZOOMS[0], -1)):
        app.store.set_app(zoom=zoom)
        app.window.header.zoom(steps)
        app.pump()
        assert app.store.state.zoom == zoom


@pytest.mark.parametrize("change", [{"language": "ja"}, {"theme": "dark"}, {"zoom": 125}])
def test_another_look_keeps_everything_else(change, network):
    """Lab, settings, what a run has learned, the focus and the place in the panel all stay."""
    network.resize(1440, 680)  # the panel stays beside the figure, and has to scroll
    network.store.set(noise=20, lr=0.1)
    for _ in range(4):
        network.view.run.step()
    run, losses = network.view.run, list(network.view.run.losses.train)
    network.view.panel.scrolled.yview_moveto(0.3)
    network.controls["init"].box.focus_force()
    network.pump(0.05)
    scroll = network.view.panel.scrolled.yview()[0]
    settings = network.store.settings()
    network.store.set_app(**change)
    network.pump(0.1)
    assert network.store.state.lab == "network"
    assert network.store.settings() == settings
    assert network.view.run is run and list(run.losses.train) == losses
    assert network.root.focus_get() is network.controls["init"].box
    assert network.view.panel.scrolled.yview()[0] == pytest.approx(scroll, abs=0.03)


def test_another_language_does_not_stop_a_run_that_plays(network):
    network.window.transport.play.invoke()
    network.pump(0.1)
    network.store.set_app(language="ja")
    network.pump(0.1)
    assert network.player.playing
    assert network.window.transport.play.cget("text") == network.window.texts("shell.pause.label")
    epoch = network.view.run.epoch
    network.wait(lambda: network.view.run.epoch > epoch)


def test_the_whole_window_speaks_the_chosen_language(app):
    for language in ("ja", "en", "ja"):
        app.store.set_app(language=language)
        app.pump()
        texts = app.window.texts
        lab = app.store.state.lab
        assert texts.language == language
        assert app.window.header.question.cget("text") == texts(f"{lab}.question")
        assert app.window.rail.buttons[lab].cget("text") == texts(f"{lab}.name")
        other = about(following(language))["name"]
        assert app.window.header.language.cget("text") == other


def test_switching_looks_does_not_pile_up_widgets(app):
    def count(widget):
        return 1 + sum(count(child) for child in widget.winfo_children())

    app.pump()
    before = count(app.root)
    for language in ("ja", "en") * 3:
        app.store.set_app(language=language)
        app.pump()
    assert count(app.root) == before


def test_switching_looks_and_labs_leaves_nothing_of_what_was_there(app):
    """Neither Tcl commands nor variables nor panels; each of them holds a hundred widgets."""

    def switch():
        for language in ("ja", "en"):
            app.store.set_app(language=language)
        for lab in ("perceptron", "unit"):
            app.store.choose(lab)
        app.pump()
        gc.collect()

    def kept():
        tcl = app.root.tk
        # Windows that earlier tests closed may still be on their way out.
        panels = sum(isinstance(thing, Panel) and thing.tk is tcl for thing in gc.get_objects())
        return len(tcl.call("info", "commands")), len(tcl.call("info", "vars")), panels

    switch()
    before = kept()
    switch()
    switch()
    assert kept() == before
    assert before[2] == 2, "those of the labs that were shown in the present language"


# -- notice and errors -------------------------------------------------------------------------


def test_a_notice_goes_with_a_click_and_leaves_nothing_scheduled(app):
    before = len(scheduled(app))
    app.window.complain(UserError("common.not_a_number", text="abc", low="0", high="1"))
    app.pump()
    notice = app.window.notice
    assert notice.winfo_ismapped() and "abc" in notice.label.cget("text")
    app.click(notice.close)
    assert not notice.winfo_ismapped()
    assert len(scheduled(app)) <= before


def test_a_notice_goes_by_itself(app, monkeypatch):
    monkeypatch.setattr("acttutor.shell.frame.notice.SHOWN_MS", 30)
    app.window.notice.show("Gone in a moment.")
    app.pump()
    app.wait(lambda: not app.window.notice.winfo_ismapped())


def test_a_second_notice_takes_the_place_of_the_first(app):
    for words in ("first", "second"):
        app.window.notice.show(words)
    app.pump()
    assert app.window.notice.label.cget("text") == "second"
    assert sum("hide" in line for line in scheduled(app)) <= 1


def test_an_internal_error_is_logged_and_said_and_the_window_goes_on(app, caplog, capsys):
    def fail():
        raise ZeroDivisionError("ours")

    with caplog.at_level(logging.ERROR):
        app.root.after(1, fail)
        app.wait(lambda: bool(app.window.errors))
    app.pump()
    assert [type(error) for error in app.window.errors] == [ZeroDivisionError]
    assert any(record.exc_info for record in caplog.records)
    assert "ZeroDivisionError: ours" in capsys.readouterr().err
    assert app.window.notice.label.cget("text") == app.window.texts("shell.internal_error")
    assert app.window.notice.winfo_ismapped()
    app.window.errors.clear()
    app.store.choose("network")
    app.window.transport.play.invoke()
    app.wait(lambda: app.view.run.epoch > 2)


def test_a_mistake_of_the_user_is_no_internal_error(app):
    def mistake():
        raise UserError("common.not_a_number", text="q", low="0", high="1")

    app.root.after(1, mistake)
    app.wait(lambda: bool(app.window.notice.winfo_ismapped()))
    assert not app.window.errors
    assert "q" in app.window.notice.label.cget("text")


def test_a_change_of_lab_or_looks_draws_the_figure_once(app):
    """What is built in between is seen by nobody, and each draw takes longer than the rest."""
    changes = [
        lambda: app.store.choose("softmax"),
        lambda: app.store.set_app(language="ja"),
        lambda: app.store.set_app(theme="dark"),
        lambda: app.store.set_app(zoom=125),
    ]
    for change in changes:
        before = app.view.host.layer.full_draws
        change()
        app.pump()
        assert app.view.host.layer.full_draws == before + 1
