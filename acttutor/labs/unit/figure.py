"""The picture of the unit lab: the activation function, and where on it the unit is."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.labs.unit.run import Run
from acttutor.labs.unit.words import output_formula, sum_formula
from acttutor.plots.handles import Handle, amount
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import HEADING, Looks
from acttutor.plots.text.quick import QuickText

#: Sums that are shown, and the largest range of outputs; the unit may be outside.
U, Y = (-6.0, 6.0), (-1.5, 3.0)
#: Room above and below the curve, as a share of its height.
MARGIN = 0.08
#: How near to the point the pointer takes hold of it, in logical pixels.
REACH = 24.0


class Figure(LabFigure[Run]):
    """Draws f, the point (u, f(u)), and both steps as formulas."""

    def build(self) -> None:
        theme = self.theme
        self.axes = self.new_axes()
        self.axes.set(xlim=U, xlabel="$u$")
        self.axes.set_ylabel("$y$", rotation=0, va="center", labelpad=12)
        self._u = np.linspace(*U, 481)
        self.curve = self.moving(self.axes.plot([], [], color=theme.f, lw=3)[0])
        self.drop = self.moving(self.axes.plot([], [], color=theme.muted, lw=1, ls="--")[0])
        looks: Looks = {"marker": "o", "ms": 12, "mfc": theme.text, "mec": theme.background}
        self.point = self.moving(self.axes.plot([], [], ls="", **looks)[0])
        self.steps = [QuickText(size=1.5 * HEADING, color=color) for color in (theme.text, theme.f)]
        for text in self.steps:
            self.figure.add_artist(self.moving(text))
        self.held = False

    def layout(self, width: float, height: float) -> None:
        for number, text in enumerate(self.steps):
            self.put(text, 60, 36 + 36 * number)
        self.place(self.axes, 60, 110, width - 60 - 24, height - 110 - 44)

    def update(self) -> bool:
        run = self.run
        y = run.f(self._u)
        changed = self._fit(float(y.min()), float(y.max()))
        self.curve.set_data(self._u, y)
        low = self.axes.get_ylim()[0]
        self.drop.set_data([run.u, run.u, U[0]], [low, run.y, run.y])
        self.point.set_data([run.u], [run.y])
        self.steps[0].set_text(sum_formula(run))
        self.steps[1].set_text(output_formula(run))
        return changed

    def _fit(self, low: float, high: float) -> bool:
        """Show the outputs that there can be; ``True`` if that takes other limits."""
        low, high = max(low, Y[0]), min(high, Y[1])
        room = MARGIN * (high - low)
        limits = (low - room, high + room)
        changed = limits != self.axes.get_ylim()
        self.axes.set_ylim(*limits)
        return changed

    # -- the pointer: dragging the point changes the bias ------------------------------------------

    def _is_near(self, event: MouseEvent) -> bool:
        x, y = self.axes.transData.transform((self.run.u, self.run.y))
        return float(np.hypot(event.x - x, event.y - y)) < REACH * self.scale

    def on_press(self, event: MouseEvent) -> bool:
        self.held = event.button == 1 and self._is_near(event)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self.held:
            u = self.axes.transData.inverted().transform((event.x, event.y))[0]
            self.change(b=self.run.settings.b + u - self.run.u)
        return False

    def on_release(self, event: MouseEvent) -> bool:
        self.held = False
        return False

    def handles(self) -> list[Handle]:
        bias = amount(self.run.settings, "b", 0.1)
        # Sums may be outside of what is shown.
        place = self.around(self.axes, min(max(self.run.u, U[0]), U[1]), self.run.y, 22.0)
        return [Handle("point", place, "b", (bias,), lambda b: self.change(b=b))]

    def cursor(self, event: MouseEvent) -> str:
        return "move" if self.held or self._is_near(event) else ""
