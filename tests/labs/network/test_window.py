"""The network lab in the real window: what is clicked, typed and played reaches the network."""

import multiprocessing
from pathlib import Path
from tkinter import filedialog
from typing import Any

import numpy as np
import pytest
from driver import Driver
from fit import misfits_of_figure, misfits_of_numbers, misfits_of_widgets

from acttutor.core.data.features import FEATURES, expand
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.sweep_grid import Outcome
from acttutor.labs.network.model.table import Table
from acttutor.labs.network.panels.sweep import ValueButtons
from acttutor.labs.network.script.program import numpy_script
from acttutor.labs.network.words import line_reading, unit_formula

pytestmark = pytest.mark.window


def place_of(lab: Any, spot: Spot) -> tuple[int, int]:
    """Return a place of a spot on the canvas."""
    layout = lab.figure.graph.layout_
    if spot.kind == "unit":
        x, y = layout.centers[spot.layer][spot.unit]
    elif spot.kind == "bias":
        x, y = layout.bias_places(spot.layer)[spot.unit]
    else:
        start, a, b, end = layout.curves[layout.ends.index((spot.layer, spot.unit, spot.source))]
        t = 0.86
        x, y = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t**2 * b + t**3 * end
    return round(x), round(y)


def hover(lab: Any, spot: Spot) -> None:
    """Move the pointer onto a spot."""
    x, y = place_of(lab, spot)
    lab.view.host.widget.event_generate("<Motion>", x=x, y=y)
    lab.pump()
    assert lab.figure.graph.hovered == spot


def edit(lab: Any, spot: Spot, text: str) -> Any:
    """Click a line or a bias and type into the entry that opens; returns the entry."""
    hover(lab, spot)
    x, y = place_of(lab, spot)
    canvas = lab.view.host.widget
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y)
    lab.pump()
    (entry,) = canvas.winfo_children()
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, text)
    lab.pump()
    return entry


def press(lab: Any, entry: Any, key: str) -> None:
    entry.event_generate(key)
    lab.pump()


def train(lab: Any, epochs: int) -> None:
    """Press the step button."""
    for _ in range(epochs):
        lab.window.transport.step.invoke()
    lab.pump()


# -- playing -------------------------------------------------------------------------------------


def test_play_reaches_a_clean_circle(lab: Any) -> None:
    """A newcomer presses play, and nothing else."""
    lab.click(lab.window.transport.play)
    run = lab.view.run
    lab.wait(lambda: run.losses.test[-1] < 0.02, timeout_s=30)
    assert lab.player.playing
    assert run.epoch < 150
    lab.click(lab.window.transport.play)
    assert not lab.player.playing
    readout = lab.window.transport.readout.cget("text")
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
    words = lab.figure.words.get_text()
    assert "learning rate 10," in words and f"epoch {run.failure.epoch}" in words
    assert np.isfinite(run.network.parameters).all()
    lab.store.set(lr=0.01)
    assert "learning rate 10" not in lab.figure.words.get_text()
    lab.player.reset()
    train(lab, 2)
    assert run.epoch == 2


# -- pointing ------------------------------------------------------------------------------------


def test_a_unit_under_the_pointer_fills_the_map_and_writes_its_formula(lab: Any) -> None:
    train(lab, 10)
    spot = Spot("unit", 1, 2)
    hover(lab, spot)
    layer = lab.view.run.network.layers[0]
    text = lab.figure.words.get_text()
    assert text == unit_formula(lab.view.run, spot)
    for value in (*layer.W[2], layer.b[2]):
        assert f"{abs(value):.2f}" in text
    # The colour of the map in a corner is that of the unit there.
    pixels = lab.figure.map.image.get_pixels()
    corners = np.array([(-6.0, 6.0), (6.0, 6.0), (-6.0, -6.0), (6.0, -6.0)])
    values = lab.view.run.network.activations(expand(corners, ("x1", "x2")))[0][:, 2]
    shades = lab.figure.map.colors.numbers(values)
    seen = [pixels[0, 0], pixels[0, -1], pixels[-1, 0], pixels[-1, -1]]
    assert np.abs(np.array(seen).astype(int) - shades.astype(int)).max() <= 16
    lab.view.host.widget.event_generate("<Leave>")
    lab.pump()
    assert lab.figure.graph.hovered is None


def test_a_line_under_the_pointer_reads_weight_and_gradient(lab: Any) -> None:
    train(lab, 4)
    spot = Spot("line", 2, 1, 3)
    hover(lab, spot)
    run = lab.view.run
    text = lab.figure.reading.get_text().replace("−", "-")
    weight, losses, h = run.network.layers[1].W[1, 3], [], 1e-5
    assert f"{weight:.4g}" in text
    for value in (weight + h, weight - h):
        run.set_weight(1, 1, 3, value)
        losses.append(float(run.losses.train[-1]))
    run.set_weight(1, 1, 3, weight)
    slope = float(text.split("∂L/∂w =")[1].split()[0])
    assert slope == pytest.approx((losses[0] - losses[1]) / (2 * h), rel=2e-3)
    assert str(lab.view.host.widget.cget("cursor")) == "hand2"


