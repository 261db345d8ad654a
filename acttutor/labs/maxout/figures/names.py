"""The names of the lines, where they leave the picture, and the colours of all."""

from typing import Any, NamedTuple

import numpy as np

from acttutor.labs.maxout import words
from acttutor.labs.maxout.geometry import Segment, visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import HIGH, MOST, RIGHT
from acttutor.plots.parts.end_names import spread
from acttutor.plots.style import BODY, Theme

#: Room for a name along the sides and along the top, in logical pixels.
ROW, COLUMN = 21.0, 20.0


def piece_color(theme: Theme, piece: int) -> str:
    """Return the colour of a line of a single unit."""
    return theme.palette[1 + piece]


def unit_color(theme: Theme, unit: int) -> str:
    """Return the colour of one of two units."""
    return theme.palette[2 + unit]


class Name(NamedTuple):
    """A name, the side of the picture that it stands at, and the data coordinate along it."""

    text: str
    color: str
    side: str
    at: float


class LineNames:
    """Names at the right, above or at the left, wherever a line is higher.

    Args:
        plot: the plot that they belong to.
    """

    def __init__(self, plot: Any) -> None:
        self.plot = plot
        lab = plot.lab
        self.labels = [
            lab.label(plot.axes, lab.theme.text, BODY + 1, va="baseline") for _ in range(MOST + 3)
        ]

    def update(self, run: Run) -> None:
        """Write the names for the lines as they are now."""
        names = self._of_units(run) if run.is_difference else self._of_lines(run)
        # A curve that ends earlier has no end at the edge to be named.
        if run.has_target and run.x[-1] > RIGHT - 0.5:
            names.append(Name("$t$", self.plot.lab.theme.text, "right", float(run.t[-1])))
        labels = iter(self.labels)
        for side in ("right", "top", "left"):
            self._write([name for name in names if name.side == side], side, labels)
        for label in labels:
            label.set_visible(False)

    def _of_units(self, run: Run) -> list[Name]:
        theme = self.plot.lab.theme
        first, second = run.units_at(np.array([RIGHT]))[0].tolist()
        return [
            Name("$h_1$", unit_color(theme, 0), "right", first),
            Name("$h_2$", unit_color(theme, 1), "right", second),
            Name("$h$", theme.f, "right", first - second),
        ]

    def _of_lines(self, run: Run) -> list[Name]:
        theme, dead, names = self.plot.lab.theme, run.dead(), []
        for piece, (w, b) in enumerate(run.lines[0].tolist()):
            segment = visible(w, b)
            if segment is not None:
                color = theme.muted if piece in dead else piece_color(theme, piece)
                names.append(Name(f"${words.name(piece)}$", color, *_end(segment)))
        return names

    def _write(self, names: list[Name], side: str, labels: Any) -> None:
        """Write the names of one side beside one another."""
        box, scale = self.plot.axes.bbox, self.plot.lab.scale
        transform = self.plot.axes.transData.transform
        if side == "top":
            wanted = [float(transform((name.at, 0.0))[0]) for name in names]
            places = spread(wanted, COLUMN * scale, box.x0, box.x1)
        else:
            wanted = [float(transform((0.0, min(max(name.at, -99.0), 99.0)))[1]) for name in names]
            places = spread(wanted, ROW * scale, box.y0 + 8 * scale, box.y1)
        for name, place in zip(names, places, strict=True):
            spots = {
                "right": ("left", (box.x1 + 7 * scale, place)),
                "top": ("center", (place, box.y1 + 9 * scale)),
                "left": ("left", (box.x0 + 4 * scale, place + 12 * scale)),
            }
            align, spot = spots[side]
            label = next(labels)
            label.set(text=name.text, color=name.color, visible=True)
            label.set(ha=align, va="center", position=spot)


def _end(segment: Segment) -> tuple[str, float]:
    """Return at which side the name of a line stands, and where there: at its higher end."""
    x, y = segment[2:] if segment.y1 > segment.y0 - 0.3 else segment[:2]
    if y > HIGH - 1e-6:
        return "top", x
    return ("right", y) if x > RIGHT - 1e-6 else ("left", y)
