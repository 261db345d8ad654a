"""The picture of the perceptron lab: two units on the same points, side by side."""

import math
from collections.abc import Callable, Sequence

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import fixed as written
from acttutor.core.nn.perceptron import Look, Vector
from acttutor.labs.perceptron import words
from acttutor.labs.perceptron.figures.interaction import Hand
from acttutor.labs.perceptron.figures.map import UnitMap
from acttutor.labs.perceptron.run import Run
from acttutor.plots.crosshair import Readers
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, Level, LineChart
from acttutor.plots.parts.decision_map import FOOT, SIDE
from acttutor.plots.parts.layout import Part, Stack, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula, largest_size
from acttutor.plots.style import BODY, DPI, HEADING

#: From this width on, formulas are written larger.
ROOMY = 700.0
GAP = 22.0
#: Height of a line of formulas in its own size, and how many there are below a map.
LEADING, NUMBERS = 1.4, 5
#: Where maps would be shorter than this, the charts make room; these are at least so high.
LEAST_SIDE, LEAST_CHART = 130.0, 122.0
#: A bound further away than so many times the mistakes made would flatten their curve.
IN_REACH = 6.0
#: Up to so many steps a second, numbers can be followed; faster, they are written after so many
#: seconds at the soonest.
READ_SPEED, BETWEEN_WORDS = 8, 0.25


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Say that there may be no more points.
    too_many: Callable[[], None] = unanswered

    def build(self) -> None:
        self.step_map, self.sigmoid_map = UnitMap(self, True), UnitMap(self, False)
        self.heads = [TextBlock(self, 3, LEADING) for _ in range(2)]
        self.numbers = [TextBlock(self, NUMBERS, LEADING) for _ in range(2)]
        self.verdict = TextBlock(self, 4, 1.5)
        self.mistakes, self.losses = self._chart("mistakes", 0), self._chart("loss", 4)
        self.hand = Hand(self, (self.step_map, self.sigmoid_map), lambda: self.too_many())
        self._readers = Readers(self, self.mistakes, self.losses)
        self._written: object = None
        self._written_s = -BETWEEN_WORDS

    def _chart(self, key: str, digits: int) -> LineChart:
        def reading(index: int) -> str:
            k, *values = self.run.trace.rows[index]
            return f"{k}: {written(values[digits > 0], digits)}"

        texts, look = self.texts, CurveLook(self.theme.text, steps=not digits)
        title, samples = texts(f"perceptron.chart.{key}"), texts("perceptron.chart.samples")
        return LineChart(self, [look], title, samples, reading=reading)

    def layout(self, width: float, height: float) -> None:
        self.roomy = width >= ROOMY
        em = (BODY + 2 * self.roomy) * DPI / 72
        most = (width - 28 - GAP) / 2 - SIDE + FOOT
        rows(
            fixed(_pair(self.heads), 3 * LEADING * em + 7 + 3 * self.roomy),
            share(_pair((self.step_map, self.sigmoid_map)), least=LEAST_SIDE + FOOT, most=most),
            fixed(_pair(self.numbers), NUMBERS * LEADING * em + 6),
            fixed(self.verdict, 78),
            share(_pair((self.mistakes, self.losses)), 0.25, least=LEAST_CHART, gives_way=True),
        ).layout(self.whole().inside(14, 8, 14, 2))

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> bool:
        run = self.run
        before = run.history[-1] if run.history else run.state
        self.step_map.follow(run, _between(run.state.w, run.following.w, run.eased), before.w)
        self.sigmoid_map.follow(run, _between(run.state.v, run.following.v, run.eased))
        pointers = (self.mistakes.pointer, self.losses.pointer)
        shown = (run.generation, run.settings, self.size(), self.scale, pointers)
        if shown != self._written and not self._too_soon():
            self._written = shown
            self._show_charts()
            self._write_heads()
            self._write_numbers(*run.pending)
            self._write_verdict()
        return False

    def _too_soon(self) -> bool:
        """Tell whether numbers were written a moment ago, and would only flicker."""
        now = self.time_s()
        if self.run.settings.speed > READ_SPEED and now - self._written_s < BETWEEN_WORDS:
            self.request_frame(1000 * BETWEEN_WORDS)
            return True
        self._written_s = now
        return False

    def _show_charts(self) -> None:
        k, mistakes, losses = self.run.trace.columns()
        bound = self.run.bound
        near = bound is not None and bound <= IN_REACH * max(self.run.state.mistakes, 8)
        level = Level(bound, self.texts("perceptron.chart.bound")) if bound and near else None
        half = Level(math.log(2), self.texts("perceptron.chart.half"))
        self.mistakes.update([Curve(k, mistakes)], level=level)
        self.losses.update([Curve(k, losses)], level=half)

    def _size(self, formulas: Sequence[str], most: float = BODY + 2) -> float:
        """Return the size of type in which all formulas of both units fit."""
        return largest_size(formulas, most, self.heads[0].rect.width * self.scale, self.dpi)

    def _write_heads(self) -> None:
        answers = (words.STEP_ANSWER, words.SIGMOID_ANSWER)
        rules = (words.STEP_RULE, words.SIGMOID_RULE)
        size = self._size([*answers, *rules])
        for head, key, answer, rule in zip(
            self.heads, ("step", "sigmoid"), answers, rules, strict=True
        ):
            title = Item(self.texts(f"perceptron.head.{key}"), HEADING, bold=True)
            head.update([title, formula(answer, size, self.theme.muted), formula(rule, size)])

    def _write_numbers(self, step: Look, sigmoid: Look) -> None:
        theme, texts, lr = self.theme, self.texts, self.run.settings.lr
        units = (
            (step, words.step_answer(step, texts), theme.good if step.y == step.t else theme.bad),
            (sigmoid, words.sigmoid_answer(sigmoid, texts), theme.text),
        )
        formulas = [
            [words.sum_formula(look), *words.update_formulas(look, lr, digits)]
            for look, digits in ((step, 0), (sigmoid, 2))
        ]
        size = self._size([*formulas[0], *formulas[1]], BODY + 1 + self.roomy)
        for part, (total, *lines), (look, answer, color) in zip(
            self.numbers, formulas, units, strict=True
        ):
            said = Item(answer, min(size, BODY + 1), color)
            quiet = theme.text if look.after != look.w else theme.muted
            part.update(
                [formula(total, size), said, *(formula(line, size, quiet) for line in lines)]
            )

    def _write_verdict(self) -> None:
        size, text = BODY + self.roomy, self.theme.text
        said = words.verdict(self.run, self.texts)
        self.verdict.update(
            [Item(line, size, getattr(self.theme, kind, text)) for line, kind in said]
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

    def handles(self) -> list[Handle]:
        return [*self.hand.handles(), *self._readers.handles()]

    def cursor(self, event: MouseEvent) -> str:
        return self.hand.cursor(event)


def _pair(parts: Sequence[Part]) -> Stack:
    """Put the parts of both units side by side."""
    return columns(*(share(part) for part in parts), gap=GAP)


def _between(before: Vector, after: Vector, part: float) -> Vector:
    return tuple(a + part * (b - a) for a, b in zip(before, after, strict=True))
