"""The picture of the network lab: graph, decision map, losses, gradients, and a line of words."""

import math
from collections.abc import Callable

import numpy as np
from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import significant
from acttutor.labs.network.figures.charts.course import Course
from acttutor.labs.network.figures.charts.gradients import GradientChart
from acttutor.labs.network.figures.judging.judge_classes import JudgeClasses
from acttutor.labs.network.figures.judging.judge_numbers import JudgeNumbers
from acttutor.labs.network.figures.many.ensemble import CrowdFigure
from acttutor.labs.network.figures.many.sweep import SweepFigure
from acttutor.labs.network.figures.net.graph import NetworkGraph
from acttutor.labs.network.figures.net.hand import Hand
from acttutor.labs.network.figures.net.handles import GraphHandles
from acttutor.labs.network.figures.net.palette import WIDTH, Palette
from acttutor.labs.network.figures.net.said import Said
from acttutor.labs.network.figures.net.way import Way
from acttutor.labs.network.figures.plane.drawn_curve import DrawnCurve
from acttutor.labs.network.figures.plane.map import MapSource, ProblemMap
from acttutor.labs.network.figures.plane.probe import Probe
from acttutor.labs.network.figures.plane.surface import MapSurface
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.problem import Problem
from acttutor.labs.network.model.graph_layout import Spot
from acttutor.labs.network.model.linear_pieces import pieces_of
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import CURVE, TABLES
from acttutor.labs.network.words import (
    loss_formula,
)
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.crosshair import Crosshair
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.buttons import HEIGHT as BUTTON
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import Stack, columns, fixed, rows, share

PAD = 20.0
#: How the losses are dashed beside the solid one on the training data.
DASHES = {"validation": (6.0, 1.5, 1.2, 1.5), "test": (4.0, 2.0)}
#: The room for the lines of arithmetic about a point on its way, in logical pixels.
CALCULATION = 56.0
#: The share of the height below a flat map beside which it is shown in three dimensions.
SURFACE = 0.42
#: The least room for each layer beside pictures of the data.
LEAST_BETWEEN = 60.0


def way_height(run: Run) -> float:
    """Return the room for a point on its way: it takes from the charts, so that the map stays."""
    return max(BUTTON + 6.0 + CALCULATION - words_height(run), 0.0) if run.is_probed else 0.0


