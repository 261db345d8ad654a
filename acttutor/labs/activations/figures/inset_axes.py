"""What is drawn below f′: a quantity of its own, its formula, and its value under the probe."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import Curves
from acttutor.labs.activations.figures.names import readable
from acttutor.labs.activations.inset_axes import Strip
from acttutor.labs.activations.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect

#: As many as there can be in one picture.
COUNT = 2
#: Height of the line of words above a strip, and heights of its axes, in logical pixels.
HEAD, LOWEST, HIGHEST = 34.0, 44.0, 120.0
#: Size of its words and its value, in points.
SIZE = 10.0
#: Its share of the height of all plots.
SHARE = 0.21


class _Slot:
    """The artists of one strip."""

    def __init__(self, owner: LabFigure[Run]) -> None:
        theme = owner.theme
        self.axes: Axes = owner.new_axes()
        for draw in (self.axes.axhline, self.axes.axvline):
            draw(0, color=theme.line, linewidth=0.8, zorder=1)
        (curve,) = self.axes.plot([], [], linewidth=2.4, solid_capstyle="butt")
        self.curve: Line2D = owner.static(curve)
        (line,) = self.axes.plot([], [], color=theme.muted, linewidth=1.0, linestyle=(0, (3, 3)))
        self.line: Line2D = owner.moving(line)
        (dot,) = self.axes.plot(
            [], [], "o", markersize=7.5, markeredgewidth=1.4, markeredgecolor=theme.background
        )
        self.dot: Line2D = owner.moving(dot)
        self.head = owner.static(owner.write(size=SIZE, va="baseline"))
        self.value = owner.moving(owner.line(size=SIZE, va="baseline", ha="right"))

    def set_visible(self, visible: bool) -> None:
        for artist in (self.axes, self.curve, self.line, self.dot, self.head, self.value):
            artist.set_visible(visible)


class Strips:
    """All strips of the picture, from top to bottom.

    Args:
        owner: the figure of the lab.
        curves: the curves, whose colours the strips share.
    """

    def __init__(self, owner: LabFigure[Run], curves: Curves) -> None:
        self.owner = owner
        self.curves = curves
        self.slots = [_Slot(owner) for _ in range(COUNT)]

    def _used(self) -> list[tuple[Strip, _Slot]]:
        return list(zip(self.owner.run.strips, self.slots, strict=False))

    def height(self, room: float) -> float:
        """Return how much of the height of all plots the strips take."""
        count = len(self.owner.run.strips)
        each = min(max(SHARE * room, LOWEST), HIGHEST) / (1.0 if count < COUNT else 1.4)
        return count * (HEAD + each)

    def show(self, visible: bool) -> None:
        """The strips come and go with their functions."""

    def layout(self, rect: Rect) -> None:
        """Place the strips into a rectangle that begins under the axes above."""
        run, owner = self.owner.run, self.owner
        left, top, height = rect.left, rect.top, rect.height
        # As wide as the axes above, beside which names may stand.
        width = self.curves.axes[0].bbox.width / owner.scale
        for slot in self.slots:
            slot.set_visible(False)
        used = self._used()
        for index, (strip, slot) in enumerate(used):
            slot.set_visible(True)
            each = height / len(used)
            place = top + index * each
            owner.place(slot.axes, left, place + HEAD, width, each - HEAD)
            slot.axes.tick_params(labelbottom=index == len(used) - 1)
            slot.axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
            color = self.curves.colors(run.functions.index(strip.function))[1]
            slot.curve.set_data(*strip.sample(run.settings.half_width))
            slot.curve.set_color(color)
            slot.dot.set_markerfacecolor(color)
            shade = readable(color, owner.theme.text)
            slot.head.set_color(shade)
            slot.value.set_color(shade)
            slot.head.set_text(words.strip_head(strip, run, owner.texts))
            owner.put(slot.head, left, place + HEAD - 10)
            owner.put(slot.value, left + width, place + HEAD - 10)

    def limits(self) -> list[tuple[Axes, tuple[float, float]]]:
        """Return the axes of the strips with their vertical limits."""
        half_width = self.owner.run.settings.half_width
        return [(slot.axes, strip.limits(half_width)) for strip, slot in self._used()]

    def lowest(self, axes: Axes) -> Axes:
        """Return the lowest axes of the picture: that of the last strip, or else ``axes``."""
        used = self._used()
        return used[-1][1].axes if used else axes

    def update(self) -> None:
        """Follow the probe."""
        x = self.owner.run.probe
        for strip, slot in self._used():
            slot.line.set_data([x, x], slot.axes.get_ylim())
            slot.dot.set_data([x], [strip.at(x) * 10.0**strip.power])
            slot.value.set_text(f"${words.strip_value(strip, x)}$")
