"""The picture of the collapse lab: the layers, the product of two, and both maps."""

from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent

from acttutor.base.numerals import plain
from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.chain import Chain, Number, pointer
from acttutor.labs.collapse.figures.map import OutputMap
from acttutor.labs.collapse.figures.product import HEAD, Product
from acttutor.labs.collapse.figures.sheet import Size
from acttutor.labs.collapse.run import Run
from acttutor.labs.collapse.state import WIDEST
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.style import BODY
from acttutor.plots.text_column import Item, TextColumn, largest_size

#: From this width on, cells and words are larger.
ROOMY = 700.0
PAD, TICKS, GAP = 14.0, 22.0, 20.0
#: Change of a number for each logical pixel of a drag.
PER_PIXEL = 0.01
#: A pointer that moved less than this has only clicked.
STILL = 3.0


class Figure(LabFigure[Run]):
    """Puts the parts together and answers the pointer."""

    #: Let a number be typed: where in the figure, what stands there, and what takes the new one.
    edit_number: Callable[[tuple[float, float], str, Callable[[float], None]], None] = unanswered

    def build(self) -> None:
        texts = self.texts
        self.head = TextColumn(self, 1)
        self.chain = Chain(self)
        self.product = Product(self, self.chain)
        self.deep = OutputMap(self, texts("collapse.map.deep"))
        self.single = OutputMap(self, texts("collapse.map.single"))
        self.verdict = TextColumn(self, 4)
        self.held: tuple[Number, float, tuple[float, float]] | None = None
        self._moved = False
        self._shape: object = None
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        settings = self.run.settings
        self._shape = (settings.depth, settings.width)
        roomy = width >= ROOMY
        size = Size(42.0, 22.0) if roomy else Size(33.0, 18.0)
        inner = width - 2 * PAD
        self.head.layout(PAD, 8, inner)
        top = 38.0 if roomy else 34.0
        top += self.chain.layout(PAD, top, inner, size)
        self.product.layout(PAD, top, inner)
        # The two lines beside the product are as high as two rows of it.
        top += HEAD + max(settings.width, 2) * size.height + 14
        words_height = 76.0 if roomy else 70.0
        column = (inner - GAP) / 2
        side = max(min(column - TICKS - 6, height - top - 24 - 20 - words_height), 60.0)
        for index, part in enumerate((self.deep, self.single)):
            x = PAD + TICKS + index * (column + GAP)
            self.put(part.title, x, top)
            self.place(part.axes, x, top + 24, side, side)
        self.verdict.layout(PAD, top + 24 + side + 24, inner)
        self._shown = None

    def update(self) -> bool:
        run, settings = self.run, self.run.settings
        full = self._shape != (settings.depth, settings.width)
        if full:
            self.relayout()
        compared = run.comparison
        marked = None if compared.same or not run.compared else compared.at
        self.deep.update(compared.deep, marked)
        if run.compared:
            self.single.update(compared.single, marked)
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
        dpi = float(self.figure.dpi)
        sizes = (14.0, 12.5, 11.5, 10.5) if roomy else (11.5, 10.5, 9.5)
        size = largest_size([words.IDENTITY], sizes, self.head.width, dpi)
        self.head.write([Item(words.IDENTITY, size, theme.muted)])
        said, kind = words.verdict(self.run, self.texts)
        same = self.run.comparison.same
        number = words.difference_text(self.run, self.texts)
        body = BODY + roomy
        color = theme.muted if not self.run.compared else theme.good if same else theme.bad
        self.verdict.write(
            [
                Item(number, body + 1.5, color, True),
                Item(said, body, theme.text if kind != "muted" else theme.muted),
            ]
        )

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        place = pointer(self, event)
        number, gap = self.chain.number_at(*place), self.chain.gap_at(*place)
        if number is not None:
            self.held, self._moved = (number, self._value(number), place), False
            self.chain.held = number.layer
        elif gap is not None:
            name = f"f{gap + 1}"
            present = getattr(self.run.settings, name)
            self.change(**{name: "relu" if present == "identity" else "identity"})
        return False

    def _value(self, number: Number) -> float:
        layer = self.run.settings.layers[number.layer]
        is_bias = number.column == layer.W.shape[1]
        return float(layer.b[number.row] if is_bias else layer.W[number.row, number.column])

    def _set(self, number: Number, value: float) -> None:
        columns = self.run.settings.layers[number.layer].W.shape[1]
        column = WIDEST if number.column == columns else number.column
        edit = (number.layer, number.row, column, value)
        self.change(edits=(*self.run.settings.edits, edit))

    def on_move(self, event: MouseEvent) -> bool:
        x, y = pointer(self, event)
        if self.held is not None:
            number, value, (x0, y0) = self.held
            way = (x - x0) - (y - y0)
            self._moved |= abs(x - x0) + abs(y - y0) > STILL
            if self._moved:
                self._set(number, value + PER_PIXEL * way)
            return False
        entry = self.product.entry_at(x, y)
        changed = entry != self.product.hovered
        self.product.hovered = entry
        return changed

    def on_release(self, event: MouseEvent) -> bool:
        held, self.held, self.chain.held = self.held, None, None
        if held is not None and not self._moved:
            number, value, _ = held
            self.edit_number(
                (event.x, self.figure.bbox.height - event.y),
                plain(value),
                lambda typed: self._set(number, typed),
            )
        return held is not None

    def on_leave(self, event: LocationEvent | None) -> bool:
        changed = self.product.hovered is not None
        self.product.hovered = None
        return changed

    def cursor(self, event: MouseEvent) -> str:
        place = pointer(self, event)
        if self.held is not None or self.chain.number_at(*place) is not None:
            return "move"
        return "hand" if self.chain.gap_at(*place) is not None else ""
