"""The answers of the network as a surface over the square, to be turned by dragging."""

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from acttutor.core.arrays import Array
from acttutor.labs.network.figures.plane.map import ProblemMap
from acttutor.labs.network.model.data.table import WHOLE
from acttutor.labs.network.names import plain_name
from acttutor.labs.network.run import Run
from acttutor.plots.canvas.calm import Calm
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.handles import Handle, amount
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import PAD, Buttons
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL, Looks
from acttutor.plots.surface.mesh import SurfaceMesh
from acttutor.plots.surface.view import CELLS, SurfaceView, turned

#: Training points that stand at their targets, at most.
MOST_POINTS = 250
#: Height of the button.
HIGH = 18.0


class MapSurface(Plot):
    """The map in three dimensions, below the flat one.

    Args:
        lab: the figure.
        map_: the flat map.
    """

    def __init__(self, lab: LabFigure[Run], map_: ProblemMap) -> None:
        super().__init__(lab, left=0, top=0, right=0, bottom=0, blank=True)
        self._lab, self._map = lab, map_
        theme = lab.theme
        pixels: Looks = {"transform": IdentityTransform()}
        self._colors = DecisionColors(theme)
        self.calm = Calm(lab)
        self._heights: Array = np.zeros(0)
        (self.floor,) = self.axes.plot([], [], color=theme.line, lw=1.0, **pixels)
        lab.moving(self.floor)
        self.mesh = SurfaceMesh(theme, self._shade)
        self.axes.add_artist(self.mesh)
        lab.moving(self.mesh)
        self.points: list[Line2D] = []
        for color, marker in zip(theme.classes[:2], ("o", "s"), strict=True):
            look: Looks = {"mfc": color, "mec": theme.background, "mew": 0.6, "ms": 4.0, **pixels}
            (line,) = self.axes.plot([], [], ls="", marker=marker, **look)
            self.points.append(lab.moving(line))
        ring: Looks = {"mfc": "none", "mec": theme.text, "mew": 1.8, "ms": 9.0, **pixels}
        (self.pin,) = self.axes.plot([], [], ls="", marker="o", **ring)
        lab.moving(self.pin)
        self.names = [lab.label(self.axes, theme.text, BODY, ha="center") for _ in range(2)]
        self.buttons = Buttons(lab, 1, rests=True)
        self.buttons.size = SMALL
        #: Where the pointer took hold of the surface, and how that was turned then.
        self.held: tuple[float, float, float, float] | None = None
        self.shown = False
        self._of_button: object = None
        self.axes.set_visible(False)

    def _shade(self, levels: Array) -> Array:
        """Return the colours of the flat map."""
        return np.asarray(self._colors.numbers(2.0 * levels - 1.0)[..., :3] / 255.0)

    @property
    def is_wanted(self) -> bool:
        """Whether there is to be a surface, and there can be one."""
        return self._lab.run.settings.turned and self._is_offered

    @property
    def _is_offered(self) -> bool:
        problem = self._lab.run.problem
        return problem is not None and problem.kind != "many"

    def layout(self, rect: Rect) -> None:
        self._lab.place_at(self.axes, rect)

    def stand_above(self) -> None:
        """Put the button above the flat map."""
        self._button_at(self._lab.place_of(self._map.axes))

    def _button_at(self, place: Rect) -> None:
        wide = self._lab.width_of(self._name(), SMALL) + 2 * PAD + 2
        self.buttons.layout(Rect(place.left, place.top - HIGH - 2, wide, HIGH))

    def _name(self) -> str:
        return self._lab.texts(f"network.map.{'flat' if self.shown else 'turned'}")

    def update(self, values: Array) -> bool:
        """Show the surface of some outputs, or none; ``True`` if that has changed."""
        shown = self.is_wanted and values.ndim == 2
        changed, self.shown = shown != self.shown, shown
        if changed:
            self.axes.set_visible(shown)
        place = self._lab.place_of(self._map.axes)
        of_button = (self._name() if self._is_offered else "", place, self.buttons.hovered)
        if of_button != self._of_button and not self._lab.printed:
            self._of_button = of_button
            self._button_at(place)
            self.buttons.update([of_button[0]] if of_button[0] else [])
        if shown:
            self._show(values)
        return changed

    def _show(self, values: Array) -> None:
        settings = self._lab.run.settings
        seen = SurfaceView(settings.azimuth, settings.elevation, self.axes.bbox.bounds)
        picked = np.round(np.linspace(0, len(values) - 1, CELLS + 1)).astype(int)
        # The first row of the map has the largest x₂.
        mesh = np.nan_to_num(np.asarray(values, dtype=float)[np.ix_(picked, picked)][::-1])
        seen.mesh = seen.levels = (self._calmed(np.clip(mesh, -1.0, 1.0)) + 1.0) / 2.0
        self.mesh.set_projection(seen)
        u, v = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float).T
        self.floor.set_data(*seen.pixels(u, v, np.zeros(5)).T)
        self._name_axes(seen)
        self._show_points(seen)

    def _calmed(self, heights: Array) -> Array:
        """Return heights that may be shown now: what would flash stays as high as it is."""
        colors = self._colors.numbers(heights)
        stays = (self.calm.limit(colors) != colors).any(axis=-1)
        self._heights = np.where(stays, self._heights, heights) if stays.any() else heights
        return self._heights

    def _name_axes(self, seen: SurfaceView) -> None:
        problem = self._lab.run.problem
        columns = problem.columns if problem is not None else ("", "", "")
        for k, (label, name) in enumerate(zip(self.names, ("$x_1$", "$x_2$"), strict=True)):
            label.set_text(plain_name(columns[k]) or name)
            near = (0.0, -1.12) if k == 0 else (1.12, 0.0)
            label.set_position(tuple(seen.pixels(*near, 0.0)))

    def _show_points(self, seen: SurfaceView) -> None:
        """Put training points at the heights of their targets, and the probe onto the surface."""
        run = self._lab.run
        problem = run.problem
        assert problem is not None
        X, heights = problem.X_train[:MOST_POINTS], problem.shades(problem.T_train)[:MOST_POINTS, 0]
        spots = seen.pixels(X[:, 0] / 6, X[:, 1] / 6, (np.clip(heights, -1, 1) + 1) / 2)
        for line, mine in zip(self.points, (heights > 0, heights <= 0), strict=True):
            line.set_data(*spots[mine].T)
        self.pin.set_visible(run.is_probed)
        if run.is_probed:
            point = (problem.frame or WHOLE).into(np.array([run.settings.pinned]))
            output = problem.shades(run.network.forward(run.feature_grid(point)))[0, 0]
            place = np.clip(point[0] / 6, -1, 1)
            x, y = seen.pixels(place[0], place[1], (np.clip(output, -1, 1) + 1) / 2)
            self.pin.set_data([x], [y])

    # -- the pointer ---------------------------------------------------------------------------

    def press(self, event: MouseEvent) -> bool:
        """Take hold of the surface, or press the button; whether either was there."""
        if event.button != 1:
            return False
        settings = self._lab.run.settings
        if self.buttons.button_at(event) is not None:
            self._lab.change(turned=not settings.turned)
            return True
        x, y = self._lab.pointer(event)
        if not self.shown or not self._lab.place_of(self.axes).holds(x, y):
            return False
        self.held = (event.x, event.y, settings.azimuth, settings.elevation)
        return True

    def drag(self, event: MouseEvent) -> None:
        """Turn the surface."""
        assert self.held is not None
        x, y, azimuth, elevation = self.held
        self._lab.change(**turned(azimuth, elevation, event.x - x, event.y - y, self._lab.scale))

    def point_at(self, event: MouseEvent | LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        return self.buttons.point_at(event)

    def handles(self) -> list[Handle]:
        """Return the button, and the surface, for those who use no pointer."""
        settings, texts = self._lab.run.settings, self._lab.texts
        change = self._lab.change
        found = [
            Handle("turn", place, self._name(), press=lambda: change(turned=not settings.turned))
            for place in self.buttons.places
        ]
        if self.shown:
            sides = (
                amount(settings, "azimuth", 5.0, texts("network.map.azimuth")),
                amount(settings, "elevation", 5.0, texts("network.map.elevation")),
            )
            place = self._lab.place_of(self.axes)
            middle = Rect.around(*place.middle, 20.0, 20.0)
            found.append(
                Handle(
                    "surface",
                    middle,
                    texts("network.map.surface"),
                    sides,
                    lambda azimuth, elevation: change(azimuth=azimuth, elevation=elevation),
                )
            )
        return found
