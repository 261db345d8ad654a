"""One function of the history at a size to look at: curve, slope, year, and why it came."""

from typing import Any

import numpy as np

from acttutor.labs.overview import words
from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.state import HISTORY, SOFTMAX, Link, Settings
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import BODY, HEADING, SMALL
from acttutor.plots.wrapping import text_width, wrap

#: The part of the plane that is shown.
REACH, LOW, HIGH = 4.0, -1.3, 2.6
X = np.linspace(-REACH, REACH, 321)


class Detail:
    """The lower right part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
        sheet: where to draw.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        self.lab, self.sheet = lab, sheet
        theme, moving = lab.theme, lab.moving
        #: The function under the pointer in the history, shown while the pointer is there.
        self.hovered: str | None = None
        self.axes = lab.new_axes()
        self.axes.set_xlim(-REACH, REACH)
        self.axes.set_ylim(LOW, HIGH)
        self.axes.set_xticks([-4, -2, 0, 2, 4], ["−4", "−2", "0", "2", "4"])
        self.axes.set_yticks([-1, 0, 1, 2], ["−1", "0", "1", "2"])
        (df,) = self.axes.plot([], [], color=theme.df, lw=1.8)
        (f,) = self.axes.plot([], [], color=theme.f, lw=2.6)
        self.df, self.f = moving(df), moving(f)
        self.heading = moving(lab.write("", HEADING, bold=True))
        self.source = moving(lab.write("", SMALL, theme.muted))
        self.why = moving(lab.write("", BODY, linespacing=1.4))
        self.way = moving(lab.write("", SMALL, theme.accent))
        self._names = [lab.write("", BODY, color) for color in (theme.f, theme.df)]
        self._width = 200.0
        self._left = self._top = 0.0
        self._spots: list[tuple[float, float, float, float]] = []
        self._shown: object = None

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Put words and curve into a rectangle in logical pixels."""
        lab = self.lab
        self._width, self._left, self._top = width, left, top
        for text, key in zip(self._names, ("$f$", "$f'$"), strict=True):
            text.set_text(key)
        lab.put(self.heading, left, top)
        lab.put(self.source, left, top + 24)
        lab.put(self.why, left, top + 44)
        # Room for the longest of the sentences, so that the curve stays where it is.
        lines = max(len(wrap(lab.texts(f"functions.{name}.why"), width, BODY)) for name in HISTORY)
        below = top + 44 + lines * BODY * 96 / 72 * 1.4 * 1.06 + 10
        lab.place(self.axes, left + 22, below, width - 22 - 26, height - (below - top) - 30)
        lab.put(self._names[0], left + width - 19, below)
        lab.put(self._names[1], left + width - 19, below + 19)
        curve_spot = (left, below, width, height - (below - top))
        self._spots = [curve_spot, (left, top - 2, width, 24.0)]
        self._shown = None

    def update(self) -> None:
        """Show the function under the pointer, otherwise the picked one."""
        run, texts = self.lab.run, self.lab.texts
        shown = self.hovered or run.settings.function
        if shown == self._shown:
            return
        self._shown = shown
        seen = Run(Settings(function=shown))
        f, df = curve(shown, X)
        self.f.set_data(X, with_gap(f))
        self.df.set_data(X, with_gap(df))
        self.heading.set_text(words.heading(seen, texts))
        self.source.set_text(seen.source)
        self.why.set_text("\n".join(wrap(words.why(seen, texts), self._width, BODY)))
        name = texts("overview.see", lab=words.link_name(self._link(shown), texts))
        self.way.set_text(name)
        self.way.set_visible(words.there_is(self._link(shown), texts))
        size = text_width(name, SMALL)
        source = text_width(seen.source, SMALL) + 16
        x = self._left + (source if source + size <= self._width else 0.0)
        y = self._top + (24 if source + size <= self._width else 4)
        if source + size > self._width:
            x = self._left + self._width - size
        self.lab.put(self.way, x, y)

    def _link(self, function: str) -> Link:
        if function == SOFTMAX:
            return Link("softmax")
        return Link("activations", {"function": function})

    def target(self, x: float, y: float) -> Link | None:
        """Return the way to the lab that shows the picked function."""
        function = self.lab.run.settings.function
        link = self._link(function)
        if not words.there_is(link, self.lab.texts):
            return None
        for left, top, width, height in self._spots:
            if 0 <= x - left <= width and 0 <= y - top <= height:
                return link
        return None

    def light(self, _target: object) -> bool:
        """Nothing here lights up by itself."""
        return False


def with_gap(values: Any) -> Any:
    """Return ``values`` broken where they jump, so that no line is drawn through the jump."""
    jumps = np.abs(np.diff(values)) > 0.3
    broken = np.array(values, dtype=float)
    broken[1:][jumps] = np.nan
    return broken
