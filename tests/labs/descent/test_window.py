"""The gradient descent lab in the real window: what is clicked, dragged, typed and played."""

from typing import Any

import pytest
from driver import Driver

pytestmark = pytest.mark.window


@pytest.fixture
def lab(lab: Driver) -> Driver:
    """The lab as it begins, when its view has come to rest."""
    lab.pump(0.4)
    return lab


def axes_of(lab: Driver) -> Any:
    """Return the axes of the curve."""
    return lab.figure.curve.axes


def rows(lab: Driver) -> list[str]:
    """Return the steps in the table."""
    return list(lab.view.panel.parts["table"].tree.get_children())


def test_a_click_on_the_curve_sets_the_start(lab):
    lab.click_data(axes_of(lab), -1.0, 4.5)
    assert lab.store.settings().x0 == pytest.approx(-1.0, abs=0.05)
    assert lab.view.run.k == 0


def test_the_start_and_the_minimum_can_be_dragged(lab):
    lab.drag_data(axes_of(lab), (4.0, 9.5), (3.0, 5.0))
    assert lab.store.settings().x0 == pytest.approx(3.0, abs=0.05)
    lab.drag_data(axes_of(lab), (1.0, 0.5), (-1.0, 2.0))
    settings = lab.store.settings()
    assert (settings.a, settings.b) == pytest.approx((-1.0, 2.0), abs=0.1)


def test_sliders_move_the_picture(lab):
    lab.drag_slider("lr", 1.0)
    assert lab.store.settings().lr == 1.25
    assert lab.figure.scale_part.handle.get_xdata()[0] == 1.25
    lab.drag_slider("a", 0.0)
    assert lab.figure.curve.minimum.get_xdata()[0] == -3.0


def test_the_scale_in_the_figure_moves_the_slider(lab):
    lab.drag_data(lab.figure.scale_part.axes, (0.3, 48), (1.0, 48))
    assert lab.store.settings().lr == pytest.approx(1.0, abs=0.02)
    assert float(lab.controls["lr"].entry.get()) == lab.store.settings().lr


def test_keys_step_play_and_reset(lab):
    lab.key("<Right>")
    lab.key("<Right>")
    assert lab.view.run.k == 2
    lab.key("<Left>")
    assert lab.view.run.k == 1
    lab.key("<space>")
    assert lab.player.playing
    lab.wait(lambda: lab.view.run.k >= 2)
    lab.key("<space>")
    assert not lab.player.playing
    lab.key("r")
    assert lab.view.run.k == 0


def test_the_point_glides_between_two_steps(lab):
    lab.store.set(speed=1)
    lab.player.play()
    lab.wait(lambda: 0.3 < lab.view.run.phase < 0.7)
    x = float(lab.figure.curve.point.get_xdata()[0])
    assert 2.2 < x < 4.0
    lab.player.pause()


def test_play_stops_politely_where_it_diverges(lab):
    lab.store.set(lr=1.25, speed=60)
    lab.key("<space>")
    lab.wait(lambda: not lab.player.playing)
    run = lab.view.run
    assert run.stuck

    def said():
        return " ".join(line.get_text() for line in lab.figure.words.lines if line.get_visible())

    # The last frame may still be under way.
    lab.wait(lambda: "10^{12}" in said() and "Stopped" in said())
    lab.wait(lambda: axes_of(lab).get_xlim()[1] > 100.0)
    lab.key("r")
    # The view comes back, around the minimum, while nothing plays.
    lab.wait(lambda: axes_of(lab).get_xlim()[1] < 9.0)


def test_play_stops_where_it_arrives(lab):
    lab.store.set(lr=0.5, speed=8)
    lab.click(lab.view.transport.play)
    lab.wait(lambda: not lab.player.playing)
    assert lab.view.run.k == 1
    assert lab.view.run.trajectory.distance == 0


def test_a_random_start_begins_anew(lab):
    lab.key("<Right>")
    lab.view.panel.named_buttons["random_start"].invoke()
    lab.pump()
    assert lab.view.run.k == 0
    assert lab.store.settings().x0 != 4.0


def test_the_table_follows_and_can_be_copied(lab):
    assert rows(lab) == ["0"]
    for _ in range(5):
        lab.key("<Right>")
    assert rows(lab) == [str(k) for k in range(6)]
    lab.key("<Left>")
    assert rows(lab) == [str(k) for k in range(5)]
    lab.view.panel.named_buttons["copy_table"].invoke()
    lines = lab.root.clipboard_get().splitlines()
    assert lines[0].split("\t") == ["k", "x", "f(x)", "f'(x)"]
    assert len(lines) == 6
    tree = lab.view.panel.parts["table"].tree
    tree.selection_set("1", "3")
    lab.key("<Control-c>", tree)
    assert [line.split("\t")[0] for line in lab.root.clipboard_get().splitlines()] == [
        "k",
        "1",
        "3",
    ]
    lab.key("r")
    assert rows(lab) == ["0"]


def test_the_table_keeps_the_latest_rows(lab):
    lab.store.set(lr=1.0)
    for _ in range(450):
        lab.view.run.step()
    lab.view._on_frame()
    assert rows(lab) == [str(k) for k in range(251, 451)]
    for _ in range(30):
        lab.view.run.step_back()
    lab.view._on_frame()
    assert rows(lab) == [str(k) for k in range(221, 421)]


def test_own_rates_are_typed_and_raced(lab):
    entry = lab.view.panel.parts["rates"].entry
    assert not entry.winfo_ismapped()
    lab.store.set(compare="own")
    lab.pump()
    assert entry.winfo_ismapped()
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, "0.2, 0.9")
    entry.event_generate("<Return>")
    lab.pump()
    assert lab.store.settings().rates == (0.2, 0.9)
    assert len(lab.view.run.racers) == 2


def test_bad_rates_get_a_sentence_and_change_nothing(lab):
    lab.store.set(compare="own")
    lab.pump()
    entry = lab.view.panel.parts["rates"].entry
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, "0.2 fast")
    entry.event_generate("<Return>")
    lab.pump()
    assert lab.store.settings().rates == (0.1, 0.5, 0.78)
    assert "fast" in lab.window.notice.label.cget("text")
    assert entry.get() == "0.2 fast", "what was typed can be mended"
    lab.view.host.widget.focus_force()
    lab.pump()
    assert entry.get() == "0.1 0.5 0.78"


def test_a_prediction_lasts_as_long_as_its_setup(lab):
    lab.store.set(lr=0.78, prediction="bouncing")
    for _ in range(3):
        lab.key("<Right>")
    assert lab.view.run.verdict is False
    lab.store.set(lr=0.9)
    assert lab.store.settings().prediction == "none"
    assert lab.controls["prediction"].box.current() == 0
    # Set up together, as by a lesson, both stay.
    lab.store.set(lr=1.0, prediction="bouncing")
    assert lab.store.settings().prediction == "bouncing"


def test_language_and_theme_keep_the_walk(lab):
    for _ in range(3):
        lab.key("<Right>")
    for changes in ({"language": "ja"}, {"theme": "dark"}, {"language": "en", "theme": "light"}):
        lab.store.set_app(**changes)
        lab.pump()
        assert lab.view.run.k == 3
        assert len(rows(lab)) == 4
