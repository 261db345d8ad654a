"""A hand on the graph of the network lab in the real window."""

from typing import Any

from network_places import place_of

from acttutor.labs.network.model.graph_layout import Spot


def hover(lab: Any, spot: Spot) -> None:
    """Move the pointer onto a spot."""
    x, y = map(round, place_of(lab.figure.graph.layout_, spot))
    lab.view.host.widget.event_generate("<Motion>", x=x, y=y)
    lab.pump()
    assert lab.figure.graph.hovered == spot


def edit(lab: Any, spot: Spot, text: str) -> Any:
    """Click a line or a bias and type into the entry that opens; returns the entry."""
    hover(lab, spot)
    x, y = map(round, place_of(lab.figure.graph.layout_, spot))
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
