"""The picture of the backpropagation lab: graph, strip of steps, the step; or the check."""

from collections.abc import Callable
from functools import partial

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop import formulas
from acttutor.labs.backprop.figures.check import CheckPart
from acttutor.labs.backprop.figures.computation import ComputationPart
from acttutor.labs.backprop.figures.graph import Graph
from acttutor.labs.backprop.figures.graph_step import GraphStepPart
from acttutor.labs.backprop.figures.step import StepPart
from acttutor.labs.backprop.figures.strip import StepStrip
from acttutor.labs.backprop.leaves import LEAVES, MOST_LEAF
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import bounds, with_leaf, with_number
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.charts.strip import Cell, Group, Strip
from acttutor.plots.parts.layout import Over, fixed, rows, share

#: A press that moves less than this, in logical pixels, is a click; and by how much a number
#: changes with each pixel that it is dragged up.
CLICK, PER_PIXEL = 4.0, 0.02


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Let a given number be typed: which, and where in the figure.
    edit_number: Callable[[Quantity, tuple[float, float]], None] = unanswered
    #: Go to a position in the calculation.
    go_to: Callable[[int], None] = unanswered
    #: Let the answer be typed into the blank.
    answer: Callable[[], None] = unanswered

    #: Let a number that goes into the computational graph be typed: which, and where.
    edit_leaf: Callable[[str, tuple[float, float]], None] = unanswered

    def build(self) -> None:
        self.graph = Graph(self)
        self.computation, self.graph_step = ComputationPart(self), GraphStepPart(self)
        self.graph_strip = Strip(self, rests=True)
        self.strip = StepStrip(self)
        self.step_part = StepPart(self)
        self.check = CheckPart(self)
        #: What the pointer holds: the number, where it was pressed, and its value there.
        self._held: tuple[Quantity | str, float, float] | None = None
        self._dragged = False
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        self.calculation = rows(
            share(self.graph, 0.64),
            fixed(self.strip, 34),
            share(self.step_part, 0.31, least=174, most=238),
            gap=8,
        )
        self.nodes = rows(
            share(self.computation, 0.66),
            fixed(self.graph_strip, 34),
            share(self.graph_step, 0.29, least=150, most=215),
            gap=8,
        )
        Over(self.calculation, self.check, self.nodes).layout(self.whole().inside(20, 8, 20, 4))
        self._shown = None

    def update(self) -> bool:
        run = self.run
        marks = (tuple(run.marks), run.answer, run.tries, run.graph.position)
        shown = (run.settings, run.position, *marks)
        if shown == self._shown:
            return False
        before = (self.check.words.visible, self.graph_step.block.visible)
        self._shown = shown
        if self.graph.places.task.sizes != run.task.sizes:
            self._held = None
        checks = run.settings.checks and not run.in_graph
        self.calculation.show(not checks and not run.in_graph)
        self.check.show(checks)
        self.nodes.show(run.in_graph)
        if run.in_graph:
            self._show_graph()
        elif checks:
            self.check.update()
        else:
            self.graph.update()
            self.strip.follow()
            self.step_part.update()
        return before != (self.check.words.visible, self.graph_step.block.visible)

    def _show_graph(self) -> None:
        """Show the computational graph, its strip and its step."""
        graph, theme = self.run.graph, self.theme
        colors = {"forward": theme.f, "backward": theme.df}
        cells = [
            Cell(colors[step.phase] if place < graph.position else theme.wash_dead)
            for place, step in enumerate(graph.steps)
        ]
        half = len(cells) // 2
        groups = zip(colors.items(), (cells[:half], cells[half:]), strict=True)
        self.computation.update()
        self.graph_strip.update(
            [
                Group(part, self.texts(f"backprop.phase.{phase}"), color)
                for (phase, color), part in groups
            ]
        )
        self.graph_step.update()

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        if self.run.in_graph:
            leaf, cell = self.computation.leaf_at(event), self.graph_strip.cell_at(event)
            if leaf:
                value = float(self.run.graph.computation.given[leaf])
                self._held, self._dragged = (leaf, event.y, value), False
            elif cell is not None:
                self.go_to(cell + 1)
            return False
        if self.run.settings.checks:
            return False
        number = self.graph.number_at(event)
        if number is not None:
            self._held = (number, event.y, self.run.task.given()[number])
            self._dragged = False
            return False
        place = self.strip.cell_at(event)
        if place is not None and self.run.settings.mode == "watch":
            self.go_to(place + 1)
        elif self.step_part.over_blank(event):
            self.answer()
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self._held is not None:
            self._drag(event)
            return False
        if self.run.in_graph:
            leaf = self.computation.leaf_at(event)
            changed = leaf != self.computation.hovered
            self.computation.hovered = leaf
            self.computation.mark_hovered()
            return changed
        hovered = None if self.run.settings.checks else self.graph.number_at(event)
        changed = hovered != self.graph.hovered
        if changed:
            self.graph.hovered = hovered
            self.graph.mark_hovered()
        return changed

    def _drag(self, event: MouseEvent) -> None:
        assert self._held is not None
        number, start, value = self._held
        up = (event.y - start) / self.scale
        # Answers were given to these numbers: while blanks are filled in, none slips by accident.
        filling = self.run.settings.mode == "fill" and not self.run.in_graph
        if (abs(up) < CLICK and not self._dragged) or filling:
            return
        self._dragged = True
        if isinstance(number, str):
            self._set_leaf(number, round(value + max(abs(value), 1.0) * PER_PIXEL * up, 2))
            return
        wanted = round(value + PER_PIXEL * up, 2)
        self.change(**with_number(self.run.settings, number, wanted))

    def on_release(self, event: MouseEvent) -> bool:
        held, self._held = self._held, None
        if held is not None and isinstance(held[0], str):
            if not self._dragged:
                x, y = self.computation.box_of(held[0]).middle
                self.edit_leaf(held[0], (x * self.scale, y * self.scale))
            return False
        if held is not None and not isinstance(held[0], str) and not self._dragged:
            x, y = self.graph.box_of(held[0]).middle
            place = (x * self.scale, y * self.scale)
            self.edit_number(held[0], place)
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        if self._held is not None:
            return False
        self.graph.hovered, self.computation.hovered = None, ""
        (self.computation if self.run.in_graph else self.graph).mark_hovered()
        return True

    def handles(self) -> list[Handle]:
        run, settings = self.run, self.run.settings
        if run.in_graph:
            return self._graph_handles()
        if settings.checks:
            return []
        texts, found = self.texts, []
        blank = self.step_part.blank
        if blank is not None:
            name = texts("backprop.answer.label")
            found.append(Handle("blank", blank, name, press=lambda: self.answer()))
        for number, value in run.task.given().items():
            # Answers were given to these numbers: while blanks are filled in, they are only typed.
            held = settings.mode != "fill"
            found.append(
                Handle(
                    " ".join(map(str, number)),
                    self.graph.box_of(number).grown(-3),
                    formulas.name(run.task, number),
                    (Amount(value, *bounds(settings, number), 0.1),) if held else (),
                    partial(self._set, number),
                )
            )
        if settings.mode == "watch":
            found += self.strip.handles("step", texts("backprop.handles.step"))
        return found

    def _graph_handles(self) -> list[Handle]:
        """Return the numbers that go into the graph, and its steps."""
        graph, found = self.run.graph, []
        for leaf in LEAVES.get(graph.id, ()):
            value = float(graph.computation.given[leaf])
            found.append(
                Handle(
                    leaf,
                    self.computation.box_of(leaf).grown(-3),
                    self.texts(f"backprop.leaves.{graph.id}.{leaf}"),
                    (Amount(value, -MOST_LEAF, MOST_LEAF, 0.1),),
                    partial(self._set_leaf, leaf),
                )
            )
        return [*found, *self.graph_strip.handles("step", self.texts("backprop.handles.step"))]

    def _set_leaf(self, leaf: str, value: float) -> None:
        self.change(**with_leaf(self.run.settings, leaf, value))

    def _set(self, number: Quantity, value: float) -> None:
        self.change(**with_number(self.run.settings, number, value))

    def on_key(self, event: KeyEvent) -> bool:
        run = self.run
        ready = run.filling and not run.settings.checks and not run.in_graph
        if event.key in ("enter", "return") and ready:
            self.answer()
        return False

    def cursor(self, event: MouseEvent) -> str:
        if self._held is not None:
            return "move" if self._dragged else "hand"
        if self.run.in_graph:
            over = self.computation.leaf_at(event) or self.graph_strip.cell_at(event) is not None
            return "hand" if over else ""
        if self.run.settings.checks:
            return ""
        clickable = self.graph.number_at(event) is not None or self.step_part.over_blank(event)
        watching = self.run.settings.mode == "watch"
        clickable |= watching and self.strip.cell_at(event) is not None
        return "hand" if clickable else ""
