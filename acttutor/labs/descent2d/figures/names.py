"""The names in the map: of points, of arrows, and of those who have left the picture."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes

from acttutor.core.arrays import Array
from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.arrows import StepArrows
from acttutor.labs.descent2d.figures.trajectories import clipped, racer_colors
from acttutor.labs.descent2d.run import Run
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.point_names import Name, PointNames
from acttutor.plots.style import SMALL

#: So many of the latest places of the chosen one are kept free.
LATEST = 60


class MapNames(PointNames):
    """Labels, each where it covers least; arrows come first, then points."""

    def __init__(self, drawing: Drawing, axes: Axes) -> None:
        theme, self.racers = drawing.theme, racer_colors(drawing.theme)
        self._arrows = {"gradient": theme.df, "momentum": theme.accent, "step": theme.text}
        self._points = {"minimum": theme.good, "saddle": theme.muted, "start": theme.text}
        arrows = [f"arrow {name}" for name in self._arrows]
        super().__init__(drawing, axes, [*arrows, *self._points, *self.racers])

    def follow(self, run: Run, arrows: StepArrows) -> None:
        """Write all names and find places for them."""
        land, chosen = run.settings.landscape, run.chosen
        heads = [racer.here for racer in run.trajectories.values()]
        path = clipped(chosen.points[-LATEST:], land)
        shafts = [np.stack((chosen.here, tip)) for tip in arrows.tips.values()]
        named = (self._of_arrows(run, arrows), self._of_points(run), self._of_gone(run))
        names = {key: name for found in named for key, name in found}
        points = [*land.minima, run.settings.start, *heads]
        self.update(names, [path, *shafts], [(points, 7.0)])

    def _of_arrows(self, run: Run, arrows: StepArrows) -> Iterator[tuple[str, Name]]:
        single = getattr(run.settings.landscape, "single", False)
        for name, tip in arrows.tips.items():
            said = "sample" if name == "gradient" and single else name
            text = self.drawing.texts(f"descent2d.arrow.{said}")
            if name != "gradient" and arrows.factor > 1:
                text += rf" $\times {arrows.factor}$".replace("000", r"\,000")
            # The tip of a long arrow may be outside; its name stays inside.
            x, y = self._inside(tip)
            angle = float(np.degrees(np.arctan2(y - run.chosen.here[1], x - run.chosen.here[0])))
            color = self._arrows[name]
            yield f"arrow {name}", Name(text, [(x, y)], angle, (4, 10, 18, 28), color)

    def _of_points(self, run: Run) -> Iterator[tuple[str, Name]]:
        land = run.settings.landscape
        minimum, saddles = land.nearest_minimum(*run.chosen.here), land.saddles[:1]
        spots = {"minimum": [minimum], "saddle": saddles, "start": [run.settings.start]}
        for key, places in spots.items():
            if places:
                text, color = self.drawing.texts(f"descent2d.{key}"), self._points[key]
                yield key, Name(text, places, 270, (8, 14, 22, 34), color, SMALL + 0.5)

    def _of_gone(self, run: Run) -> Iterator[tuple[str, Name]]:
        """Announce those who have left the picture at the edge where they left."""
        texts, high = self.drawing.texts, self.axes.get_ylim()[1]
        for key, racer in run.trajectories.items():
            x, y = self._inside(racer.here)
            dx, dy = racer.here[0] - x, racer.here[1] - y
            if dx or dy:
                way = ("→" if dx > 0 else "←") if abs(dx) >= abs(dy) else "↑" if dy > 0 else "↓"
                said = f"{texts('descent2d.left', name=words.name_of(key, texts))} {way}"
                prefer = 90 if y < high else 270
                near, color = (4, 16, 28, 40), self.racers[key]
                yield key, Name(said, [(x, y)], prefer, near, color, SMALL + 0.5)

    def _inside(self, point: Sequence[float] | Array) -> tuple[float, float]:
        """Return the place in the picture that is nearest to a point."""
        (left, right), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()
        return float(np.clip(point[0], left, right)), float(np.clip(point[1], low, high))
