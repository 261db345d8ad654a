"""The picture of the activation lab: f above f′, the probe, formulas and facts."""

from collections.abc import Callable
from typing import Any

from matplotlib.backend_bases import LocationEvent, MouseEvent
from matplotlib.ticker import MaxNLocator

from acttutor.core.formula.expression import OWN
from acttutor.labs.activations import words
from acttutor.labs.activations.figures.curves import Curves
from acttutor.labs.activations.figures.facts import Facts
from acttutor.labs.activations.figures.formulas import Formulas
from acttutor.labs.activations.figures.inset_axes import Strips
from acttutor.labs.activations.figures.probe import Probe
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import Choices
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.style import SMALL
from acttutor.plots.wrapping import text_width

LEFT, RIGHT = 52.0, 20.0
TITLE_SIZE = 13.0
#: The pointer takes hold of the pin or of a kink from this far, in logical pixels.
GRIP, SNAP = 7.0, 4.0


class Figure(LabFigure[Run]):
    """f and f′ of up to four functions, with a probe."""

    #: Let the pointer hold the probe at x; with ``None`` it goes back to where it is pinned.
    hover: Callable[[float | None], None] = unanswered

    def build(self) -> None:
        """Create axes, curves, probe and texts."""
        theme = self.theme
        self.axes_f, self.axes_df = self.new_axes(), self.new_axes()
        for axes in (self.axes_f, self.axes_df):
            for draw in (axes.axhline, axes.axvline):
                draw(0, color=theme.line, linewidth=0.8, zorder=1)
        self.curves = Curves(self, self.axes_f, self.axes_df)
        self.heading = self.write(size=TITLE_SIZE, bold=True, va="baseline")
        self.x_name = self.write("$x$", color=theme.muted, size=10.5, va="baseline", ha="right")
        self.key = self.write(size=SMALL, color=theme.muted, va="baseline", ha="right")
        self.formulas = Formulas(self, self.curves)
        self.facts = Facts(self, self.curves)
        self.strips = Strips(self, self.curves)
        self.probe = Probe(self, self.curves)
        self._dragging = False
        self._stale = -1
        self._key: object = None

    # -- placing -------------------------------------------------------------------------------

    def _frame(self) -> Any:
        """Return what decides where everything is; anything else moves without a full draw."""
        settings: Choices = self.run.settings
        return (
            self.run.functions,
            settings.half_width,
            settings.view,
            self.run.limits,
            settings.own if OWN in self.run.functions else "",
        )

    def layout(self, width: float, height: float) -> None:
        """Place title, plots and facts from top to bottom."""
        self._key = self._frame()
        self._stale = -1
        single = len(self.run.functions) == 1
        overlaid = self.run.settings.view == "overlaid"
        self._margin = RIGHT if single and not overlaid else self._name_room()
        block_width = width - LEFT - RIGHT
        block = self.facts.height(block_width)
        plot_width = width - LEFT - self._margin
        top, bottom = 84.0, height - block - 14 - 26
        below = self.strips.height(bottom - top)
        if overlaid:
            self._place_overlaid(top, plot_width, bottom - top - below)
        else:
            self._place_stacked(top, plot_width, bottom - top - below)
        self.strips.layout(LEFT, bottom - below, plot_width, below)
        self._set_limits(overlaid)
        self.heading.set_text(words.title(self.run, self.texts))
        self.put(self.heading, LEFT, 28)
        self.put(self.x_name, LEFT + plot_width + 14, bottom + 18)
        several = len(self.run.functions) > 1
        self.key.set_text(self.texts("activations.curves.key"))
        self.key.set_visible(overlaid and several)
        key_room = text_width(self.key.get_text(), SMALL) + 20 if overlaid and several else 0.0
        self.put(self.key, width - RIGHT, self._formula_tops[0] + 4)
        self.formulas.layout(LEFT, width - RIGHT - key_room, self._formula_tops)
        self.facts.layout(LEFT, height - block - 10, block_width)
        self.probe.layout(width - RIGHT, 28)

    def _name_room(self) -> float:
        """Return the room that the names beside the curves need."""
        names = [words.name(function, self.texts) for function in self.run.functions]
        widest = max(text_width(name, SMALL) for name in names) if len(names) > 1 else 14.0
        return max(widest + 20, 34.0)

    def _place_stacked(self, top: float, width: float, height: float) -> None:
        between = 44.0
        high = 0.59 * (height - between)
        low = height - between - high
        self.place(self.axes_f, LEFT, top, width, high)
        self.place(self.axes_df, LEFT, top + high + between, width, low)
        self._formula_tops = (top - 25, top + high + between / 2)
        self.axes_f.tick_params(labelbottom=False)
        self._dress_second(True)
        for axes, room in ((self.axes_f, high), (self.axes_df, low)):
            axes.yaxis.set_major_locator(_ticks(room))

    def _place_overlaid(self, top: float, width: float, height: float) -> None:
        top += 34
        height -= 34
        # The same place twice: f′ keeps its own artists, on an axes that shows nothing itself.
        self.place(self.axes_f, LEFT, top, width, height)
        self.place(self.axes_df, LEFT, top, width, height)
        self._formula_tops = (top - 59, top - 20)
        self.axes_f.tick_params(labelbottom=not self.run.strips)
        self._dress_second(False)
        self.axes_f.yaxis.set_major_locator(_ticks(height))

    def _dress_second(self, own: bool) -> None:
        """Let the axes of f′ have a frame of its own or none."""
        self.axes_df.grid(own)
        self.axes_df.tick_params(labelbottom=own and not self.run.strips, labelleft=own)
        for side in ("left", "bottom"):
            self.axes_df.spines[side].set_visible(own)

    def _set_limits(self, overlaid: bool) -> None:
        limits = self.run.limits
        f, df = limits.f, limits.df
        if overlaid:
            f = df = (min(f[0], df[0]), max(f[1], df[1]))
        half_width = self.run.settings.half_width
        for axes, span in ((self.axes_f, f), (self.axes_df, df), *self.strips.limits()):
            axes.set_xlim(-half_width, half_width)
            axes.set_ylim(*span)
            axes.xaxis.set_major_locator(MaxNLocator(12, steps=[1, 2, 2.5, 5, 10]))

    # -- following -----------------------------------------------------------------------------

    def update(self) -> bool:
        """Push curves and probe into the artists; a full draw only if the frame changed."""
        full: bool = self._key != self._frame()
        if full:
            self.relayout()
        if self._stale != self.run.version:
            self._stale = self.run.version
            self.curves.update()
            self.formulas.update()
            self.facts.update()
            self.wake()
        self.facts.update_probe()
        self.strips.update()
        self.probe.update()
        return full

    # -- the pointer ---------------------------------------------------------------------------

    def _x_of(self, event: MouseEvent) -> float | None:
        """Return the x under the pointer; ``None`` beside the plots."""
        box, lower = self.axes_f.bbox, self.strips.lowest(self.axes_df).bbox
        if not (box.x0 <= event.x <= box.x1 and lower.y0 <= event.y <= box.y1):
            return None
        return self._x_at(event.x)

    def _x_at(self, pixel: float) -> float:
        """Return x at a pixel column, on a kink or on a round number if one is near."""
        to_data = self.axes_f.transData.inverted()
        x = float(to_data.transform((pixel, 0.0))[0])
        per_pixel = 2 * self.run.settings.half_width / self.axes_f.bbox.width * self.scale
        for curve in self.run.curves:
            for kink in curve.kinks:
                if abs(kink.z - x) <= SNAP * per_pixel:
                    return kink.z
        return round(x, 2 if per_pixel > 0.004 else 3)

    def on_press(self, event: MouseEvent) -> bool:
        """Pin the probe where the button is pressed."""
        x = self._x_of(event)
        if x is None or event.button != 1:
            return False
        self._dragging = True
        self.hover(None)
        self.change(probe=x)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        """Drag the pinned probe, or let the probe follow the pointer."""
        if self._dragging:
            half_width = self.run.settings.half_width
            self.change(probe=min(max(self._x_at(event.x), -half_width), half_width))
            return False
        self.hover(self._x_of(event))
        return False

    def on_release(self, event: MouseEvent) -> bool:
        """Let the probe go."""
        self._dragging = False
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        """Return the probe to where it is pinned."""
        if not self._dragging:
            self.hover(None)
        return False

    def on_scroll(self, event: MouseEvent) -> bool:
        """Narrow or widen the range of x."""
        if self._x_of(event) is not None:
            self.change(half_width=self.run.settings.half_width - 0.5 * event.step)
        return False

    def cursor(self, event: MouseEvent) -> str:
        """Show a hand where the pinned probe can be taken."""
        if self._dragging:
            return "move"
        if self._x_of(event) is None:
            return ""
        column = self.axes_f.transData.transform((self.run.pinned, 0.0))[0]
        return "hand" if abs(column - event.x) <= GRIP * self.scale else ""


def _ticks(height: float) -> MaxNLocator:
    return MaxNLocator(min(max(int(height / 32), 2), 8), steps=[1, 2, 2.5, 5, 10])
