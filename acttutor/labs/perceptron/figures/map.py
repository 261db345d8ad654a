"""What one unit says at every place of the plane, with its line and the points."""

import math
from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from acttutor.core.arrays import Array
from acttutor.core.nn.perceptron import Vector
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import HIGH, LOW
from acttutor.plots.arrows import Arrows
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.decision_map import DecisionMap, zero_lines
from acttutor.plots.style import BODY, Looks
from acttutor.plots.text.quick import QuickText

#: Points along each side at which the sigmoid is computed; between them it is interpolated.
GRID = 90
#: Both edges; and the middles of the outermost pixels, so that a line along an edge stays unseen.
EDGES = np.array([LOW, HIGH])
OUTERMOST = np.array([LOW + 0.005, HIGH - 0.005])
#: Length of the arrow of the weights in logical pixels.
ARROW = 52.0


def z_over_plane(w: Vector, side: Array = EDGES) -> Array:
    """Return z for ``side`` by ``side``; its values at the corners tell all others."""
    z: Array = w[0] + w[1] * side + (w[2] * side[::-1])[:, None]
    return z


def line_of(w: Vector) -> tuple[Array, Array]:
    """Return where z = 0: two points at the edges, or none."""
    x, y = zero_lines([z_over_plane(w)], LOW, HIGH)
    return x[:2], y[:2]


def foot_of(w: Vector) -> tuple[float, float] | None:
    """Return the middle of the part of the line of ``w`` that is seen, if it is seen."""
    x, y = line_of(w)
    return (float(x.mean()), float(y.mean())) if len(x) else None


class UnitMap(DecisionMap):
    """The map of the step unit, or of the sigmoid unit.

    Args:
        drawing: what to draw with.
        is_step: which unit it is.
    """

    def __init__(self, drawing: Drawing, is_step: bool) -> None:
        ticks = range(int(LOW), int(HIGH) + 1)
        super().__init__(drawing, LOW, HIGH, ticks, scale=None, boundary=False)
        self.is_step = is_step
        self._weights: Vector = ()
        self._build()

    def _line(self, **options: Any) -> Line2D:
        return self.drawing.moving(self.axes.plot([], [], **options)[0])

    def _name(self, text: str, backdrop: str = "") -> QuickText:
        color, middle = self.drawing.theme.point, {"ha": "center", "va": "center"}
        return self.drawing.label(self.axes, color, BODY + 2, text, backdrop=backdrop, **middle)

    def _build(self) -> None:
        theme, moving = self.drawing.theme, self.drawing.moving
        self.before = self._line(color=theme.text, lw=1.1, ls=(0, (4, 3)), alpha=0.7)
        self.line = self._line(color=theme.text, lw=2.0)
        self.proof = [self._line(color=theme.point, lw=1.2, ls=(0, (2, 2))) for _ in range(2)]
        self.arrow = Arrows(self.axes, theme.text, moving, width=2.0, head=10, gap=0)
        self.arrow_name = self._name("$w$")
        free: Looks = {"ls": "none", "clip_on": False}
        rim = free | {"mec": theme.background, "mew": 1.4}
        self.points = {
            1: self._line(marker="o", ms=10, mfc=theme.positive, **rim),
            0: self._line(marker="s", ms=9, mfc=theme.negative, **rim),
        }
        self.wrong = self._line(marker="x", ms=5.5, mec=theme.background, mew=1.8, **free)
        self.ring = self._line(marker="o", ms=18, mfc="none", mec=theme.text, mew=1.8, **free)
        self.shared = self._line(
            ls="none", marker="D", ms=7, mfc=theme.background, mec=theme.point, mew=1.6
        )
        self.shared_name = self._name("$P$", theme.background)

    # -- showing -------------------------------------------------------------------------------

    def follow(self, run: Run, weights: Vector, before: Vector = ()) -> None:
        """Show the unit with these ``weights``, and the line it had ``before``, if that is told."""
        if weights != self._weights:
            self._weights = weights
            z = z_over_plane(weights, OUTERMOST if self.is_step else np.linspace(LOW, HIGH, GRID))
            self._answers = z if self.is_step else np.tanh(0.5 * z)
        self.update(self._answers, discretize=self.is_step)
        self.line.set_data(*line_of(weights))
        self.before.set_visible(bool(before) and before != weights)
        self.before.set_data(*line_of(before or weights))
        self._show_arrow(weights)
        self._show_points(run, weights)
        self._show_proof(run)

    def tip_of(self, weights: Vector) -> tuple[float, float] | None:
        """Return the tip of the arrow of w; ``None`` if it is not shown."""
        foot = foot_of(weights)
        if foot is None:
            return None
        (x, y), (_, w1, w2) = foot, weights
        reach = ARROW * self.drawing.scale * (HIGH - LOW) / max(self.axes.bbox.width, 1.0)
        reach /= math.hypot(w1, w2)
        return x + w1 * reach, y + w2 * reach

    def _show_arrow(self, weights: Vector) -> None:
        """Draw w from the line towards the side of the ones."""
        foot, tip = foot_of(weights), self.tip_of(weights)
        self.arrow.set_visible(tip is not None)
        self.arrow_name.set_visible(False)
        if foot is None or tip is None:
            return
        self.arrow.set_data([foot], [tip])
        start, end = self.axes.transData.transform([foot, tip])
        scale = self.drawing.scale
        spot = end + (end - start) * 11 * scale / max(math.dist(start, end), 1.0)
        self.arrow_name.set_position(spot)
        # Near the edge the tip leaves the map, and its name would lie over other words.
        self.arrow_name.set_visible(bool(self.axes.bbox.padded(-9 * scale).contains(*spot)))

    def _show_points(self, run: Run, weights: Vector) -> None:
        X, t = run.problem.X, run.problem.t
        for label, artist in self.points.items():
            artist.set_data(*X[t == label].T)
        z = np.round(X @ weights[1:] + weights[0], 10)
        self.wrong.set_data(*X[(z >= 0) != (t > 0)].T)
        self.ring.set_data(*X[run.sample : run.sample + 1].T)

    def _show_proof(self, run: Run) -> None:
        """Draw the point that no line can give two classes, and what it lies between."""
        shared = run.problem.overlap if self.is_step else None
        for artist in (*self.proof, self.shared, self.shared_name):
            artist.set_visible(shared is not None)
        if shared is None:
            return
        self.shared.set_data([shared.point[0]], [shared.point[1]])
        for line, mixture in zip(self.proof, (shared.positive, shared.negative), strict=True):
            corners = run.problem.X[[index for index, _ in mixture]]
            line.set_data(*np.concatenate([corners, corners[:1]]).T)
        beside = np.array([13, 9]) * self.drawing.scale
        self.shared_name.set(position=self.axes.transData.transform(shared.point) + beside)
