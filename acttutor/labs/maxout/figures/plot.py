"""Lines, their upper envelope and the curve to learn."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from acttutor.core.arrays import Array
from acttutor.labs.maxout import words
from acttutor.labs.maxout.figures.names import (
    LineNames,
    line_color,
    line_style,
    style_of,
    unit_color,
)
from acttutor.labs.maxout.geometry import visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import HIGH, LEFT, LOW, RIGHT, X
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, HEADING

#: Height of the strip that shows which line is the maximum, and where it stands.
STRIP, STRIP_AT = 6.0, LOW + 0.07
FINE: Array = np.linspace(LEFT, RIGHT, 241)

#: Unit and piece of a line.
Which = tuple[int, int]


class LinesPlot(Plot):
    """The plane of the lines, the formula of h above it."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__(drawing, top=44, right=36)
        theme, moving, axes = drawing.theme, drawing.moving, self.axes
        axes.set_xlim(LEFT, RIGHT)
        axes.set_ylim(LOW, HIGH)
        #: Unit, piece and place of every handle that is shown.
        self.handles: list[tuple[int, int, float, float]] = []
        self.title = moving(drawing.line(size=HEADING + 1, color=theme.f))
        self.gap = PolyCollection([], facecolors=to_rgba(theme.bad, 0.13), edgecolors="none")
        axes.add_collection(moving(self.gap), autolim=False)
        self.strip = self._segments(linewidths=STRIP, capstyle="butt")
        self.target = self._line(color=theme.text, lw=1.5, ls=(0, (1, 1.8)))
        self.lines = self._segments()
        self.parts = [
            self._line(color=unit_color(theme, unit), lw=2.0, ls=line_style(unit))
            for unit in range(2)
        ]
        self.envelope = self._line(
            color=theme.f, lw=3.6, solid_capstyle="round", solid_joinstyle="round"
        )
        self.kinks = self._line(
            ls="none", marker="o", ms=6.5, mfc=theme.background, mec=theme.f, mew=2.0
        )
        rings = axes.scatter([], [], s=30, linewidths=1.5, facecolors=theme.background)
        self.rings = moving(rings)
        hint, middle = drawing.texts("maxout.draw_here"), {"ha": "center", "va": "center"}
        self.hint = drawing.label(axes, theme.muted, BODY + 1, hint, **middle)
        self.names = LineNames(self)

    def _line(self, **options: Any) -> Line2D:
        return self.drawing.moving(self.axes.plot([], [], **options)[0])

    def _segments(self, **options: Any) -> LineCollection:
        found = self.drawing.moving(LineCollection([], **options))
        self.axes.add_collection(found, autolim=False)
        return found

    def layout(self, rect: Rect) -> None:
        super().layout(rect)
        self.drawing.put(self.title, rect.left + self.around[0], rect.top)

    # -- showing -------------------------------------------------------------------------------

    def update(self, run: Run, marked: Which | None) -> None:
        """Show the lines as they are now, the ``marked`` one wider."""
        self.title.set_text(words.output_formula(run))
        self._show_target(run)
        self._show_lines(run, marked)
        self._show_envelope(run)
        self.names.update(run)

    def _show_target(self, run: Run) -> None:
        self.hint.set_visible(run.settings.target == "drawn" and not run.has_target)
        self.hint.set(position=self.axes.transData.transform((0.0, 3.3)))
        t = np.full(len(X), np.nan)
        t[np.searchsorted(X, run.x - 1e-9)] = run.t
        self.target.set_data(X, t)
        lost = run.has_target and not run.is_convex and not run.is_difference
        self.gap.set_visible(lost)
        if lost:
            x = np.concatenate((run.x, run.x[::-1]))
            y = np.concatenate((run.t, run.minorant[::-1]))
            self.gap.set_verts([np.column_stack((x, y))])

    def _show_lines(self, run: Run, marked: Which | None) -> None:
        """Draw the lines, and the handles of what is seen of them."""
        theme, (pale, thin) = self.drawing.theme, (0.5, 1.0) if run.is_difference else (1.0, 1.5)
        segments, colors, styles, widths, edges = [], [], [], [], []
        self.handles = []
        for unit, piece in np.ndindex(*run.lines.shape[:2]):
            w, b = run.lines[unit, piece].tolist()
            is_marked = marked == (unit, piece)
            color = line_color(theme, run, unit, piece)
            ends = [(x, w * x + b) for x in (LEFT, RIGHT)]
            segments.append(np.clip(ends, -1e4, 1e4))
            colors.append(to_rgba(color, 1.0 if is_marked else pale))
            styles.append(style_of(run, unit, piece))
            # What is nowhere the maximum is fine, and a marked line wide.
            widths.append(2.6 if is_marked else 0.8 if piece in run.dead(unit) else thin)
            segment = visible(w, b, inset=True)
            if segment is not None:
                self.handles += [(unit, piece, *end) for end in (segment[:2], segment[2:])]
                edges += [color, color]
        self.lines.set(segments=segments, colors=colors, linestyles=styles, linewidths=widths)
        self.rings.set_offsets(np.array([place[2:] for place in self.handles]).reshape(-1, 2))
        self.rings.set_edgecolor(edges)

    def _show_envelope(self, run: Run) -> None:
        """Show the units and h, and along the x axis which line is the maximum."""
        # Bends are where they are, not at the nearest point of a grid.
        kinks = np.sort(np.concatenate([run.kinks(unit) for unit in range(len(run.lines))]))
        x = np.sort(np.concatenate((FINE, kinks)))
        self.envelope.set_data(x, np.clip(run.output_at(x), -1e4, 1e4))
        units = np.clip(run.units_at(x), -1e4, 1e4)
        for unit, part in enumerate(self.parts):
            part.set(data=(x, units[:, unit % len(run.lines)]), visible=run.is_difference)
        self.kinks.set_data(kinks, run.output_at(kinks) if len(kinks) else kinks)
        self.strip.set_visible(not run.is_difference)
        stretches = [s for s in run.envelope() if s.right > LEFT and s.left < RIGHT]
        self.strip.set_segments(
            [[(max(s.left, LEFT), STRIP_AT), (min(s.right, RIGHT), STRIP_AT)] for s in stretches]
        )
        self.strip.set(
            colors=[line_color(self.drawing.theme, run, 0, s.piece) for s in stretches],
            linestyles=[style_of(run, 0, s.piece) for s in stretches],
        )
