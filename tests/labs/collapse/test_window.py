"""The collapse lab in the real window: real drags, clicks and typing."""

import pytest

pytestmark = pytest.mark.window


def middle(lab, box):
    """Return the middle of a box in Tk's pixels."""
    scale = lab.figure.scale
    return round((box.left + box.width / 2) * scale), round((box.top + box.height / 2) * scale)


def test_a_number_is_dragged_and_typed(lab):
    canvas = lab.view.host.widget
    x, y = middle(lab, lab.figure.chain.cells[0].cell(0, 0))
    before = lab.store.settings().layers[0].W[0, 0]
    canvas.event_generate("<Motion>", x=x, y=y)
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    canvas.event_generate("<B1-Motion>", x=x - 40, y=y)
    canvas.event_generate("<ButtonRelease-1>", x=x - 40, y=y)
    lab.pump()
    changed = lab.store.settings().layers[0].W[0, 0]
    assert changed == pytest.approx(before - 0.40 / lab.figure.scale, abs=0.011)
    lab.click(canvas, x, y)
    (entry,) = [child for child in canvas.winfo_children() if child.winfo_class() == "TEntry"]
    entry.focus_force()
    lab.pump()
    entry.delete(0, "end")
    entry.insert(0, "1.25")
    entry.event_generate("<Return>")
    lab.pump()
    assert lab.store.settings().layers[0].W[0, 0] == 1.25


def test_it_plays_until_one_layer_is_left(lab):
    lab.store.set(speed=4)
    lab.player.play()
    lab.wait(lambda: not lab.player.playing)
    assert len(lab.view.run.blocks) == 1


def test_as_many_functions_are_offered_as_there_are_gaps(lab):
    for depth in (2, 6, 3):
        lab.store.set(depth=depth)
        lab.pump()
        shown = [n for n in range(1, 6) if lab.controls[f"f{n}"].box.winfo_ismapped()]
        assert shown == list(range(1, depth))


def test_functions_are_taken_out_together(lab):
    lab.store.set(f1="relu", f2="tanh")
    lab.view.panel.named_buttons["no_functions"].invoke()
    assert lab.store.settings().activations == ("identity", "identity")
