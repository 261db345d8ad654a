"""Names at the right ends of curves, moved apart so that each can be read."""

from collections.abc import Sequence

from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.style import SMALL

#: Height kept free for a name, in logical pixels.
LINE = 15.0


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least ``gap`` apart within ``low … high``, close to the wanted ones.

    The order of the wanted places is kept; equal ones keep the order in which they are given.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    places = [min(max(wanted[index], low), high) for index in order]
    for position in range(1, len(places)):
        places[position] = max(places[position], places[position - 1] + gap)
    # What was pushed out at one end pushes the others back.
    limit = high
    for position in reversed(range(len(places))):
        places[position] = min(places[position], limit)
        limit = places[position] - gap
    result = [0.0] * len(places)
    for index, place in zip(order, places, strict=True):
        result[index] = place
    return result


class EndLabels:
    """Names of up to ``count`` curves beside the right edge of an axes.

    Args:
        figure: the figure of the lab.
        count: the largest number of names.
    """

    def __init__(self, figure: AnyFigure, count: int) -> None:
        self._figure = figure
        self.texts = [
            figure.static(figure.write(size=SMALL, va="center_baseline")) for _ in range(count)
        ]

    def update(
        self,
        names: Sequence[str],
        colors: Sequence[str],
        tops: Sequence[float],
        left: float,
        low: float,
        high: float,
    ) -> None:
        """Write the names.

        Args:
            names, colors: one for each curve.
            tops: where each curve ends, in logical pixels from the top of the figure.
            left: where the names begin.
            low, high: the names stay between these, in logical pixels from the top.
        """
        places = spread(tops, LINE, low, high)
        for index, text in enumerate(self.texts):
            text.set_visible(index < len(names))
            if index < len(names):
                text.set_text(names[index])
                text.set_color(colors[index])
                self._figure.put(text, left, places[index])
