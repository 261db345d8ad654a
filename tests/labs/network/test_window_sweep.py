"""A sweep in the real window: its controls, its cells and its processes."""

import multiprocessing

import pytest
from driver import Driver
from fit import descendants, misfits_of_figure, misfits_of_numbers, misfits_of_widgets

from acttutor.labs.network.model.many.sweep_grid import Outcome
from acttutor.labs.network.panels.sweep import ValueButtons

pytestmark = pytest.mark.window


def test_a_sweep_fills_and_a_cell_opens_its_network(lab: Driver) -> None:
    lab.store.set(
        "network", mode="sweep", sweep_seeds=1, sweep_epochs=20, sweep_values=(("lr", (0.03, 0.1)),)
    )
    lab.click(lab.window.transport.play)
    lab.wait(lambda: not lab.player.playing)
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
    lab.pump()
    values = [w for w in descendants(lab.view.panel) if isinstance(w, ValueButtons)]
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
    lab.wait(lambda: lab.view.run.sweep.done > 0)
    assert multiprocessing.active_children()
    lab.store.choose("descent")
    lab.wait(lambda: not multiprocessing.active_children())
    lab.store.choose("network")


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
