"""Graphs of the quiz: one under the question, or one on each card."""

import numpy as np
from matplotlib.axes import Axes

from acttutor.base.language.texts import Texts
from acttutor.labs.quiz.model.graphs import Graph, Line
from acttutor.labs.quiz.model.text import written
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL, Theme, dress


def color_of(look: str, theme: Theme) -> str:
    """Return the colour of a line of a graph."""
    colors = {"f": theme.f, "df": theme.df, "train": theme.accent, "test": theme.accent}
    series = dict(zip(("first", "second", "third"), theme.series, strict=False))
    return colors.get(look) or series[look]


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers between two others."""
    for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500):
        first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(float(k * step), 6) + 0.0 for k in np.arange(first, last + 1)]
    return []


def draw_graph(axes: Axes, graph: Graph, theme: Theme, texts: Texts, small: bool = False) -> None:
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
        dashes = (0, (4, 2)) if line.look == "test" else "-"
        color = color_of(line.look, theme)
        axes.plot(line.x, line.y, color=color, lw=2.4, ls=dashes, solid_capstyle="round")
        if line.name:
            _name(axes, line, written(line.name, texts), theme, line is highest)
    if graph.points:
        x, y = zip(*graph.points, strict=True)
        axes.plot(x, y, "o", color=theme.point, ms=9, mec=theme.background, mew=1.3, zorder=5)
    # Names of lines may end where the axis does: its own then stands below.
    below = (16, -11) if named else (8, 0)
    for name, end, apart in (
        (written(graph.x_name, texts), (1, 0), below),
        (graph.y_name, (0, 1), (0, 5)),
    ):
        if not small:
            axes.annotate(
                name, end, apart, "axes fraction", "offset points",
                va="bottom" if end[1] else "center", size=BODY, color=theme.muted,
                annotation_clip=False,
            )  # fmt: skip


def _name(axes: Axes, line: Line, name: str, theme: Theme, above: bool) -> None:
    """Write the name of a line at its end; of lines that end together, one above the other."""
    axes.annotate(
        name,
        (line.x[-1], line.y[-1]),
        (5, 0),
        "data",
        "offset points",
        va="bottom" if above else "top",
        size=SMALL,
        color=color_of(line.look, theme),
        annotation_clip=False,
    )


class GraphPart(Plot):
    """The graph of a question, or the curve on a card."""

    def __init__(self, drawing: Drawing, small: bool = False) -> None:
        super().__init__(drawing)
        self.small = small
        self.show(False)

    def update(self, graph: Graph) -> None:
        """Draw a graph, within the room that its names need."""
        width_of, rect, texts = self.drawing.width_of, self.rect, self.drawing.texts
        named = [written(line.name, texts) for line in graph.lines]
        names = max((width_of(name, SMALL) for name in named), default=0.0)
        axis = 0.0 if self.small else width_of(written(graph.x_name, texts)) + 16
        above = 22.0 if graph.y_name and not self.small else 8.0
        self.around = (34.0, above, max(names + 14, axis), 22.0)
        self.layout(rect)
        self.show(True)
        draw_graph(self.axes, graph, self.drawing.theme, texts, self.small)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        super().layout(rect)

    def mark(self, x: float, color: str, dashed: bool = False) -> None:
        """Mark a place on the x axis."""
        self.axes.axvline(x, color=color, lw=2.0, ls=(0, (4, 3)) if dashed else "-", zorder=6)
