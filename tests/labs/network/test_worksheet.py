"""The numbers of a point open as a worksheet in another lab, and are the same there."""

from typing import Any

import pytest
from network_runs import make, train

from acttutor.base.state.fields import changed
from acttutor.core.worksheet.calculation import LOSS, Quantity
from acttutor.labs.backprop import run as backprop
from acttutor.labs.backprop import state
from acttutor.labs.network.worksheet import worksheet_of


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"layers": (3, 4), "own_activations": ("relu",), "features": ("x1", "x2", "sin_x1")},
        {"layers": (), "data": "reg_plane", "lr": 0.003},
        {"class_loss": "binary_cross_entropy", "activation": "softplus"},
    ],
)
def test_a_worksheet_has_the_delta_of_every_unit(changes: dict[str, Any]) -> None:
    run = train(make(pinned=(1.6, -0.9), **changes), 5)
    signal = run.signal()
    assert signal is not None
    sheet = backprop.Run(changed(state.Settings(), **worksheet_of(run)))
    assert sheet.task.lr == run.settings.lr and sheet.known[LOSS] == pytest.approx(signal.loss)
    for own, units in zip(signal.layers, sheet.task.layers, strict=True):
        for unit, j in enumerate(units):
            delta = sheet.known[Quantity("delta", j)]
            assert own.delta[unit] == pytest.approx(delta, abs=1e-9)


@pytest.mark.parametrize(
    "changes",
    [
        {"activation": "maxout"},
        {"activation": "gelu"},
        {"layers": (5,)},
        {"layers": (2, 2, 2)},
        {"data": "iris", "pinned": (3.0, 1.0)},
        {"data": "reg_plane", "number_loss": "huber"},
    ],
)
def test_what_has_no_room_on_a_worksheet_is_refused(changes: dict[str, Any]) -> None:
    run = make(**{"pinned": (1.6, -0.9), **changes})
    with pytest.raises(ValueError, match=r"\w"):
        changed(state.Settings(), **worksheet_of(run))


@pytest.mark.window
def test_one_key_opens_the_worksheet_and_a_button_leads_back(lab: Any) -> None:
    lab.store.set(pinned=(1.6, -0.9), pace="fast")
    lab.pump()
    network = lab.view.run
    delta = network.signal().layers[0].delta[2]
    lab.key("<Key-6>")
    assert lab.store.state.lab == "backprop"
    assert lab.view.run.known[Quantity("delta", 3)] == pytest.approx(delta, abs=1e-12)
    lab.click(lab.view.panel.named_buttons["back"])
    assert lab.store.state.lab == "network" and lab.view.run is network
    lab.store.set(layers=(5,))
    lab.key("<Key-6>")
    assert lab.store.state.lab == "network" and lab.window.notice.winfo_ismapped()
