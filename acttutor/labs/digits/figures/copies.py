"""Some of the digits that are learned from, as augmentation distorts them for the next epoch."""

from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.style import SMALL

#: Height of the row in logical pixels, width of its name at most, and pictures in it at most.
HEIGHT, NAME, MOST = 46.0, 150.0, 24


class Copies:
    """A name, and pictures of the same digits in each epoch.

    Args:
        lab: the figure.
        colors: of ink.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self.colors = lab, colors
        self.name = lab.cell(lab.texts("digits.copies"), SMALL + 0.5, lab.theme.muted, "left")
        self.tiles = Tiles(lab, MOST, gap=7.0)
        self._shown: object = None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        name = min(self.lab.width_of(self.name.get_text(), SMALL + 0.5) + 4, NAME)
        self.lab.put(self.name, rect.left, rect.middle[1])
        self.tiles.layout(rect.inside(left=name))
        self._shown = None

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.name.set_visible(visible)
        self.tiles.show(visible)
        self._shown = None

    def update(self) -> None:
        """Show the copies that the next epoch learns from."""
        run = self.lab.run
        copies = run.copies
        if copies is self._shown:
            return
        self._shown = copies
        count = min(self.tiles.room(self.tiles.rect.height - 14), MOST)
        self.tiles.update(self.colors.images(copies[:count]), frames=[self.lab.theme.grid] * count)
