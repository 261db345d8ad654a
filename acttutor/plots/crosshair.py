"""A place in axes that arrows move, where a pointer would be: to read or to put something there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from matplotlib.axes import Axes

from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.parts.charts.line_chart import LineChart

#: Steps of an arrow across axes.
STEPS = 40


@dataclass
class Crosshair:
    """Remembers where it is; at first in the middle.

    Args:
        lab: the figure.
        id: of its handle.
        across: whether it moves to the sides alone, as over a curve.
    """

    lab: AnyFigure
    id: str
    across: bool = False
    at: tuple[float, float] | None = field(default=None, init=False)

    def place(self, axes: Axes) -> tuple[float, float]:
        """Return where it is, within the axes."""
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        x, y = self.at or ((left + right) / 2, (low + high) / 2)
        # A hair within the edge, where a pointer would still be over the axes.
        inset = 1e-3 * (right - left)
        return min(max(x, left + inset), right - inset), min(max(y, low), high)

    def handle(
        self,
        axes: Axes,
        name: str,
        press: Callable[[float, float], object] | None = None,
        names: tuple[str, str] = ("", ""),
        remove: Callable[[float, float], object] | None = None,
    ) -> Handle:
        """Return what arrows move.

        Args:
            axes: where it moves.
            name: what it does.
            press: called with the place by Enter.
            names: what is written before both numbers.
            remove: called with the place by Delete.
        """
        x, y = self.place(axes)
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        amounts = [Amount(x, left, right, (right - left) / STEPS, name=names[0])]
        if not self.across:
            amounts.append(Amount(y, low, high, (high - low) / STEPS, name=names[1]))
        rect = self.lab.around(axes, x, y, 16.0)
        if self.across:
            # Whatever the scale of heights, it is in the middle of them.
            rect = rect._replace(top=self.lab.place_of(axes).middle[1] - 8.0)
        put = None if press is None else lambda: press(x, y)
        gone = None if remove is None else lambda: remove(x, y)
        return Handle(self.id, rect, name, tuple(amounts), self._move, put, gone)

    def _move(self, *place: float) -> None:
        self.at = (place[0], place[1] if len(place) > 1 else 0.0)


class Readers:
    """A crosshair over each chart that says something about the place under the pointer.

    Args:
        lab: the figure.
        charts: the charts.
    """

    def __init__(self, lab: AnyFigure, *charts: LineChart) -> None:
        self._all = [
            (chart, Crosshair(lab, f"reader {number}", across=True))
            for number, chart in enumerate(charts)
        ]

    def handles(self) -> list[Handle]:
        """Return what moves over the charts that are shown."""
        return [
            reader.handle(chart.axes, chart.heading.title.get_text())
            for chart, reader in self._all
            if chart.axes.get_visible()
        ]