def words_height(run: Run) -> float:
    """Return the room for the formula of a unit in logical pixels: a maxout unit has k lines."""
    lines = max(pieces_of(layer) for layer in run.network.layers)
    return max(44.0, 20.0 * lines + 8.0)


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Let a weight or a bias be typed: which, and where in the figure.
    edit_weight: Callable[[Spot, tuple[float, float]], None] = unanswered
    #: Set a weight or a bias to a value.
    set_weight: Callable[[Spot, float], None] = unanswered
    #: Add a point at a place in the square.
    add_point: Callable[[float, float], None] = unanswered
    #: Take away the point at a place in the square.
    remove_point: Callable[[float, float], None] = unanswered
    #: Open the numbers of the point as a worksheet.
    open_worksheet: Callable[[], None] = unanswered
    #: Visit an epoch of the training; keep this run to compare with, or let go what is kept.
    go_to: Callable[[int], None] = unanswered
    pin_run: Callable[[], None] = unanswered
    #: Hold a weight or a bias at a value, also while the network learns, until it is let go.
    hold_weight: Callable[[Spot, float], None] = unanswered
    let_weight_go: Callable[[], None] = unanswered
    #: Let the units of a hidden layer be chosen, at a place in the figure.
    choose_layer: Callable[[int, tuple[float, float]], None] = unanswered
    #: Hear that the picture has got room for the data on offer, or has it no more.
    room_changed: Callable[[], None] = unanswered
    #: Let a file with a table be chosen, to learn from it.
    open_file: Callable[[], None] = unanswered
    #: Let the network learn from the point that is sent through.
    learn_point: Callable[[], None] = unanswered

    @classmethod
    def for_run(cls, run: Run) -> type[LabFigure[Run]]:
        if run.sweep is not None:
            return SweepFigure
        if run.ensemble is not None:
            return CrowdFigure
        if run.is_judged and run.problem is not None:
            return JudgeNumbers if run.problem.kind == "regression" else JudgeClasses
        return cls

    def suits(self, run: Run) -> bool:
        return run.ensemble is None and run.sweep is None and not run.is_judged

    def build(self) -> None:
        texts = self.texts
        self.source = MapSource(self)
        self.graph = NetworkGraph(self, self.source)
        self.graph.heads.choose = lambda layer, place: self.choose_layer(layer, place)
        self.palette = Palette(self)
        self.palette.open_file = lambda: self.open_file()
        self.hand = Hand(
            self,
            self.graph,
            self.palette,
            lambda spot, value: self.hold_weight(spot, value),
            lambda spot, place: self.edit_weight(spot, place),
        )
        self.map = ProblemMap(self)
        self.surface = MapSurface(self, self.map)
        color = self.theme.text
        looks = [
            CurveLook(color),
            *(CurveLook(color, 1.5, DASHES[part]) for part in ("validation", "test")),
            # The lowest validation loss so far.
            CurveLook(color, 0.0, marker="o", size=5.5, face=self.theme.background),
            # A run to compare with.
            CurveLook(self.theme.line, 1.6),
        ]
        title, epoch = texts("network.losses.title"), texts("network.losses.epoch")
        self.losses = LineChart(self, looks, title, epoch, reading=self._loss_reading)
        self.course = Course(self, self.losses, self.map, lambda epoch: self.go_to(epoch))
        self.gradients = GradientChart(self, ProblemMap.side)
        acts = {
            "learn": lambda: self.learn_point(),
            "worksheet": lambda: self.open_worksheet(),
            "let_go": lambda: self.change(pinned=()),
        }
        self.way: Way = Way(self, acts)
        self.probe = Probe(self, self.map)
        self.said = Said(self, self.graph, self.palette)
        self._numbers = GraphHandles(self, lambda spot, value: self.set_weight(spot, value))
        self._place = Crosshair(self, "place")
        self._moment = Crosshair(self, "losses", across=True)
        self._epoch = -1
        self._mapped: Spot | None = None
        self._said_of: Problem | None = None
        self.curve = DrawnCurve(self, self.map.axes)

        # As it will be if the window stays as large as it is.
        whole = self.whole()
        #: Whether everything that builds a network has room in the picture.
        self.has_room = self._has_room(whole.width, whole.height)

    def _plan(self, width: float, height: float) -> tuple[float, float, float]:
        """Return the width of the map, and the heights of the words and of what is below them."""
        words = words_height(self.run)
        bottom = min(max(0.27 * height, 150.0), 200.0)
        if self.surface.is_wanted:
            bottom = max(SURFACE * height, bottom)
        room = self.map.head + self.map.foot
        return min(height - bottom - words - room, 0.43 * width) + self.map.side, words, bottom

    def _has_room(self, width: float, height: float) -> bool:
        side, words, bottom = self._plan(width, height)
        is_wide = width - side - 2 * PAD - WIDTH > LEAST_BETWEEN * len(self.run.network.sizes)
        is_tall = height - bottom - words - 24 >= self.palette.least_height
        return is_wide and is_tall and not self.printed

    def layout(self, width: float, height: float) -> None:
        side, words, bottom = self._plan(width, height)
        way = way_height(self.run)
        self._heights, self._turned = (words, way), self.surface.is_wanted
        graph = rows(fixed(None, 14), share(self.graph), fixed(None, 10))
        # A point on its way takes the room for itself.
        had_room, self.has_room = self.has_room, self._has_room(width, height)
        has_palette = self.has_room and not self.run.is_probed
        self.palette.show(has_palette)
        palette = rows(fixed(None, 14), share(self.palette), fixed(None, 10))
        left = (fixed(palette, WIDTH + 14), share(graph)) if has_palette else (share(graph),)
        # The surface stands below the flat map, in the place of the gradients.
        self.gradients.show(not self._turned)
        right = self.surface if self._turned else self.gradients
        charts = columns(share(self.losses), fixed(right, side), gap=20)
        rows(
            share(columns(*left, fixed(self.map, side))),
            fixed(self._about(), words + way + 6),
            fixed(charts, bottom - way - 12),
        ).layout(self.whole().inside(PAD, 0, PAD, 6))
        self.course.layout()
        self.surface.stand_above()
        self.said.put(PAD + 8, height - bottom - words + 2)
        if self.has_room != had_room:
            self.room_changed()

    def _about(self) -> Stack:
        """Return what stands below the graph: of a point on its way, buttons and arithmetic."""
        return columns(
            fixed(None, 8),
            share(rows(fixed(self.way, BUTTON + 6), share(self.said.calculation))),
        )

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        heights = words_height(run), way_height(run)
        full = self._heights != heights or self._turned != self.surface.is_wanted
        if full:
            self.relayout()
        columns = run.problem.columns if run.problem is not None else ("", "", "")
        self.palette.update()
        shape = (run.network.sizes, run.feature_ids, columns, run.is_probed)
        if self.graph.shape != shape:
            self.relayout()
            full = True
        self.source.update()
        trained = abs(run.epoch - self._epoch)
        self._epoch = run.epoch
        flow = self.way.update() or min(trained, 1)
        signal = run.signal()
        self.graph.update(run, flow, signal)
        # Of one's own points none is hidden, from the first one on.
        everything = settings.show_test or settings.data in TABLES
        full |= self.map.show_problem(run.problem, everything)
        full |= self._show_map(settings.discretize)
        full |= self.surface.update(self.map.values)
        self.map.show_pin(run)
        self.curve.update()
        self.course.show_boundary()
        self._show_losses(settings.log_loss)
        full |= not self._turned and self.gradients.update(run)
        up_to_date = self.said.update(trained > 0 and run.failure is None, signal)
        if not (up_to_date and (self._turned or self.gradients.up_to_date)):
            # If this was a single step, and not one of many, the words still have to follow.
            self.request_frame()
        return full

    def _show_map(self, discretize: bool) -> bool:
        """Show the map of the unit under the pointer, otherwise that of the whole network.

        ``True`` if a full draw is needed, because there is a colour scale now, or none.
        """
        spot, before = self.graph.hovered, self.map.values.ndim
        if spot is not None and spot.kind != "unit":
            spot = None
        if spot != self._mapped:
            self._mapped = spot
            self.map.calm.forget()
            self.surface.calm.forget()
        full = self.map.show_unit(spot is not None)
        self.map.update(self.source.values(spot), discretize)
        return full or self.map.values.ndim != before

    def _show_losses(self, log: bool) -> None:
        run, losses, texts = self.run, self.run.losses, self.texts
        named = [Curve()] * 5
        for part in run.shown_parts:
            name = texts(f"network.losses.{part}")
            named[PARTS.index(part)] = Curve(losses.epochs, losses.of(part), name)
        if run.best.snapshot is not None:
            named[3] = Curve(np.array([run.best.epoch]), np.array([run.best.loss]))
        named[4] = self.course.other_runs()
        self.losses.update(named, log)
        self.course.update()
        if run.problem is not self._said_of:
            self._said_of = run.problem
            rule = "" if run.problem is None else loss_formula(run.problem)
            self.losses.heading.update(texts("network.losses.title"), rule)

    def _loss_reading(self, index: int) -> str:
        losses, texts = self.run.losses, self.texts
        words = f"{texts('network.losses.epoch')} {int(losses.epochs[index])}"
        for part in self.run.shown_parts:
            value = losses.of(part)[index]
            if math.isfinite(value):
                words += f"   {texts(f'network.losses.{part}')} {significant(value)}"
        return words

    # -- the pointer ---------------------------------------------------------------------------

    def on_move(self, event: MouseEvent) -> bool:
        if self.curve.held:
            self.curve.drag(event)
            return False
        if self.probe.held:
            self.probe.drag(event)
            return False
        if self.hand.held is not None:
            return self.hand.drag(event)
        if self.surface.held is not None:
            self.surface.drag(event)
            return False
        if self.course.held:
            self.course.drag(event)
            return False
        spot = self.graph.spot_at(event)
        changed = (spot != self.graph.hovered) | self.way.buttons.point_at(event)
        changed |= self.hand.point_at(event) | self.course.point_at(event)
        changed |= self.surface.point_at(event)
        self.graph.hovered = spot
        if spot is not None and spot.kind in ("line", "bias"):
            changed |= True
            self.said.stand_beside(event)
        # Over the probe its own reading is enough.
        over_map = None if self.probe.is_under(event) else event
        return self.losses.point_at(event) | self.map.point_at(over_map) | changed

    def on_leave(self, event: LocationEvent | None) -> bool:
        self.way.buttons.hovered = None
        self.hand.point_at(None)
        self.course.point_at(None)
        self.surface.point_at(None)
        self.graph.hovered = None
        self.losses.point_at(None)
        self.map.point_at(None)
        return True

    def on_press(self, event: MouseEvent) -> bool:
        button = self.way.button_at(event)
        if button is not None:
            return self.way.act(button)
        if self.course.presses_pin(event):
            self.pin_run()
            return False
        if self.surface.press(event) or self.hand.press(event) or self.course.press(event):
            return False
        point = data_point(event, self.map.axes)
        if point is None or (self.run.problem is None and not self._clicks_add):
            return False
        if self._clicks_add:
            if event.button == 1:
                self.add_point(*point)
            elif event.button == 3:
                self.remove_point(*point)
        elif event.button == 1 and self.run.settings.data == CURVE:
            self.curve.press(event)
        elif event.button == 1:
            self.probe.take(event, *point)
        elif event.button == 3:
            self.change(pinned=())
        return False

    def on_release(self, event: MouseEvent) -> bool:
        self.probe.let_go()
        self.curve.held, self.course.held, self.surface.held = False, False, None
        if self.hand.let_go(event):
            self.let_weight_go()
            return True
        return False

    def on_scroll(self, event: MouseEvent) -> bool:
        if self.hand.scroll(event):
            self.let_weight_go()
        return False

    @property
    def _clicks_add(self) -> bool:
        """Whether a click on the map adds a point, instead of reading one."""
        settings = self.run.settings
        return settings.data == "own" and bool(settings.table.classes) and settings.pen != "read"

    def on_key(self, event: KeyEvent) -> bool:
        key = event.key or ""
        return key.isdigit() and self.way.act(int(key) - 1)

    def handles(self) -> list[Handle]:
        texts, layout = self.texts, self.graph.layout_
        graph = [] if layout is None else self._numbers.of(layout)
        act = self.add_point if self._clicks_add else self.probe.put
        if self.run.settings.data == CURVE:
            act = self.curve.draw_to
        name = texts(f"network.handles.{'add' if self._clicks_add else 'read'}")
        place = self._place.handle(self.map.axes, name, act, ("x₁", "x₂"), self._take_away)
        losses = self._moment.handle(
            self.losses.axes,
            texts("network.handles.losses"),
            lambda epoch, _loss: self.go_to(round(epoch)),
        )
        build = [*self.palette.handles(), *self.graph.heads.handles()]
        return [
            *build,
            *graph,
            place,
            *self.way.handles(),
            losses,
            *self.course.handles(self.pin_run),
            *self.surface.handles(),
        ]

    def _take_away(self, x: float, y: float) -> None:
        """Take away the point at a place, or what is read."""
        if self._clicks_add:
            self.remove_point(x, y)
        else:
            self.change(pinned=())

    def cursor(self, event: MouseEvent) -> str:
        if self.probe.held or self.probe.is_under(event):
            return "move"
        if self.way.buttons.hovered is not None:
            return "hand"
        if self.surface.buttons.hovered is not None:
            return "hand"
        if self.surface.shown and event.inaxes is self.surface.axes:
            return "move"
        if event.inaxes is self.losses.axes or self.course.buttons.hovered is not None:
            return "hand"
        shape = self.hand.cursor()
        if shape is not None:
            return shape
        if event.inaxes is not self.map.axes:
            return ""
        draws = self._clicks_add or self.run.settings.data == CURVE
        return "cross" if draws else "hand" if self.run.problem is not None else ""
