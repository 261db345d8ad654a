"""The lab of descent in two dimensions in the real window."""

import pytest

pytestmark = pytest.mark.window


def test_the_sliders_are_those_of_the_chosen_optimizer(lab):
    controls = lab.view.panel.parts["tuning"].controls
    shown = {name for name, control in controls.items() if control.entry.winfo_ismapped()}
    assert shown == {"lr"}
    lab.store.set(chosen="adam")
    lab.pump()
    shown = {name for name, control in controls.items() if control.entry.winfo_ismapped()}
    assert shown == {"lr", "beta1", "beta2"}
    entry = controls["beta1"].entry
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, "0.5")
    entry.event_generate("<Return>")
    lab.pump()
    settings = lab.store.settings()
    assert settings.hyper("adam").beta1 == 0.5
    assert lab.view.run.trajectories["adam"].hyper.beta1 == 0.5
    lab.view.panel.named_buttons["suggested"].invoke()
    assert lab.store.settings().tuning == ()


def test_switches_put_optimizers_into_the_race_but_not_the_chosen_one_out(lab):
    buttons = lab.view.panel.parts["racers"].buttons
    for name in ("momentum", "sgd"):
        lab.click(buttons[name])
    assert lab.store.settings().entrants == (
        "sgd", "nesterov", "adagrad", "rmsprop", "adam"
    )  # fmt: skip
    assert lab.view.panel.parts["racers"]._on["sgd"].get()


def test_a_click_and_a_drag_on_the_map_set_the_start(lab):
    axes = lab.figure.map.axes
    lab.click_data(axes, 2.0, 3.0)
    assert lab.store.settings().start == pytest.approx((2.0, 3.0), abs=0.05)
    lab.drag_data(axes, (2.0, 3.0), (-3.0, -1.0))
    assert lab.store.settings().start == pytest.approx((-3.0, -1.0), abs=0.05)
    lab.view.panel.named_buttons["own_start"].invoke()
    assert lab.store.settings().starts == ()
    lab.view.panel.named_buttons["random_start"].invoke()
    assert lab.store.settings().starts


def test_the_surface_is_turned_with_the_pointer(lab):
    axes = lab.figure.surface.axes
    lab.drag_data(axes, (0.3, 0.3), (0.6, 0.4))
    settings = lab.store.settings()
    assert settings.azimuth > 45 and settings.elevation < 48


def test_it_plays_to_the_end_and_views_and_languages_keep_the_race(lab):
    lab.store.set(speed=480, raced=["sgd"])
    lab.player.play()
    lab.wait(lambda: not lab.player.playing)
    k = lab.view.run.k
    assert lab.view.run.finished
    for changes in ({"language": "ja"}, {"theme": "dark"}, {"language": "en", "theme": "light"}):
        lab.store.set_app(**changes)
        lab.pump()
    lab.store.set(view="surface")
    lab.pump()
    assert lab.view.run.k == k
