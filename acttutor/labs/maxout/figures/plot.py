"""Lines, their upper envelope and the curve to learn."""

from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from acttutor.core.arrays import Array
from acttutor.labs.maxout import words
from acttutor.labs.maxout.figures.names import LineNames, piece_color, unit_color
from acttutor.labs.maxout.geometry import visible
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import HIGH, LEFT, LOW, RIGHT, X
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, HEADING

#: Height of the strip that shows which line is the maximum, and where it stands.
STRIP, STRIP_AT = 6.0, LOW + 0.07
#: Lines that are nowhere the maximum.
DASHES = (0, (4, 3))
FINE: Array = np.linspace(LEFT, RIGHT, 241)


class PlotPart:
    """The left part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        self.axes = lab.new_axes()
        self.axes.set_xlim(LEFT, RIGHT)
        self.axes.set_ylim(LOW, HIGH)
        #: Unit, piece and place of every handle that is shown.
        self.handles: list[tuple[int, int, float, float]] = []
        self._near: Any = None
        self._shown: object = None
        self.title = moving(QuickText(0, 0, "", size=HEADING + 1, color=theme.f, va="top"))
        lab.figure.add_artist(self.title)
        self.gap = PolyCollection([], facecolors=to_rgba(theme.bad, 0.13), edgecolors="none")
        self.axes.add_collection(self.gap, autolim=False)
        moving(self.gap)
        self.strip = self._segments(linewidths=STRIP, capstyle="butt")
        self.target = self._line(color=theme.text, lw=1.5, ls=(0, (1, 1.8)))
        self.lines = self._segments(linewidths=1.4)
        self.parts = [self._line(color=unit_color(theme, unit), lw=2.0) for unit in range(2)]
        self.envelope = self._line(
            color=theme.f, lw=3.6, solid_capstyle="round", solid_joinstyle="round"
        )
        self.kinks = self._line(
            ls="none", marker="o", ms=6.5, mfc=theme.background, mec=theme.f, mew=2.0
        )
        self.rings: Any = self.axes.scatter([], [], s=30, linewidths=1.5)
        moving(self.rings)
        self.hint = lab.label(self.axes, theme.muted, BODY + 1, va="baseline")
        self.names = LineNames(self)

    def _line(self, **options: Any) -> Line2D:
        return self.lab.moving(self.axes.plot([], [], **options)[0])

    def _segments(self, **options: Any) -> Any:
        found = LineCollection([], **options)
        self.axes.add_collection(found, autolim=False)
        return self.lab.moving(found)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels; title and names stand around it."""
        self.lab.place(self.axes, left, top, width, height)
        full_width, full_height = self.lab.size()
        self.title.set_transform(self.lab.figure.transFigure)
        self.title.set_position((left / full_width, 1 - 6 / full_height))

    def point_at(self, near: Any) -> bool:
        """Show which line the pointer would take; ``True`` if that is another one than before."""
        key = None if near is None or near.kind == "pen" else near[:3]
        changed = key != self._near
        self._near = key
        return bool(changed)

    # -- showing -------------------------------------------------------------------------------

    def update(self, held: Any) -> None:
        """Show the lines as they are now."""
        run = self.lab.run
        held_key = None if held is None else held[:3]
        shown = (id(run.lines), run.settings, held_key, self._near, self.axes.bbox.bounds)
        if shown == self._shown:
            return
        self._shown = shown
        self._marked = held_key or self._near
        self.title.set_text(words.output_formula(run))
        self._show_target(run)
        self._show_lines(run)
        self._show_envelope(run)
        self._show_strip(run)
        self._show_handles(run)
        self.names.update(run)

    def _show_target(self, run: Run) -> None:
        drawing = run.settings.target == "drawn"
        self.hint.set_visible(drawing and not run.has_target)
        if drawing and not run.has_target:
            self.hint.set_text(self.lab.texts("maxout.draw_here"))
            self.hint.set(ha="center", va="center")
            x, y = self.axes.transData.transform((0.0, 3.3))
            self.hint.set_position((float(x), float(y)))
        t = np.full(len(X), np.nan)
        t[np.searchsorted(X, run.x - 1e-9)] = run.t
        self.target.set_data(X, t)
        lost = run.has_target and not run.is_convex and not run.is_difference
        self.gap.set_visible(lost)
        if lost:
            outline = np.concatenate(
                (np.column_stack((run.x, run.t)), np.column_stack((run.x, run.minorant))[::-1])
            )
            self.gap.set_verts([outline])

    def _show_lines(self, run: Run) -> None:
        theme, segments, colors, styles, widths = self.lab.theme, [], [], [], []
        for unit, lines in enumerate(run.lines):
            dead = run.dead(unit)
            for piece, (w, b) in enumerate(lines):
                ends = np.array([(x, w * x + b) for x in (LEFT, RIGHT)])
                segments.append(np.clip(ends, -1e4, 1e4))
                marked = self._marked is not None and self._marked[1:] == (unit, piece)
                color = unit_color(theme, unit) if run.is_difference else piece_color(theme, piece)
                alpha = 1.0 if marked or not run.is_difference else 0.5
                colors.append(to_rgba(theme.muted if piece in dead else color, alpha))
                styles.append(DASHES if piece in dead else "solid")
                widths.append(2.6 if marked else 1.0 if run.is_difference else 1.5)
        self.lines.set_segments(segments)
        self.lines.set_colors(colors)
        self.lines.set_linestyles(styles)
        self.lines.set_linewidths(widths)

    def _show_envelope(self, run: Run) -> None:
        # Bends are where they are, not at the nearest point of a grid.
        bends = [run.kinks(unit) for unit in range(len(run.lines))]
        x = np.sort(np.concatenate((FINE, *bends)))
        self.envelope.set_data(x, np.clip(run.output_at(x), -1e4, 1e4))
        units = np.clip(run.units_at(x), -1e4, 1e4)
        for unit, part in enumerate(self.parts):
            part.set_visible(run.is_difference)
            if run.is_difference:
                part.set_data(x, units[:, unit])
        kinks = np.sort(np.concatenate(bends))
        self.kinks.set_data(kinks, run.output_at(kinks) if len(kinks) else kinks)

    def _show_strip(self, run: Run) -> None:
        """Show along the x axis which line is the maximum."""
        self.strip.set_visible(not run.is_difference)
        if run.is_difference:
            return
        stretches = [s for s in run.envelope() if s.right > LEFT and s.left < RIGHT]
        self.strip.set_segments(
            [[(max(s.left, LEFT), STRIP_AT), (min(s.right, RIGHT), STRIP_AT)] for s in stretches]
        )
        self.strip.set_colors([piece_color(self.lab.theme, s.piece) for s in stretches])

    def _show_handles(self, run: Run) -> None:
        theme = self.lab.theme
        self.handles, edges = [], []
        for unit, lines in enumerate(run.lines):
            for piece, (w, b) in enumerate(lines):
                segment = visible(float(w), float(b), inset=True)
                if segment is None:
                    continue
                color = unit_color(theme, unit) if run.is_difference else piece_color(theme, piece)
                for x, y in (segment[:2], segment[2:]):
                    self.handles.append((unit, piece, x, y))
                    edges.append(theme.muted if piece in run.dead(unit) else color)
        self.rings.set_offsets(np.array([place[2:] for place in self.handles]).reshape(-1, 2))
        self.rings.set_edgecolors(edges)
        self.rings.set_facecolors(theme.background)
