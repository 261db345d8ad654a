"""In the real window the network is built in the picture alone, with few clicks."""

from typing import Any

import pytest

from acttutor.core.data.features import FEATURES

pytestmark = pytest.mark.window


def choose(lab: Any, menu: Any, label: str) -> None:
    """Choose an entry of a menu by what it says."""
    entries = [k for k in range(menu.index("end") + 1) if menu.type(k) != "separator"]
    found = next(k for k in entries if menu.entrycget(k, "label").strip("● ") == label)
    menu.invoke(found)
    menu.unpost()
    lab.pump()


def test_a_network_for_the_spiral_takes_at_most_fourteen_clicks(lab: Any) -> None:
    """2-6-5-1 with sin x₁, and ReLU in the second layer alone; the panel is not touched."""
    canvas, clicks = lab.view.host.widget, 0
    # Pictures of the data have room from here on.
    lab.resize(1280, 800)

    def click(place: tuple[float, float]) -> None:
        nonlocal clicks
        clicks += 1
        x, y = (round(v * lab.figure.scale) for v in place)
        for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
            canvas.event_generate(event, x=x, y=y)
        lab.pump()

    def head(id: str) -> None:
        click(next(t.rect.middle for t in lab.figure.graph.heads.targets if t.id == id))

    palette = lab.figure.palette
    click(palette.places[palette.ids.index("spiral")].middle)
    layout = lab.figure.graph.layout_
    slot = list(FEATURES).index("sin_x1")
    click(next((x / layout.scale, y / layout.scale) for s, x, y in layout.offered if s == slot))
    head("units + 0")
    head("units + 0")
    for _ in range(3):
        head("units + 1")
    head("activation 1")
    clicks += 1
    choose(lab, lab.view.panel.parts["layer_menu"], "ReLU")
    settings = lab.store.settings()
    assert settings.data == "spiral" and settings.features == ("x1", "x2", "sin_x1")
    assert settings.layers == (6, 5) and settings.activations == ("tanh", "relu")
    assert clicks <= 14
    # One undo for each of them, the last one first.
    lab.window.history.undo()
    lab.pump()
    assert lab.store.settings().activations == ("tanh", "tanh")
    lab.window.history.undo()
    assert lab.store.settings().layers == (6, 4)


def test_a_heading_gives_its_layer_numbers_and_dropout_of_its_own(lab: Any) -> None:
    """PReLU's α, typed; a maxout unit's pieces; the share that dropout leaves out."""

    def menu(layer: int) -> Any:
        heads = lab.figure.graph.heads
        heads.press(next(t for t in heads.targets if t.id == f"activation {layer}"))
        lab.pump()
        return lab.view.panel.parts["layer_menu"]

    choose(lab, menu(0), "Maxout")
    choose(lab, menu(0).parts["number"], "k = 4")
    choose(lab, menu(1), "PReLU")
    choose(lab, menu(1).parts["number"], "Another…")
    (entry,) = lab.view.host.widget.winfo_children()
    lab.view.panel.parts["layer_menu"].unpost()
    entry.focus_force()
    entry.delete(0, "end")
    entry.insert(0, "0.125")
    lab.pump()
    entry.event_generate("<Return>")
    lab.pump()
    choose(lab, menu(1).parts["dropout"], "30 %")
    first, second, _ = lab.view.run.network.layers
    assert first.W.shape == (4, 4, 2)
    assert second.activation_id == "prelu" and (second.alpha == 0.125).all()
    assert lab.store.settings().dropout_rates == (0.0, 0.3)
    lab.window.history.undo()
    lab.pump()
    assert lab.store.settings().dropout == ()


def test_xor_is_solved_by_hand_with_dragged_weights(lab: Any) -> None:
    lab.store.set(data="xor", features=("x1x2",), layers=())
    lab.pump()
    run, canvas = lab.view.run, lab.view.host.widget
    assert run.accuracy_on("train") < 1.0 or run.network.layers[0].W[0, 0] > 0
    layout = lab.figure.graph.layout_
    x, y = (round(float(v)) for v in layout.bias_places(1)[0])
    canvas.event_generate("<Motion>", x=x, y=y)
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    # The bias of 0.1 to 0 …
    canvas.event_generate("<B1-Motion>", x=x, y=y + round(5 * lab.figure.scale), state=0x100)
    lab.pump()
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y + 5)
    lab.pump()
    assert abs(run.network.layers[0].b[0]) < 0.03
    (a, b, c, d) = layout.curves[0]
    x, y = (round(float(v)) for v in (a + 3 * b + 3 * c + d) / 8)
    canvas.event_generate("<Motion>", x=x, y=y)
    canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    # … and the weight well above it.
    canvas.event_generate("<B1-Motion>", x=x, y=y - round(120 * lab.figure.scale), state=0x100)
    lab.pump()
    canvas.event_generate("<ButtonRelease-1>", x=x, y=y - 120)
    lab.pump()
    assert run.network.layers[0].W[0, 0] > 1.5
    assert run.accuracy_on("train") == 1.0 and run.held is None
    assert canvas.winfo_children() == [], "a drag opens no entry"
