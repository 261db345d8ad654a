"""Many networks in one picture: a decision map for each, and all losses in one chart."""

from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.core.engine.ensemble import EnsembleEvaluator
from acttutor.labs.network.figures.plane.map import GRID, GRID_POINTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.many.ensemble import Ensemble, EnsembleMember
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import crowd_names
from acttutor.plots.crosshair import Readers
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart, raced
from acttutor.plots.parts.decision_map import DecisionMap
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.words.heading import HEIGHT, Heading
from acttutor.plots.style import MARKERS, SMALL

GAP = 14.0
#: Share of the height that the maps may take, and their number side by side.
SHAPES = {"race": (0.66, 3), "fan": (0.42, 8)}


class MemberMap(DecisionMap):
    """The map of one network under its name.

    Args:
        lab: the figure.
        name, color: the name.
        large: whether there is room for the points and the boundary, which would cover a small one.
    """

    head = 18.0

    def __init__(self, lab: LabFigure[Run], name: str, color: str, large: bool) -> None:
        super().__init__(lab, -6, 6, title=name, scale=None)
        self._is_large = large
        self.title.set(color=lab.theme.ink(color), size=SMALL, weight="bold" if large else "normal")
        self.boundary.set_linewidth(1.1)
        edge = lab.theme.background
        self.points = [
            lab.moving(self.axes.plot([], [], mark, ms=2.6, mew=0.4, mec=edge, mfc=face)[0])
            for mark, face in zip(MARKERS, lab.theme.classes, strict=True)
            if large
        ]

    def show_points(self, problem: Problem | None) -> None:
        """Show the training points by their classes, and a boundary if there are two."""
        self.draw_boundary(self._is_large and problem is not None and problem.kind != "many")
        for number, points in enumerate(self.points):
            there = problem is not None and problem.kind != "regression"
            points.set_visible(there)
            if problem is not None and there:
                own = problem.X_train[problem.class_numbers(problem.T_train) == number]
                points.set_data(own[:, 0], own[:, 1])
                points.set_visible(len(own) > 0)


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

    def suits(self, run: Run) -> bool:
        return run.ensemble is not None and crowd_names(run, self.texts) == self._names

    def build(self) -> None:
        theme, texts, run = self.theme, self.texts, self.run
        self._names = crowd_names(run, texts)
        self._shown: list[EnsembleMember] = []
        mode = run.settings.mode
        self.heading = Heading(
            self, texts(f"network.crowd.{mode}"), self.hint("network.crowd.hint")
        )
        self._is_seed_sweep = mode == "fan"
        self._curve_names = self._names
        if self._is_seed_sweep:
            # Thin curves without names, and the median over them.
            colors = [theme.text] * len(self._names)
            looks = [*(CurveLook(theme.line, 0.9) for _ in colors), CurveLook(theme.text, 2.4)]
            self._curve_names = [*[""] * len(colors), texts("network.crowd.median")]
        else:
            colors = list(theme.palette)
            looks = raced(theme)
        self.maps = [
            MemberMap(self, name, color, large=not self._is_seed_sweep)
            for name, color in zip(self._names, colors, strict=True)
        ]
        widest = max(self._curve_names, key=self.width_of)
        title, epoch = texts("network.crowd.losses"), texts("network.losses.epoch")
        self.chart = LineChart(self, looks, title, epoch, names=f"{widest}  0.0000")

        self._readers = Readers(self, self.chart)

    def layout(self, width: float, height: float) -> None:
        part, count = SHAPES[self.run.settings.mode]
        lines = [self.maps[first : first + count] for first in range(0, len(self.maps), count)]
        side = (width - GAP) / count - GAP + MemberMap.head
        maps = [share(columns(*map(share, line), gap=GAP), most=side) for line in lines]
        rows(
            fixed(self.heading, HEIGHT),
            share(rows(*maps, gap=GAP), part, most=len(lines) * (side + GAP)),
            share(self.chart, 1 - part),
            gap=12,
        ).layout(self.whole().inside(24, 14, 16, 6))

    def update(self) -> bool:
        ensemble, settings, problem = self.ensemble, self.run.settings, self.run.problem
        if self._shown != ensemble.members:
            self._shown = ensemble.members
            networks = [member.network for member in ensemble.members]
            self._evaluator = EnsembleEvaluator(networks, self.run.feature_grid(GRID_POINTS))
            for part in self.maps:
                part.show_points(problem)
        for part, outputs in zip(self.maps, self._evaluator.maps(), strict=True):
            shades = outputs if problem is None else problem.shades(outputs)
            values = shades.reshape(-1, GRID, GRID)
            part.update(values if len(values) > 1 else values[0], settings.discretize)
        losses = ensemble.losses
        values = [*losses.values, *([ensemble.median()] if self._is_seed_sweep else [])]
        curves = zip(values, self._curve_names, strict=True)
        self.chart.update([Curve(losses.epochs, *curve) for curve in curves], settings.log_loss)
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def _member_at(self, event: MouseEvent) -> EnsembleMember | None:
        """Return the network whose map is under the pointer."""
        members = zip(self.maps, self.ensemble.members, strict=True)
        return next((member for part, member in members if event.inaxes is part.axes), None)

    def on_press(self, event: MouseEvent) -> bool:
        member = self._member_at(event)
        if member is not None:
            self.choose_member(member)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self.chart.point_at(event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self.chart.point_at(None)

    def handles(self) -> list[Handle]:
        maps = [
            Handle(f"map {number}", self.place_of(part.axes).grown(-4), name)
            for number, (part, name) in enumerate(zip(self.maps, self._names, strict=True))
        ]
        return [*maps, *self._readers.handles()]

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._member_at(event) is not None else ""
