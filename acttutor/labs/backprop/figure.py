"""The picture of the backpropagation lab: graph, strip of steps, the step; or the check."""

from collections.abc import Callable

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.core.worksheet.calculation import Quantity
from acttutor.labs.backprop.figures.check import CheckPart
from acttutor.labs.backprop.figures.graph import Graph
from acttutor.labs.backprop.figures.step import StepPart
from acttutor.labs.backprop.figures.strip import HEIGHT as STRIP_HEIGHT
from acttutor.labs.backprop.figures.strip import Strip
from acttutor.labs.backprop.run import Run
from acttutor.labs.backprop.state import with_number
from acttutor.plots.lab_figure import LabFigure, unanswered

PAD = 20.0
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

    def build(self) -> None:
        self.graph = Graph(self)
        self.strip = Strip(self)
        self.step_part = StepPart(self)
        self.check = CheckPart(self)
        #: What the pointer holds: the number, where it was pressed, and its value there.
        self._held: tuple[Quantity, float, float] | None = None
        self._dragged = False
        self._checking = False
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        below = min(max(0.31 * height, 186.0), 250.0)
        graph = height - below - STRIP_HEIGHT - 6
        self._graph_place = (PAD, 8.0, width - 2 * PAD, graph - 8)
        self.strip.layout(PAD, graph, width - 2 * PAD)
        self.step_part.layout(PAD, graph + STRIP_HEIGHT + 8, width - 2 * PAD, below - 12)
        self.check.layout(PAD, 18.0, width - 2 * PAD, height - 30)
        self._net: object = None
        self._shown = None

    def update(self) -> bool:
        run = self.run
        if self._net != run.task.sizes:
            self._net = run.task.sizes
            self.graph.hovered = self._held = None
            self.graph.layout(*self._graph_place)
        shown = (run.settings, run.position, tuple(run.marks), run.answer, run.tries)
        if shown == self._shown:
            return False
        self._shown = shown
        if run.settings.check != self._checking:
            self._checking = run.settings.check
            for artist in (*self.live, *self.static_artists):
                artist.set_visible(not self._checking)
            self.invalidate()
        if self._checking:
            self.step_part.blank_box = None
            self.check.update()
            return False
        self.check.hide()
        self.graph.update()
        self.strip.update()
        self.step_part.update()
        return False

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1 or self.run.settings.check:
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
        hovered = None if self.run.settings.check else self.graph.number_at(event)
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
        if (abs(up) < CLICK and not self._dragged) or self.run.settings.mode == "fill":
            return
        self._dragged = True
        wanted = round(value + PER_PIXEL * up, 2)
        self.change(**with_number(self.run.settings, number, wanted))

    def on_release(self, event: MouseEvent) -> bool:
        held, self._held = self._held, None
        if held is not None and not self._dragged:
            box = self.graph.box_of(held[0])
            place = (box.x * self.scale, box.y * self.scale)
            self.edit_number(held[0], place)
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        if self._held is not None:
            return False
        self.graph.hovered = None
        self.graph.mark_hovered()
        return True

    def on_key(self, event: KeyEvent) -> bool:
        if event.key in ("enter", "return") and self.run.filling and not self.run.settings.check:
            self.answer()
        return False

    def cursor(self, event: MouseEvent) -> str:
        if self._held is not None:
            return "move" if self._dragged else "hand"
        if self.run.settings.check:
            return ""
        clickable = self.graph.number_at(event) is not None or self.step_part.over_blank(event)
        watching = self.run.settings.mode == "watch"
        clickable |= watching and self.strip.cell_at(event) is not None
        return "hand" if clickable else ""
