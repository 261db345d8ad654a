"""The picture of the softmax lab: a table of bars, the Jacobian, the temperature, the two forms."""

import math
from collections.abc import Callable
from functools import partial

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import figured
from acttutor.labs.softmax import words
from acttutor.labs.softmax.figures.chart import TemperaturePart
from acttutor.labs.softmax.figures.steps import StepsTable
from acttutor.labs.softmax.figures.table import ClassTable
from acttutor.labs.softmax.run import Run
from acttutor.labs.softmax.state import FURTHEST, MOST, with_difference, with_logit
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.handles import Amount, Handle, amount
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.matrix import Matrix, MatrixData
from acttutor.plots.parts.words.formula_row import FormulaRow, Piece
from acttutor.plots.parts.words.text_block import Item, TextBlock

#: How near to the end of a bar the pointer takes hold of it, in logical pixels.
REACH = 14.0
#: A figure lower than this has only one line of formulas beside many classes.
LOW, MANY = 640.0, 5
#: From the first width on, a sentence has one line; from the second on, the formulas as well.
WIDE, VERY_WIDE = 700.0, 1100.0
#: Width of a character in an entry of the Jacobian, in logical pixels.
CHARACTER = 6.4

#: What is under the pointer: what kind of thing, and which.
Target = tuple[str, int]
NOTHING: Target = ("", 0)


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Let a logit be typed: its index, and where in the figure.
    edit_logit: Callable[[int, tuple[float, float]], None] = unanswered

    def build(self) -> None:
        self.table = ClassTable(self)
        self.formulas = FormulaRow(self, 3, gap=30)
        self.verdict = TextBlock(self, 2, leading=1.34)
        self.colors = DecisionColors(self.theme)
        self.jacobian = Matrix(
            self,
            (MOST, MOST),
            self.texts("softmax.jacobian.title"),
            r"$\partial p_i / \partial u_j = p_i (\delta_{ij} − p_j) / T$",
        )
        self.chart = TemperaturePart(self)
        self.steps = StepsTable(self)
        #: What the pointer holds.
        self.held = NOTHING
        #: The class and the entry of the Jacobian under the pointer.
        self.row: int | None = None
        self.entry: tuple[int, int] | None = None
        self._shown: object = None
        self._count = 0

    def layout(self, width: float, height: float) -> None:
        self._count = count = self.run.settings.classes
        self.chart.choose(count)
        self.steps.choose(count)
        tight = height < LOW and count > MANY
        sentences = 1 if tight or width >= WIDE else 2
        rows(
            share(self.table, 6, *self.table.bounds(count, height)),
            fixed(self.formulas, FormulaRow.height(1 if tight or width >= VERY_WIDE else 2)),
            fixed(self.verdict, 17.0 * sentences + 4),
            share(columns(share(self.chart), share(self.jacobian), gap=24), 4),
            fixed(self.steps, self.steps.HEIGHT),
            gap=4,
        ).layout(self.whole().inside(10, 0, 12, 6))

    def update(self) -> bool:
        run = self.run
        full = run.settings.classes != self._count
        if full:
            self.row = self.entry = None
            self.relayout()
        shown = (run.settings, self.size(), self.scale, self.row, self.entry)
        if shown != self._shown:
            self._shown = shown
            self.table.update(run)
            self._write_formulas()
            self._show_jacobian()
            self.chart.update(run)
            self.steps.update(run)
        return full

    def _write_formulas(self) -> None:
        """Write the formulas of the class or of the entry under the pointer, and the verdict."""
        run, theme = self.run, self.theme
        index = run.true if self.row is None else self.row
        if self.entry is not None:
            self.formulas.update([Piece(words.entry_formula(run, *self.entry), theme.f)])
        else:
            # Where there is no room for all, the table still has the third number.
            self.formulas.update(
                [
                    Piece(words.probability_formula(run, index), theme.f),
                    Piece(words.slope_formula(run, index), theme.df),
                    Piece(words.squared_formula(run, index), theme.palette[3]),
                ]
            )
        self.verdict.update([Item(words.verdict(run, self.texts))])

    def _show_jacobian(self) -> None:
        run, count = self.run, self.run.settings.classes
        rows = [f"$p_{i + 1}$" for i in range(count)]
        columns = [f"$u_{j + 1}$" for j in range(count)]
        room = int((self.jacobian.cells(rows, columns).width / count - 4) / CHARACTER)
        numbers = [[words.entry(float(v), room) for v in row] for row in run.jacobian]
        # Whatever T is, an entry cannot be larger than 1/(4T).
        faces = self.colors.numbers(run.jacobian * 4 * run.temperature)
        self.jacobian.update(MatrixData(faces, numbers, rows, columns))
        self.jacobian.frame(self.entry)

    # -- the pointer ---------------------------------------------------------------------------

    def _target(self, event: MouseEvent) -> Target:
        """Return what the pointer would take hold of, or click."""
        row, column = self.table.at(*self.pointer(event))
        if row is None:
            return ("chart", 0) if self.chart.value_at(event) is not None else NOTHING
        if column == "bars":
            return ("logit" if self.table.bars.away(event, self.run, row) <= REACH else "bar"), row
        return ("number", row) if column == "z" else ("true", row)

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        kind, row = target = self._target(event)
        if kind == "true":
            self.change(true=row + 1)
        elif kind == "number":
            x, y = self.table.entry_place(row)
            self.edit_logit(row, (self.scale * x, self.scale * y))
        elif kind:
            self.held = target
            # A bar that is caught at its end stays until it is moved.
            if kind != "logit":
                self._drag(event)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self.held[0]:
            self._drag(event)
            return False
        row, entry = self.table.at(*self.pointer(event))[0], self.jacobian.cell_at(event)
        changed = (row, entry) != (self.row, self.entry)
        self.row, self.entry = row, entry
        return changed

    def _drag(self, event: MouseEvent) -> None:
        kind, row = self.held
        logits = self.run.settings.logits
        if kind != "chart":
            self.change(logits=with_logit(logits, row, self.table.bars.logit_at(event)))
            return
        value = self.chart.value_at(event, held=True)
        assert value is not None
        if self.chart.is_sigmoid:
            self.change(logits=with_difference(logits, value))
        else:
            self.change(temperature=value)

    def on_release(self, event: MouseEvent) -> bool:
        self.held = NOTHING
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        changed = self.row is not None or self.entry is not None
        self.row = self.entry = None
        return changed

    def handles(self) -> list[Handle]:
        settings, true = self.run.settings, self.texts("softmax.true.label")
        found: list[Handle] = []
        for row in range(settings.classes):
            logit = Amount(settings.logits[row], -FURTHEST, FURTHEST, 0.1)
            take = partial(self._take_logit, row)
            name = f"u{words.subscript(row)}"
            found += [
                Handle(f"true{row}", self.table.choice_place(row), true),
                Handle(f"z{row}", self.table.end_place(row, self.run), name, (logit,), take),
            ]
        return [*found, self._chart_handle(), *self.jacobian.handles("J")]

    def _take_logit(self, row: int, value: float) -> None:
        self.change(logits=with_logit(self.run.settings.logits, row, value))

    def _chart_handle(self) -> Handle:
        settings, axes = self.run.settings, self.chart.axes
        if self.chart.is_sigmoid:
            z1, z2 = settings.logits[:2]
            difference = Amount(z1 - z2, -2 * FURTHEST, 2 * FURTHEST, 0.1)
            place = self.around(axes, z1 - z2, float(self.run.p[0]))
            return Handle(
                "difference",
                place,
                "u₁ − u₂",
                (difference,),
                lambda value: self.change(logits=with_difference(settings.logits, value)),
            )
        return Handle(
            "temperature",
            self.around(axes, math.log10(settings.temperature), 1.0),
            "T",
            (amount(settings, "temperature"),),
            lambda value: self.change(temperature=figured(value, 3)),
        )

    def cursor(self, event: MouseEvent) -> str:
        kind = (self.held if self.held[0] else self._target(event))[0]
        return {"": "", "logit": "move", "chart": "move"}.get(kind, "hand")
