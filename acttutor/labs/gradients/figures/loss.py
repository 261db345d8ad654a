"""The loss over the epochs, now and before."""

import numpy as np

from acttutor.labs.gradients.run import Run
from acttutor.plots.epoch_axes import EpochAxes
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL

#: From here on, the axis is logarithmic.
LARGE = 20.0


class LossPart(EpochAxes):
    """Two curves: the present one, and a pale one of before.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        texts, theme = parent.texts, parent.theme
        super().__init__(
            parent.new_axes(),
            theme,
            "",
            texts("gradients.loss.epoch"),
            # Only the grid: it changes with the limits.
            parent.resting,
        )
        self._texts = texts
        self.title = parent.resting(parent.write("", BODY, theme.text, bold=True, va="bottom"))
        self.title.set_text(texts("gradients.loss.title"))
        (self.former,) = self.axes.plot([], [], color=theme.muted, lw=3.0, alpha=0.45)
        (self.now,) = self.axes.plot([], [], color=theme.text, lw=1.8)
        self.cursor = self.axes.axvline(0, color=theme.muted, lw=0.8, visible=False)
        for line in (self.former, self.now, self.cursor):
            parent.moving(line)
        self.reading = parent.label(self.axes, theme.text, SMALL, ha="right", va="top")

    def update(self, run: Run) -> None:
        """Show the losses so far."""
        shown = [(self.now, run.trial.losses)]
        if run.before is not None:
            shown.append((self.former, run.before.losses))
        self.former.set_visible(run.before is not None)
        heights = []
        for line, losses in shown:
            epochs = np.arange(len(losses), dtype=float)
            picked = self.thinned(epochs)
            values = np.array(losses)[picked]
            line.set_data(epochs[picked], values)
            line.set_marker("o" if len(picked) == 1 else "")
            line.set_markersize(4)
            heights.append(values)
        seen = np.concatenate(heights)
        # Guessing costs ln 2 = 0.69; far above that, only powers of ten tell losses apart.
        self.fit(run.epoch, seen, log=bool(seen.max() > LARGE))
        self._read(run)

    def _read(self, run: Run) -> None:
        """Write the values under the pointer."""
        losses = run.trial.losses
        shown = self.pointer is not None
        self.cursor.set_visible(shown)
        self.reading.set_visible(shown)
        if not shown:
            return
        epoch = self.nearest(np.arange(len(losses), dtype=float))
        self.cursor.set_xdata([epoch, epoch])
        words = f"{epoch}: {losses[epoch]:.3g}"
        if run.before is not None and epoch < len(run.before.losses):
            former = self._texts("gradients.chart.former")
            words += f"   {former} {run.before.losses[epoch]:.3g}"
        self.reading.set_text(words)
        box = self.axes.bbox
        self.reading.set_position((box.x1, box.y1))
