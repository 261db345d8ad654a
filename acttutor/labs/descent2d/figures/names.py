"""The names in the map: of points, of arrows, and of those who have left the picture."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.figures.arrows import StepArrows
from acttutor.labs.descent2d.figures.trajectories import clipped, racer_colors
from acttutor.labs.descent2d.run import Run
from acttutor.plots.drawing import Drawing
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.text.label_places import Labels, Points
from acttutor.plots.text.quick import QuickText


class MapNames:
    """Labels, each where it covers least."""

    def __init__(self, drawing: Drawing, axes: Axes) -> None:
        self._drawing, self._axes = drawing, axes
        theme = drawing.theme
        self.labels = Labels()

        def labels(colors: dict[str, str], size: float = SMALL + 0.5) -> dict[str, QuickText]:
            return {name: drawing.label(axes, color, size) for name, color in colors.items()}

        self.points = labels({"minimum": theme.good, "saddle": theme.muted, "start": theme.text})
        self.arrows = labels(
            {"gradient": theme.df, "momentum": theme.accent, "step": theme.text}, BODY
        )
        self.left = labels(racer_colors(theme))

    def update(self, run: Run, arrows: StepArrows) -> None:
        """Write all names and find places for them."""
        self.labels.begin_in(self._axes, self._drawing.scale)
        here = self._pixels(run.chosen.here)[0]
        tips = {name: self._pixels(tip)[0] for name, tip in arrows.tips.items()}
        self._avoid_points(run)
        for tip in tips.values():
            self.labels.avoid_line(here, tip)
        self._name_arrows(run, here, tips, arrows.factor)
        self._name_points(run)
        self._name_left(run)

    def _pixels(self, points: Any) -> Points:
        pixels = self._axes.transData.transform(np.reshape(points, (-1, 2)))
        return np.asarray(np.clip(pixels, -3e4, 3e4))

    def _avoid_points(self, run: Run) -> None:
        land = run.settings.landscape
        heads = [trajectory.here for trajectory in run.trajectories.values()]
        for spot in self._pixels([*land.minima, run.settings.start, *heads]):
            self.labels.avoid_disc(spot, 7)
        self.labels.avoid(self._pixels(clipped(run.chosen.points[-60:], land)))

    def _name_arrows(self, run: Run, here: Points, tips: dict[str, Points], factor: int) -> None:
        single = getattr(run.settings.landscape, "single", False)
        box = self._axes.bbox
        for name, label in self.arrows.items():
            label.set_visible(name in tips)
            if name not in tips:
                continue
            said = "sample" if name == "gradient" and single else name
            text = self._drawing.texts(f"descent2d.arrow.{said}")
            if name != "gradient" and factor > 1:
                text += rf" $\times {factor}$".replace("000", r"\,000")
            label.set_text(text)
            # The tip of a long arrow may be outside; its name stays inside.
            x, y = end = np.clip(tips[name], box.min, box.max)
            angle = float(np.degrees(np.arctan2(*(end - here)[::-1])))
            self.labels.place(label, (x, y), angle, (4, 10, 18, 28))

    def _name_points(self, run: Run) -> None:
        land = run.settings.landscape
        spots = {
            "minimum": [land.nearest_minimum(*run.chosen.here)],
            "saddle": land.saddles[:1],
            "start": [run.settings.start],
        }
        for name, label in self.points.items():
            label.set_visible(bool(spots[name]))
            label.set_text(self._drawing.texts(f"descent2d.{name}"))
            for x, y in self._pixels(spots[name]):
                self.labels.place(label, (x, y), 270, (8, 14, 22, 34))

    def _name_left(self, run: Run) -> None:
        """Announce those who have left the picture at the edge where they left."""
        texts, box = self._drawing.texts, self._axes.bbox
        places = {name: self._pixels(racer.here)[0] for name, racer in run.trajectories.items()}
        for name, label in self.left.items():
            shown = name in places and not box.contains(*places[name])
            label.set_visible(shown)
            if shown:
                x, y = edge = np.clip(places[name], box.min, box.max)
                dx, dy = places[name] - edge
                across, up = ("→" if dx > 0 else "←"), ("↑" if dy > 0 else "↓")
                said = texts("descent2d.left", name=words.name_of(name, texts))
                label.set_text(f"{said} {across if abs(dx) >= abs(dy) else up}")
                self.labels.place(label, (x, y), 90 if y < box.y1 else 270, (4, 16, 28, 40))
