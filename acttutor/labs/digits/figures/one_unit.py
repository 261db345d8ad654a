"""One unit of the first layer: its weights, which digits it answers to, and a switch."""

import numpy as np
from matplotlib.backend_bases import MouseEvent

from acttutor.base.numbers.numerals import fixed as fixed_text
from acttutor.core.arrays import Array
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES
from acttutor.labs.digits.words import share_text
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.buttons import HEIGHT, Buttons
from acttutor.plots.parts.charts.bars import RowBars
from acttutor.plots.parts.layout import Rect, columns, fixed, share
from acttutor.plots.parts.tiles import Tiles
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.number_column import Entry, NumberColumn, RowGrid
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

ROWS = RowGrid(head=18.0)
#: Side of the weights at most, and height of the row of digits that excite it.
SIDE, ROW = 92.0, 68.0
MOST = 8


class OneUnit:
    """The unit that is looked at; without one, how to look at one.

    Args:
        lab: the figure.
        colors: of ink and weights.
    """

    def __init__(self, lab: LabFigure[Run], colors: PictureColors) -> None:
        self.lab, self.colors = lab, colors
        texts, theme = lab.texts, lab.theme
        self.heading = Heading(lab, "-", moves=True)
        self.tile = Tiles(lab, 1, largest=SIDE, gap=3.0)
        self.words = TextBlock(lab, 6)
        self.button = Buttons(lab, 1)
        head = texts("digits.unit.means")
        self.names = NumberColumn(lab, ROWS, CLASSES, align="left", size=BODY)
        self.bars = RowBars(lab, ROWS, [theme.f], head, ink=theme.muted)
        self.numbers = NumberColumn(lab, ROWS, CLASSES, size=SMALL + 0.5)
        self.exciting = Tiles(lab, MOST, largest=44.0, gap=7.0)
        self.title = lab.moving(lab.cell(size=SMALL + 0.5, color=theme.muted, ha="left"))
        self._parts = (self.tile, self.names, self.bars, self.numbers, self.exciting)
        self._places: list[int] = []
        self._was_there: bool | None = None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        top = rect.inside(top=self.heading.height)
        side = min(SIDE, 0.26 * rect.height)
        self.tile.layout(Rect(top.left - 3, top.top - 3, side + 6, side + 6))
        beside = top.inside(left=side + 14)
        self._places_of_words = top, Rect(beside.left, top.top, beside.width, side - HEIGHT - 2)
        self.button.layout(Rect(beside.left, top.top + side - HEIGHT, beside.width, HEIGHT))
        bars = columns(fixed(self.names, 14), share(self.bars), fixed(self.numbers, 40), gap=6)
        bars.layout(top.inside(top=side + 8, bottom=ROW))
        self.lab.put(self.title, rect.left, rect.bottom - ROW + 10)
        self.exciting.layout(Rect(rect.left - 7, rect.bottom - ROW + 15, rect.width + 7, ROW - 15))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        for part in (self.heading, self.words, self.button, *self._parts):
            part.show(visible)
        self.title.set_visible(visible)

    def update(self, outputs: Array | None) -> bool:
        """Show the unit that is looked at, with its output for the present digit.

        ``True`` if a full draw is needed, because there is a unit now, or none.
        """
        run, texts = self.lab.run, self.lab.texts
        unit, weights = run.settings.unit, run.network.layers[0].W
        is_there = 0 <= unit < len(weights)
        changed = is_there != self._was_there
        if changed:
            self._was_there = is_there
            for part in self._parts:
                part.show(is_there)
            self.title.set_visible(is_there)
        self.words.layout(self._places_of_words[is_there])
        if not is_there:
            self.heading.update("")
            self.button.update([])
            hint = self.lab.hint("digits.unit.choose")
            self.words.update([Item(hint, BODY, self.lab.theme.muted)])
            self._places = []
            return changed
        is_off = unit in run.settings.off
        self.heading.update(texts("digits.unit.title", number=unit + 1))
        self.tile.update(self.colors.signed(weights[[unit]]), frames=[self.lab.theme.df])
        self.words.update(self._said(outputs, unit, is_off))
        name = texts(f"digits.unit.{'on' if is_off else 'off'}")
        self.button.update([] if self.lab.printed else [name])
        self._show_means(run.answers_of(unit, "validation"))
        self._places = run.exciting(unit, "validation", MOST)
        images = run.part("validation").images[self._places]
        self.title.set_text(texts("digits.unit.exciting"))
        self.exciting.update(self.colors.images(images), frames=[self.lab.theme.line] * MOST)
        return changed

    def _said(self, outputs: Array | None, unit: int, is_off: bool) -> list[Item]:
        run, texts, muted = self.lab.run, self.lab.texts, self.lab.theme.muted
        lines = []
        if outputs is not None:
            lines.append(Item(texts("digits.unit.now", y=fixed_text(float(outputs[unit])))))
        whole = share_text(float(run.curve("accuracy_validation")[-1]))
        lines.append(Item(texts("digits.unit.whole", share=whole), SMALL + 0.5, muted))
        if run.off:
            left = share_text(run.accuracy_on("validation"))
            values = {"count": len(run.off), "share": left}
            lines.append(Item(texts("digits.unit.without", **values), SMALL + 0.5))
        return lines

    def _show_means(self, means: Array) -> None:
        known = np.nan_to_num(means)
        low, high = min(float(known.min()), 0.0), max(float(known.max()), 1e-9)
        zero = np.zeros(CLASSES)
        self.bars.update((low, high), (zero, known))
        best = int(known.argmax())
        self.names.update([Entry(str(k), bold=k == best) for k in range(CLASSES)])
        muted = self.lab.theme.muted
        self.numbers.update([Entry(fixed_text(float(v)), muted) for v in known])

    def handles(self) -> list[Handle]:
        """Return the digits that excite it most, for the keyboard."""
        labels = self.lab.run.part("validation").labels
        return [
            Handle(f"exciting{k}", rect, str(labels[place]))
            for k, (rect, place) in enumerate(zip(self.exciting.places, self._places, strict=False))
        ]

    def place_at(self, event: MouseEvent) -> int | None:
        """Return the place of the validation digit under the pointer."""
        index = self.exciting.tile_at(event)
        return self._places[index] if index is not None and index < len(self._places) else None
