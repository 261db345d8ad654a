"""What is drawn below f′: a quantity of its own, its formula, and its value under the probe."""

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import Curves
from acttutor.labs.activations.figures.probe import dot
from acttutor.labs.activations.inset_axes import Strip
from acttutor.labs.activations.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Over, Rect, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock

#: As many as there can be in one picture.
COUNT = 2
#: Height of the line of words above a strip, and heights of its axes, in logical pixels.
HEAD, LOWEST, HIGHEST = 34.0, 44.0, 120.0
#: Size of its words and its value, in points.
SIZE = 10.0
#: Its share of the height of all plots.
SHARE = 0.21


class StripPart:
    """One strip: its formula and its value above its curve.

    Args:
        owner: the figure of the lab.
    """

    def __init__(self, owner: LabFigure[Run]) -> None:
        self.plot = Plot(owner, 0.0, bottom=0.0, zero=True)
        self.axes = self.plot.axes
        self.curve = self.plot.line(rests=True, linewidth=2.4, solid_capstyle="butt")
        self.line = self.plot.line(color=owner.theme.muted, lw=1.0, ls=(0, (3, 3)))
        self.dot = self.plot.line(**dot(owner.theme))
        self.head, self.value = TextBlock(owner, 1, rests=True), TextBlock(owner, 1, align="right")
        words = Over(self.head, self.value)
        self._stack = rows(fixed(None, 10), fixed(words, HEAD - 10), share(self.plot))

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self._stack.layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self._stack.show(visible)


class Strips:
    """All strips of the picture, from top to bottom.

    Args:
        owner: the figure of the lab.
        curves: the curves, whose colours the strips share.
    """

    def __init__(self, owner: LabFigure[Run], curves: Curves) -> None:
        self.owner = owner
        self.curves = curves
        self.slots = [StripPart(owner) for _ in range(COUNT)]

    def _used(self) -> list[tuple[Strip, StripPart]]:
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
        run, used = self.owner.run, self._used()
        for slot in self.slots:
            slot.show(False)
        for strip, slot in used:
            slot.show(True)
            slot.axes.tick_params(labelbottom=slot is used[-1][1])
            slot.axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
            color = self._color(strip)
            slot.curve.set_data(*strip.sample(run.settings.half_width))
            slot.curve.set_color(color)
            slot.dot.set_markerfacecolor(color)
        rows(*(share(slot) for _, slot in used)).layout(rect)
        for strip, slot in used:
            slot.head.update([self._item(strip, words.strip_head(strip, run, self.owner.texts))])

    def _color(self, strip: Strip) -> str:
        return self.curves.colors(self.owner.run.functions.index(strip.function))[1]

    def _item(self, strip: Strip, text: str) -> Item:
        """Return words in the colour of a strip."""
        color = self._color(strip)
        return Item(text, SIZE, color, breaks=False)

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
            slot.value.update([self._item(strip, f"${words.strip_value(strip, x)}$")])
