"""The picture of the softmax lab: a table of bars, the Jacobian, the temperature, the two forms."""

from typing import Any

from acttutor.labs.softmax.figures.bars import BarsPart
from acttutor.labs.softmax.figures.chart import ChartPart
from acttutor.labs.softmax.figures.grid import WIDE, Grid, grid
from acttutor.labs.softmax.figures.jacobian import JacobianPart
from acttutor.labs.softmax.figures.lines import LinesPart
from acttutor.labs.softmax.figures.steps import HEIGHT, StepsPart
from acttutor.labs.softmax.figures.table import TablePart
from acttutor.labs.softmax.state import with_difference, with_logit
from acttutor.plots.cell_text import Cells
from acttutor.plots.lab_figure import LabFigure

#: How near to the end of a bar the pointer takes hold of it, in logical pixels.
REACH = 14.0
#: A figure lower than this has only one line of formulas beside many classes.
LOW, MANY = 640.0, 5

#: What is under the pointer: what kind of thing, and which.
Target = tuple[str, int]
NOTHING: Target = ("", 0)


class Figure(LabFigure):
    """Puts the parts together and answers the pointer."""

    grid: Grid

    def build(self) -> None:
        """Create all parts; the table first, because its wash lies below everything."""
        cells = Cells(self)
        self.table = TablePart(self, cells)
        self.bars = BarsPart(self)
        self.lines = LinesPart(self)
        self.jacobian = JacobianPart(self, cells)
        self.chart = ChartPart(self, cells)
        self.steps = StepsPart(self, cells)
        #: What the pointer holds.
        self.held = NOTHING
        #: The class and the entry of the Jacobian under the pointer.
        self.row: int | None = None
        self.entry: tuple[int, int] | None = None
        self._shown: object = None
        self._count = 0

    def layout(self, width: float, height: float) -> None:
        """Table, formulas, two charts beside each other, and the two forms at the foot."""
        count = self.run.settings.classes
        self._count = count
        self.grid = places = grid(width, height, count)
        self.table.layout(places)
        self.bars.layout(places)
        left, right = places.left + 4, places.right
        top = places.end + 4
        tight = height < LOW and count > MANY
        rows = 1 if tight else 2
        sentences = 1 if tight or width >= WIDE else 2
        self.lines.layout(left, top, right - left, rows, sentences)
        top += LinesPart.height(rows, sentences) + 4
        foot = height - HEIGHT - 6
        half = (right - left - 24) / 2
        self.chart.layout(left, top, half, foot - top - 6)
        self.jacobian.layout(left + half + 24, top, half, foot - top - 10)
        self.steps.layout(left, foot, right - left)

    def update(self) -> bool:
        """Show the run as it is now; another number of classes needs a full draw."""
        run = self.run
        full = run.settings.classes != self._count
        if full:
            self.row = self.entry = None
            self.relayout()
        shown = (run.settings, self.size(), self.scale, self.row, self.entry)
        if shown != self._shown:
            self._shown = shown
            self.table.update()
            self.bars.update()
            self.lines.update(run.true if self.row is None else self.row, self.entry)
            self.jacobian.update(self.entry)
            self.chart.update()
            self.steps.update()
        return full

    # -- the pointer ---------------------------------------------------------------------------

    def _place(self, event: Any) -> tuple[float, float]:
        """Return the pointer in logical pixels from the top left corner."""
        return event.x / self.scale, (self.figure.bbox.height - event.y) / self.scale

    def _target(self, event: Any) -> Target:
        """Return what the pointer would take hold of, or click."""
        x, y = self._place(event)
        places = self.grid
        row = places.row_at(y)
        if row is None or not places.left <= x <= places.right:
            return ("chart", 0) if self.chart.value_at(event) is not None else NOTHING
        left, width = places.bars
        if left - 4 <= x <= left + width:
            return ("logit" if self.bars.away(event, row) <= REACH else "bar"), row
        if left + width < x <= places.z + 2:
            return "number", row
        return "true", row

    def on_press(self, event: Any) -> bool:
        """Take hold of a bar or of the temperature; choose the true class; edit a number."""
        if event.button != 1:
            return False
        kind, row = target = self._target(event)
        if kind == "true":
            self.change(true=row + 1)
        elif kind == "number":
            middle = (self.grid.bars[0] + self.grid.bars[1] + self.grid.z) / 2
            place = (middle * self.scale, self.grid.middle(row) * self.scale)
            self.ask("edit_logit", index=row, place=place)
        elif kind:
            self.held = target
            # A bar that is caught at its end stays until it is moved.
            if kind != "logit":
                self._drag(event)
        return False

    def on_move(self, event: Any) -> bool:
        """Drag what is held, or read what is under the pointer."""
        if self.held[0]:
            self._drag(event)
            return False
        _, y = self._place(event)
        row, entry = self.grid.row_at(y), self.jacobian.entry_at(event)
        changed = (row, entry) != (self.row, self.entry)
        self.row, self.entry = row, entry
        return changed

    def _drag(self, event: Any) -> None:
        kind, row = self.held
        logits = self.run.settings.logits
        if kind != "chart":
            self.change(logits=with_logit(logits, row, self.bars.logit_at(event)))
            return
        value = self.chart.value_at(event, held=True)
        assert value is not None
        if self.chart.axes is self.chart.sigmoid:
            self.change(logits=with_difference(logits, value))
        else:
            self.change(temperature=value)

    def on_release(self, event: Any) -> bool:
        """Let go."""
        self.held = NOTHING
        return False

    def on_leave(self, event: Any) -> bool:
        """Forget the pointer."""
        changed = self.row is not None or self.entry is not None
        self.row = self.entry = None
        return changed

    def cursor(self, event: Any) -> str:
        """Return a hand over what can be clicked, a cross of arrows over what can be moved."""
        kind = (self.held if self.held[0] else self._target(event))[0]
        return {"": "", "logit": "move", "chart": "move"}.get(kind, "hand")
