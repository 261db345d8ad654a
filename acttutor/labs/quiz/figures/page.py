"""What the pages of the quiz have in common: their parts, their type, what can be clicked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from acttutor.labs.quiz import words
from acttutor.labs.quiz.model.exam import Exam
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import Buttons
from acttutor.plots.parts.graph import GraphLayer
from acttutor.plots.parts.layout import Part, Rect
from acttutor.plots.parts.words.text_block import Item as Text
from acttutor.plots.parts.words.text_block import TextBlock
from acttutor.plots.style import HEADING, SMALL

#: The place of what has none yet.
NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)
#: Height of a button in logical pixels.
BUTTON = 34.0
#: Usual sizes in points: of a question, of what there is to choose from, of sentences and hints.
ASK, CARD, READ, QUIET = 13.0, 10.5, 10.0, 9.5
#: A page for which type is neither larger nor smaller, and by how much it grows at most.
USUAL, MOST = 640.0, 1.6
#: Type becomes smaller in these steps until everything fits.
STEPS = (1.0, 0.93, 0.87, 0.82, 0.78)


class Type(NamedTuple):
    """How much larger than usual the type and all that goes with it is."""

    factor: float

    def size(self, usual: float) -> float:
        """Return a size of type in points."""
        return max(usual * self.factor, SMALL)


class Spot(NamedTuple):
    """A rectangle that can be clicked, what it is called, and what comes of it.

    Args:
        act: what the run does.
        leads: the lesson that is opened, or the question that is shown in its lab.
    """

    name: str
    rect: Rect
    act: Callable[[Run], None] | None = None
    leads: Path | Item | None = None


class Clock(TextBlock):
    """How much time is left."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, 1, align="right")
        self.lab = lab

    def tell(self, exam: Exam) -> None:
        """Write how much time is left."""
        color = self.lab.theme.bad if exam.left_s <= 60 else self.lab.theme.text
        self.update([Text(words.clock(exam.left_s), HEADING, color, True)])


class Page:
    """A page: its rows come with what is shown on it.

    Args:
        lab: the figure; it names run, texts and theme.
        most: the largest number of buttons.
    """

    def __init__(self, lab: LabFigure[Run], most: int) -> None:
        self.lab = lab
        #: Boxes and what is written in them, behind all axes.
        self.boxes = GraphLayer(lab, behind=True)
        self.buttons = Buttons(lab, most)
        self.parts: list[Part] = [self.boxes, self.buttons]
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self.spots: list[Spot] = []

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.spots = []
        for part in self.parts:
            part.show(visible)

    def types(self, tall: float = 1.2, most: float = MOST) -> Iterator[Type]:
        """Yield types for the size of the page, the largest first.

        Args:
            tall: how much the type grows with the height, compared with the width.
            most: how much larger than usual it is at most.
        """
        wide, high = max(self.rect.width / USUAL, 1.0), max(self.rect.height / USUAL, 1.0)
        yield from (Type(min(wide, tall * high, most) * step) for step in STEPS)

    def offer(self, buttons: dict[str, Spot], look: Type, main: bool = True) -> None:
        """Show buttons by what stands on them; the first one is filled if it is the main one."""
        self.buttons.size = look.size(QUIET)
        self.buttons.update(list(buttons), main=0 if main else None)
        for spot, rect in zip(buttons.values(), self.buttons.places, strict=False):
            self.spots.append(spot._replace(rect=rect))