def test_the_pointer_reads_the_losses(lab: Any) -> None:
    train(lab, 12)
    lab.move_to_data(lab.figure.losses.axes, 7.0, 0.2)
    text = lab.figure.losses.reading.get_text()
    losses = lab.view.run.losses
    assert "Epoch 7 " in text
    assert f"{losses.train[7]:.4g}" in text and f"{losses.test[7]:.4g}" in text


def test_after_quick_steps_all_numbers_are_those_of_the_last(lab: Any) -> None:
    """While playing, words follow more slowly than the picture; but not at the end."""
    run = lab.view.run
    for spot in (Spot("unit", 2, 1), Spot("line", 1, 0, 0)):
        hover(lab, spot)
        for _ in range(5):
            lab.window.transport.step.invoke()
        shown = lab.figure.words if spot.kind == "unit" else lab.figure.reading
        expected = unit_formula(run, spot) if spot.kind == "unit" else ""
        if not expected:
            expected = line_reading(run, spot, lab.window.texts)
        lab.wait(lambda shown=shown, expected=expected: shown.get_text() == expected, timeout_s=2)
    size = np.abs(run.gradients()[0][0]).mean()

    def written() -> float:
        return float(lab.figure.gradients.values[0].get_text().replace("−", "-").split()[0])

    lab.wait(lambda: written() == pytest.approx(size, rel=0.06), timeout_s=2)


# -- changing a weight ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["<Return>", "<KP_Enter>"])
def test_a_typed_weight_reaches_the_network_and_the_run_goes_on(lab: Any, key: str) -> None:
    train(lab, 3)
    run = lab.view.run
    loss = run.losses.train[-1]
    entry = edit(lab, Spot("line", 1, 2, 1), " −1.75 ")
    press(lab, entry, key)
    assert run.network.layers[0].W[2, 1] == -1.75
    assert run.epoch == 3
    assert run.losses.train[-1] != loss
    assert lab.view.host.widget.winfo_children() == []
    assert f"{run.losses.train[-1]:.4g}" in lab.window.transport.readout.cget("text")
    train(lab, 1)
    assert run.epoch == 4


def test_a_typed_bias_reaches_the_network(lab: Any) -> None:
    press(lab, edit(lab, Spot("bias", 2, 1), "0.5"), "<Return>")
    assert lab.view.run.network.layers[1].b[1] == 0.5


def test_a_piece_of_a_maxout_unit_is_chosen_and_edited(lab: Any) -> None:
    lab.store.set("network", activation="maxout", pieces=3)
    lab.pump()
    box = lab.controls["shown_piece"].box
    assert box.cget("values") == ("Largest piece", "Piece 1", "Piece 2", "Piece 3")
    box.current(2)
    box.event_generate("<<ComboboxSelected>>")
    lab.pump()
    assert lab.store.settings().shown_piece == "2"
    press(lab, edit(lab, Spot("line", 1, 2, 1), "4.5"), "<Return>")
    assert lab.view.run.network.layers[0].W[2, 1, 1] == 4.5
    lab.store.set("network", shown_piece="3")
    lab.store.set("network", pieces=2)
    lab.pump()
    assert box.get() == "Largest piece"
    # While the entry is open, the network may get units of another kind.
    entry = edit(lab, Spot("line", 1, 2, 1), "9")
    lab.store.set("network", activation="tanh")
    lab.pump()
    if entry.winfo_exists():
        press(lab, entry, "<Return>")
    assert lab.view.run.network.layers[0].W.max() < 1


@pytest.mark.parametrize("end", ["<Escape>", "<FocusOut>"])
def test_leaving_the_entry_leaves_the_weight(lab: Any, end: str) -> None:
    before = lab.view.run.network.parameters.copy()
    press(lab, edit(lab, Spot("line", 1, 0, 0), "7"), end)
    assert lab.view.host.widget.winfo_children() == []
    assert np.array_equal(lab.view.run.network.parameters, before)


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "1e9", "1,5"])
def test_what_is_no_weight_is_refused_and_can_be_mended(lab: Any, text: str) -> None:
    before = lab.view.run.network.parameters.copy()
    entry = edit(lab, Spot("line", 1, 0, 0), text)
    press(lab, entry, "<Return>")
    assert np.array_equal(lab.view.run.network.parameters, before)
    assert lab.window.notice.winfo_ismapped()
    assert entry.winfo_exists()
    entry.delete(0, "end")
    entry.insert(0, "0.25")
    press(lab, entry, "<Return>")
    assert lab.view.run.network.layers[0].W[0, 0] == 0.25


