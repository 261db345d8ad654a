"""Graphs of the quiz: one under the question, or one on each card."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from acttutor.labs.quiz.model.graphs import Graph, Line, framed
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL, Theme, dress

#: Curves that can be chosen from.
CARDS = 4


def look_of(look: str, theme: Theme) -> dict[str, Any]:
    """Return how a line of a graph is drawn."""
    colors = {"f": theme.f, "df": theme.df, "train": theme.accent, "test": theme.accent}
    series = dict(zip(("first", "second", "third"), theme.series, strict=False))
    color = colors.get(look) or series[look]
    return {"color": color, "lw": 2.4, "ls": (0, (4, 2)) if look == "test" else "-"}


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers between two others."""
    for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500):
        first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(float(k * step), 6) + 0.0 for k in np.arange(first, last + 1)]
    return []


def draw_graph(axes: Axes, graph: Graph, theme: Theme, small: bool = False) -> None:
    """Draw a graph into an axes, whatever was there before."""
    axes.clear()
    dress(axes, theme)
    axes.set_xlim(*graph.x)
    axes.set_ylim(*graph.y)
    for places, setter in (
        (ticks(*graph.x, 5 if small else 9), axes.set_xticks),
        (ticks(*graph.y, 3 if small else 6), axes.set_yticks),
    ):
        setter(places, [f"{place:g}".replace("-", "−") for place in places])
    named = [line for line in graph.lines if line.name]
    highest = max(named, key=lambda line: line.y[-1], default=None)
    for line in graph.lines:
        axes.plot(line.x, line.y, solid_capstyle="round", **look_of(line.look, theme))
        if line.name:
            _name(axes, line, theme, line is highest)
    if graph.points:
        x, y = zip(*graph.points, strict=True)
        looks: Any = {"ls": "none", "marker": "o", "ms": 9, "mec": theme.background, "mew": 1.3}
        axes.plot(x, y, color=theme.point, zorder=5, **looks)
    if not small:
        ends: Any = {"size": BODY, "color": theme.muted, "annotation_clip": False}
        axes.annotate(
            graph.x_name, (1, 0), (8, 0), "axes fraction", "offset points", va="center", **ends
        )
        axes.annotate(
            graph.y_name, (0, 1), (0, 5), "axes fraction", "offset points", va="bottom", **ends
        )


def _name(axes: Axes, line: Line, theme: Theme, above: bool) -> None:
    """Write the name of a line at its end; of lines that end together, one above the other."""
    color = look_of(line.look, theme)["color"]
    axes.annotate(
        line.name,
        (line.x[-1], line.y[-1]),
        (5, 0),
        "data",
        "offset points",
        va="bottom" if above else "top",
        size=SMALL,
        color=color,
        annotation_clip=False,
    )


class Graphs:
    """The axes of the quiz; what is not needed is hidden.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.main = lab.new_axes()
        self.cards = [lab.new_axes() for _ in range(CARDS)]

    def hide(self) -> None:
        """Take all graphs away."""
        for axes in (self.main, *self.cards):
            axes.set_visible(False)

    def show(self, graph: Graph, x: float, y: float, width: float, height: float) -> None:
        """Draw the graph under the question, its frame at a rectangle in logical pixels."""
        self.main.set_visible(True)
        draw_graph(self.main, graph, self.lab.theme)
        self.lab.place(self.main, x, y, width, height)

    def mark(self, x: float, color: str, dashed: bool = False) -> None:
        """Mark a place on the x axis."""
        self.main.axvline(x, color=color, lw=2.0, ls=(0, (4, 3)) if dashed else "-", zorder=6)

    def show_card(
        self, index: int, line: Line, x: float, y: float, width: float, height: float
    ) -> None:
        """Draw the curve of a card."""
        axes = self.cards[index]
        axes.set_visible(True)
        draw_graph(axes, framed([line]), self.lab.theme, small=True)
        self.lab.place(axes, x, y, width, height)
