"""What the network sees of the drawing, and what each step of the preparation has made of it."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.core.data.digits import DARKEST, SIDE
from acttutor.core.data.handwriting import BLOCK
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.model.pad import STEPS, stages
from acttutor.labs.digits.model.shown import picked_digit, shown_image
from acttutor.labs.digits.run import Run
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.style import SMALL

#: Height of the row of steps in logical pixels.
ROW = 66.0


class Seen:
    """A heading, the 8 × 8 pixels, and the steps that led to them.

    Args:
        lab: the figure.
        colors: of ink.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self.colors = lab, colors
        self.heading = Heading(lab, lab.texts("digits.seen.title"))
        self.tile = Tiles(lab, 1, gap=3.0)
        self.steps = Tiles(lab, len(STEPS), words=True, gap=6.0)
        self._names = [lab.texts(f"digits.{name}.short") for name in STEPS]
        self._widest = max(lab.width_of(name, SMALL) for name in self._names)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        room = rect.inside(top=self.heading.height, bottom=ROW)
        side = min(room.width, room.height)
        self.tile.layout(Rect(room.left - 3, room.top - 3, side + 6, side + 6))
        self.steps.layout(Rect(room.left - 6, room.top + side + 2, room.width + 12, ROW - 2))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.heading.show(visible)
        self.tile.show(visible)
        self.steps.show(visible)

    def update(self) -> None:
        """Show the present drawing."""
        theme, settings = self.lab.theme, self.lab.run.settings
        image = shown_image(self.lab.run)
        pixels = np.zeros((SIDE, SIDE)) if image is None else image.reshape(SIDE, SIDE)
        self.tile.update(self.colors.ink(pixels[None]), frames=[theme.line])
        # A digit of the data has been prepared by those who made them.
        drawing = settings.drawing if picked_digit(self.lab.run) is None else ()
        found = stages(drawing, settings.pen, settings.preparation)
        pictures = [stage.bitmap.astype(float) for stage in found[:-1]]
        pictures.append(np.kron(found[-1].pixels / DARKEST, np.ones((BLOCK, BLOCK))))
        # Where they have no room, the switches beside the figure name the steps.
        named = self._widest + 2 < self.steps.rect.width / len(STEPS)
        taken = [bool(getattr(settings, name)) for name in STEPS]
        self.steps.update(
            self.colors.ink(np.stack(pictures)),
            [
                Entry(name if named else "", theme.text if on else theme.muted)
                for name, on in zip(self._names, taken, strict=True)
            ],
            [theme.accent if on else theme.line for on in taken],
        )

    def handles(self) -> list[Handle]:
        """Return the steps, for the keyboard."""
        places = zip(STEPS, self.steps.places, strict=False)
        return [Handle(n, rect, self.lab.texts(f"digits.{n}.label")) for n, rect in places]

    def step_at(self, event: MouseEvent) -> str:
        """Return the step under the pointer, if any is."""
        index = self.steps.tile_at(event)
        return "" if index is None else STEPS[index]
