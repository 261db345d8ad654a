"""The plane: D's map, the real points, the generated ones, and where D pushes them."""

import math
from typing import Any

import numpy as np
from matplotlib.backend_bases import LocationEvent

from acttutor.core.engine.evaluator import Evaluator
from acttutor.labs.gan.figures.pushes import Pushes
from acttutor.labs.gan.run import Run
from acttutor.labs.gan.state import EDGE
from acttutor.labs.gan.words import number
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.pixel_image import PixelImage, bilinear
from acttutor.plots.pointer import data_point
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL

#: D is evaluated on a grid of this many points each way.
GRID = 56
_side = np.linspace(-EDGE, EDGE, GRID)
GRID_POINTS = np.column_stack([axis.ravel() for axis in np.meshgrid(_side, _side[::-1])])


class Plane:
    """The square on the left.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts, moving = lab.theme, lab.texts, lab.moving
        self.axes = lab.new_axes(grid=False)
        self.axes.set_xlim(-EDGE, EDGE)
        self.axes.set_ylim(-EDGE, EDGE)
        ticks = (-1, -0.5, 0, 0.5, 1)
        names = [f"{tick:g}".replace("-", "−") for tick in ticks]
        self.axes.set_xticks(ticks, names)
        self.axes.set_yticks(ticks, names)
        for spine in self.axes.spines.values():
            spine.set_visible(False)
        self.image = PixelImage(self.axes)
        lab.figure.add_artist(self.image)
        moving(self.image)
        self._colors = DecisionColors(theme)
        self.real = self._dots(theme.positive, 3.6, 0.5)
        self.pushes = Pushes(lab, self.axes)
        self.fake = self._dots(theme.negative, 5.2, 0.8)
        self.reading = QuickText(0, 0, "", size=SMALL, color=theme.text, backdrop=theme.background)
        self.reading.set_transform(self.axes.transAxes)
        self.reading.set_position((0.02, 0.02))
        self.reading.set_verticalalignment("bottom")
        self.axes.add_artist(self.reading)
        moving(self.reading)
        self._build_key(texts)
        self._evaluator: tuple[Any, Evaluator] | None = None
        self._pointer: tuple[float, float] | None = None

    def _dots(self, color: str, size: float, rim: float) -> Any:
        line = self.axes.plot(
            [], [], ls="", marker="o", ms=size, mew=rim, mfc=color, mec=self.lab.theme.background
        )
        return self.lab.moving(line[0])

    def _build_key(self, texts: Any) -> None:
        """Write what the dots and arrows are, above the plane."""
        lab, theme = self.lab, self.lab.theme
        self.title = lab.write(texts("gan.plane.title"), BODY, bold=True)
        self.key = []
        for kind, color in (("real", theme.positive), ("fake", theme.negative)):
            dot = lab.write("●", SMALL, color)
            self.key.append((dot, lab.write(texts(f"gan.plane.{kind}"), SMALL, theme.muted)))
        self.push = lab.write(texts("gan.plane.push"), SMALL, theme.muted)

    def layout(self, left: float, top: float, side: float) -> None:
        """Put the plane at a square in logical pixels."""
        lab = self.lab
        lab.place(self.axes, left, top, side, side)
        lab.put(self.title, left, 8)
        place = left
        for dot, name in self.key:
            lab.put(dot, place, 26)
            lab.put(name, place + 13, 26)
            place += 13 + self._width(name) + 14
        lab.put(self.push, place, 26)

    def _width(self, text: Any) -> float:
        return float(text.get_window_extent().width) / self.lab.scale

    def update(self) -> None:
        """Show the networks as they are now."""
        run = self.lab.run
        self._show_map()
        eye, seen = run.eye, run.sight
        shown = seen is not None
        self.fake.set_visible(shown)
        self.real.set_visible(shown)
        self.pushes.lines.set_visible(shown and run.settings.arrows)
        if eye is not None and seen is not None:
            self.real.set_data(*eye.real.T)
            self.fake.set_data(*seen.points.T)
            if run.settings.arrows:
                self.pushes.show(seen.points, seen.push)
        self._read()

    def _show_map(self) -> None:
        judge = self.lab.run.gan.discriminator
        if self._evaluator is None or self._evaluator[0] is not judge:
            self._evaluator = (judge, Evaluator(judge, GRID_POINTS))
        verdicts = self._evaluator[1].maps()[-1].reshape(GRID, GRID)
        # From 0 for generated to 1 for real, to the colours from −1 to 1.
        values = np.nan_to_num(np.clip(2.0 * verdicts - 1.0, -1.0, 1.0), nan=0.0)
        columns, rows = self.image.pixel_size()
        fine = bilinear(values.astype(np.float32), rows, columns)
        self.image.set_pixels(self._colors.numbers(fine))

    # -- under the pointer ---------------------------------------------------------------------

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        pointer = data_point(event, self.axes)
        changed = pointer != self._pointer
        self._pointer = pointer
        return changed

    def _read(self) -> None:
        """Write what D says at the pointer, and where it would push a generated point there."""
        self.reading.set_visible(self._pointer is not None)
        if self._pointer is None:
            return
        run = self.lab.run
        point = np.array([self._pointer])
        value = float(run.gan.judge(point)[0])
        push = math.hypot(*run.gan.push(point, run.saturating)[0])
        x, y = (number(coordinate) for coordinate in self._pointer)
        self.reading.set_text(
            self.lab.texts("gan.plane.reading", x=x, y=y, d=number(value), push=number(push))
        )
