"""The top of the first page: three things that live, each the door to its lab."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.base.numbers.numerals import fixed, significant
from acttutor.core.data.datasets import DOMAIN
from acttutor.labs.overview.figures.spots import Section, Spot
from acttutor.labs.overview.living import EPOCHS, START
from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.words import short_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.decision_map import DecisionMap
from acttutor.plots.parts.layout import Rect, columns, share, square
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import BODY, MARKERS, SMALL, Looks

#: Between tiles and around what is in them; heights of the title and of the numbers.
GAP, INSIDE, HEAD, FOOT = 14.0, 10.0, 28.0, 24.0
#: Least width of the losses beside the map.
LOSSES = 140.0
#: Half the length of the tangent, along x.
TANGENT = 1.6
Z = np.linspace(-4.2, 4.2, 211)


class Learning:
    """The map of a network that learns, with its points, and its loss."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme = lab.theme
        self.map = DecisionMap(lab, *DOMAIN, scale=None)
        looks: Looks = {"ls": "", "ms": 3.6, "mec": theme.background, "mew": 0.5}
        self.points = [
            lab.moving(self.map.axes.plot([], [], marker=marker, color=color, **looks)[0])
            for marker, color in zip(MARKERS, theme.classes[:2], strict=False)
        ]
        self.losses = Plot(lab, left=4, bottom=2)
        self.losses.axes.set_axis_off()
        self.losses.axes.set(xlim=(0, EPOCHS), ylim=(0.0, 0.6))
        self.loss = self.losses.line(color=theme.text, lw=1.8)

    def layout(self, rect: Rect) -> None:
        """Put the losses beside the map where there is room."""
        beside = share(self.losses, least=LOSSES, gives_way=True)
        columns(square(self.map, rect.height), beside, gap=10).layout(rect)

    def update(self) -> tuple[str, ...]:
        """Show the network as it is now; returns its numbers."""
        living = self.lab.run.living
        if not living.ticks:  # the first picture does not wait for it
            return ("",)
        learner = living.learner
        self.map.update(learner.outputs)
        for line, sign in zip(self.points, (1.0, -1.0), strict=True):
            line.set_data(*learner.X[learner.T[:, 0] == sign].T)
        self.loss.set_data(np.arange(len(learner.losses)), learner.losses)
        loss = fixed(learner.losses[-1], 3)
        return (self.lab.texts("overview.doors.network.now", epoch=learner.epoch, loss=loss),)


class Rolling:
    """A ball that goes down a parabola, and where it was."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, ball = lab.theme, lab.run.living.ball
        self.plot = Plot(lab, left=2, bottom=2)
        axes = self.plot.axes
        axes.set_axis_off()
        a, b = ball.objective.minimum
        reach = START - a
        axes.set(xlim=(a - 1.12 * reach, a + 1.12 * reach), ylim=(b - 1.1, b + 1.2 * reach**2))
        x = np.linspace(*axes.get_xlim(), 161)
        axes.plot(x, ball.objective.f(x), color=theme.f, lw=2.2)
        self.trail = self.plot.line(color=theme.muted, lw=1.0, marker="o", ms=3.5)
        self.ball = self.plot.line(ls="", marker="o", ms=11, mfc=theme.df, mec=theme.background)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.plot.layout(rect)

    def update(self) -> tuple[str, ...]:
        """Show the ball where it is now; returns its numbers."""
        ball = self.lab.run.living.ball
        steps = slice(0, ball.k + 1)
        self.trail.set_data(ball.path.x[steps], ball.path.fx[steps])
        self.ball.set_data([ball.x], [ball.objective.f(ball.x)])
        x = fixed(ball.path.x[ball.k])
        return (
            self.lab.texts("overview.doors.descent.now", lr=significant(ball.lr), k=ball.k, x=x),
        )


class Touching:
    """An activation with its tangent, under the pointer if that is there."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme = lab.theme
        self.plot = Plot(lab, left=2, bottom=2, zero=True)
        axes = self.plot.axes
        axes.set_axis_off()
        axes.set(xlim=(Z[0], Z[-1]), ylim=(-1.4, 2.6))
        self.df = self.plot.line(color=theme.df, lw=1.6)
        self.f = self.plot.line(color=theme.f, lw=2.4)
        self.tangent = self.plot.line(color=theme.text, lw=1.6)
        self.point = self.plot.line(ls="", marker="o", ms=8, mfc=theme.text, mec=theme.background)
        self.pointer: float | None = None
        #: The activation that is shown; it stays as long as the pointer does.
        self.function = ""

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.plot.layout(rect)

    def update(self) -> tuple[str, str]:
        """Show the tangent where it is now; returns its numbers, with the name and without."""
        run = self.lab.run
        function = self.function if self.pointer is not None else run.living.function
        if function != self.function:
            self.function = function
            f, df = curve(function, Z)
            self.f.set_data(Z, f)
            self.df.set_data(Z, df)
        x = run.living.x if self.pointer is None else self.pointer
        y, slope = (float(values[0]) for values in curve(function, np.array([x])))
        self.point.set_data([x], [y])
        ends = np.array([-TANGENT, TANGENT]) / np.hypot(1.0, slope)
        self.tangent.set_data(x + ends, y + slope * ends)
        name = short_name(function, self.lab.texts)
        numbers = [fixed(value) for value in (x, y, slope)]
        brief = self.lab.texts(
            "overview.doors.activations.brief", x=numbers[0], y=numbers[1], df=numbers[2]
        )
        return self.lab.texts("overview.doors.activations.now", name=name, now=brief), brief


