"""The picture of gradient descent in two dimensions: map, surface, chart and words."""

import math
from dataclasses import replace

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.chart import Chart
from acttutor.labs.descent2d.figures.heights import HeightColors, Heights
from acttutor.labs.descent2d.figures.map import Map
from acttutor.labs.descent2d.figures.surface import Surface
from acttutor.labs.descent2d.figures.trajectories import racer_colors
from acttutor.labs.descent2d.formulas import rule_lines
from acttutor.labs.descent2d.run import Run
from acttutor.plots.handles import Amount, Handle, amount
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Part, Rect, columns, fixed, rows, share, square
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula, largest_size
from acttutor.plots.style import BODY, HEADING

#: From this width on, there is more room for words.
WIDE = 700.0
#: Lower than this share of its width, a figure has chart and words beside the map: above them the
#: map would be too small to follow.
LOW = 0.72
#: How near to the start the pointer takes hold of it, in logical pixels.
REACH = 16.0
#: Size of the formulas if all fit, and where there is much to say.
LARGE, TIGHT = 12.0, 10.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        colors = HeightColors(self.theme)
        self.map = Map(self, colors)
        self.surface = Surface(self, colors)
        self.chart = Chart(self)
        self.words = TextBlock(self, 18)
        self.title = TextBlock(self, 1)
        self._heights = Heights(self.run.settings.landscape)
        #: What the pointer holds: "start", "surface" or nothing, and where it was last.
        self.held = ""
        self._last = (0.0, 0.0)
        self._placed: object = None
        self._shown: object = None
        self._seen: object = None

    def layout(self, width: float, height: float) -> None:
        view = self.run.settings.view
        self._placed = (view, self.run.settings.function)
        self._shown = None
        self.map.show(view != "surface")
        self.surface.show(view != "map")
        beside = square(self.map, (0.5 if width >= WIDE else 0.56) * width - 10)
        chart, said = share(self.chart, 0.52), share(self.words, 0.48)
        if view == "map" and height < LOW * width:
            main = [share(columns(beside, share(rows(chart, said, gap=10)), gap=16))]
        else:
            pictures: dict[str, Part] = {"map": self.map, "surface": self.surface}
            both = columns(beside, share(self.surface), gap=12)
            below = share(columns(chart, said, gap=4), 0.385, least=222, most=296)
            main = [share(pictures.get(view, both), 0.615), below]
        head = columns(fixed(None, Map.SIDE), share(self.title))
        rows(fixed(head, 28), *main).layout(self.whole().inside(10, 12, 12, 4))

    def update(self) -> bool:
        settings, land = self.run.settings, self.run.settings.landscape
        full = (settings.view, settings.function) != self._placed
        if full:
            self.relayout()
        if self._heights.land is not land:
            self._heights = Heights(land)
        seen = (settings.azimuth, settings.elevation)
        still = replace(settings, azimuth=0.0, elevation=45.0)
        shown = (self.run.generation, self.run.k, still, self.size(), self.scale)
        if shown != self._shown:
            self.map.update(self._heights)
            self.chart.follow(self.run)
            self._write()
        if (shown, seen) != (self._shown, self._seen):
            self.surface.update(self._heights)
        else:
            # Between two steps only the heads move.
            self.map.glide()
        self._shown, self._seen = shown, seen
        return full

    def _write(self) -> None:
        """Write the function and the next step, closer together if there is much to say."""
        self.title.update([formula(words.function_formula(self.run, self.texts), 13.0)])
        self.words.update(*self._next_step())

    def _next_step(self) -> list[list[Item]]:
        """Return the rule of the chosen one with its numbers, how it fares, and what matters.

        First with space between the lines, then with less, at last without what matters.
        """
        run, texts, theme, chosen = self.run, self.texts, self.theme, self.run.chosen
        head = texts("descent2d.heading", name=words.name_of(chosen.id, texts), k=chosen.k + 1)
        inks = {"gradient": theme.df, "momentum": theme.accent, "scale": theme.muted}
        mood = {"arrived": theme.good, "diverged": theme.bad, "outside": theme.bad}
        rules, state = rule_lines(chosen), words.state(run, texts)
        room, ink = self.words.rect.width * self.scale, racer_colors(theme)[chosen.id]
        # Not before the first step: what is going to happen can then still be guessed.
        fact = words.fact(run, texts) if chosen.k else ""

        def lines(gap: float, said: str) -> list[Item]:
            size = largest_size(
                [rule for _, rule in rules], LARGE if gap else TIGHT, room, self.dpi
            )
            return [
                Item(head, HEADING if gap else BODY + 0.5, ink, bold=True),
                *(formula(rule, size, inks.get(kind, ""), gap / 4) for kind, rule in rules),
                Item(state, color=mood.get(chosen.state, ""), above=gap),
                Item(said, color=theme.muted, above=gap),
            ]

        return [*(lines(gap, fact) for gap in (8.0, 4.0, 0.0)), lines(0.0, "")]

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> str:
        """Return what the pointer would take hold of."""
        if self.chart.name_at(event):
            return "name"
        if event.inaxes is self.surface.axes:
            return "surface"
        if event.inaxes is not self.map.axes:
            return ""
        pixels = self.map.axes.transData.transform(self.run.settings.start)
        near = math.dist(pixels, (event.x, event.y)) <= REACH * self.scale
        return "start" if near else "map"

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        target = self._target(event)
        self.held = {"map": "start", "name": ""}.get(target, target)
        self._last = (event.x, event.y)
        if target == "name":
            self.change(chosen=self.chart.name_at(event))
        elif target == "map":
            self._drag(event)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self.held:
            self._drag(event)
        return False

    def _drag(self, event: MouseEvent) -> None:
        if self.held == "start":
            x, y = self.map.axes.transData.inverted().transform((event.x, event.y))
            self.change(starts=self.run.settings.with_start(float(x), float(y)))
            return
        dx, dy = event.x - self._last[0], event.y - self._last[1]
        self._last = (event.x, event.y)
        self.change(**self.surface.turned(dx, dy))

    def on_release(self, event: MouseEvent) -> bool:
        self.held = ""
        return False

    def handles(self) -> list[Handle]:
        settings, texts = self.run.settings, self.texts
        found: list[Handle] = []
        if self.map.axes.get_visible():
            (left, right), (low, high) = self.map.axes.get_xlim(), self.map.axes.get_ylim()
            x, y = settings.start
            steps = (right - left) / 50, (high - low) / 50
            found.append(
                Handle(
                    "start",
                    self.around(self.map.axes, x, y, 20.0),
                    texts("descent2d.handles.start"),
                    (
                        Amount(x, left, right, steps[0], name="x"),
                        Amount(y, low, high, steps[1], name="y"),
                    ),
                    lambda x, y: self.change(starts=settings.with_start(x, y)),
                )
            )
        if self.surface.axes.get_visible():
            found.append(
                Handle(
                    "surface",
                    Rect.around(*self.place_of(self.surface.axes).middle, 40.0, 40.0),
                    texts("descent2d.handles.surface"),
                    (
                        amount(settings, "azimuth", 5.0, texts("descent2d.handles.turn")),
                        amount(settings, "elevation", 5.0, texts("descent2d.handles.tilt")),
                    ),
                    lambda azimuth, elevation: self.change(azimuth=azimuth, elevation=elevation),
                )
            )
        return [
            *found,
            *(
                Handle(f"name {name}", place, words.name_of(name, texts))
                for name, place in self.chart.named().items()
            ),
        ]

    def cursor(self, event: MouseEvent) -> str:
        target = self.held or self._target(event)
        return {"": "", "name": "hand", "map": "hand", "start": "move", "surface": "move"}[target]
