"""The picture of the gradient flow lab: verdict, sizes over the layers, and one layer inside."""

import time

import numpy as np
from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import significant
from acttutor.labs.gradients.figures.chart import FlowChart, colors
from acttutor.labs.gradients.figures.shares import Histograms, LayerShares
from acttutor.labs.gradients.figures.units import UnitDots
from acttutor.labs.gradients.figures.verdict import VerdictPart
from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.verdict import applied
from acttutor.labs.gradients.words import delta_line, gradient_line
from acttutor.plots.crosshair import Readers
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import Curve, CurveLook, LineChart
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.words.formula_row import FormulaRow, Piece
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

#: Most pieces of a line of factors.
PIECES = 6
NUMBERS_EVERY_S = 0.1
#: From here on, the axis of losses is logarithmic: guessing costs ln 2 = 0.69, and far above that
#: only powers of ten tell losses apart.
LARGE = 20.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        texts, theme = self.texts, self.theme
        self.chart = FlowChart(self)
        self.strip = LayerShares(self)
        self.histograms = Histograms(self)
        self.units = UnitDots(self)
        pale = CurveLook(theme.muted, 3.0, alpha=0.45)
        self.loss = LineChart(
            self,
            [CurveLook(theme.text), pale],
            texts("gradients.loss.title"),
            texts("gradients.loss.epoch"),
            reading=self._loss_reading,
        )
        self.verdict = VerdictPart(self)
        self.formulas = [FormulaRow(self, PIECES, BODY) for _ in range(2)]
        self.backward = TextBlock(self, 1, align="right")
        self._readers = Readers(self, self.loss)
        self._held = False
        #: What the picture shows: the version of the run, and everything else that it depends on.
        self._version = -1
        self._still: object = None
        self._written_s = 0.0
        #: Whether the numbers written are older than the picture.
        self._late = False

    def layout(self, width: float, height: float) -> None:
        backward = self.width_of(self.texts("gradients.chart.backward"), SMALL)
        rows(
            fixed(self.verdict, self.verdict.HEIGHT),
            fixed(self.formulas[0], 20),
            fixed(columns(share(self.formulas[1]), fixed(self.backward, backward), gap=6), 20),
            share(rows(share(self.chart), fixed(self.strip, 24), gap=4), 0.76),
            fixed(None, 8),
            share(
                columns(
                    share(self.histograms.z),
                    share(self.histograms.a),
                    share(self.units),
                    share(self.loss, 1.15),
                    gap=16,
                ),
                0.45,
                least=140,
                most=240,
            ),
        ).layout(self.whole().inside(20, 12, 20, 4))
        self._still = None

    def update(self) -> bool:
        run = self.run
        hovered = (self.verdict.hovered, self.chart.hovered, self.units.hovered, self.loss.pointer)
        still = (run.settings, hovered, self.size(), self.scale)
        if (run.version, still) != (self._version, self._still):
            self.chart.follow(run)
            self.strip.update_for(run, self.chart)
            self.histograms.update(run)
            self.units.update(run)
            self._show_losses()
        if self._still != still:
            self.invalidate()
        self._write(still)
        self._version, self._still = run.version, still
        return False

    def _show_losses(self) -> None:
        run = self.run
        trials = [run.trial] if run.before is None else [run.trial, run.before]
        seen = [np.array(trial.losses, dtype=float) for trial in trials]
        highest = max(float(np.nanmax(losses)) for losses in seen)
        curves = [Curve(np.arange(len(losses), dtype=float), losses) for losses in seen]
        self.loss.update(curves, log=highest > LARGE)

    def _loss_reading(self, epoch: int) -> str:
        words = f"{epoch}: {significant(self.run.trial.losses[epoch], 3)}"
        before = self.run.before
        if before is not None and epoch < len(before.losses):
            words += (
                f"   {self.texts('gradients.chart.former')} {significant(before.losses[epoch], 3)}"
            )
        return words

    def _write(self, still: object) -> None:
        """Write the numbers, while the network learns no faster than they can be read."""
        now_s = time.perf_counter()
        only_learned = self._version != self.run.version and self._still == still
        # After a failure no further frame comes.
        only_learned &= self.run.trial.failure is None
        if only_learned and now_s - self._written_s < NUMBERS_EVERY_S:
            # If this was the last step, the numbers still have to follow.
            self._late = True
            self.request_frame()
            return
        if self._late or (self._version, self._still) != (self.run.version, still):
            self._written_s, self._late = now_s, False
            self.verdict.update(self.run)
            self.chart.write(self.run)
            self.units.write(self.run)
            self._write_formulas()

    def _write_formulas(self) -> None:
        """Write the factors of the layer, each in the colour of its steps in the chart."""
        of = colors(self.theme)
        lines = (delta_line(self.run, self.texts), gradient_line(self.run, self.texts))
        for row, line in zip(self.formulas, lines, strict=True):
            row.update([Piece(text, of[kind]) for text, kind in line])
        self.backward.update(
            [Item(self.texts("gradients.chart.backward"), SMALL, self.theme.muted)]
        )

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        remedy = self.verdict.remedies.button_at(event)
        if self.verdict.forget.button_at(event) is not None:
            self.change(before=())
        elif remedy is not None:
            self.change(**applied(self.run.settings, self.verdict.offered[remedy]))
        elif (layer := self._layer_at(event)) is not None:
            self._held = True
            self.change(layer=layer)
        return False

    def _layer_at(self, event: MouseEvent) -> int | None:
        """Return the layer under the pointer, in the chart or in the strip below it."""
        held = self._held or event.inaxes is self.strip.axes
        layer = self.chart.layer_at(event, held)
        return layer if layer is None else min(layer, self.run.settings.depth)

    def on_move(self, event: MouseEvent) -> bool:
        if self._held:
            layer = self._layer_at(event)
            if layer is not None and layer != self.run.settings.layer:
                self.change(layer=layer)
            return False
        before = (self.chart.hovered, self.units.hovered)
        self.chart.hovered = self._layer_at(event)
        self.units.hovered = self.units.unit_at(event)
        changed = before != (self.chart.hovered, self.units.hovered)
        changed |= self.verdict.point_at(event)
        return self.loss.point_at(event) or changed

    def on_release(self, event: MouseEvent) -> bool:
        self._held = False
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        self.chart.hovered = self.units.hovered = None
        self.verdict.point_at(None)
        self.loss.point_at(None)
        return True

    def handles(self) -> list[Handle]:
        settings, axes = self.run.settings, self.chart.axes
        layer = Amount(float(settings.layer), 1.0, float(settings.depth), 1.0)
        place = self.around(axes, settings.layer, 1.0, 16.0)
        # In the middle of the chart, whatever its scale.
        place = place._replace(top=self.place_of(axes).middle[1] - 8.0)
        name = self.texts("gradients.handles.layer")
        return [
            *self.verdict.remedies.handles("remedy"),
            *self.verdict.forget.handles("forget"),
            Handle("layer", place, name, (layer,), lambda value: self.change(layer=round(value))),
            *self.units.handles(),
            *self._readers.handles(),
        ]

    def cursor(self, event: MouseEvent) -> str:
        buttons = (self.verdict.remedies, self.verdict.forget)
        clickable = any(part.button_at(event) is not None for part in buttons)
        return "hand" if clickable or self._layer_at(event) is not None else ""
