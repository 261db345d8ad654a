"""The names in the map: of points, of arrows, and of those who have left the picture."""

from typing import Any

import numpy as np

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.plots.label_places import Labels
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL


class MapNames:
    """Labels, each where it covers least.

    Args:
        part: the `acttutor.labs.descent2d.figures.map.MapPart` with all its lines.
    """

    def __init__(self, part: Any) -> None:
        self.part, self.lab = part, part.lab
        theme = self.lab.theme
        self.labels = Labels()
        axes, label = part.axes, self.lab.label
        self.saddle = label(axes, theme.muted, SMALL + 0.5)
        self.minimum = label(axes, theme.good, SMALL + 0.5)
        self.start = label(axes, theme.text, SMALL + 0.5)
        colors = {"gradient": theme.df, "momentum": theme.accent, "step": theme.text}
        self.arrows = {name: label(axes, color) for name, color in colors.items()}
        self.left = {
            name: label(axes, color, SMALL + 0.5)
            for name, color in zip(OPTIMIZERS, theme.palette, strict=True)
        }

    def all(self) -> list[QuickText]:
        """Return all labels."""
        return [
            self.saddle, self.minimum, self.start, *self.arrows.values(), *self.left.values()
        ]  # fmt: skip

    def update(self) -> None:
        """Write all names and find places for them."""
        if not self.part.visible:
            for label in self.all():
                label.set_visible(False)
            return
        self.labels.begin_in(self.part.axes, self.lab.scale)
        self._avoid_points()
        self._name_arrows()
        self._name_points()
        self._name_left()

    def _pixels(self, points: Any) -> Any:
        array = np.reshape(np.asarray(points, dtype=float), (-1, 2))
        return np.clip(self.part.axes.transData.transform(array), -3e4, 3e4)

    def _avoid_points(self) -> None:
        run, land = self.lab.run, self.lab.run.settings.landscape
        for spots, radius in (
            (land.minima, 7),
            ([run.settings.start], 7),
            ([trajectory.here for trajectory in run.trajectories.values()], 7),
        ):
            for spot in self._pixels(spots):
                self.labels.avoid_disc(spot, radius)
        self.labels.avoid(self._pixels(self.part.clipped(run.chosen.points[-60:])))
        here = self._pixels(run.chosen.here)[0]
        for tip in self.part.arrows.tips.values():
            self.labels.avoid_line(here, self._pixels(tip)[0])

    def _name_arrows(self) -> None:
        tips, factor = self.part.arrows.tips, self.part.arrows.factor
        here = self._pixels(self.lab.run.chosen.here)[0]
        for name, label in self.arrows.items():
            tip = tips.get(name)
            label.set_visible(tip is not None)
            if tip is None:
                continue
            single = getattr(self.lab.run.settings.landscape, "single", False)
            key = "sample" if name == "gradient" and single else name
            words_of = self.lab.texts(f"descent2d.arrow.{key}")
            if name != "gradient" and factor > 1:
                words_of += rf" $\times {factor}$".replace("000", r"\,000")
            label.set_text(words_of)
            # The tip of a long arrow may be outside; its name stays inside.
            box = self.part.axes.bbox
            end = np.clip(self._pixels(tip)[0], (box.x0, box.y0), (box.x1, box.y1))
            angle = float(np.degrees(np.arctan2(*(end - here)[::-1])))
            self.labels.place(label, (float(end[0]), float(end[1])), angle, (4, 10, 18, 28))

    def _name_points(self) -> None:
        run, land = self.lab.run, self.lab.run.settings.landscape
        texts = self.lab.texts
        x, y = land.nearest_minimum(*run.chosen.here)
        for label, spot, shown, text in (
            (self.minimum, (x, y), True, texts("descent2d.minimum")),
            (self.saddle, *((land.saddles[0], True) if land.saddles else ((0.0, 0.0), False)),
             texts("descent2d.saddle")),
            (self.start, run.settings.start, True, texts("descent2d.start")),
        ):  # fmt: skip
            label.set_visible(shown)
            if shown:
                label.set_text(text)
                place = self._pixels(spot)[0]
                self.labels.place(label, (float(place[0]), float(place[1])), 270, (8, 14, 22, 34))

    def _name_left(self) -> None:
        """Announce those who have left the picture at the edge where they left."""
        run, box = self.lab.run, self.part.axes.bbox
        for name, label in self.left.items():
            trajectory = run.trajectories.get(name)
            spot = None if trajectory is None else self._pixels(trajectory.here)[0]
            shown = spot is not None and not box.contains(*spot)
            label.set_visible(shown)
            if not shown or spot is None:
                continue
            x, y = min(max(spot[0], box.x0), box.x1), min(max(spot[1], box.y0), box.y1)
            sideways = abs(spot[0] - x) >= abs(spot[1] - y)
            sign = ("→" if spot[0] > x else "←") if sideways else ("↑" if spot[1] > y else "↓")
            written = self.lab.texts("descent2d.left", name=words.name_of(name, self.lab.texts))
            label.set_text(f"{written} {sign}")
            self.labels.place(
                label, (float(x), float(y)), 90 if y < box.y1 else 270, (4, 16, 28, 40)
            )
