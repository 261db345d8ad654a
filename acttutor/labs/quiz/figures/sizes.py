"""Sizes of type on the pages of the quiz, and what can be clicked on them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from acttutor.labs.quiz.run import Run
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import SMALL

#: Height of a button in logical pixels.
BUTTON = 34.0
#: A page for which type is neither larger nor smaller, and by how much it grows at most.
USUAL, MOST = 640.0, 1.6
#: Type becomes smaller in these steps until everything fits.
STEPS = (1.0, 0.93, 0.87, 0.82, 0.78)


class Sizes(NamedTuple):
    """Sizes of type in points, and how much larger than usual everything else is."""

    factor: float

    def type(self, usual: float) -> float:
        """Return a size of type."""
        return max(usual * self.factor, SMALL)

    @property
    def ask(self) -> float:
        """That of a question."""
        return self.type(13.0)

    @property
    def card(self) -> float:
        """That of what there is to choose from."""
        return self.type(10.5)

    @property
    def read(self) -> float:
        """That of sentences."""
        return self.type(10.0)

    @property
    def quiet(self) -> float:
        """That of hints."""
        return self.type(9.5)


def sizes_for(rect: Rect) -> Iterator[Sizes]:
    """Yield sizes for a page, the largest first."""
    largest = min(max(rect.width / USUAL, 1.0), max(rect.height / USUAL, 1.0) * 1.2, MOST)
    yield from (Sizes(largest * step) for step in STEPS)


class Spot(NamedTuple):
    """A rectangle that can be clicked, what it is called, and what the run then does."""

    name: str
    rect: Rect
    act: Callable[[Run], None] | None = None
