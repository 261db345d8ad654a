"""The units of the first hidden layer as pictures of their weights."""

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.colors import to_hex, to_rgb

from acttutor.core.arrays import Array
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import MOST_UNITS
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading


class Units:
    """A picture for each unit; the stronger its output, the stronger its frame.

    Args:
        lab: the figure.
        colors: of weights.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self.colors = lab, colors
        self.heading = Heading(lab, "-", moves=True)
        self.tiles = Tiles(lab, MOST_UNITS, gap=5.0)
        self._shown: object = None
        self._pictures = np.zeros((0, 8, 8, 4), dtype=np.uint8)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        room = rect.inside(top=self.heading.height - 4)
        self.tiles.layout(room.inside(left=-5))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.heading.show(visible)
        self.tiles.show(visible)

    def update(self, outputs: Array | None) -> None:
        """Show the weights now, and how strongly each unit answers to the drawing."""
        run, texts = self.lab.run, self.lab.texts
        weights = run.network.layers[0].W
        if self._shown != (run.epoch, id(weights)):
            self._shown = (run.epoch, id(weights))
            self._pictures = self.colors.signed(weights)
        title, note = texts("digits.units.title"), self.lab.hint("digits.units.note")
        self.heading.update(title, note, texts("digits.units.count", count=len(weights)))
        pictures = self._pictures
        if run.off:
            pictures = pictures.copy()
            pictures[run.off] = self.colors.signed(np.zeros((1, weights.shape[1])))
        self.tiles.update(pictures, frames=self._frames(outputs, len(weights)))

    def _frames(self, outputs: Array | None, count: int) -> list[str]:
        theme, chosen = self.lab.theme, self.lab.run.settings.unit
        frames = [""] * count
        if outputs is not None:
            strong = np.abs(outputs) / max(float(np.abs(outputs).max()), 1e-12)
            paper, ink = (np.array(to_rgb(color)) for color in (theme.background, theme.text))
            frames = [to_hex(paper + s * (ink - paper)) if s > 0.02 else "" for s in strong]
        if 0 <= chosen < count:
            frames[chosen] = theme.df
        return frames

    def handles(self) -> list[Handle]:
        """Return the units, for the keyboard."""
        return [
            Handle(f"unit{k}", place, self.lab.texts("digits.unit.title", number=k + 1))
            for k, place in enumerate(self.tiles.places)
        ]

    def unit_at(self, event: MouseEvent) -> int | None:
        """Return the unit under the pointer."""
        return self.tiles.tile_at(event)
