"""How well a network predicts numbers: predicted over true ones, residuals, and measures."""

import numpy as np

from acttutor.labs.network.figures.judging.judge import JudgeFigure, number_text
from acttutor.labs.network.model.choices import NUMBER_MEASURES
from acttutor.labs.network.model.judgement import NumberJudgement, judge_numbers
from acttutor.labs.network.run import Run
from acttutor.plots.epochs import View
from acttutor.plots.moving_grid import nice_places
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import Part


class JudgeNumbers(JudgeFigure):
    """Predicted numbers over true ones beside the table, and the residuals below."""

    lines = 2 + len(NUMBER_MEASURES)

    def suits(self, run: Run) -> bool:
        problem = run.problem
        return run.is_judged and problem is not None and problem.kind == "regression"

    def build_left(self) -> Part:
        self.predicted = self._chart("predicted")
        return self.predicted

    def build_charts(self) -> list[LineChart]:
        self.residuals = self._chart("residuals")
        return [self.residuals]

    def _chart(self, key: str) -> LineChart:
        theme, texts = self.theme, self.texts
        looks = [
            CurveLook(theme.muted, 1.2, (4, 3)),
            CurveLook(theme.positive, 0.0, marker="o", size=3.2, alpha=0.6),
        ]
        title, x_name = texts(f"network.judge.{key}.name"), texts(f"network.judge.{key}.x")
        return LineChart(self, looks, title, x_name, x_places=nice_places)

    def update(self) -> bool:
        run = self.run
        problem = run.problem
        assert problem is not None
        judged = {
            part: judge_numbers(problem, run.outputs(part), problem.part(part)[1])
            for part in run.shown_parts
        }
        names = [self.texts(f"network.judge.{key}.name") for key in NUMBER_MEASURES]
        full = self.update_table(
            [self.texts("network.judge.count"), *names],
            {part: self._column(one) for part, one in judged.items()},
        )
        self._show_points(judged[run.judged_part])
        target, part = problem.columns[2], self.texts(f"network.losses.{run.judged_part}")
        of = self.texts("network.judge.of", part=part)
        units = self.texts("network.judge.units", name=target) if target else ""
        self.write_note(of, units)
        self.explain(run.settings.number_measure)
        return full

    @staticmethod
    def _column(judged: NumberJudgement) -> list[str]:
        values = (number_text(getattr(judged, measure)) for measure in NUMBER_MEASURES)
        return [f"{len(judged.targets):,}", *values]

    def _show_points(self, judged: NumberJudgement) -> None:
        y, t = judged.outputs, judged.targets
        order = np.argsort(t, kind="stable")
        low, high = _limits(np.concatenate((y, t)))
        line = np.array([low, high])
        view = View((low, high), (low, high))
        self.predicted.update([Curve(line, line), Curve(t[order], y[order])], view=view)
        order = np.argsort(y, kind="stable")
        residuals = (y - t)[order]
        far = max(float(np.abs(residuals).max(initial=0.0)) * 1.1, 1e-9)
        zero = Curve(line, np.zeros(2))
        view = View((low, high), (-far, far))
        self.residuals.update([zero, Curve(y[order], residuals)], view=view)


def _limits(values: np.ndarray) -> tuple[float, float]:
    """Return limits with a little room around all finite values."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return -1.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    room = 0.05 * (high - low) or 1.0
    return low - room, high + room
