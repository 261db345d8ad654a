"""The plane: D's map, the real points, the generated ones, and where D pushes them."""

import math

import numpy as np
from matplotlib.lines import Line2D

from acttutor.core.arrays import Array
from acttutor.core.engine.evaluator import Evaluator
from acttutor.core.nn.network import Network
from acttutor.labs.gan.figures.pushes import Pushes
from acttutor.labs.gan.run import Run
from acttutor.labs.gan.state import EDGE
from acttutor.labs.gan.words import number
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.decision_map import DecisionMap, MapGrid
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.words.formula_row import FormulaRow, Piece
from acttutor.plots.style import MARKERS, SMALL

#: Points that move further than this on average from one frame to the next jump, and would flash
#: if they did so more often than after so many seconds.
JUMP, BETWEEN_JUMPS = 0.03, 0.25
#: D is evaluated on a grid of this many points each way.
GRID = MapGrid(-EDGE, EDGE, 56)


class Plane:
    """The square on the left, and above it what its points and arrows are."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        self.map = DecisionMap(
            lab, -EDGE, EDGE, (-1, -0.5, 0, 0.5, 1), texts("gan.plane.title"), ("0", "1"),
            boundary=False, reading=self._said_at,
        )  # fmt: skip
        self.axes, self.image, self.reading = self.map.axes, self.map.image, self.map.reading
        self.real = self._dots(MARKERS[0], theme.positive, 3.6, 0.5)
        self.pushes = Pushes(lab, self.axes)
        self.fake = self._dots(MARKERS[1], theme.negative, 4.8, 0.8)
        self.map.raise_reading()
        self.key = FormulaRow(lab, 5, SMALL)
        self._pieces = [
            Piece("●", theme.positive),
            Piece(texts("gan.plane.real"), theme.muted),
            Piece("■", theme.negative),
            Piece(texts("gan.plane.fake"), theme.muted),
            Piece(texts("gan.plane.push"), theme.muted),
        ]
        self._jumped = 0.0
        self._evaluator: tuple[Network, Evaluator] | None = None

    def _dots(self, marker: str, color: str, size: float, rim: float) -> Line2D:
        line = self.axes.plot(
            [], [], ls="", marker=marker, ms=size, mew=rim, mfc=color, mec=self.lab.theme.background
        )
        return self.lab.moving(line[0])

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle, the key above the plane."""
        rows(fixed(self.key, 18), share(self.map)).layout(rect)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.map.show(visible)
        self.key.show(visible)

    def update(self) -> None:
        """Show the networks as they are now."""
        run = self.lab.run
        self.key.update(self._pieces)
        self.map.update(self._verdicts())
        eye, seen = run.eye, run.sight
        shown = seen is not None
        self.fake.set_visible(shown)
        self.real.set_visible(shown)
        self.pushes.lines.set_visible(shown and run.settings.arrows)
        if eye is not None and seen is not None:
            self.real.set_data(*eye.real.T)
            if self._may_move(seen.points):
                self.fake.set_data(*seen.points.T)
                if run.settings.arrows:
                    self.pushes.show(seen.points, seen.push)

    def _may_move(self, points: Array) -> bool:
        """Tell whether the points may go where they are: they jump a few times a second."""
        now, shown = self.lab.time_s(), np.column_stack(self.fake.get_data())
        jumps = shown.shape == points.shape and float(np.abs(points - shown).mean()) > JUMP
        if jumps and now - self._jumped < BETWEEN_JUMPS:
            self.lab.request_frame(1000 * BETWEEN_JUMPS)
            return False
        if jumps:
            self._jumped = now
        return True

    def _verdicts(self) -> Array:
        """Return what D says on the grid: from −1 for generated to 1 for real."""
        judge = self.lab.run.gan.discriminator
        if self._evaluator is None or self._evaluator[0] is not judge:
            self._evaluator = (judge, Evaluator(judge, GRID.points))
        verdicts = self._evaluator[1].maps()[-1].reshape(GRID.count, GRID.count)
        values: Array = np.nan_to_num(np.clip(2.0 * verdicts - 1.0, -1.0, 1.0), nan=0.0)
        return values

    def _said_at(self, x: float, y: float, _value: Array) -> str:
        """Return what D says at a point, and how it would push a generated point there."""
        run, point = self.lab.run, np.array([(x, y)])
        push = math.hypot(*run.gan.push(point, run.saturating)[0])
        return self.lab.texts(
            "gan.plane.reading",
            x=number(x),
            y=number(y),
            d=number(float(run.gan.judge(point)[0])),
            push=number(push),
        )