def test_keys_typed_into_the_entry_do_not_drive_the_window(lab: Any) -> None:
    """R resets and the space bar plays, but not while one types."""
    train(lab, 2)
    entry = edit(lab, Spot("line", 1, 0, 0), "")
    for key in ("<Key-r>", "<space>", "<Right>"):
        press(lab, entry, key)
    assert lab.view.run.epoch == 2 and not lab.player.playing
    press(lab, entry, "<Escape>")


def test_the_network_may_change_while_the_entry_is_open(lab: Any) -> None:
    entry = edit(lab, Spot("line", 2, 1, 3), "5")
    lab.store.set(layers=(2,))
    before = lab.view.run.network.parameters.copy()
    if entry.winfo_exists():
        press(lab, entry, "<Return>")
    assert np.array_equal(lab.view.run.network.parameters, before)


def test_a_second_line_takes_the_entry_over(lab: Any) -> None:
    edit(lab, Spot("line", 1, 0, 0), "1")
    press(lab, edit(lab, Spot("line", 3, 0, 1), "2"), "<Return>")
    assert lab.view.run.network.layers[2].W[0, 1] == 2.0
    assert lab.view.host.widget.winfo_children() == []


# -- points of one's own -------------------------------------------------------------------------


def right_click(lab: Any, x: float, y: float) -> None:
    px, py = lab.pixel(lab.figure.map.axes, x, y)
    canvas = lab.view.host.widget
    canvas.event_generate("<Motion>", x=px, y=py)
    canvas.event_generate("<ButtonPress-3>", x=px, y=py)
    canvas.event_generate("<ButtonRelease-3>", x=px, y=py)
    lab.pump()


def test_clicks_put_points_and_right_clicks_take_them_away(lab: Any) -> None:
    lab.store.set(data="own")
    axes = lab.figure.map.axes
    assert "No points yet" in lab.window.transport.readout.cget("text")
    lab.click_data(axes, 2.0, 3.0)
    lab.click(lab.controls["pen"].buttons["1"])
    lab.click_data(axes, -4.0, -1.0)
    lab.click(lab.controls["pen"].buttons["2"])
    lab.click_data(axes, 4.0, -4.0)
    rows = lab.store.settings().table.rows
    np.testing.assert_allclose(rows, [(2, 3, 0), (-4, -1, 1), (4, -4, 2)], atol=0.03)
    assert lab.view.run.problem.kind == "many"
    train(lab, 3)
    right_click(lab, 4.1, -4.1)
    assert [row[2] for row in lab.store.settings().table.rows] == [0, 1]
    assert lab.view.run.problem.kind == "two"
    right_click(lab, 0.0, 0.0)
    assert len(lab.store.settings().table.rows) == 2
    lab.view.panel.named_buttons["clear_points"].invoke()
    lab.pump()
    assert lab.view.run.problem is None
    assert not lab.player.playing


def test_playing_without_points_ends_at_once(lab: Any) -> None:
    lab.store.set(data="own")
    lab.click(lab.window.transport.play)
    lab.wait(lambda: not lab.player.playing, timeout_s=5)


def test_clicks_into_the_map_of_given_data_put_no_points(lab: Any) -> None:
    lab.click_data(lab.figure.map.axes, 2.0, 3.0)
    right_click(lab, 2.0, 3.0)
    assert lab.store.settings().table == Table()
    assert lab.store.settings().data == "circle"


# -- files ---------------------------------------------------------------------------------------


