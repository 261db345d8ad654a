"""What one unit says at every place of the plane, with its line and the points."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.lines import Line2D

from acttutor.core.nn.perceptron import Vector
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import HIGH, LOW
from acttutor.plots.arrows import Arrows
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.pixel_image import PixelImage, bilinear
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY

#: Points along each side at which the sigmoid is computed; between them it is interpolated.
GRID = 90
#: Length of the arrow of the weights in logical pixels.
ARROW = 52.0
MIDDLE = (LOW + HIGH) / 2
#: Weights for which there is no line where z = 0.
NO_LINE: Vector = (0.0, 0.0, 0.0)

Array = npt.NDArray[np.float64]


def foot_of(w: Vector) -> tuple[float, float] | None:
    """Return the middle of the part of the line of ``w`` that is seen; ``None`` if there is none.

    Where the line begins and ends to be seen, see Liang and Barsky (1984).
    """
    b, w1, w2 = w
    squared = w1 * w1 + w2 * w2
    if squared < 1e-18:
        return None
    share = (b + (w1 + w2) * MIDDLE) / squared
    length = math.sqrt(squared)
    near = (MIDDLE - share * w1, MIDDLE - share * w2)
    along = (-w2 / length, w1 / length)
    first, last = -math.inf, math.inf
    for place, direction in zip(near, along, strict=True):
        if abs(direction) < 1e-12:
            if not LOW < place < HIGH:
                return None
            continue
        ends = sorted(((LOW - place) / direction, (HIGH - place) / direction))
        first, last = max(first, ends[0]), min(last, ends[1])
    if first >= last:
        return None
    middle = (first + last) / 2
    return near[0] + middle * along[0], near[1] + middle * along[1]


class UnitMap:
    """Axes with the map of one unit.

    Args:
        lab: the figure.
        unit: ``"step"`` or ``"sigmoid"``.
    """

    def __init__(self, lab: LabFigure[Run], unit: str) -> None:
        self.lab, self.unit = lab, unit
        self.axes = lab.new_axes(grid=False)
        self.axes.set_xlim(LOW, HIGH)
        self.axes.set_ylim(LOW, HIGH)
        self.axes.set_xticks(range(int(LOW), int(HIGH) + 1))
        self.axes.set_yticks(range(int(LOW), int(HIGH) + 1))
        for axis in (self.axes.xaxis, self.axes.yaxis):
            axis.set_major_formatter(lambda value, _place: f"{value:g}".replace("-", "−"))
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        self.colors = DecisionColors(lab.theme)
        self.image = PixelImage(self.axes)
        lab.figure.add_artist(lab.moving(self.image))
        self._shown: object = None
        self._build_lines()
        self._build_points()

    def _line(self, **options: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], **options)[0])

    def _build_lines(self) -> None:
        theme = self.lab.theme
        self.before = self._line(color=theme.text, lw=1.1, ls=(0, (4, 3)), alpha=0.7)
        self.line = self._line(color=theme.text, lw=2.0)
        self.proof = [self._line(color=theme.point, lw=1.2, ls=(0, (2, 2))) for _ in range(2)]
        self.arrow = Arrows(self.axes, theme.text, self.lab.moving, width=2.0, head=10, gap=0)
        self.arrow_name = self._name("$w$")

    def _name(self, text: str, backdrop: str = "") -> QuickText:
        color, middle = self.lab.theme.text, {"ha": "center", "va": "center"}
        return self.lab.label(self.axes, color, BODY + 2, text, backdrop=backdrop, **middle)

    def _build_points(self) -> None:
        theme = self.lab.theme
        rim = {"ls": "none", "mec": theme.background, "mew": 1.4, "clip_on": False}
        self.points = {
            1: self._line(marker="o", ms=10, mfc=theme.positive, **rim),
            0: self._line(marker="s", ms=9, mfc=theme.negative, **rim),
        }
        self.wrong = self._line(
            ls="none", marker="x", ms=5.5, mec=theme.background, mew=1.8, clip_on=False
        )
        self.ring = self._line(
            ls="none", marker="o", ms=18, mfc="none", mec=theme.text, mew=1.8, clip_on=False
        )
        self.shared = self._line(
            ls="none", marker="D", ms=7, mfc=theme.background, mec=theme.point, mew=1.6
        )
        self.shared_name = self._name("$P$", theme.background)

    # -- showing -------------------------------------------------------------------------------

    def update(self, weights: Vector, before: Vector | None) -> None:
        """Show the unit with these ``weights``, and the line it had ``before``, if that is told."""
        box = self.axes.bbox
        run: Run = self.lab.run
        if (weights, box.bounds) != self._shown:
            self._shown = (weights, box.bounds)
            self._show_map(weights)
            self._show_line(self.line, weights)
            self._show_arrow(weights)
        self._show_line(self.before, before if before and before != weights else NO_LINE)
        self._show_points(run, weights)
        self._show_proof(run)

    def _show_map(self, weights: Vector) -> None:
        """Colour every pixel by what the unit answers there."""
        columns, rows = self.image.pixel_size()
        b, w1, w2 = weights
        if self.unit == "step":
            x = LOW + (np.arange(columns) + 0.5) * (HIGH - LOW) / columns
            y = HIGH - (np.arange(rows) + 0.5) * (HIGH - LOW) / rows
            z = (b + w1 * x) + (w2 * y)[:, None]
            values = np.where(z >= 0, np.float32(1), np.float32(-1))
        else:
            side = np.linspace(LOW, HIGH, GRID)
            z = (b + w1 * side) + (w2 * side[::-1])[:, None]
            values = bilinear(np.tanh(0.5 * z).astype(np.float32), rows, columns)
        self.image.set_pixels(self.colors.numbers(values))

    def _show_line(self, line: Any, weights: Vector) -> None:
        """Draw where z = 0; without w₁ and w₂ there is no such line."""
        foot = foot_of(weights)
        if foot is None:
            line.set_data([], [])
            return
        (x, y), (_, w1, w2) = foot, weights
        reach = 2 * (HIGH - LOW) / math.hypot(w1, w2)
        dx, dy = -w2 * reach, w1 * reach
        line.set_data([x - dx, x + dx], [y - dy, y + dy])

    def tip_of(self, weights: Vector) -> tuple[float, float] | None:
        """Return the tip of the arrow of w; ``None`` if it is not shown."""
        foot = foot_of(weights)
        if foot is None:
            return None
        (x, y), (_, w1, w2) = foot, weights
        reach = ARROW * self.lab.scale * (HIGH - LOW) / max(self.axes.bbox.width, 1.0)
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
        (x0, y0), (x1, y1) = self.axes.transData.transform([foot, tip])
        beyond = 11 * self.lab.scale / max(math.hypot(x1 - x0, y1 - y0), 1.0)
        spot = (x1 + beyond * (x1 - x0), y1 + beyond * (y1 - y0))
        self.arrow_name.set_position(spot)
        # Near the edge the tip leaves the map, and its name would lie over other words.
        self.arrow_name.set_visible(
            bool(self.axes.bbox.padded(-9 * self.lab.scale).contains(*spot))
        )

    def _show_points(self, run: Run, weights: Vector) -> None:
        X, t = run.problem.X, run.problem.t
        for label, artist in self.points.items():
            artist.set_data(*X[t == label].T)
        z = np.round(X @ weights[1:] + weights[0], 10)
        self.wrong.set_data(*X[(z >= 0) != (t > 0)].T)
        self.ring.set_data(*X[run.sample : run.sample + 1].T)

    def _show_proof(self, run: Run) -> None:
        """Draw the point that no line can give two classes, and what it lies between."""
        shared = run.problem.overlap if self.unit == "step" else None
        for artist in (*self.proof, self.shared, self.shared_name):
            artist.set_visible(shared is not None)
        if shared is None:
            return
        self.shared.set_data([shared.point[0]], [shared.point[1]])
        for line, mixture in zip(self.proof, (shared.positive, shared.negative), strict=True):
            corners = run.problem.X[[index for index, _ in mixture]]
            line.set_data(*np.concatenate([corners, corners[:1]]).T)
        x, y = self.axes.transData.transform(shared.point)
        self.shared_name.set_position((x + 13 * self.lab.scale, y + 9 * self.lab.scale))
