"""The picture of the collapse lab: the layers, the product of two, and both maps."""

from collections.abc import Callable
from functools import partial

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numbers.numerals import plain
from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.chain import Chain, Number
from acttutor.labs.collapse.figures.map import OutputMap
from acttutor.labs.collapse.figures.product import HEAD, Product
from acttutor.labs.collapse.run import Run
from acttutor.labs.collapse.state import WIDEST
from acttutor.labs.collapse.words import Entry
from acttutor.plots.crosshair import Crosshair
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.decision_map import FOOT, SIDE
from acttutor.plots.parts.decision_map import HEAD as MAP_HEAD
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY

#: From this width on, cells and words are larger.
ROOMY = 700.0
PAD, GAP = 14.0, 20.0
#: Change of a number for each logical pixel of a drag.
PER_PIXEL = 0.01
#: A pointer that moved less than this has only clicked.
STILL = 3.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Let a number be typed: where in the figure, what stands there, and what takes the new one.
    edit_number: Callable[[tuple[float, float], str, Callable[[float], None]], None] = unanswered

    def build(self) -> None:
        self.identity = TextBlock(self, 1)
        self.chain = Chain(self)
        self.product = Product(self, self.chain)
        self.deep = OutputMap(self, self.texts("collapse.map.deep"))
        self.single = OutputMap(self, self.texts("collapse.map.single"))
        self.verdict = TextBlock(self, 4)
        #: The number that is held, as it was, and where it was taken.
        self.held: tuple[Number, tuple[float, float]] | None = None
        self._moved = False
        self._place = Crosshair(self, "place")
        self._shape: object = None
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        settings = self.run.settings
        self._shape, self._shown = (settings.depth, settings.width), None
        roomy = width >= ROOMY
        size = (42.0, 22.0) if roomy else (33.0, 18.0)
        inner = self.whole().inside(PAD, 8, PAD, 0)
        # The two lines beside the product are as high as two rows of it.
        product = HEAD + max(settings.width, 2) * size[1] + 14
        side = (inner.width - GAP) / 2 - SIDE
        rows(
            fixed(self.identity, 30 if roomy else 26),
            fixed(self.chain, self.chain.needed(inner.width, size)),
            fixed(self.product, product),
            share(
                columns(share(self.deep), share(self.single), gap=GAP),
                least=MAP_HEAD + FOOT + 60,
                most=MAP_HEAD + side + FOOT,
            ),
            fixed(self.verdict, 80 if roomy else 74),
        ).layout(inner)

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        full = self._shape != (settings.depth, settings.width)
        if full:
            self.relayout()
        compared = run.comparison
        marked = None if compared.same or not run.compared else compared.at
        self.deep.follow(compared.deep, marked)
        if run.compared:
            self.single.follow(compared.single, marked)
        else:
            self.single.hide()
        shown = (run.generation, self.size(), self.scale)
        if shown != self._shown:
            self._shown = shown
            self.chain.update()
            self._write()
        self.product.update()
        return full

    def _write(self) -> None:
        theme, roomy = self.theme, self.size()[0] >= ROOMY
        self.identity.update([formula(words.IDENTITY, 14.0 if roomy else 11.5, theme.muted)])
        said, kind = words.verdict(self.run, self.texts)
        number = words.difference_text(self.run, self.texts)
        body = BODY + roomy
        same = theme.good if self.run.comparison.same else theme.bad
        self.verdict.update(
            [
                Item(number, body + 1.5, same if self.run.compared else theme.muted, True),
                Item(said, body, theme.text if kind != "muted" else theme.muted),
            ]
        )

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        place = self.pointer(event)
        number, gap = self.chain.number_at(*place), self.chain.gap_at(*place)
        if number is not None:
            self.held, self._moved = (number, place), False
            self.chain.held = number.layer
        elif gap is not None:
            name = f"f{gap + 1}"
            present = getattr(self.run.settings, name)
            self.change(**{name: "relu" if present == "identity" else "identity"})
        return False

    def _set(self, number: Number, value: float) -> None:
        layer, (row, column), _ = number
        is_bias = column == self.run.settings.layers[layer].W.shape[1]
        edit = (layer, row, WIDEST if is_bias else column, value)
        self.change(edits=(*self.run.settings.edits, edit))

    def on_move(self, event: MouseEvent) -> bool:
        x, y = self.pointer(event)
        if self.held is not None:
            number, (x0, y0) = self.held
            way = (x - x0) - (y - y0)
            self._moved |= abs(x - x0) + abs(y - y0) > STILL
            if self._moved:
                self._set(number, number.value + PER_PIXEL * way)
            return False
        cells = self.product.cells
        return self._point(event, None if cells is None else cells.at(x, y))

    def _point(self, event: LocationEvent | None, entry: Entry | None) -> bool:
        """Follow the pointer in both maps and in the product; whether anything changed."""
        before, self.product.hovered = self.product.hovered, entry
        changed = [part.point_at(event) for part in (self.deep, self.single)]
        return any(changed) or before != entry

    def on_release(self, event: MouseEvent) -> bool:
        held, self.held, self.chain.held = self.held, None, None
        if held is not None and not self._moved:
            number, _ = held
            place = (event.x, self.figure.bbox.height - event.y)
            self.edit_number(place, plain(number.value), partial(self._set, number))
        return held is not None

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._point(None, None)

    def handles(self) -> list[Handle]:
        found = self.chain.handles(self._set)
        cells, texts = self.product.cells, self.texts
        if cells is not None:
            found += [
                Handle(
                    f"product {entry.row} {entry.column}",
                    cells.cell(*entry).grown(-4),
                    texts("collapse.handles.product", row=entry.row + 1, column=entry.column + 1),
                )
                for entry in cells.entries
            ]
        return [*found, self._place.handle(self.deep.axes, texts("collapse.handles.read"))]

    def cursor(self, event: MouseEvent) -> str:
        place = self.pointer(event)
        if self.held is not None or self.chain.number_at(*place) is not None:
            return "move"
        return "hand" if self.chain.gap_at(*place) is not None else ""
