"""The network lab in the real window: it plays, and its buttons reach the network."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from driver import Driver
from fit import misfits_of_figure, misfits_of_numbers, misfits_of_widgets
from network_window import train

from acttutor.core.data.features import FEATURES
from acttutor.labs.network.script.program import numpy_script

pytestmark = pytest.mark.window


# -- playing -------------------------------------------------------------------------------------


def test_play_reaches_a_clean_circle(lab: Any) -> None:
    """A newcomer presses play, and nothing else."""
    lab.click(lab.window.transport.play)
    run = lab.view.run
    lab.wait(lambda: run.losses.test[-1] < 0.02)
    assert lab.player.playing
    assert run.epoch < 150
    lab.click(lab.window.transport.play)
    assert not lab.player.playing
    readout = lab.readout
    assert f"{run.epoch:,}" in readout and "100.0 %" in readout
    epoch = run.epoch
    lab.pump(0.1)
    assert run.epoch == epoch


def test_step_back_and_reset_follow_the_buttons(lab: Any) -> None:
    run, transport = lab.view.run, lab.window.transport
    first = run.network.parameters.copy()
    train(lab, 3)
    assert run.epoch == 3
    lab.click(transport.back)
    assert run.epoch == 2
    assert "2" in transport.readout.cget("text")
    lab.click(transport.reset)
    assert run.epoch == 0
    assert np.array_equal(run.network.parameters, first)


def test_a_run_that_diverges_ends_play_with_a_sentence(lab: Any) -> None:
    lab.store.set(data="reg_plane", activation="relu", lr=10, speed=600)
    run = lab.view.run
    lab.player.play()
    lab.wait(lambda: not lab.player.playing)
    assert run.failure is not None
    words = lab.figure.said.words.get_text()
    assert "learning rate 10," in words and f"epoch {run.failure.epoch}" in words
    assert np.isfinite(run.network.parameters).all()
    lab.store.set(lr=0.01)
    assert "learning rate 10" not in lab.figure.said.words.get_text()
    lab.player.reset()
    train(lab, 2)
    assert run.epoch == 2


# -- buttons -------------------------------------------------------------------------------------


def test_layer_buttons_add_and_remove_layers_and_units(lab: Any) -> None:
    buttons = lab.controls["layers"]

    def layers() -> tuple[int, ...]:
        assert lab.view.run.network.sizes[1:-1] == lab.store.settings().layers
        assert lab.figure.graph.sizes == lab.view.run.network.sizes
        return lab.store.settings().layers

    buttons.more.invoke()
    assert layers() == (4, 2, 2)
    buttons.rows[0]["more"].invoke()
    buttons.rows[1]["fewer"].invoke()
    assert layers() == (5, 1, 2)
    buttons.rows[1]["fewer"].invoke()
    assert layers() == (5, 1, 2)
    assert "disabled" in buttons.rows[1]["fewer"].state()
    for _ in range(8):
        buttons.rows[0]["more"].invoke()
        buttons.more.invoke()
    assert layers() == (8, 1, 2, 2, 2, 2)
    assert "disabled" in buttons.more.state() and "disabled" in buttons.rows[0]["more"].state()
    for _ in range(8):
        buttons.fewer.invoke()
    assert layers() == ()
    assert "disabled" in buttons.fewer.state()
    lab.pump()
    assert not any(row["frame"].winfo_ismapped() for row in buttons.rows)
    train(lab, 2)


def test_feature_buttons_show_the_network_other_inputs(lab: Any) -> None:
    buttons = lab.controls["features"].buttons
    assert list(buttons) == list(FEATURES)
    buttons["x1_squared"].invoke()
    buttons["x1"].invoke()
    assert lab.store.settings().features == ("x2", "x1_squared")
    assert lab.view.run.feature_ids == ("x2", "x1_squared")
    names = [name.get_text() for name in lab.figure.graph.names]
    assert names == ["$x_2$", "$x_1^2$"]
    buttons["x2"].invoke()
    buttons["x1_squared"].invoke()
    lab.pump()
    # The last one stays, with a word about it.
    assert lab.store.settings().features == ("x1_squared",)
    assert lab.window.notice.winfo_ismapped()
    assert "selected" in buttons["x1_squared"].state()
    train(lab, 2)


def test_new_weights_and_new_points_are_two_things(lab: Any) -> None:
    run = lab.view.run
    weights, X = run.network.parameters.copy(), run.problem.X_train.copy()
    lab.store.set(seed=77)
    assert not np.array_equal(run.network.parameters, weights)
    assert np.array_equal(run.problem.X_train, X)
    lab.type_value("seed", "1")
    assert np.array_equal(run.network.parameters, weights)
    lab.type_value("data_seed", "5")
    assert not np.array_equal(run.problem.X_train, X)
    assert np.array_equal(run.network.parameters, weights)
    lab.view.panel.named_buttons["new_weights"].invoke()
    lab.view.panel.named_buttons["new_data"].invoke()
    assert lab.controls["seed"].entry.get() == str(lab.store.settings().seed)


def test_the_learning_rate_slider_does_not_reset(lab: Any) -> None:
    train(lab, 3)
    lab.drag_slider("lr", 0.95)
    assert lab.view.run.epoch == 3
    assert lab.view.run.trainer.lr == lab.store.settings().lr > 0.03
    lab.drag_slider("batch", 0.0)
    assert lab.view.run.epoch == 0
    assert lab.store.settings().batch == 1


@pytest.mark.parametrize("data", ["iris", "spiral", "reg_gauss", "own"])
def test_controls_that_do_nothing_are_away(lab: Any, data: str) -> None:
    lab.store.set(data=data)
    lab.pump()
    assert bool(lab.controls["noise"].entry.winfo_manager()) == (data in ("spiral", "reg_gauss"))
    assert bool(lab.controls["pen"].buttons["0"].master.winfo_manager()) == (data == "own")
    lab.store.set(penalty="l1")
    lab.pump()
    assert bool(lab.controls["penalty_rate"].entry.winfo_manager())


def test_language_and_theme_change_while_playing(lab: Any) -> None:
    run = lab.view.run
    lab.player.play()
    lab.wait(lambda: run.epoch > 2)
    try:
        for change in (
            {"language": "ja"},
            {"theme": "dark"},
            {"language": "en"},
            {"theme": "light"},
        ):
            epoch = run.epoch
            lab.store.set_app(**change)
            lab.wait(lambda epoch=epoch: run.epoch > epoch + 1)
        assert lab.player.playing and lab.view.run is run
    finally:
        lab.store.set_app(language="en", theme="light")


def test_a_click_on_a_racer_goes_on_with_it_alone(lab):
    lab.store.set(mode="race", race_by="activation")
    lab.pump()
    picture = lab.figure
    box = picture.maps[2].axes.bbox
    x = round(box.x0 + box.width / 2)
    y = round(lab.view.host.widget.winfo_height() - box.y0 - box.height / 2)
    for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
        lab.view.host.widget.event_generate(event, x=x, y=y)
    lab.pump()
    assert lab.store.settings().mode == "one"
    assert lab.store.settings().activation == "relu"
    assert lab.figure is not picture


def test_a_fan_plays_and_steps(lab):
    lab.store.set(mode="fan")
    lab.player.play()
    lab.wait(lambda: lab.view.run.epoch >= 5)
    lab.player.pause()
    epoch = lab.view.run.epoch
    lab.player.step_back()
    lab.pump()
    assert lab.view.run.epoch == epoch - 1


def test_a_trained_network_is_exported_as_a_program(lab: Driver, tmp_path: Path) -> None:
    lab.view.run.step()
    lab.window.open_dialog("export")
    dialog = lab.window.dialog
    dialog.kind.set("numpy")
    dialog.export(tmp_path / "model.py")
    lab.pump()
    assert (tmp_path / "model.py").read_text(encoding="utf-8") == numpy_script(lab.view.run)
    lab.store.set("network", mode="fan")
    lab.window.open_dialog("export")
    dialog = lab.window.dialog
    dialog.kind.set("torch")
    dialog.export(tmp_path / "fan.py")
    assert not (tmp_path / "fan.py").exists()
    assert dialog.top.winfo_exists()
    dialog.close()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("data", ["circle", "reg_plane"])
def test_nothing_of_judging_is_cut(lab: Driver, data: str, language: str) -> None:
    lab.store.set_app(language=language)
    lab.store.set("network", view="judge", data=data, validation_share=20)
    lab.resize(1024, 680)
    lab.pump(0.1)
    panel = lab.view.panel
    found = misfits_of_widgets(lab.root, panel.scrolled) + misfits_of_numbers(panel.controls)
    assert not found + misfits_of_figure(lab.view.host.figure)