class LivingStrip(Section):
    """The three of them side by side; see `Section`."""

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        super().__init__(lab, sheet, 8.0)
        self.learning, self.rolling = Learning(lab), Rolling(lab)
        self.touching = Touching(lab)
        self.parts: dict[str, Learning | Rolling | Touching] = {
            "network": self.learning,
            "descent": self.rolling,
            "activations": self.touching,
        }
        self.numbers = [lab.moving(lab.line("", SMALL, lab.theme.muted)) for _ in self.parts]

    def show(self, visible: bool) -> None:
        shown = (self.learning.map, self.learning.losses, self.rolling.plot, self.touching.plot)
        for part in shown:
            part.show(visible)
        for text in self.numbers:
            text.set_visible(visible)
        if not visible:
            self.spots.place()
            self.spots.update()

    def layout(self, rect: Rect) -> None:
        theme, texts, sheet = self.lab.theme, self.lab.texts, self.sheet
        tiles = rect.grid(1, len(self.parts), (GAP, 0.0))
        self.spots.place(*map(Spot, tiles, self.parts))
        for tile, (door, part), text in zip(tiles, self.parts.items(), self.numbers, strict=True):
            sheet.box(*tile, fc=theme.surface, ec=theme.grid, lw=1.0)
            looks = {"weight": "bold", "zorder": 4}
            words = texts(f"overview.doors.{door}.title")
            sheet.text(tile.left + INSIDE, tile.top + 7, words, BODY, theme.accent, **looks)
            part.layout(tile.inside(INSIDE, HEAD, INSIDE, FOOT))
            self.lab.put(text, tile.left + INSIDE, tile.bottom - FOOT + 6)

    def update(self) -> None:
        super().update()
        for text, part, spot in zip(self.numbers, self.parts.values(), self.spots.all, strict=True):
            choices, room = part.update(), spot.frame.width - 2 * INSIDE
            fitting = (words for words in choices if self.lab.width_of(words, SMALL) <= room)
            text.set_text(next(fitting, choices[-1]))

    def point_at(self, event: MouseEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        changed = self.spots.light(None if event is None else self.lab.pointer(event))
        before, self.touching.pointer = self.touching.pointer, None
        if event is not None and self.spots.lit == "activations":
            inverted = self.touching.plot.axes.transData.inverted()
            x = float(inverted.transform((event.x, event.y))[0])
            self.touching.pointer = min(max(x, Z[0]), Z[-1])
        return changed or before != self.touching.pointer
