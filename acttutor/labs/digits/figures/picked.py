"""The digit that was picked: large, with what it is and the three best answers."""

import numpy as np

from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.model.shown import picked_digit
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.words import sureness
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

#: Side of the picture at most.
LARGEST = 96.0


class Picked:
    """A picture with words beside it.

    Args:
        lab: the figure.
        colors: of ink.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self.colors = lab, colors
        self.tile = Tiles(lab, 1, largest=LARGEST, gap=3.0)
        self.words = TextBlock(lab, 6)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        side = min(LARGEST, 0.52 * rect.width, rect.height)
        self.tile.layout(Rect(rect.left, rect.top + 16, side + 6, side + 6))
        self._places = rect.inside(top=14), rect.inside(left=side + 16, top=14)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.tile.show(visible)
        self.words.show(visible)

    def update(self) -> None:
        """Show the digit that was picked, or how one is."""
        texts, theme = self.lab.texts, self.lab.theme
        found = picked_digit(self.lab.run)
        self.words.layout(self._places[found is not None])
        if found is None:
            self.tile.update(np.zeros((0, 8, 8, 4), dtype=np.uint8))
            self.words.update([Item(self.lab.hint("digits.judge.pick"), SMALL + 0.5, theme.muted)])
            return
        image, label = found
        p = self.lab.run.predict(image)
        best = p.argsort()[::-1][:3]
        self.tile.update(self.colors.images(image[None]), frames=[theme.line])
        color = theme.good if best[0] == label else theme.bad
        lines = [f"{k}  {sureness(float(p[k]))}" for k in best]
        self.words.update(
            [
                Item(texts("digits.judge.it_is", digit=str(label)), BODY, bold=True),
                Item(lines[0], BODY, color),
                *(Item(line, SMALL + 0.5, theme.muted) for line in lines[1:]),
            ]
        )