def choose(lab: Any, monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Press the button and choose a file in the dialog of the system."""
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_: str(path))
    lab.view.panel.named_buttons["open_file"].invoke()
    lab.pump()


def test_a_good_file_is_trained_on(
    lab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "花.csv"
    path.write_bytes("長さ;幅;種\r\n1,5;2;赤\r\n2,5;3;青\r\n3,5;1;白\r\n".encode("cp932"))
    choose(lab, monkeypatch, path)
    settings = lab.store.settings()
    assert (settings.data, settings.table.classes) == ("own", ("赤", "青", "白"))
    assert lab.view.run.problem.kind == "many"
    assert lab.figure.map.axes.get_xlabel() == "長さ"
    assert lab.controls["pen"].buttons["2"].cget("text") == "白"
    train(lab, 5)
    # A point clicked in is in the units of the table.
    lab.click_data(lab.figure.map.axes, 0.0, 0.0)
    assert lab.store.settings().table.rows[-1][:2] == pytest.approx((2.5, 2.0), abs=0.02)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bad.csv"),
        (b"1\n2\n", "bad.csv"),
        (b"1,2,a\n3,x,b\n", "line 2, column “2”"),
        (b"1,2,a\n3,4,a\n", "“a”"),
        (b"1,nan,a\n3,4,b\n", "line 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "bad.csv"),
        (b'1,2,a\n3,4,"b\n5,6,a\n', "line 2"),
        (None, "bad.csv"),
    ],
)
def test_a_bad_file_leaves_the_running_experiment_as_it_was(
    lab: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    content: bytes | None,
    said: str,
) -> None:
    train(lab, 4)
    run, settings = lab.view.run, lab.store.settings()
    before, network = run.network.parameters.copy(), run.network
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    choose(lab, monkeypatch, path)
    assert lab.store.settings() is settings
    assert run.network is network and run.epoch == 4
    assert np.array_equal(run.network.parameters, before)
    assert lab.window.notice.winfo_ismapped()
    assert said in lab.window.notice.label.cget("text")


def test_a_cancelled_dialog_changes_nothing(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = lab.store.settings()
    choose(lab, monkeypatch, "")
    assert lab.store.settings() is settings
    assert not lab.window.notice.winfo_ismapped()


def test_a_click_into_numbers_to_predict_reads_and_adds_nothing(
    lab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("1,2,0.5\n3,4,1.5\n5,6,2.5\n")
    choose(lab, monkeypatch, path)
    assert lab.view.run.problem.kind == "regression"
    lab.click_data(lab.figure.map.axes, 1.0, 1.0)
    assert len(lab.store.settings().table.rows) == 3
    assert lab.store.settings().pinned == pytest.approx((3.4, 4.4), abs=0.05)
    assert lab.figure.map.pin_text.get_visible()


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


def test_a_sweep_fills_and_a_cell_opens_its_network(lab: Driver) -> None:
    lab.store.set(
        "network", mode="sweep", sweep_seeds=1, sweep_epochs=20, sweep_values=(("lr", (0.03, 0.1)),)
    )
    lab.click(lab.window.transport.play)
    lab.wait(lambda: not lab.player.playing, 60)
    sweep = lab.view.run.sweep
    assert sweep.done == len(sweep.jobs) == 10
    cell = sweep.grid.cells[3]
    lab.click_data(lab.figure.grid.axes, cell.column + 0.5, cell.row + 0.5)
    run = lab.view.run
    assert (lab.store.settings("network").mode, run.epoch) == ("one", 20)
    assert run.losses.test[-1] == sweep.median(cell)
    lab.window.history.undo()
    lab.pump()
    assert lab.view.run.sweep.done == 10


def test_the_values_of_a_sweep_are_switched_on_and_off(lab: Driver) -> None:
    lab.store.set("network", mode="sweep", sweep_seeds=1)
    values = [w for w in lab.view.panel.frame.winfo_children() if isinstance(w, ValueButtons)]
    across, down = values
    lab.click(across.buttons["lr"][0.003])
    assert dict(lab.store.settings("network").sweep_values)["lr"] == (0.01, 0.03, 0.1, 0.3, 1)
    for rate in (0.01, 0.03, 0.1, 0.3, 1):
        lab.click(across.buttons["lr"][rate])
    assert dict(lab.store.settings("network").sweep_values)["lr"] == (1,)
    assert lab.window.notice.winfo_ismapped()
    # The two axes never vary the same: they change places.
    lab.controls["sweep_x"].change("activation")
    settings = lab.store.settings("network")
    assert (settings.sweep_x, settings.sweep_y) == ("activation", "lr")
    lab.pump()
    assert down.buttons["lr"][1].winfo_ismapped()


def test_leaving_a_sweep_ends_its_processes(lab: Driver) -> None:
    lab.store.set("network", mode="sweep", sweep_seeds=5, sweep_epochs=500)
    lab.click(lab.window.transport.play)
    lab.wait(lambda: lab.view.run.sweep.done > 0, 60)
    assert multiprocessing.active_children()
    lab.store.choose("descent")
    lab.wait(lambda: not multiprocessing.active_children())
    lab.store.choose("network")


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


@pytest.mark.parametrize("axes", [("lr", "activation"), ("init", "penalty_rate")])
def test_nothing_of_a_sweep_is_cut(lab: Driver, axes: tuple[str, str]) -> None:
    lab.store.set("network", mode="sweep", sweep_seeds=5, sweep_x=axes[0], sweep_y=axes[1])
    # An entry that has never been in sight does not know yet how much room it has.
    lab.pump()
    lab.resize(1024, 680)
    sweep = lab.view.run.sweep
    for index in range(len(sweep.jobs)):
        sweep.put(index, Outcome(1.2345e-5, 0.3 / (index + 1), failed=333 * (index % 7 == 0)))
    lab.view.repaint()
    lab.pump(0.1)
    panel = lab.view.panel
    found = misfits_of_widgets(lab.root, panel.scrolled) + misfits_of_numbers(panel.controls)
    assert not found + misfits_of_figure(lab.view.host.figure)


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
