"""The picture of gradient descent in two dimensions: map, surface, chart and words."""

import math
from dataclasses import replace

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.chart import Chart
from acttutor.labs.descent2d.figures.heights import HeightColors, Heights
from acttutor.labs.descent2d.figures.map import MapPart
from acttutor.labs.descent2d.figures.surface import SurfacePart
from acttutor.labs.descent2d.figures.words import WordsPart
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText, line_width

#: From this width on, there is more room for words.
WIDE = 700.0
#: From this height on, as a share of the width, chart and words go below the map.
LOW = 0.72
#: How near to the start the pointer takes hold of it, in logical pixels.
REACH = 16.0
#: Sizes tried for the function until it fits.
TITLE_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        colors = HeightColors(self.theme)
        self.map = MapPart(self, colors)
        self.surface = SurfacePart(self, colors)
        self.chart = Chart(self)
        self.words = WordsPart(self)
        self.title = QuickText(0, 0, "", size=13, color=self.theme.text, ha="left", va="top")
        self.figure.add_artist(self.moving(self.title))
        self._heights: Heights | None = None
        #: What the pointer holds: "start", "surface" or nothing, and where it was last.
        self.held = ""
        self._last = (0.0, 0.0)
        self._placed: object = None
        self._shown: object = None
        self._seen: object = None

    # -- placing -------------------------------------------------------------------------------

    def layout(self, width: float, height: float) -> None:
        settings = self.run.settings
        self._placed = (settings.view, settings.function)
        self._shown = None
        roomy = width >= WIDE
        below = min(max(0.36 * height, 226.0), 300.0)
        top = 40.0
        room = height - below - top - 34
        self.put(self.title, 44, 12)
        self._title_room = width - 60
        self.map.set_visible(settings.view != "surface")
        self.surface.set_visible(settings.view != "map")
        if settings.view == "map" and height < LOW * width:
            self._layout_low(width, height)
            return
        side = min(room, (0.5 if roomy else 0.56) * width - 44)
        if settings.view == "map":
            self.map.layout(44, top, width - 44 - 16, room)
        else:
            self.map.layout(44, top, side, room)
        left = 44 + side + 12 if settings.view == "both" else 16
        self.surface.layout(left, top - 8, width - left - 12, room + 30)
        foot = height - below
        half = (0.53 if roomy else 0.535) * width
        self.chart.layout(14, foot, half - 14, below - 4)
        self.words.layout(half + 12, foot, width - half - 24, below - 6)

    def _layout_low(self, width: float, height: float) -> None:
        """Place the map beside chart and words: below them it would be too small to follow."""
        top, gap = 40.0, 16.0
        side = min(height - top - 34, 0.5 * width - 44)
        self.map.layout(44, top, side, height - top - 34)
        left = 44 + side + gap
        middle = max(0.47 * height, 150.0)
        self.chart.layout(left, top - 4, width - left - 16, middle - top + 4)
        self.words.layout(left + 12, middle + 6, width - left - 24, height - middle - 12)

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        full = (settings.view, settings.function) != self._placed
        if full:
            self.relayout()
        land = settings.landscape
        if self._heights is None or self._heights.land is not land:
            self._heights = Heights(land)
        seen = (settings.azimuth, settings.elevation)
        still = replace(settings, azimuth=0.0, elevation=45.0)
        shown = (run.generation, run.k, still, self.size(), self.scale, land)
        if shown == self._shown and seen == self._seen:
            # Between two steps only the heads move.
            self.map.glide()
            return full
        if settings.view != "map":
            self.surface.update(self._heights)
        turned, self._seen = seen != self._seen, seen
        if shown == self._shown and turned:
            return full
        self._shown = shown
        self.map.update(self._heights)
        self.chart.update()
        self.words.update()
        self._write_title()
        return full

    def _write_title(self) -> None:
        formula, dpi = words.function_formula(self.run, self.texts), float(self.figure.dpi)
        room = self._title_room * self.scale
        size = next(
            (s for s in TITLE_SIZES if line_width(formula, s, dpi) <= room), TITLE_SIZES[-1]
        )
        self.title.set_fontsize(size)
        self.title.set_text(formula)

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> str:
        """Return what the pointer would take hold of."""
        if self.chart.name_at(event):
            return "name"
        if event.inaxes is self.map.axes:
            pixels = self.map.axes.transData.transform(self.run.settings.start)
            near = math.dist(pixels, (event.x, event.y)) <= REACH * self.scale
            return "start" if near else "map"
        return "surface" if event.inaxes is self.surface.axes else ""

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
        azimuth, elevation = self.surface.turned(dx, dy)
        self.change(azimuth=azimuth, elevation=elevation)

    def on_release(self, event: MouseEvent) -> bool:
        self.held = ""
        return False

    def cursor(self, event: MouseEvent) -> str:
        target = self.held or self._target(event)
        return {"": "", "name": "hand", "map": "hand", "start": "move", "surface": "move"}[target]
