"""What is pointed at and typed over the graph in the real window reaches the network."""

from typing import Any

import numpy as np
import pytest
from network_window import edit, hover, press, train

from acttutor.core.data.features import expand
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.words import line_reading, unit_formula

pytestmark = pytest.mark.window


# -- pointing ------------------------------------------------------------------------------------


def test_a_unit_under_the_pointer_fills_the_map_and_writes_its_formula(lab: Any) -> None:
    train(lab, 10)
    spot = Spot("unit", 1, 2)
    hover(lab, spot)
    layer = lab.view.run.network.layers[0]
    text = lab.figure.said.words.get_text()
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
    text = lab.figure.said.reading.get_text().replace("−", "-")
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
        shown = lab.figure.said.words if spot.kind == "unit" else lab.figure.said.reading
        expected = unit_formula(run, spot) if spot.kind == "unit" else ""
        if not expected:
            expected = line_reading(run, spot, lab.window.texts)
        lab.wait(lambda shown=shown, expected=expected: shown.get_text() == expected)
    size = np.abs(run.gradients()[0][0]).mean()

    def written() -> float:
        return float(lab.figure.gradients.values[0].get_text().replace("−", "-").split()[0])

    lab.wait(lambda: written() == pytest.approx(size, rel=0.06))


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
    assert f"{run.losses.train[-1]:.4g}" in lab.readout
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
