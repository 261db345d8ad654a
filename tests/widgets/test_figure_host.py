"""The place of the figure: a full draw only where it is needed, blitting otherwise."""

import sys
import tkinter

import numpy as np
import pytest
from PIL import ImageGrab

from acttutor.labs.registry import LABS
from acttutor.plots.parts.decision_map import FOOT, SIDE
from acttutor.plots.scale import figure_scale
from acttutor.system.screen import display_to_grab

pytestmark = pytest.mark.window


@pytest.fixture
def host(lab):
    return lab.view.host


def test_a_frame_while_playing_is_blitted(lab, host):
    lab.view.run.step()
    lab.view.repaint()
    full, frames = host.layer.full_draws, host.frames
    for _ in range(5):
        lab.view.run.step()
        lab.view.repaint()
    assert host.frames == frames + 5
    assert host.layer.full_draws == full


def test_a_resize_takes_one_full_draw(lab, host):
    lab.resize(1280, 800)
    lab.pump(0.1)
    full = host.layer.full_draws
    lab.resize(1200, 760)
    assert host.layer.full_draws == full + 1
    assert host.figure.bbox.size.astype(int).tolist() == [
        host.widget.winfo_width(),
        host.widget.winfo_height(),
    ]


def test_a_resized_figure_is_blitted_over_its_new_picture(lab, host):
    """A background kept from before the resize would put the old picture back."""
    lab.resize(1280, 800)
    lab.resize(1100, 700)
    full = host.layer.full_draws
    lab.view.repaint()
    assert host.layer.full_draws == full
    before = host.canvas.buffer_rgba().tobytes()
    host.canvas.draw()
    assert host.canvas.buffer_rgba().tobytes() == before


def test_a_frame_right_after_a_resize_does_not_wait_for_an_idle_moment(lab, host):
    """While an animation plays, Tk may not be idle for long, and Matplotlib waits for that."""
    lab.view.repaint()
    full, canvas = host.layer.full_draws, host.widget
    width, height = canvas.winfo_width(), canvas.winfo_height()
    canvas.event_generate("<Configure>", width=width, height=height - 100)
    lab.view.run.step()
    lab.view.repaint()
    assert host.layer.full_draws == full + 1
    shown = host.canvas.buffer_rgba().tobytes()
    host.canvas.draw()
    assert host.canvas.buffer_rgba().tobytes() == shown
    canvas.event_generate("<Configure>", width=width, height=height)
    lab.pump()


def on_the_screen(host):
    """Return the pixels of the figure as the screen shows them."""
    left, top = host.widget.winfo_rootx(), host.widget.winfo_rooty()
    box = left, top, left + host.widget.winfo_width(), top + host.widget.winfo_height()
    return np.asarray(ImageGrab.grab(bbox=box, xdisplay=display_to_grab()).convert("RGB"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other screens have other pixels")
def test_the_screen_shows_the_figure_although_it_is_handed_only_what_has_changed(lab, host):
    for id in ("network", "activations", "descent2d"):
        lab.begin(id)
        for k in range(12):
            lab.view.run.step()
            host.widget.event_generate("<Motion>", x=150 + 20 * k, y=200)
            lab.view.repaint()
            lab.pump()
        lab.move_pointer_away()
        lab.root.winfo_pointerx()  # a round trip: the screen has been painted
        assert np.array_equal(on_the_screen(host), np.asarray(host.canvas.buffer_rgba())[..., :3])


def test_a_hidden_window_does_not_draw_and_catches_up_when_it_is_seen(lab, host):
    lab.root.withdraw()
    lab.pump(0.05)
    frames, full = host.frames, host.layer.full_draws
    for _ in range(3):
        lab.view.run.step()
        lab.view.repaint()
    lab.pump(0.05)
    assert (host.frames, host.layer.full_draws) == (frames, full)
    lab.root.deiconify()
    lab.wait(lambda: host.layer.full_draws > full)
    before = host.canvas.buffer_rgba().tobytes()
    lab.view.repaint()
    host.canvas.draw()
    assert host.canvas.buffer_rgba().tobytes() == before


def test_what_lies_under_another_window_is_not_drawn_and_catches_up_when_it_is_seen(lab, host):
    root = lab.root
    cover = tkinter.Toplevel(root)
    cover.overrideredirect(True)
    left, top = root.winfo_rootx() - 5, root.winfo_rooty() - 5
    cover.geometry(f"{root.winfo_width() + 10}x{root.winfo_height() + 10}+{left}+{top}")
    cover.lift()
    lab.wait(lambda: host._is_covered)
    frames, full = host.frames, host.layer.full_draws
    for _ in range(3):
        lab.view.run.step()
        lab.view.repaint()
    lab.pump()
    assert (host.frames, host.layer.full_draws) == (frames, full)
    cover.destroy()
    lab.wait(lambda: host.layer.full_draws > full)
    before = host.canvas.buffer_rgba().tobytes()
    lab.view.repaint()
    host.canvas.draw()
    assert host.canvas.buffer_rgba().tobytes() == before


def test_an_error_in_an_answer_to_the_pointer_reaches_the_program(lab, host, monkeypatch):
    errors = lab.window.errors

    def fail(_event):
        raise RuntimeError("no answer")

    monkeypatch.setattr(lab.figure, "on_move", fail)
    host.widget.event_generate("<Motion>", x=20, y=20)
    lab.pump()
    assert [str(error) for error in errors] == ["no answer"]
    errors.clear()


def test_a_click_into_the_figure_takes_the_focus_from_an_entry(lab, host):
    lab.controls["noise"].entry.focus_force()
    lab.click(host.widget, 5, 5)
    assert lab.root.focus_get() is host.widget


def test_the_figure_has_the_resolution_of_the_zoom(lab, host):
    lab.resize(1920, 1200)  # with room for all of it
    before = host.figure.dpi
    lab.store.set_app(zoom=150)
    lab.pump(0.1)
    # The window keeps its size: the zoom enlarges, and less room in logical pixels takes some back.
    room = (host.widget.winfo_width() / 1.5, host.widget.winfo_height() / 1.5)
    assert host.figure.dpi == pytest.approx(96 * 1.5 * figure_scale(*room), rel=0.02)
    assert host.figure.dpi > before
    lab.store.set_app(zoom=100)
    lab.pump(0.1)
    assert host.figure.dpi == pytest.approx(before)


def test_pointer_and_keys_find_nothing_in_a_figure_that_was_never_laid_out(lab, host):
    """Its parts have no places yet: the probe of the network, say."""
    lab.root.withdraw()
    shown = lab.store.state.lab
    for name in [*LABS, shown]:
        lab.store.choose(name)
        lab.pump()
        for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>", "<Leave>", "<Button-4>"):
            host.widget.event_generate(event, x=300, y=200)
        lab.pump()
        assert not host.keyboard.handles() and not host.keyboard.start()
    lab.root.deiconify()
    lab.wait(lambda: host.keyboard.handles())
    assert not lab.window.errors


def test_the_frame_around_a_part_leaves_the_numbers_at_its_axes_to_be_read(lab):
    lab.begin("perceptron")
    host, scale = lab.view.host, lab.figure.scale
    host.mark("step_map", "#c00")
    left, _, _, low = host.widget.coords("mark")
    box = lab.figure.part("step_map").bbox
    assert left <= box.x0 - SIDE * scale
    assert low >= host.figure.bbox.height - box.y0 + FOOT * scale
    host.mark("", "")
