"""The figure of the network lab, and a hand to point at its parts."""

from collections.abc import Callable
from typing import Any

import pytest
import scene as any_lab

from acttutor.labs.network.model.graph_layout import Spot


class Scene(any_lab.Scene):
    """A run and its picture, without a window."""

    def __init__(self, size: tuple[float, float] = (920, 640), **more: Any) -> None:
        super().__init__("network", size, **more)

    def hover(self, spot: Spot) -> Any:
        """Move the pointer onto a unit, a bias or a line."""
        event = self.at(*self.place(spot))
        self.move(event)
        assert self.figure.graph.hovered == spot
        return event

    def place(self, spot: Spot) -> tuple[float, float]:
        """Return a place of a spot in device pixels, y downwards, found from the layout."""
        layout = self.figure.graph.layout_
        assert layout is not None
        if spot.kind == "unit":
            x, y = layout.centers[spot.layer][spot.unit]
        elif spot.kind == "bias":
            x, y = layout.bias_places(spot.layer)[spot.unit]
        else:
            start, a, b, end = layout.curves[
                layout.ends.index((spot.layer, spot.unit, spot.source))
            ]
            # Near its end, where lines of other units are far.
            t = 0.86
            x, y = (
                (1 - t) ** 3 * start
                + 3 * (1 - t) ** 2 * t * a
                + 3 * (1 - t) * t**2 * b
                + t**3 * end
            )
        return float(x), float(y)


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Make a scene with some settings other than the defaults."""
    return Scene
