"""The figure of the gradient descent lab, and what its tests ask of it."""

from collections.abc import Callable
from typing import Any

import pytest
import scene as any_lab


class Scene(any_lab.Scene):
    """A run and its picture, without a window."""

    def __init__(self, size: tuple[float, float] = (820, 690), **more: Any) -> None:
        super().__init__("descent", size, **more)

    def settle(self) -> int:
        """Follow until the view is at rest, and paint it; returns the number of frames."""
        for frame in range(400):
            self.asked.clear()
            full = self.figure.update()
            if full or not self.asked:
                self.paint(full=full)
            if not self.asked:
                return frame
        raise AssertionError("the view never comes to rest")

    def trajectory(self, steps: int) -> None:
        """Take some steps, and wait until the view is at rest."""
        self.step(steps)
        self.settle()

    def said(self) -> str:
        """Return all words of the column, with their line breaks taken out."""
        lines = self.figure.words.lines
        return " ".join(line.get_text() for line in lines if line.get_visible())


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Make a scene with some settings other than the defaults."""
    return Scene
