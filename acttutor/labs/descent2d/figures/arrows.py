"""The arrows at the chosen point: gradient, momentum and step."""

import math
from typing import Any

import numpy as np

from acttutor.plots.arrows import Arrows

#: Length of the arrow of the gradient, and what a step is magnified to if it is shorter, in
#: logical pixels.
GRADIENT, STEP = 58.0, 76.0
#: Factors by which steps are magnified.
FACTORS = tuple(m * 10**p for p in range(6) for m in (1, 2, 5))
#: Shorter than this, an arrow is not drawn.
LEAST = 4.0


class StepArrows:
    """Three arrows; step and momentum are drawn to the same scale.

    The gradient has another unit than a step, so that its arrow shows only its direction: straight
    downhill, across the level lines.

    Args:
        part: the `acttutor.labs.descent2d.figures.map.MapPart` that they belong to.
    """

    def __init__(self, part: Any) -> None:
        self.part = part
        theme, moving = part.lab.theme, part.lab.moving
        self._all = {
            "gradient": Arrows(part.axes, theme.df, moving, width=2.0, head=9, gap=0),
            "momentum": Arrows(part.axes, theme.accent, moving, width=2.4, head=10, gap=0),
            "step": Arrows(part.axes, theme.text, moving, width=2.4, head=10, gap=0),
        }
        #: By how much steps are magnified, and the ends of the arrows that are there.
        self.factor = 1
        self.tips: dict[str, tuple[float, float]] = {}

    def update(self) -> None:
        """Show the arrows for the next step."""
        trajectory = self.part.lab.run.chosen
        scale = self.part.lab.scale
        per_unit = self._pixels_per_unit() / scale
        none = np.zeros((0, 2))
        here = np.array(trajectory.here)
        shown = self.part.visible and not trajectory.diverged and not trajectory.outside
        vectors = self._vectors(trajectory, per_unit) if shown else {}
        self.tips = {}
        for name, arrows in self._all.items():
            vector = vectors.get(name)
            there = vector is not None and math.hypot(*vector) * per_unit >= LEAST
            arrows.set_visible(there)
            tip = here + vector if there and vector is not None else here
            arrows.set_data([here] if there else none, [tip] if there else none)
            if there:
                self.tips[name] = (float(tip[0]), float(tip[1]))

    def _pixels_per_unit(self) -> float:
        left, right = self.part.axes.get_xlim()
        return float(self.part.axes.bbox.width / (right - left))

    def _vectors(self, trajectory: Any, per_unit: float) -> dict[str, Any]:
        """Return the arrows in data units."""
        step = np.subtract(trajectory.next, trajectory.here)
        momentum = np.array(trajectory.velocity)
        length = max(math.hypot(*step), math.hypot(*momentum)) * per_unit
        self.factor = 1
        if 0 < length < STEP:
            self.factor = max(
                factor for factor in FACTORS if factor * length <= STEP or factor == 1
            )
        slope = np.array(trajectory.gradient)
        size = math.hypot(*slope)
        downhill = -slope / size * GRADIENT / per_unit if size > 0 else slope
        return {
            "gradient": downhill,
            "momentum": momentum * self.factor,
            "step": step * self.factor,
        }
