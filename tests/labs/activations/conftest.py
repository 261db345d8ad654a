"""The figure of the activation lab, for its tests."""

from typing import Any

import pytest
import scene as any_lab


class Scene(any_lab.Scene):
    """A run and its picture, without a window."""

    def __init__(self, size: tuple[float, float] = (560, 586), **more: Any) -> None:
        super().__init__("activations", size, **more)

    def note(self, what: str, *details: Any) -> None:
        """Let the probe follow the pointer, as the panel does."""
        super().note(what, *details)
        if what == "hover":
            (self.run.pointer,) = details
            self.paint()


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def make_scene() -> type[Scene]:
    """For a test that needs another language, theme or size."""
    return Scene
