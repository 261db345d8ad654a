"""One function of the history at a size to look at: curve, slope, year, and why it came."""

import numpy as np
import numpy.typing as npt

from acttutor.core.arrays import Array
from acttutor.labs.overview import words
from acttutor.labs.overview.figures.spots import Spot
from acttutor.labs.overview.run import Run, curve
from acttutor.labs.overview.state import HISTORY, Link, Settings, link_to
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.end_names import EndName, EndNames
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, HEADING, SMALL

#: The part of the plane that is shown.
REACH, LOW, HIGH = 4.0, -1.3, 2.6
X = np.linspace(-REACH, REACH, 321)


class Detail:
    """The right or lower part of history and chooser.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, moving = lab.theme, lab.moving
        #: The function under the pointer in the history, shown while the pointer is there.
        self.hovered: str | None = None
        self.said = TextBlock(lab, 12, leading=1.5)
        self.heading = self.said.lines[0]
        self.way = TextBlock(lab, 1, align="right")
        self.plot = Plot(lab, left=22, right=26, bottom=22)
        self.axes = self.plot.axes
        self.axes.set_xlim(-REACH, REACH)
        self.axes.set_ylim(LOW, HIGH)
        self.axes.set_xticks([-4, -2, 0, 2, 4], ["−4", "−2", "0", "2", "4"])
        self.axes.set_yticks([-1, 0, 1, 2], ["−1", "0", "1", "2"])
        (df,) = self.axes.plot([], [], color=theme.df, lw=1.8)
        (f,) = self.axes.plot([], [], color=theme.f, lw=2.6)
        self.df, self.f = moving(df), moving(f)
        self.names = EndNames(lab, 2, size=BODY)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)
        self._shown: object = None

    def _items(self, function: str) -> list[Item]:
        seen, texts = Run(Settings(function=function)), self.lab.texts
        return [
            Item(words.heading(seen, texts), HEADING, bold=True),
            Item(seen.source, SMALL, self.lab.theme.muted),
            Item(words.why(seen, texts), BODY, above=4),
        ]

    def show(self, visible: bool) -> None:
        """The detail is always there."""

    def _picked(self) -> str:
        run = self.lab.run
        return run.advice.function if run.settings.view == "chooser" else run.settings.function

    def layout(self, rect: Rect) -> None:
        """Words above the curve, with room for the longest, so that it stays where it is."""
        self.rect, self._shown = rect, None
        longest = max(self.said.needed(self._items(name), rect.width) for name in HISTORY)
        rows(fixed(self.said, longest), fixed(None, 6), share(self.plot)).layout(rect)
        self.way.layout(Rect(rect.left, rect.top + 3, rect.width, 20))

    def update(self) -> None:
        """Show the function under the pointer, otherwise the picked or recommended one."""
        texts, theme = self.lab.texts, self.lab.theme
        shown = self.hovered or self._picked()
        if shown == self._shown:
            return
        self._shown = shown
        f, df = (with_gap(values) for values in curve(shown, X))
        self.f.set_data(X, f)
        self.df.set_data(X, df)
        self.said.update(self._items(shown))
        link = link_to(shown)
        name = texts("overview.see", lab=words.link_name(link, texts))
        title = self.lab.width_of(self._items(shown)[0].text, HEADING, bold=True)
        fits = title + 14 + self.lab.width_of(name, SMALL) <= self.rect.width
        is_way = fits and words.there_is(link, texts)
        self.way.update([Item(name, SMALL, theme.accent)] if is_way else [])
        box = self.axes.bbox
        names = [
            EndName(text, color, float(self.axes.transData.transform((0, values[-1]))[1]))
            for text, color, values in (("$f$", theme.f, f), ("$f'$", theme.df, df))
        ]
        self.names.update(names, box.x1, box.y0, box.y1)

    def places(self) -> list[Spot]:
        """Return the way to the lab, if there is one."""
        link, head = link_to(self._picked()), self.rect._replace(height=22.0)
        return [Spot(head, link)] if words.there_is(link, self.lab.texts) else []

    def target(self, x: float, y: float) -> Link | None:
        """Return the way to the lab that shows the picked function: from its curve or its name."""
        link = link_to(self._picked())
        if not words.there_is(link, self.lab.texts):
            return None
        below = self.rect.inside(top=self.said.rect.height)
        over = below.holds(x, y) or self.rect._replace(height=22.0).holds(x, y)
        return link if over else None


def with_gap(values: Array) -> npt.NDArray[np.float64]:
    """Return ``values`` broken where they jump, so that no line is drawn through the jump."""
    jumps = np.abs(np.diff(values)) > 0.3
    broken = np.array(values, dtype=float)
    broken[1:][jumps] = np.nan
    return broken
