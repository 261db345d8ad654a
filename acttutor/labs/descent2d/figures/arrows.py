"""The arrows at the chosen point: gradient, momentum and step."""

import math

import numpy as np
from matplotlib.axes import Axes

from acttutor.core.arrays import Array
from acttutor.labs.descent2d.trajectory import OptimizerTrajectory
from acttutor.plots.arrows import Arrows
from acttutor.plots.drawing import Drawing

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
    """

    def __init__(self, drawing: Drawing, axes: Axes) -> None:
        self._drawing, self._axes = drawing, axes
        theme = drawing.theme
        self._all = {
            name: Arrows(axes, color, drawing.moving, width, head, gap=0)
            for name, color, width, head in (
                ("gradient", theme.df, 1.6, 9),
                ("momentum", theme.accent, 2.4, 10),
                ("step", theme.text, 2.4, 10),
            )
        }
        #: By how much steps are magnified, and the ends of the arrows that are there.
        self.factor = 1
        self.tips: dict[str, Array] = {}

    def update(self, trajectory: OptimizerTrajectory) -> None:
        """Show the arrows for the next step, in the picture alone."""
        left, right = self._axes.get_xlim()
        per_unit = float(self._axes.bbox.width) / (right - left) / self._drawing.scale
        gone = trajectory.diverged or trajectory.outside
        vectors = {} if gone else self._vectors(trajectory, per_unit)
        here = np.array(trajectory.here)
        self.tips = {
            name: here + vector
            for name, vector in vectors.items()
            if math.hypot(*vector) * per_unit >= LEAST
        }
        for name, arrows in self._all.items():
            arrows.set_visible(name in self.tips)
            if name in self.tips:
                arrows.set_data([here], [self.tips[name]])

    def _vectors(self, trajectory: OptimizerTrajectory, per_unit: float) -> dict[str, Array]:
        """Return the arrows in data units."""
        step = np.subtract(trajectory.next, trajectory.here)
        momentum = np.array(trajectory.velocity)
        length = max(math.hypot(*step), math.hypot(*momentum)) * per_unit
        fitting = [factor for factor in FACTORS if factor * length <= STEP]
        self.factor = max(fitting, default=1) if length > 0 else 1
        slope = np.array(trajectory.gradient)
        size = max(math.hypot(*slope), 1e-300)
        return {
            "gradient": -slope / size * GRADIENT / per_unit,
            "momentum": momentum * self.factor,
            "step": step * self.factor,
        }
