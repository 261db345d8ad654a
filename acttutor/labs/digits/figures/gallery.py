"""Pictures of digits of the data, each with what it is and what it is taken for."""

from collections.abc import Sequence

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.words import short_percent
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import SMALL

#: Side of a picture at least and at most, in logical pixels.
LEAST, LARGEST = 40.0, 104.0


class Gallery:
    """A heading and as many pictures as there are, up to ``most``.

    Args:
        lab: the figure.
        colors: of ink.
        most: the largest number of pictures.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors, most: int) -> None:
        self.lab, self.colors, self.most = lab, colors, most
        self.heading = Heading(lab, "-", moves=True)
        self.tiles = Tiles(lab, most, words=True, largest=LARGEST, gap=10.0, pitch=62.0)
        self.nothing = TextBlock(lab, 2)
        self._words: list[str] = []

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        room = rect.inside(top=self.heading.height - 6)
        self.tiles.layout(room.inside(left=-10))
        self.nothing.layout(room.inside(top=8))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        for part in (self.heading, self.tiles, self.nothing):
            part.show(visible)

    def update(self, part: str, places: Sequence[int], title: str) -> None:
        """Show the digits of a part of the data at these places."""
        run, theme = self.lab.run, self.lab.theme
        self.heading.update(title)
        places = places[: min(self.most, self.tiles.room(LEAST))]
        digits, outputs = run.part(part), run.outputs(part)
        words, frames = [], []
        for place in places:
            true, read = int(digits.labels[place]), int(outputs[place].argmax())
            sure = short_percent(float(outputs[place, read]))
            words.append(Entry(f"{true}→{read}  {sure}", theme.text if true != read else ""))
            chosen = run.settings.picked == (part, place)
            frames.append(theme.df if chosen else theme.line)
        self._words = [word.text for word in words]
        self.tiles.update(self.colors.images(digits.images[list(places)]), words, frames)
        said = "" if len(places) else self.lab.texts("digits.judge.nothing")
        self.nothing.update([Item(said, SMALL + 0.5, theme.muted)])

    def handles(self) -> list[Handle]:
        """Return the pictures, for the keyboard."""
        places = self.tiles.places
        return [Handle(f"tile{k}", place, self._words[k]) for k, place in enumerate(places)]

    def tile_at(self, event: MouseEvent) -> int | None:
        """Return the number of the picture under the pointer."""
        return self.tiles.tile_at(event)
