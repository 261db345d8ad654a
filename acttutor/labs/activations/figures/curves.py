"""Curves of f and f′, the dots at their kinks, dead regions and names."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb

from acttutor.core.activations.registry import Kink
from acttutor.labs.activations.curves import Curve
from acttutor.labs.activations.figures.names import CurveNames, to_logical
from acttutor.labs.activations.run import Run
from acttutor.labs.activations.state import MAX_OTHERS
from acttutor.labs.activations.words import name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.style import DASHES, SMALL, Looks, Theme
from acttutor.plots.text.wrapping import text_width, wrap

COUNT = MAX_OTHERS + 1
#: Later curves are thinner, so that one that lies on another leaves its rim to be seen.
WIDTHS = (3.2, 2.6, 2.0, 1.5)
OF_DERIVATIVE = (4.5, 2.2)
Dash = tuple[float, ...]
#: Heights, as shares of the axes, at which the name of a dead region is tried.
LABEL_HEIGHTS = (0.86, 0.72, 0.58, 0.44, 0.3, 0.16)
#: Lines that the name of a dead region may have.
MOST_LINES = 2
#: Height that the note on a kink can take in the axes of f, in logical pixels.
NOTE = 122.0


def veil(theme: Theme) -> tuple[float, float, float, float]:
    """Return a transparent colour that turns the background into the wash of dead regions.

    The grid shines through, which an opaque region drawn over it would hide.
    """
    background, wash, muted = (
        np.array(to_rgb(color)) for color in (theme.background, theme.wash_dead, theme.muted)
    )
    share = float(np.mean((wash - background) / (muted - background)))
    red, green, blue = to_rgb(theme.muted)
    return red, green, blue, 1.3 * share


def _dots_of(
    kink: Kink, at: tuple[float, float], derivative: bool
) -> tuple[list[float], list[float]]:
    """Return the heights of the open and of the closed dots that f or f′ has at a kink."""
    left, right = (kink.df_left, kink.df_right) if derivative else (kink.f_left, kink.f_right)
    jumps = kink.f_left != kink.f_right
    if derivative and jumps:
        return sorted({left, right}), []
    if left == right:
        return [], []
    # One of the limits may be the value; |x| has neither of its two slopes at 0.
    value = at[derivative]
    return [limit for limit in (left, right) if limit != value], [value]


class CurvePair:
    """One function and its derivative, each in its axes, with their dots at kinks."""

    def __init__(self, owner: LabFigure[Run], plots: Sequence[Plot], width: float) -> None:
        self._owner = owner
        self.f, self.df = (
            plot.line(rests=True, linewidth=width, solid_capstyle="butt") for plot in plots
        )
        marks: Looks = {"ls": "none", "marker": "o", "ms": 6.5, "mew": 1.6, "clip_on": False}
        self.dots = {
            (bool(derivative), closed): plot.line(rests=True, **marks)
            for derivative, plot in enumerate(plots)
            for closed in (False, True)
        }

    def hide(self) -> None:
        """Show nothing."""
        for artist in (self.f, self.df, *self.dots.values()):
            artist.set_visible(False)

    def show(self, curve: Curve, color_f: str, color_df: str, dash: Dash, dash_df: Dash) -> None:
        """Show a curve in these colours and dashes, which let another one under it be seen."""
        self.f.set_linestyle((0, dash) if dash else "-")
        self.df.set_linestyle((0, dash_df) if dash_df else "-")
        for line, values, color in ((self.f, curve.f, color_f), (self.df, curve.df, color_df)):
            line.set_data(curve.x, values)
            line.set_color(color)
            line.set_visible(True)
        for (derivative, closed), marks in self.dots.items():
            color = color_df if derivative else color_f
            low, high = marks.axes.get_ylim()  # type: ignore[union-attr]
            places = [
                (kink.z, height)
                for kink, at in zip(curve.kinks, curve.at_kinks, strict=True)
                for height in _dots_of(kink, at, derivative)[closed]
                # The dots are not clipped at the axes, so one outside would float in the air.
                if low <= height <= high
            ]
            marks.set_data([x for x, _ in places], [y for _, y in places])
            marks.set_color(color)
            marks.set_markerfacecolor(color if closed else self._owner.theme.background)
            marks.set_visible(bool(places))


class Curves:
    """All curves of the picture, the dead regions behind them, the names beside them.

    Args:
        owner: the figure of the lab.
        plots: where f and f′ are drawn.
    """

    def __init__(self, owner: LabFigure[Run], plots: Sequence[Plot]) -> None:
        self.owner, self.plots = owner, plots
        self.axes = [plot.axes for plot in plots]
        self.dead = [self._shading(axes) for axes in self.axes]
        self.pairs = [CurvePair(owner, plots, width) for width in WIDTHS]
        self.dead_labels = [
            owner.static(owner.write(size=SMALL, ha="center", va="center_baseline"))
            for _ in range(2)
        ]
        self.names = [CurveNames(owner, COUNT, rests=True) for _ in self.axes]

    def _shading(self, axes: Axes) -> PolyCollection:
        region = PolyCollection(
            [],
            facecolors=veil(self.owner.theme),
            edgecolors="none",
            transform=axes.get_xaxis_transform(),
        )
        axes.add_collection(region, autolim=False)
        return self.owner.static(region)

    @property
    def _overlaid(self) -> bool:
        return bool(self.owner.run.settings.view == "overlaid")

    def colors(self, index: int) -> tuple[str, str]:
        """Return the colours of f and f′ of a curve."""
        theme = self.owner.theme
        if len(self.owner.run.functions) == 1:
            return theme.f, theme.df
        return theme.series[index], theme.series[index]

    def update(self) -> None:
        """Follow the curves of the run."""
        curves = self.owner.run.curves
        for index, pair in enumerate(self.pairs):
            if index < len(curves):
                overlaid = len(curves) > 1 and self._overlaid
                # In one picture with f, dashes mean f′, and widths have to do.
                dashes = ((), OF_DERIVATIVE) if overlaid else (DASHES[index], DASHES[index])
                pair.show(curves[index], *self.colors(index), *dashes)
            else:
                pair.hide()
        self._update_dead()
        self._update_names()

    def _update_names(self) -> None:
        """Name the curves; a single function needs names only if it is laid over f′."""
        run, texts = self.owner.run, self.owner.texts
        if len(run.functions) == 1:
            (curve,), (color_f, color_df) = run.curves, self.colors(0)
            both = [("f", color_f, curve.f), ("f′", color_df, curve.df)]
            of_f, of_df = both if self._overlaid else [], []
        else:
            named = [
                (name(curve.id, texts), self.colors(index)[0], curve)
                for index, curve in enumerate(run.curves)
            ]
            of_f = [(words, color, curve.f) for words, color, curve in named]
            of_df = [] if self._overlaid else [(w, c, curve.df) for w, c, curve in named]
        for names, axes, wanted in zip(self.names, self.axes, (of_f, of_df), strict=True):
            names.name(axes, wanted)

    # -- dead regions --------------------------------------------------------------------------

    def _update_dead(self) -> None:
        spans = self.owner.run.dead
        corners = [[(a, 0), (a, 1), (b, 1), (b, 0)] for a, b in spans]
        for region, shown in zip(self.dead, (True, not self._overlaid), strict=True):
            region.set_verts(corners)
            region.set_visible(bool(corners) and shown)
        words = self._dead_words()
        widest = sorted(spans, key=lambda span: span[0] - span[1])[:2]
        for label, span in zip(self.dead_labels, [*widest, None, None], strict=False):
            place = self._room_for(words, span) if span else None
            label.set_visible(place is not None)
            if place is not None:
                lines, left, top = place
                label.set_text(lines)
                label.set_color(self.owner.theme.muted)
                self.owner.put(label, left, top)

    def _dead_words(self) -> str:
        run, texts = self.owner.run, self.owner.texts
        if len(run.functions) == 1:
            return texts("activations.dead.one")
        return texts("activations.dead.many", name=name(run.functions[0], texts))

    def _room_for(self, words: str, span: tuple[float, float]) -> tuple[str, float, float] | None:
        """Return the words in lines, and where they fit into a dead region beside the curves."""
        owner = self.owner
        axes = self.axes[1]
        left, top = to_logical(owner, axes, span[0], 0)
        right, _ = to_logical(owner, axes, span[1], 0)
        lines = wrap(words, right - left - 12, SMALL)
        if len(lines) > MOST_LINES or max(text_width(line, SMALL) for line in lines) > right - left:
            return None
        box = axes.get_window_extent()
        height = box.height / owner.scale
        full_height = owner.size()[1]
        curves = self._heights_within(span)
        for share in LABEL_HEIGHTS:
            # Above in one picture with f is the place of the note on a kink.
            if self._overlaid and (1 - share) * height < NOTE:
                continue
            if not np.any(np.abs(curves - share) * height < 5 + 8 * len(lines)):
                top = full_height - (box.y0 + share * box.height) / owner.scale
                return "\n".join(lines), (left + right) / 2, top
        return None

    def _heights_within(self, span: tuple[float, float]) -> npt.NDArray[np.float64]:
        """Return how high the lines of the axes of f′ run in a stretch, as shares of the axes."""
        low, high = self.axes[1].get_ylim()
        heights = []
        for curve in self.owner.run.curves:
            inside = (curve.x >= span[0]) & (curve.x <= span[1])
            heights.append(curve.df[inside])
            if self._overlaid:
                heights.append(curve.f[inside])
        return (np.concatenate(heights) - low) / (high - low)
