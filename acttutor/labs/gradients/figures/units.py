"""The units of one layer as dots: blue as far as they answer, grey where off, crossed if dead."""

from typing import Any

import numpy as np
from matplotlib.colors import to_rgb

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.words import unit_reading, unit_summary
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, DPI, SMALL
from acttutor.plots.wrapping import wrap

#: Logical pixels between the centres of two dots, at most; and from where a number fits below.
MOST_PITCH, NUMBER_PITCH = 34.0, 26.0


class UnitDots:
    """A grid of dots, as square as the room allows.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._parent = parent
        theme = parent.theme
        self.axes = parent.blank_axes()
        self.dots = parent.moving(self.axes.scatter([], [], s=60, edgecolor=theme.muted, lw=0.8))
        (self.crosses,) = self.axes.plot([], [], ls="", marker="x", color=theme.bad, mew=1.8)
        parent.moving(self.crosses)
        self.title = parent.resting(parent.write("", BODY, theme.text, bold=True, va="bottom"))
        self.summary = parent.moving(parent.write("", SMALL, theme.text, linespacing=1.3))
        self.epochs = [self._number() for _ in range(32)]
        self.hovered: int | None = None
        self._size = (1.0, 1.0)
        self._places: Any = np.zeros((0, 2))
        self._pitch = 0.0

    def _number(self) -> QuickText:
        number = QuickText(
            0, 0, "", size=SMALL, ha="center", va="center", color=self._parent.theme.bad
        )
        number.set_transform(self.axes.transData)
        self.axes.add_artist(number)
        return self._parent.moving(number)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels; the dots' axes count in these."""
        self._parent.place(self.axes, left, top, width, height)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self._size = (width, height)
        self._places = np.zeros((0, 2))

    def _arrange(self, units: int) -> None:
        """Find places for so many dots."""
        width, height = self._size
        columns = max(range(1, units + 1), key=lambda n: min(width / n, height / -(-units // n)))
        rows = -(-units // columns)
        self._pitch = min(width / columns, height / rows, MOST_PITCH)
        index = np.arange(units)
        self._places = (np.column_stack((index % columns, index // columns)) + 0.5) * self._pitch

    def update(self, run: Run) -> None:
        """Show the layer as it is now."""
        layer, trial = run.settings.shown, run.trial
        units = trial.settings.width
        if len(self._places) != units:
            self._arrange(units)
        died = trial.died[layer]
        dead = died >= 0
        answering = 1.0 - trial.flat(layer).mean(axis=0)
        theme = self._parent.theme
        empty, full = (np.array(to_rgb(color)) for color in (theme.wash_dead, theme.f))
        self.dots.set_offsets(self._places)
        diameter = 0.62 * self._pitch * 72 / DPI
        self.dots.set_sizes([diameter**2])
        self.dots.set_facecolor(empty + answering[:, None] * (full - empty))
        self.crosses.set_data(*self._places[dead].T)
        self.crosses.set_markersize(0.62 * diameter)
        self._number_dead(died)

    def _number_dead(self, died: Any) -> None:
        """Write below each dead unit since which epoch, where there is room."""
        units = np.flatnonzero(died >= 0) if self._pitch >= NUMBER_PITCH else np.zeros(0, int)
        for index, number in enumerate(self.epochs):
            number.set_visible(index < len(units))
            if index < len(units):
                unit = units[index]
                number.set_text(str(died[unit]))
                x, y = self._places[unit]
                number.set_position((x, y + 0.46 * self._pitch))

    def write(self, run: Run) -> None:
        """Write what there is to say of the unit under the pointer, or else of all."""
        texts = self._parent.texts
        hovered = self.hovered
        if hovered is not None and hovered >= run.settings.width:
            hovered = None
        words = unit_summary(run, texts) if hovered is None else unit_reading(run, hovered, texts)
        self.summary.set_text("\n".join(wrap(words, self._size[0] + 6, SMALL)[:2]))
        self.title.set_text(texts("gradients.units.title", number=run.settings.shown + 1))

    def unit_at(self, event: Any) -> int | None:
        """Return the unit under the pointer."""
        if event is None or not len(self._places):
            return None
        x, y = self.axes.transData.inverted().transform((event.x, event.y))
        distances = np.hypot(*(self._places - (x, y)).T)
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= max(self._pitch / 2, 6.0) else None
