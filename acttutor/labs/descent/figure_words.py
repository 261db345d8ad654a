"""The words and formulas of the figure, broken into lines and set one below the other."""

import re
from functools import lru_cache
from typing import NamedTuple

from acttutor.labs.descent import words
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText, line_width
from acttutor.plots.style import BODY, HEADING

#: Sizes tried for a formula until it fits.
FORMULA_SIZES = (15.0, 14.0, 12.5, 11.5, 10.5, 9.5, 8.5)
MOST_LINES = 16
#: Height of a line in its own size.
LEADING = 1.62

#: Where a line may be broken: between Japanese letters, but not before 、。 and the like; between
#: words otherwise; never within a formula.
_CHUNKS = re.compile(r"(?:\$[^$]*\$|[!-~εε−–]+|[^!-~ ])[、。，．）」・ー]*| +")


class Item(NamedTuple):
    """Something to write: its text, looks, and the space above it in logical pixels."""

    text: str
    size: float
    color: str
    bold: bool = False
    above: float = 0.0


@lru_cache(256)
def broken(text: str, size: float, bold: bool, width: float, dpi: float) -> tuple[str, ...]:
    """Return ``text`` in lines that are not wider than ``width`` device pixels."""
    lines, line = [], ""
    for chunk in _CHUNKS.findall(text):
        if line and line_width((line + chunk).rstrip(), size, dpi, bold) > width:
            lines.append(line.rstrip())
            line = chunk.lstrip()
        else:
            line += chunk
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


class WordsPart:
    """The column of words.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure) -> None:
        self.lab = lab
        self.lines = []
        for _ in range(MOST_LINES):
            line = QuickText(0, 0, "", size=BODY, color=lab.theme.text, ha="left", va="top")
            lab.figure.add_artist(line)
            self.lines.append(lab.moving(line))
        self._place = (0.0, 0.0, 100.0, 100.0)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._place = (left, top, width, height)

    def _items(self, roomy: bool, brief: bool) -> list[Item]:
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        gap = 12.0 if roomy else 3.0
        said, heading = (BODY + 1, HEADING + 1) if roomy else (BODY, BODY)
        items = [
            Item(texts("descent.rule"), heading, theme.text, True),
            self._formula(r"$x_{k+1} = x_k − \varepsilon\,f'(x_k)$", theme.text, gap / 2, roomy),
            # Where there is little room, the formula of the slope is left to the panel.
            *(
                self._formula(text, theme.df, gap, roomy)
                for text in words.slope_formulas(run)[0 if roomy else -1 :]
            ),
            self._formula(words.step_formula(run), theme.text, gap / 2, roomy),
            Item("" if brief else words.why(run, texts), said, theme.muted, False, gap / 2),
            Item(texts("descent.outcome"), heading, theme.text, True, 2.2 * gap + 2),
        ]
        verdict = words.verdict(run, texts)
        if verdict:
            color = theme.good if run.verdict else theme.bad
            items.append(Item(verdict, said, color, False, gap / 2))
        else:
            items.append(Item(words.happens(run, texts), said, theme.text, False, gap / 2))
            factor = "" if brief and run.curve is not None else words.factor(run, texts)
            items.append(Item(factor, said, theme.text, False, gap / 4))
        color = theme.bad if run.stuck else theme.good if run.arrived else theme.muted
        # A verdict says why the walk has arrived; it does not say why it had to stop.
        state = "" if brief and verdict and not run.stuck else words.state(run, texts)
        items.append(Item(state, said, color, False, gap / 4))
        return [item for item in items if item.text]

    def _formula(self, text: str, color: str, above: float, roomy: bool) -> Item:
        """Return a formula in the largest size that fits."""
        dpi, width = float(self.lab.figure.dpi), self._place[2] * self.lab.scale
        sizes = FORMULA_SIZES if roomy else FORMULA_SIZES[2:]
        size = next((s for s in sizes if line_width(text, s, dpi) <= width), sizes[-1])
        return Item(text, size, color, False, above)

    def _set(self, roomy: bool, brief: bool) -> tuple[list[tuple[Item, str, float]], float]:
        """Return all lines with their tops, and where the last one ends."""
        _, top, width, _ = self._place
        dpi, scale = float(self.lab.figure.dpi), self.lab.scale
        lines = []
        for item in self._items(roomy, brief):
            top += item.above
            for text in broken(item.text, item.size, item.bold, width * scale, dpi):
                lines.append((item, text, top))
                top += item.size * 96 / 72 * LEADING
        return lines, top

    def update(self) -> None:
        """Write everything for the present state, closer together if there is much to say."""
        left, top, _, height = self._place
        for roomy, brief in ((True, False), (False, False), (False, True)):
            lines, bottom = self._set(roomy, brief)
            if bottom <= top + height:
                break
        for line in self.lines[len(lines) :]:
            line.set_visible(False)
        for line, (item, text, place) in zip(self.lines, lines, strict=False):
            line.set_visible(True)
            line.set_text(text)
            line.set_fontsize(item.size)
            line.set_color(item.color)
            line.set_fontweight("bold" if item.bold else "normal")
            self.lab.put(line, left, place)
