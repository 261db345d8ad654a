"""The units of one layer as dots: blue as far as they answer, grey where off, crossed if dead."""

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import MouseEvent
from matplotlib.colors import to_rgb

from acttutor.core.arrays import Array
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.words import unit_reading, unit_summary
from acttutor.plots.drawing import Drawing
from acttutor.plots.handles import Handle
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import DPI, SMALL, Looks
from acttutor.plots.text.quick import QuickText

#: Logical pixels between the centres of two dots, at most; and from where a number fits below.
MOST_PITCH, NUMBER_PITCH = 34.0, 26.0


class _Dots:
    """A grid of dots, as square as the room allows."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        theme = drawing.theme
        self.axes = drawing.blank_axes()
        self.dots = drawing.moving(self.axes.scatter([], [], s=60, edgecolor=theme.muted, lw=0.8))
        (self.crosses,) = self.axes.plot([], [], ls="", marker="x", color=theme.bad, mew=1.8)
        drawing.moving(self.crosses)
        self.epochs = [self._number() for _ in range(32)]
        self.places: Array = np.zeros((0, 2))
        self.pitch = 0.0
        self._size = (1.0, 1.0)

    def _number(self) -> QuickText:
        looks: Looks = {"size": SMALL, "color": self.drawing.theme.bad}
        number = QuickText(0, 0, "", ha="center", va="center", **looks)
        number.set_transform(self.axes.transData)
        self.axes.add_artist(number)
        return self.drawing.moving(number)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle; the axes count in logical pixels."""
        self.drawing.place_at(self.axes, rect)
        self.axes.set_xlim(0, rect.width)
        self.axes.set_ylim(rect.height, 0)
        self._size = (rect.width, rect.height)
        self.places = np.zeros((0, 2))

    def show(self, visible: bool) -> None:
        """The dots are always there."""

    def _arrange(self, units: int) -> None:
        """Find places for so many dots."""
        width, height = self._size
        columns = max(range(1, units + 1), key=lambda n: min(width / n, height / -(-units // n)))
        self.pitch = min(width / columns, height / -(-units // columns), MOST_PITCH)
        index = np.arange(units)
        self.places = (np.column_stack((index % columns, index // columns)) + 0.5) * self.pitch

    def update(self, answering: npt.NDArray[np.float64], died: npt.NDArray[np.int64]) -> None:
        """Show for each unit the share that answers, and since when it is dead, or −1."""
        if len(self.places) != len(died):
            self._arrange(len(died))
        theme = self.drawing.theme
        empty, full = (np.array(to_rgb(color)) for color in (theme.wash_dead, theme.f))
        self.dots.set_offsets(self.places)
        diameter = 0.62 * self.pitch * 72 / DPI
        self.dots.set_sizes([diameter**2])
        self.dots.set_facecolor(empty + answering[:, None] * (full - empty))
        self.crosses.set_data(*self.places[died >= 0].T)
        self.crosses.set_markersize(0.62 * diameter)
        # Below each dead unit stands since which epoch, where there is room.
        units = np.flatnonzero(died >= 0) if self.pitch >= NUMBER_PITCH else np.zeros(0, int)
        for index, number in enumerate(self.epochs):
            number.set_visible(index < len(units))
            if index < len(units):
                unit = units[index]
                number.set_text(str(died[unit]))
                x, y = self.places[unit]
                number.set_position((x, y + 0.46 * self.pitch))


class UnitDots:
    """The dots with their title, and a reading below.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.heading = Heading(drawing, moves=True)
        self.dots = _Dots(drawing)
        self.summary = TextBlock(drawing, 2, leading=1.3)
        self.hovered: int | None = None

    def layout(self, rect: Rect) -> None:
        """Title, dots and reading from top to bottom."""
        rows(fixed(self.heading, 24), share(self.dots), fixed(self.summary, 30), gap=3).layout(rect)

    def show(self, visible: bool) -> None:
        """The dots are always there."""

    def update(self, run: Run) -> None:
        """Show the layer as it is now."""
        layer = run.settings.shown
        self.dots.update(1.0 - run.trial.flat(layer).mean(axis=0), run.trial.died[layer])

    def write(self, run: Run) -> None:
        """Write what there is to say of the unit under the pointer, or else of all."""
        texts, hovered = self.drawing.texts, self.hovered
        if hovered is not None and hovered >= run.settings.width:
            hovered = None
        words = unit_summary(run, texts) if hovered is None else unit_reading(run, hovered, texts)
        self.summary.update([Item(words, SMALL)])
        self.heading.update(texts("gradients.units.title", number=run.settings.shown + 1))

    def handles(self) -> list[Handle]:
        """Return the dots, which are read."""
        dots, drawing = self.dots, self.drawing
        pixels = dots.axes.transData.transform(np.reshape(dots.places, (-1, 2)))
        high, size = float(drawing.figure.bbox.height), max(dots.pitch - 10.0, 4.0)
        return [
            Handle(
                f"unit {index}",
                Rect.around(x / drawing.scale, (high - y) / drawing.scale, size, size),
                drawing.texts("gradients.handles.unit", number=index + 1),
            )
            for index, (x, y) in enumerate(pixels)
        ]

    def unit_at(self, event: MouseEvent) -> int | None:
        """Return the unit under the pointer."""
        places = self.dots.places
        if not len(places):
            return None
        x, y = self.dots.axes.transData.inverted().transform((event.x, event.y))
        distances = np.hypot(*(places - (x, y)).T)
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= max(self.dots.pitch / 2, 6.0) else None
