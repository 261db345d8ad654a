"""The figure of the network lab, and a hand to point at its parts."""

from collections.abc import Callable
from typing import Any

import pytest
import scene as any_lab
from network_places import place_of

from acttutor.labs.network.model.graph_layout import Spot


class Scene(any_lab.Scene):
    """A run and its picture, without a window."""

    def __init__(self, size: tuple[float, float] = (920, 640), **more: Any) -> None:
        super().__init__("network", size, **more)
        # What it tells when it is first laid out is of no interest.
        self.asked.clear()

    def hover(self, spot: Spot) -> Any:
        """Move the pointer onto a unit, a bias or a line."""
        event = self.at(*self.place(spot))
        self.move(event)
        assert self.figure.graph.hovered == spot
        return event

    def place(self, spot: Spot) -> tuple[float, float]:
        """Return a place of a spot, see `place_of`."""
        layout = self.figure.graph.layout_
        assert layout is not None
        return place_of(layout, spot)


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Make a scene with some settings other than the defaults."""
    return Scene
