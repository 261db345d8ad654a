"""The picture of the activation lab: f above f′, the probe, formulas and facts."""

from collections.abc import Callable

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
from acttutor.plots.handles import Amount, Handle, amount
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Over, Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import SMALL

LEFT, RIGHT = 52.0, 20.0
TITLE_SIZE = 13.0
#: The pointer takes hold of the pin or of a kink from this far, in logical pixels.
GRIP, SNAP = 7.0, 4.0


class Figure(LabFigure[Run]):
    """f and f′ of up to four functions, with a probe."""

    #: Let the pointer hold the probe at x; with ``None`` it goes back to where it is pinned.
    hover: Callable[[float | None], None] = unanswered

    def build(self) -> None:
        theme = self.theme
        self.plots = [Plot(self, 0.0, bottom=0.0, zero=True) for _ in range(2)]
        self.axes_f, self.axes_df = (plot.axes for plot in self.plots)
        self.curves = Curves(self, self.plots)
        self.heading = TextBlock(self, 1, rests=True)
        self.x_name = self.write("$x$", color=theme.muted, size=10.5, va="baseline", ha="right")
        self.key = TextBlock(self, 1, rests=True, align="right")
        self.formulas = [Formulas(self, self.curves, row) for row in range(2)]
        self.facts = Facts(self, self.curves)
        self.strips = Strips(self, self.curves)
        self.probe = Probe(self, self.curves)
        self._dragging = False
        self._stale = -1
        self._key: object = None

    # -- placing -------------------------------------------------------------------------------

    def _frame(self) -> object:
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
        self._key = self._frame()
        self._stale = -1
        overlaid = self.run.settings.view == "overlaid"
        keyed = overlaid and len(self.run.functions) > 1
        self.key.show(keyed)
        key = self.texts("activations.curves.key") if keyed else ""
        inner = self.whole().inside(LEFT, 0, RIGHT, 8)
        facts = self.facts.height(inner.width)
        names = self._name_room()
        for plot in self.plots:
            plot.around = (0.0, 0.0, names, 0.0)
        first = columns(share(self.formulas[0]), fixed(self.key, self.width_of(key, SMALL)), gap=20)
        plots = [
            share(self.plots[0], 0.59),
            fixed(self.formulas[1], 44),
            share(self.plots[1], 0.41),
        ]
        if overlaid:
            # The same place twice: f′ keeps its own artists, on an axes that shows nothing itself.
            plots = [fixed(self.formulas[1], 36), share(Over(*self.plots))]
        strips = columns(share(self.strips), fixed(None, names))
        rows(
            fixed(None, 8),
            fixed(columns(share(self.heading), *self.probe.readings()), 29),
            fixed(first, 44),
            *plots,
            fixed(strips, self.strips.height(height - facts - 124)),
            fixed(None, 26),
            fixed(self.facts, facts),
        ).layout(inner)
        self._dress(overlaid)
        title = words.title(self.run, self.texts)
        self.heading.update([Item(title, TITLE_SIZE, bold=True, breaks=False)])
        if keyed:
            self.key.update([Item(key, SMALL, self.theme.muted)])
        box = self.strips.lowest(self.axes_df).bbox
        self.put(self.x_name, box.x1 / self.scale + 14, height - box.y0 / self.scale + 18)
        self.probe.layout()

    def _name_room(self) -> float:
        """Return the room that the names beside the curves need."""
        names = [words.name(function, self.texts) for function in self.run.functions]
        if len(names) > 1:
            return max(self.width_of(name, SMALL) for name in names)
        return 14.0 if self.run.settings.view == "overlaid" else 0.0

    def _dress(self, overlaid: bool) -> None:
        """Put numbers where they are read; laid over f, f′ has no frame of its own."""
        last = not self.run.strips
        self.axes_f.tick_params(labelbottom=overlaid and last)
        self.axes_df.grid(not overlaid)
        self.axes_df.tick_params(labelbottom=not overlaid and last, labelleft=not overlaid)
        for side in ("left", "bottom"):
            self.axes_df.spines[side].set_visible(not overlaid)
        for axes in (self.axes_f, self.axes_df):
            axes.yaxis.set_major_locator(_ticks(axes.bbox.height / self.scale))
        self._set_limits(overlaid)

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
        full: bool = self._key != self._frame()
        if full:
            self.relayout()
        if self._stale != self.run.version:
            self._stale = self.run.version
            self.curves.update()
            for row in self.formulas:
                row.update()
            self.facts.update()
            self.invalidate()
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
        x = self._x_of(event)
        if x is None or event.button != 1:
            return False
        self._dragging = True
        self.hover(None)
        self.change(probe=x)
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self._dragging:
            half_width = self.run.settings.half_width
            self.change(probe=min(max(self._x_at(event.x), -half_width), half_width))
            return False
        self.hover(self._x_of(event))
        return False

    def on_release(self, event: MouseEvent) -> bool:
        self._dragging = False
        return False

    def on_leave(self, event: LocationEvent | None) -> bool:
        if not self._dragging:
            self.hover(None)
        return False

    def on_scroll(self, event: MouseEvent) -> bool:
        if self._x_of(event) is not None:
            self.change(half_width=self.run.settings.half_width - 0.5 * event.step)
        return False

    def handles(self) -> list[Handle]:
        half_width, x = self.run.settings.half_width, self.run.pinned
        place = self.around(self.axes_f, x, self.run.readings()[0].f)
        probe = Amount(x, -half_width, half_width, 0.1)
        lower = self.place_of(self.strips.lowest(self.axes_df))
        # Beside the curves, where a pointer reads nothing.
        width = Rect(lower.right + 3, lower.bottom + 3, 16, 16)
        return [
            Handle("probe", place, "x", (probe,), lambda x: self.change(probe=x)),
            Handle(
                "half_width",
                width,
                self.texts("activations.half_width.label"),
                (amount(self.run.settings, "half_width", 0.5),),
                lambda value: self.change(half_width=value),
            ),
        ]

    def cursor(self, event: MouseEvent) -> str:
        if self._dragging:
            return "move"
        if self._x_of(event) is None:
            return ""
        column = self.axes_f.transData.transform((self.run.pinned, 0.0))[0]
        return "hand" if abs(column - event.x) <= GRIP * self.scale else ""


def _ticks(height: float) -> MaxNLocator:
    return MaxNLocator(min(max(int(height / 32), 2), 8), steps=[1, 2, 2.5, 5, 10])
