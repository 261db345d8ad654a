"""The gradient flow lab in the real window: what is clicked, dragged and played."""

import pytest

pytestmark = pytest.mark.window


def test_play_trains_and_keys_go_back(lab):
    lab.store.set(activation="tanh")
    lab.key("<space>")
    lab.wait(lambda: lab.view.run.epoch >= 5)
    lab.key("<space>")
    epoch = lab.view.run.epoch
    lab.key("<Left>")
    assert lab.view.run.epoch == epoch - 1
    lab.key("r")
    assert lab.view.run.epoch == 0


def test_the_button_applies_the_first_remedy_and_another_forgets_the_before(lab):
    assert lab.view.run.verdict.kind == "vanishing"
    lab.view.panel.named_buttons["apply_remedy"].invoke()
    lab.pump()
    assert lab.view.run.verdict.kind == "healthy"
    assert lab.store.settings().before
    lab.view.panel.named_buttons["apply_remedy"].invoke()
    assert lab.view.run.verdict.kind == "healthy", "nothing to mend, nothing happens"
    lab.view.panel.named_buttons["forget_before"].invoke()
    assert lab.view.run.before is None


def test_a_remedy_in_the_figure_can_be_clicked_and_undone_by_hand(lab):
    place, scale = lab.figure.verdict.remedies.places[0], lab.figure.scale
    x, y = (place.left + 5) * scale, (place.top + 5) * scale
    lab.click(lab.view.host.widget, int(x), int(y))
    assert lab.store.settings().activation == "relu"
    assert lab.controls["activation"].box.current() == 2


def test_sliders_move_the_picture(lab):
    lab.drag_slider("depth", 1.0)
    assert lab.store.settings().depth == 30
    assert len(lab.figure.chart.delta.get_xdata()) == 31


def test_play_stops_politely_where_it_explodes(lab):
    lab.store.set(activation="relu", init="normal", depth=20, lr=10)
    lab.key("<space>")
    lab.wait(lambda: not lab.player.playing)
    lab.pump(0.2)
    assert "Exploded at step" in lab.figure.verdict.said.lines[0].get_text()


def test_the_threshold_is_there_only_while_clipping_is_on(lab):
    assert not lab.controls["clip_norm"].entry.winfo_ismapped()
    lab.store.set(clip=True)
    lab.pump()
    assert lab.controls["clip_norm"].entry.winfo_ismapped()
