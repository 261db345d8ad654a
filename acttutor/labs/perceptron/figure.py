"""The picture of the perceptron lab: two units on the same points, side by side."""

import math
from collections.abc import Callable

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.core.nn.perceptron import Look, Vector
from acttutor.labs.perceptron import words
from acttutor.labs.perceptron.figures.history import HistoryChart
from acttutor.labs.perceptron.figures.interaction import Hand
from acttutor.labs.perceptron.figures.map import UnitMap
from acttutor.labs.perceptron.run import Run
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.style import BODY, DPI, HEADING
from acttutor.plots.text_column import Item, TextColumn, largest_size

#: From this width on, formulas are written larger.
ROOMY = 700.0
PAD, TICKS, GAP = 14.0, 24.0, 22.0
#: Height of a line of formulas in its own size, and how many there are below a map.
LEADING, NUMBERS = 1.4, 5
#: Lines of the verdict, in a wide figure and in a narrow one.
VERDICT = (3, 4)
#: Sides of maps that can still be worked with; where they would be shorter, the charts make room.
LEAST_SIDE = 130.0
#: A bound further away than so many times the mistakes made would flatten their curve.
IN_REACH = 6.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Say that there may be no more points.
    too_many: Callable[[], None] = unanswered

    def build(self) -> None:
        texts, theme = self.texts, self.theme
        self.step_map, self.sigmoid_map = UnitMap(self, "step"), UnitMap(self, "sigmoid")
        self.heads = [TextColumn(self, 3, LEADING) for _ in range(2)]
        self.numbers = [TextColumn(self, NUMBERS, LEADING) for _ in range(2)]
        self.verdict = TextColumn(self, VERDICT[1], 1.5)
        samples = texts("perceptron.chart.samples")
        self.mistakes, self.losses = (
            HistoryChart(
                self.new_axes(),
                theme,
                {"title": texts(f"perceptron.chart.{key}"), "samples": samples},
                self.moving,
                reading,
                steps=key == "mistakes",
            )
            for key, reading in (("mistakes", ".0f"), ("loss", ".4f"))
        )
        maps = (self.step_map, self.sigmoid_map)
        self.hand = Hand(self, maps, lambda: self.too_many())
        self._written: object = None

    # -- placing -------------------------------------------------------------------------------

    def layout(self, width: float, height: float) -> None:
        self.roomy = width >= ROOMY
        column = (width - 2 * PAD - GAP) / 2
        size = BODY + 2 if self.roomy else BODY
        em = size * DPI / 72
        head = 10 + 3 * LEADING * em + (8 if self.roomy else 5)
        numbers = NUMBERS * LEADING * em + 8
        verdict = VERDICT[0 if self.roomy else 1] * 1.5 * (BODY + self.roomy) * DPI / 72
        verdict += 12 if self.roomy else 0
        charts = min(max(0.19 * height, 122.0), 220.0)
        room = height - head - 20 - numbers - verdict
        self.charted = room - charts >= LEAST_SIDE
        side = min(column - TICKS, room - (charts if self.charted else 0))
        below = head + side + 20
        foot = below + numbers + verdict
        self.verdict.layout(PAD, below + numbers + 4, width - 2 * PAD)
        for index, part in enumerate((self.step_map, self.sigmoid_map)):
            left = PAD + index * (column + GAP)
            self.heads[index].layout(left, 8, column)
            self.place(part.axes, left + TICKS, head, side, side)
            self.numbers[index].layout(left, below, column)
            chart = (self.mistakes, self.losses)[index]
            chart.show(self.charted)
            self.place(chart.axes, left + 28, foot + 22, column - 28, height - foot - 22 - 36)

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> bool:
        run = self.run
        share = run.phase * run.phase * (3 - 2 * run.phase)
        step, sigmoid = run.pending
        before = run.history[-1] if run.history else run.state
        self.step_map.update(_between(run.state.w, run.following.w, share), before.w)
        self.sigmoid_map.update(_between(run.state.v, run.following.v, share), None)
        shown = (run.generation, run.settings, self.size(), self.scale)
        pointers = (self.mistakes.pointer, self.losses.pointer)
        if (shown, pointers) != self._written:
            self._written = (shown, pointers)
            if self.charted:
                self._show_charts()
            self._write_heads()
            self._write_numbers(step, sigmoid)
            self._write_verdict()
        return False

    def _show_charts(self) -> None:
        run = self.run
        k, mistakes, losses = run.trace.columns()
        bound = run.bound
        near = bound is not None and bound <= IN_REACH * max(run.state.mistakes, 8)
        name = self.texts("perceptron.chart.bound")
        self.mistakes.update(k, mistakes, bound if near else None, name)
        half = self.texts("perceptron.chart.half")
        self.losses.update(k, losses, math.log(2), half)

    def _write_heads(self) -> None:
        dpi = float(self.figure.dpi)
        sizes = (11.5, 10.5, 9.5, 8.5, 7.5)
        lines = (
            (words.STEP_RULE, words.STEP_ANSWER),
            (words.SIGMOID_RULE, words.SIGMOID_ANSWER),
        )
        width = self.heads[0].width
        size = largest_size([line for pair in lines for line in pair], sizes, width, dpi)
        for head, key, (rule, answer) in zip(self.heads, ("step", "sigmoid"), lines, strict=True):
            title = self.texts(f"perceptron.head.{key}")
            head.write(
                [
                    Item(title, HEADING, self.theme.text, True),
                    Item(answer, size, self.theme.muted),
                    Item(rule, size, self.theme.text),
                ]
            )

    def _write_numbers(self, step: Look, sigmoid: Look) -> None:
        theme, texts, lr = self.theme, self.texts, self.run.settings.lr
        wrong = step.y != step.t
        columns = (
            (step, words.step_answer(step, texts), theme.bad if wrong else theme.good, 0),
            (sigmoid, words.sigmoid_answer(sigmoid, texts), theme.text, 2),
        )
        formulas = [
            [words.sum_formula(seen), *words.update_formulas(seen, lr, digits)]
            for seen, _, _, digits in columns
        ]
        sizes = (11.5, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)[0 if self.roomy else 1 :]
        size = largest_size(
            [line for lines in formulas for line in lines],
            sizes,
            self.numbers[0].width,
            float(self.figure.dpi),
        )
        for part, lines, (seen, answer, color, _) in zip(
            self.numbers, formulas, columns, strict=True
        ):
            quiet = theme.text if seen.after != seen.w else theme.muted
            part.write(
                [
                    Item(lines[0], size),
                    Item(answer, min(size, BODY + 1), color),
                    *(Item(line, size, quiet) for line in lines[1:]),
                ]
            )

    def _write_verdict(self) -> None:
        colors = {kind: getattr(self.theme, kind) for kind in ("text", "muted", "good", "bad")}
        size = BODY + self.roomy
        lines = words.verdict(self.run, self.texts)
        self.verdict.write(
            [Item(text, size, colors.get(kind, self.theme.text)) for text, kind in lines]
        )

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        return self.hand.press(event)

    def on_move(self, event: MouseEvent) -> bool:
        if self.hand.move(event):
            return False
        changed = self.mistakes.point_at(event)
        return self.losses.point_at(event) or changed

    def on_release(self, event: MouseEvent) -> bool:
        return self.hand.release(event)

    def on_leave(self, event: LocationEvent | None) -> bool:
        changed = self.mistakes.point_at(None)
        return self.losses.point_at(None) or changed

    def on_key(self, event: KeyEvent) -> bool:
        return event.key in ("delete", "backspace") and self.hand.remove(event)

    def cursor(self, event: MouseEvent) -> str:
        return self.hand.cursor(event)


def _between(before: Vector, after: Vector, share: float) -> Vector:
    if share == 0:
        return before
    return tuple(a + share * (b - a) for a, b in zip(before, after, strict=True))
