"""The learning curves: loss and accuracy, on what is learned and on what is not."""

import math

import numpy as np
from matplotlib.backend_bases import LocationEvent

from acttutor.base.numbers.numerals import significant
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.words import share_text
from acttutor.plots.epochs import View, view_of
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import Rect, columns, share

PARTS = ("train", "validation")


class Curves:
    """Two charts beside each other; the second gives way where there is no room.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        texts, color = lab.texts, lab.theme.text
        looks = [
            CurveLook(color),
            CurveLook(color, 1.5, (6.0, 1.5, 1.2, 1.5)),
            # The lowest validation loss so far.
            CurveLook(color, 0.0, marker="o", size=5.5, face=lab.theme.background),
        ]
        self.loss = LineChart(
            lab, looks, texts("digits.curves.loss"), texts("digits.curves.epoch"),
            reading=lambda index: self._reading("loss", index),
        )  # fmt: skip
        self.accuracy = LineChart(
            lab, looks[:2], texts("digits.curves.accuracy"), texts("digits.curves.epoch"),
            reading=lambda index: self._reading("accuracy", index),
            y_name_of=lambda value: f"{100 * value:.0f}",
        )  # fmt: skip

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        columns(
            share(self.accuracy, least=150), share(self.loss, least=150, gives_way=True), gap=22
        ).layout(rect)

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.loss.show(visible)
        self.accuracy.show(visible)

    def update(self) -> None:
        """Show the curves so far."""
        run, texts = self.lab.run, self.lab.texts
        x = run.curves.epochs
        names = [texts(f"digits.parts.{part}") for part in PARTS]
        last = float(x[-1]) if len(x) else -1.0
        losses = [Curve(x, run.curve(f"loss_{p}"), n) for p, n in zip(PARTS, names, strict=True)]
        if run.best.snapshot is not None and run.epoch > 0:
            losses.append(Curve(np.array([run.best.epoch]), np.array([run.best.loss])))
        self.loss.update(losses, log=run.settings.log_loss)
        shares = [
            Curve(x, run.curve(f"accuracy_{p}"), n) for p, n in zip(PARTS, names, strict=True)
        ]
        view = view_of(last, [], log=False)
        self.accuracy.update(shares, view=View(view.x, (0.0, 1.04)))

    def _reading(self, kind: str, index: int) -> str:
        run, texts = self.lab.run, self.lab.texts
        words = f"{texts('digits.curves.epoch')} {int(run.curves.epochs[index])}"
        for part in PARTS:
            value = float(run.curve(f"{kind}_{part}")[index])
            if math.isfinite(value):
                written = share_text(value) if kind == "accuracy" else significant(value, 3)
                words += f"   {texts(f'digits.parts.{part}')} {written}"
        return words

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        return self.loss.point_at(event) | self.accuracy.point_at(event)
