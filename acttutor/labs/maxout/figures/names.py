"""The names of the lines, where they leave the picture, and the colours of all."""

from collections.abc import Iterator

import numpy as np

from acttutor.labs.maxout import words
from acttutor.labs.maxout.geometry import visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import HIGH, LOW, MOST, RIGHT
from acttutor.plots.parts.charts.end_names import EndName, EndNames, spread
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.style import BODY, DASHES, Looks, Theme

#: Room for a name along the sides and along the top, in logical pixels.
ROW, COLUMN = 21.0, 20.0
#: What ends above the picture at its right edge has its name there.
INSIDE = HIGH - 0.01


def unit_color(theme: Theme, unit: int) -> str:
    """Return the colour of one of two units."""
    return theme.palette[2 + unit]


def line_color(theme: Theme, run: Run, unit: int, piece: int) -> str:
    """Return the colour of a line: quiet if it is nowhere the maximum."""
    if piece in run.dead(unit):
        return theme.muted
    return unit_color(theme, unit) if run.is_difference else theme.palette[1 + piece]


def line_style(number: int) -> str | tuple[int, tuple[float, ...]]:
    """Return the dashes of a line or a unit, as Matplotlib takes them."""
    return (0, DASHES[number]) if DASHES[number] else "solid"


def style_of(run: Run, unit: int, piece: int) -> str | tuple[int, tuple[float, ...]]:
    """Return the dashes of a line: its own, or those of its unit if there are two."""
    return line_style(unit if run.is_difference else piece)


class LineNames:
    """Names at the right of a plot, above or at the left, wherever a line is higher."""

    def __init__(self, plot: Plot) -> None:
        self.plot, drawing = plot, plot.drawing
        self.right, self.left = (
            EndNames(drawing, MOST + 1, size=BODY + 1, covers=True, line=ROW) for _ in range(2)
        )
        looks: Looks = {
            "color": drawing.theme.text,
            "size": BODY + 1,
            "ha": "center",
            "va": "center",
        }
        self.top = [drawing.label(plot.axes, **looks) for _ in range(MOST)]

    def update(self, run: Run) -> None:
        """Write the names for the lines as they are now."""
        scale, box = self.plot.drawing.scale, self.plot.axes.bbox
        right, left, top = (list[EndName]() for _ in range(3))
        for text, color, x, y in self._ends(run):
            across, up = self.plot.axes.transData.transform((x, max(y, 2 * LOW))).tolist()
            if y > HIGH - 1e-6:
                top.append(EndName(text, color, across))
            elif x > RIGHT - 1e-6:
                right.append(EndName(text, color, up))
            else:
                left.append(EndName(text, color, up + 12 * scale))
        self.right.update(right, box.x1 + scale, box.y0, box.y1)
        self.left.update(left, box.x0 - 2 * scale, box.y0, box.y1 + 12 * scale)
        places = spread([name.y for name in top], COLUMN * scale, box.x0, box.x1)
        for label in self.top[len(top) :]:
            label.set_visible(False)
        for label, name, place in zip(self.top, top, places, strict=False):
            position = (place, box.y1 + 9 * scale)
            label.set(text=name.text, color=name.color, visible=True, position=position)

    def _ends(self, run: Run) -> Iterator[tuple[str, str, float, float]]:
        """Yield names and colours, and where what they name ends."""
        theme = self.plot.drawing.theme
        if run.is_difference:
            first, second = run.units_at(np.array([RIGHT]))[0].tolist()
            yield "$y_1$", unit_color(theme, 0), RIGHT, min(first, INSIDE)
            yield "$y_2$", unit_color(theme, 1), RIGHT, min(second, INSIDE)
            yield "$y$", theme.f, RIGHT, min(first - second, INSIDE)
        for piece, (w, b) in enumerate([] if run.is_difference else run.lines[0].tolist()):
            segment = visible(w, b)
            if segment is not None:
                end = segment[2:] if segment.y1 > segment.y0 - 0.3 else segment[:2]
                yield f"${words.name(piece)}$", line_color(theme, run, 0, piece), *end
        # A curve that ends earlier has no end at the edge to be named.
        if run.has_target and run.x[-1] > RIGHT - 0.5:
            yield "$t$", theme.text, RIGHT, min(float(run.t[-1]), INSIDE)
