"""The picture of the gradient flow lab: verdict, sizes over the layers, and one layer inside."""

import time
from typing import Any

from acttutor.labs.gradients.figures.chart import FlowChart, colors
from acttutor.labs.gradients.figures.flat import FlatStrip
from acttutor.labs.gradients.figures.histograms import Histograms
from acttutor.labs.gradients.figures.loss import LossPart
from acttutor.labs.gradients.figures.units import UnitDots
from acttutor.labs.gradients.figures.verdict import LAST, VerdictPart
from acttutor.labs.gradients.verdict import applied
from acttutor.labs.gradients.words import delta_line, gradient_line
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, SMALL

PAD = 20.0
#: From this width on, there is room for wider gaps.
WIDE = 700.0
#: Most pieces of a line of factors.
PIECES = 6
LINE = 18.0
NUMBERS_EVERY_S = 0.1


class Figure(LabFigure):
    """Puts the parts together and answers the pointer."""

    def build(self) -> None:
        """Create all parts."""
        self.chart = FlowChart(self)
        self.strip = FlatStrip(self)
        self.histograms = Histograms(self)
        self.units = UnitDots(self)
        self.loss = LossPart(self)
        self.verdict = VerdictPart(self)
        self.formulas = [[self._piece() for _ in range(PIECES)] for _ in range(2)]
        self.backward = self.resting(self.write("", SMALL, self.theme.muted, ha="right"))
        self.backward.set_text(self.texts("gradients.chart.backward"))
        self._held = False
        #: What the picture shows: the version of the run, and everything else that it depends on.
        self._version = -1
        self._still: object = None
        self._resting: object = None
        self._written_s = 0.0
        #: Whether the numbers written are older than the picture.
        self._late = False

    def _piece(self) -> QuickText:
        piece = QuickText(0, 0, "", size=BODY, va="top")
        self.figure.add_artist(piece)
        return self.moving(piece)

    def layout(self, width: float, height: float) -> None:
        """Verdict on top, the chart below it, the layer that is looked into at the bottom."""
        said = self.verdict.layout(PAD, 12, width - 2 * PAD)
        self._formula_top = 12 + said + 10
        self.put(self.backward, width - PAD, self._formula_top + LINE + 2)
        top = self._formula_top + 2 * LINE + 8
        bottom = min(max(0.24 * height, 124.0), 230.0)
        inside = height - bottom
        strip = 22.0
        left = PAD + 30
        chart = inside - 34 - strip - 24 - top
        self.chart.layout(left, top, width - left - PAD, chart)
        self.strip.layout(left, top + chart + 24, width - left - PAD, strip)
        self._layout_layer(width, inside, bottom)
        self._still = None

    def _layout_layer(self, width: float, top: float, height: float) -> None:
        """Two histograms, the units, and the loss beside each other."""
        gap = 24.0 if width >= WIDE else 16.0
        column = (width - 2 * PAD - 3 * gap - 14) / 4
        lefts = [PAD + n * (column + gap) for n in range(3)]
        below = 26.0
        for histogram, left in zip((self.histograms.z, self.histograms.a), lefts, strict=False):
            self.place(histogram.axes, left, top + 6, column, height - 6 - below)
            self.put(histogram.title, left, top)
        self.units.layout(lefts[2], top + 6, column, height - 6 - 38)
        self.put(self.units.title, lefts[2], top)
        self.put(self.units.summary, lefts[2], top + height - 30)
        left = width - PAD - column
        self.place(self.loss.axes, left, top + 6, column, height - 6 - below - 12)
        self.put(self.loss.title, left, top)

    def update(self) -> bool:
        """Show the run as it is now; nothing here ever needs a full draw."""
        run = self.run
        hovered = (self.verdict.hovered, self.chart.hovered, self.units.hovered, self.loss.pointer)
        still = (run.settings, hovered, self.size(), self.scale)
        if (run.version, still) != (self._version, self._still):
            self.chart.update(run)
            self.strip.update(run, self.chart.axes.get_xlim())
            self.histograms.update(run)
            self.units.update(run)
            self.loss.update(run)
        self._write(still)
        self._version, self._still = run.version, still
        self._rest(still)
        return False

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
            self.chart.names.write(self.run)
            self.units.write(self.run)
            self._write_formulas()

    def _rest(self, still: object) -> None:
        """Have grids and titles drawn anew if they have changed."""
        parts = (self.chart, self.histograms.z, self.histograms.a, self.loss)
        limits = [(part.axes.get_xlim(), part.axes.get_ylim()) for part in parts]
        if (limits, still) != self._resting:
            self._resting = (limits, still)
            self.wake()

    def _write_formulas(self) -> None:
        """Write the factors of the layer, each in the colour of its steps in the chart."""
        of = colors(self.theme)
        dpi = float(self.figure.dpi)
        lines = (delta_line(self.run, self.texts), gradient_line(self.run, self.texts))
        for row, (pieces, words) in enumerate(zip(self.formulas, lines, strict=True)):
            left = PAD
            for index, piece in enumerate(pieces):
                piece.set_visible(index < len(words))
                if index < len(words):
                    piece.set_text(words[index][0])
                    piece.set_color(of[words[index][1]])
                    self.put(piece, left, self._formula_top + row * LINE)
                    left += piece.extent(dpi)[0] / self.scale + 6

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: Any) -> bool:
        """Apply a remedy, or look into the layer that was clicked."""
        if event.button != 1:
            return False
        button = self.verdict.button_at(event)
        if button == LAST:
            self.change(before=())
        elif button is not None:
            self.change(**applied(self.run.settings, self.verdict.offered[button]))
        elif (layer := self._layer_at(event)) is not None:
            self._held = True
            self.change(layer=layer)
        return False

    def _layer_at(self, event: Any) -> int | None:
        """Return the layer under the pointer, in the chart or in the strip below it."""
        held = self._held or event.inaxes is self.strip.axes
        layer = self.chart.layer_at(event, held)
        return layer if layer is None else min(layer, self.run.settings.depth)

    def on_move(self, event: Any) -> bool:
        """Go along the layers while the button is held; otherwise show what can be clicked."""
        if self._held:
            layer = self._layer_at(event)
            if layer is not None and layer != self.run.settings.layer:
                self.change(layer=layer)
            return False
        before = (self.verdict.hovered, self.chart.hovered, self.units.hovered)
        self.verdict.hovered = self.verdict.button_at(event)
        self.chart.hovered = self._layer_at(event)
        self.units.hovered = self.units.unit_at(event)
        after = (self.verdict.hovered, self.chart.hovered, self.units.hovered)
        return self.loss.point_at(event) or before != after

    def on_release(self, event: Any) -> bool:
        """Let go of the layers."""
        self._held = False
        return False

    def on_leave(self, event: Any) -> bool:
        """Forget the pointer."""
        self.verdict.hovered = self.chart.hovered = self.units.hovered = None
        self.loss.point_at(None)
        return True

    def cursor(self, event: Any) -> str:
        """Return a hand over what can be clicked."""
        clickable = self.verdict.button_at(event) is not None or self._layer_at(event) is not None
        return "hand" if clickable else ""
