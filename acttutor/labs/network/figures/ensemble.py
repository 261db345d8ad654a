"""Many networks in one picture: a decision map for each, and all losses in one chart."""

from collections.abc import Callable
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.backend_bases import LocationEvent, MouseEvent
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from acttutor.core.engine.ensemble import EnsembleEvaluator
from acttutor.labs.network.figures.map import GRID, GRID_POINTS
from acttutor.labs.network.model.ensemble import Ensemble, EnsembleMember
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import crowd_names
from acttutor.plots.canvas.pixel_image import PixelImage, bilinear
from acttutor.plots.curves_chart import CurvesChart
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.style import BODY, SMALL

PAD = 24.0
GAP = 14.0
#: Height of the name above each map.
NAME = 18.0
#: Room for the names at the ends of the curves.
END = 112.0
#: Share of the height that the maps may take, and their number side by side.
SHAPES = {"race": (0.66, 3), "fan": (0.42, 8)}


class CrowdFigure(LabFigure[Run]):
    """Decision maps side by side, each under its name, above the chart of all losses."""

    #: Go on with one of the networks, alone.
    choose_member: Callable[[EnsembleMember], None] = unanswered

    @property
    def ensemble(self) -> Ensemble:
        """The networks; there is a picture of them only while there are some."""
        ensemble = self.run.ensemble
        assert ensemble is not None
        return ensemble

    def fits(self) -> bool:
        run = self.run
        return run.ensemble is not None and crowd_names(run, self.texts) == self._names

    def build(self) -> None:
        theme, texts, run = self.theme, self.texts, self.run
        self._names = crowd_names(run, texts)
        self._is_seed_sweep = run.settings.mode == "fan"
        count = len(self._names)
        self._colors = DecisionColors(theme)
        self._shown: list[EnsembleMember] = []
        self._place_of: list[tuple[float, float, float]] = []
        own = [theme.muted] * count if self._is_seed_sweep else list(theme.palette)
        self.heading = self.write(texts(f"network.crowd.{run.settings.mode}"), BODY, bold=True)
        self.hint = self.write(texts("network.crowd.hint"), SMALL, theme.muted, ha="right")
        self.titles = [
            self.write(
                name,
                SMALL,
                theme.text if self._is_seed_sweep else color,
                bold=not self._is_seed_sweep,
            )
            for name, color in zip(self._names, own, strict=True)
        ]
        self.maps = []
        for _ in range(count):
            image = PixelImage()
            self.figure.add_artist(image)
            self.maps.append(self.moving(image))
        self.boundaries = self._overlay(lw=1.1, color=theme.text)
        self.dots = [
            self._overlay(ls="", marker="o", ms=2.2, mew=0.4, mec=theme.background, mfc=color)
            for color in theme.classes
        ]
        names, widths = self._names, [1.8] * count
        if self._is_seed_sweep:
            # Thin curves without names, and the median over them.
            names = [*[""] * count, texts("network.crowd.median")]
            own, widths = [*[theme.line] * count, theme.text], [*[0.9] * count, 2.4]
        title, epoch = texts("network.crowd.losses"), texts("network.losses.epoch")
        axes = self.new_axes()
        self.chart = CurvesChart(axes, theme, title, epoch, names, own, widths, self.moving)

    def _overlay(self, **looks: Any) -> Line2D:
        """Add a line in device pixels over all maps."""
        line = Line2D([], [], transform=IdentityTransform(), **looks)
        self.figure.add_artist(line)
        return self.moving(line)

    def layout(self, width: float, height: float) -> None:
        share, columns = SHAPES[self.run.settings.mode]
        count = len(self.maps)
        rows = -(-count // columns)
        side = (width - 2 * PAD - (columns - 1) * GAP) / columns
        side = min(side, (share * height - 40) / rows - NAME - GAP)
        across = side if self._is_seed_sweep else (width - 2 * PAD - (columns - 1) * GAP) / columns
        self.put(self.heading, PAD, 14)
        self.put(self.hint, width - PAD, 16)
        self._place_of = []
        for index, title in enumerate(self.titles):
            row, column = divmod(index, columns)
            left = PAD + column * (across + GAP)
            top = 42 + row * (side + NAME + GAP)
            self.put(title, left, top)
            self._place_of.append((left, top + NAME, side))
        top = 42 + rows * (side + NAME + GAP) + 30
        self.place(self.chart.axes, PAD + 32, top, width - 2 * PAD - 32 - END, height - top - 46)
        self._place_dots()

    def _box(self, index: int) -> tuple[float, float, int]:
        """Return left, bottom and side of a map in device pixels."""
        left, top, side = self._place_of[index]
        scale = self.scale
        bottom = self.figure.bbox.height - (top + side) * scale
        return round(left * scale), round(bottom), max(round(side * scale), 2)

    def _place_dots(self) -> None:
        """Put the training points over every map."""
        problem = self.run.problem
        if problem is None:
            return
        T = problem.T_train
        label = problem.class_numbers(T)
        for number, dots in enumerate(self.dots):
            own = problem.X_train[label == number]
            placed = [
                (own + 6) / 12 * side + (left, bottom)
                for left, bottom, side in map(self._box, range(len(self.maps)))
            ]
            points = np.concatenate(placed)
            dots.set_data(points[:, 0], points[:, 1])
            # A fan has sixteen small maps; points would only cover them.
            dots.set_visible(not self._is_seed_sweep and problem.kind != "regression")

    def update(self) -> bool:
        ensemble, settings = self.ensemble, self.run.settings
        if self._shown != ensemble.members:
            self._shown = ensemble.members
            networks = [member.network for member in ensemble.members]
            self._evaluator = EnsembleEvaluator(networks, self.run.feature_grid(GRID_POINTS))
            self._place_dots()
        xs: list[Any] = [[np.nan]]
        ys: list[Any] = [[np.nan]]
        problem = self.run.problem
        for index, maps in enumerate(self._evaluator.maps()):
            shades = maps if problem is None else problem.shades(maps)
            values = shades.reshape(-1, GRID, GRID)
            left, bottom, side = self._box(index)
            image = self.maps[index]
            image.set_place(left, bottom)
            fine = bilinear(values, side, side)
            if len(values) > 1:
                image.set_pixels(self._colors.classes(fine, settings.discretize))
            else:
                image.set_pixels(self._colors.numbers(fine[0], settings.discretize))
                if not self._is_seed_sweep and np.isfinite(values).all():
                    lines: Any = contour_generator(z=values[0]).lines(0.0)
                    for line in lines:
                        xs += [left + line[:, 0] / (GRID - 1) * side, [np.nan]]
                        ys += [bottom + side - line[:, 1] / (GRID - 1) * side, [np.nan]]
        self.boundaries.set_data(np.concatenate(xs), np.concatenate(ys))
        self._update_chart(settings.log_loss)
        return False

    def _update_chart(self, log: bool) -> None:
        losses = self.ensemble.losses
        values = losses.values
        if self._is_seed_sweep:
            values = np.vstack([values, self.ensemble.median()])
        self.chart.update(losses.epochs, values, log)

    # -- the pointer ---------------------------------------------------------------------------

    def _map_at(self, event: MouseEvent) -> int | None:
        """Return the number of the map under the pointer."""
        for index in range(len(self.maps)):
            left, bottom, side = self._box(index)
            if 0 <= event.x - left <= side and 0 <= event.y - bottom <= side:
                return index
        return None

    def on_press(self, event: MouseEvent) -> bool:
        index = self._map_at(event)
        if index is not None:
            self.choose_member(self.ensemble.members[index])
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self.chart.point_at(event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.chart.point_at(None)

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._map_at(event) is not None else ""
