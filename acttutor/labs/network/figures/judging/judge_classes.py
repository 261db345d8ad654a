"""How well a network tells classes apart: confusion matrix, measures, and a threshold to move."""

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.colors import to_rgb

from acttutor.base.numbers.numerals import fixed as fixed_text
from acttutor.core.arrays import Array
from acttutor.core.metrics.thresholds import (
    ThresholdCurve,
    area_under_roc,
    average_precision,
    precision_recall_curve,
    roc_curve,
)
from acttutor.labs.network.figures.judging.judge import JudgeFigure, share_text
from acttutor.labs.network.model.judgement import ClassJudgement, judge_classes, positive_scores
from acttutor.labs.network.names import short_name
from acttutor.labs.network.run import Run
from acttutor.labs.network.words import class_names
from acttutor.plots.epochs import View
from acttutor.plots.handles import Handle, amount
from acttutor.plots.moving_grid import nice_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import Part
from acttutor.plots.parts.matrix import Matrix, MatrixData

UNIT = View((0.0, 1.02), (0.0, 1.02))
MEASURES = ("accuracy", "majority", "precision", "recall", "f1")


class JudgeClasses(JudgeFigure):
    """Matrix and table; for two classes the ROC and the precision-recall curve below."""

    lines = 2 + len(MEASURES)

    def suits(self, run: Run) -> bool:
        problem = run.problem
        return run.is_judged and problem is not None and problem.n_classes == self._n_classes

    def build_left(self) -> Part:
        problem = self.run.problem
        assert problem is not None
        self._n_classes = k = problem.n_classes
        texts = self.texts
        axes = texts("network.judge.predicted_class"), texts("network.judge.true_class")
        self.matrix = Matrix(self, (k, k), "-", axes_names=axes)
        self.matrix.frame()
        self._titled = ""
        return self.matrix

    def build_charts(self) -> list[LineChart]:
        if self._n_classes != 2:
            return []
        return [self._chart("roc"), self._chart("pr")]

    def _chart(self, key: str) -> LineChart:
        theme = self.theme
        looks = [
            CurveLook(theme.muted, 1.0, (4, 3)),
            CurveLook(theme.positive, 2.0),
            CurveLook(theme.text, 0.0, marker="o", size=7.0, face=theme.background),
        ]
        return LineChart(
            self,
            looks,
            self.texts(f"network.judge.{key}.name"),
            self.texts(f"network.judge.{key}.x"),
            x_places=nice_places,
        )

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        problem = run.problem
        assert problem is not None
        outputs = {part: run.outputs(part) for part in run.shown_parts}
        judged = {
            part: judge_classes(problem, output, problem.part(part)[1], settings.threshold)
            for part, output in outputs.items()
        }
        part = run.judged_part
        full = self._show_matrix(judged[part])
        full |= self.update_table(
            [self.texts("network.judge.count"), *map(self._measure_name, MEASURES)],
            {name: self._column(one) for name, one in judged.items()},
        )
        lines = [self.texts("network.judge.macro")] if self._n_classes > 2 else []
        if self.charts:
            lines = self._show_curves(part, outputs[part])
        self.write_note(*lines)
        self.explain(settings.class_measure, self._n_classes > 2)
        return full

    def _measure_name(self, measure: str) -> str:
        return self.texts(f"network.judge.{measure}.name")

    @staticmethod
    def _column(judged: ClassJudgement) -> list[str]:
        shares = (share_text(getattr(judged, measure)) for measure in MEASURES)
        return [f"{judged.counts.sum():,}", *shares]

    def _show_matrix(self, judged: ClassJudgement) -> bool:
        """Show the counts; a row is dark where most of its class went."""
        texts, counts = self.texts, judged.counts
        part = texts(f"network.losses.{self.run.judged_part}")
        title = texts("network.judge.matrix", part=part)
        full = title != self._titled or self.matrix.shape != counts.shape
        self._titled = title
        self.matrix.heading.update(title)
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        light, dark = (np.array(to_rgb(color)) for color in (self.theme.zero, self.theme.positive))
        faces = np.full((*counts.shape, 4), 255, dtype=np.uint8)
        mixed = light + shares[..., None] * (dark - light)
        faces[..., :3] = np.round(mixed * 255)
        names = [short_name(name, 10) for name in class_names(self.run.problem)]
        numbers = [[str(count) for count in row] for row in counts]
        self.matrix.update(MatrixData(faces, numbers, names, names))
        return full

    def _show_curves(self, part: str, outputs: Array) -> list[str]:
        """Show both curves with the point of the threshold; return what is said of them."""
        run, texts = self.run, self.texts
        problem = run.problem
        assert problem is not None
        scores = positive_scores(problem, outputs)
        positive = problem.class_numbers(problem.part(part)[1]) == 0
        roc, pr = roc_curve(positive, scores), precision_recall_curve(positive, scores)
        self._curves = roc, pr
        ends, rare = np.array([0.0, 1.0]), np.full(2, positive.mean())
        steps = [Curve(ends, ends), Curve(ends, rare)]
        threshold = run.settings.threshold
        for chart, curve, level in zip(self.charts, (roc, pr), steps, strict=True):
            at = slice(curve.at(threshold), curve.at(threshold) + 1)
            shown = Curve(*_ascending(curve))
            chart.update([level, shown, Curve(curve.x[at], curve.y[at])], view=UNIT)
        values = {
            "auc": fixed_text(area_under_roc(roc), 3),
            "ap": fixed_text(average_precision(pr), 3),
            "threshold": fixed_text(threshold),
            "name": class_names(problem)[0],
        }
        kind = "score" if problem.output == "tanh" else "probability"
        return [
            texts(f"network.judge.threshold_{kind}", **values),
            texts("network.judge.areas", **values),
        ]

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        return self._move_threshold(event)

    def on_move(self, event: MouseEvent) -> bool:
        return event.button == 1 and self._move_threshold(event)

    def handles(self) -> list[Handle]:
        threshold, found = self.run.settings.threshold, []
        curves = getattr(self, "_curves", ())
        for number, (chart, curve) in enumerate(zip(self.charts, curves, strict=False)):
            at = curve.at(threshold)
            x, y = float(curve.x[at]), float(curve.y[at])
            known = np.isfinite(x + y)
            found.append(
                Handle(
                    f"threshold {number}",
                    self.around(chart.axes, x if known else 0.5, y if known else 0.5),
                    self.texts("network.threshold.label"),
                    (amount(self.run.settings, "threshold", 0.05),),
                    lambda value: self.change(threshold=value),
                )
            )
        return found

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if any(event.inaxes is chart.axes for chart in self.charts) else ""

    def _move_threshold(self, event: MouseEvent) -> bool:
        """Take the threshold of the point of a curve nearest to the pointer."""
        for chart, curve in zip(self.charts, getattr(self, "_curves", ()), strict=False):
            if event.inaxes is chart.axes and event.xdata is not None and event.ydata is not None:
                distance = (curve.x - event.xdata) ** 2 + (curve.y - event.ydata) ** 2
                if np.isfinite(distance).any():
                    index = int(np.nanargmin(distance))
                    self.change(threshold=_threshold_of(curve, index))
        return False


def _ascending(curve: ThresholdCurve) -> tuple[Array, Array]:
    """Return the points of a curve that are known, x ascending as charts want it."""
    known = np.isfinite(curve.x) & np.isfinite(curve.y)
    return curve.x[known], curve.y[known]


def _threshold_of(curve: ThresholdCurve, index: int) -> float:
    """Return a round threshold that gives a point of a curve, if there is one."""
    above = curve.thresholds[index]
    below = curve.thresholds[index + 1] if index + 1 < len(curve.thresholds) else 0.0
    middle = (min(above, 1.0) + below) / 2
    return float(min(max(round(middle, 2), 0.0), 1.0))
