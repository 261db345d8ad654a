"""The product of two neighbours, number by number."""

from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.chain import Chain
from acttutor.labs.collapse.figures.sheet import Outlines, Sheet, Size
from acttutor.labs.collapse.run import Block, Run
from acttutor.labs.collapse.words import Entry
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY
from acttutor.plots.text_column import Item, TextColumn, largest_size

#: Height of the formula above the cells.
HEAD = 27.0
SIZES = (12.5, 11.5, 10.5, 9.5, 8.5)


class Product:
    """What the next step computes; while it plays, one number after the other appears.

    Args:
        lab: the figure.
        chain: the chain in which row and column are outlined.
    """

    def __init__(self, lab: LabFigure[Run], chain: Chain) -> None:
        self.lab, self.chain = lab, chain
        self.sheet = Sheet(lab, rests=False)
        self.head = TextColumn(lab, 2)
        self.entry_text = TextColumn(lab, 2)
        self.outlines = Outlines(lab, lab.theme.df, 2.0)
        #: The number under the pointer.
        self.hovered: Entry | None = None
        self._place = (0.0, 0.0, 100.0)

    def layout(self, left: float, top: float, width: float) -> None:
        """Begin at a point, within a width."""
        self._place = (left, top, width)
        self.head.layout(left, top, width)

    @property
    def size(self) -> Size:
        """The size of its cells: that of the chain's."""
        return self.chain.size

    def update(self) -> None:
        """Show the product, or why there is none."""
        run: Run = self.lab.run
        self.sheet.begin()
        if run.pair is None:
            self._show_end(run)
        else:
            self._show_pair(run, run.pair)
        self.sheet.end()

    def _show_end(self, run: Run) -> None:
        self.outlines.show([])
        self.entry_text.write([])
        theme = self.lab.theme
        if run.refused:
            block = next(block for block in run.blocks if block.after != "identity")
            W, b = words.names(block)
            inside = rf"$f_{{{block.last + 1}}}({W}\,x + {b})$"
            text = self.lab.texts("collapse.in_the_way", formula=inside, number=block.last + 1)
            self.head.write([Item(text, BODY + 1, theme.bad)])
            return
        said = Item(self.lab.texts("collapse.one_layer"), BODY + 1, theme.good)
        self.head.write([said, Item(words.single_formula(run), 15.0, theme.text, above=6)])

    def _show_pair(self, run: Run, pair: int) -> None:
        first, second = run.blocks[pair : pair + 2]
        theme = self.lab.theme
        left, top, width = self._place
        formula = words.product_formula(first, second)
        dpi = float(self.lab.figure.dpi)
        size = largest_size([formula], SIZES, self.head.width, dpi)
        self.head.write([Item(formula, size, theme.text)])
        both = run.product
        entries = _entries(both.layer.W.shape)
        now = int(run.phase * len(entries)) if run.phase else 0
        self.sheet.layer(both.layer, left, top + HEAD, self.size, now + 1 if run.phase else 99)
        entry = self.hovered if self.hovered in entries else entries[now]
        wide, _ = self.size.of(both.layer)
        self.entry_text.layout(left + wide + 18, top + HEAD, width - wide - 18)
        self._write_entry(first, second, entry)
        self._outline(pair, first, second, entry)

    def _write_entry(self, first: Block, second: Block, entry: Entry) -> None:
        name = words.entry_name(first, second, entry)
        formula = words.entry_formula(first, second, entry)
        width, dpi = self.entry_text.width, float(self.lab.figure.dpi)
        size = largest_size([formula], SIZES[1:], width, dpi)
        theme = self.lab.theme
        self.entry_text.write([Item(name, size, theme.df), Item(formula, size, theme.text)])

    def _outline(self, pair: int, first: Block, second: Block, entry: Entry) -> None:
        """Outline the row of the second layer, the column of the first, and their product."""
        chain, (left, top, _) = self.chain, self._place
        boxes = [self.size.cell(left, top + HEAD, self.lab.run.product.layer, *entry)]
        columns = second.layer.W.shape[1]
        row = chain.cell_of(pair + 1, entry.row, 0)
        boxes.append(row._replace(width=columns * row.width))
        column = chain.cell_of(pair, 0, entry.column)
        boxes.append(column._replace(height=first.layer.W.shape[0] * column.height))
        if entry.column == first.layer.W.shape[1]:
            boxes.append(chain.cell_of(pair + 1, entry.row, columns))
        self.outlines.show(boxes)

    def entry_at(self, x: float, y: float) -> Entry | None:
        """Return the number of the product at a point in logical pixels."""
        run: Run = self.lab.run
        if run.pair is None:
            return None
        left, top, _ = self._place
        layer = run.product.layer
        for entry in _entries(layer.W.shape):
            if self.size.cell(left, top + HEAD, layer, *entry).contains(x, y):
                return entry
        return None


def _entries(shape: tuple[int, ...]) -> list[Entry]:
    """Return all numbers of a layer, row after row."""
    return [Entry(row, column) for row in range(shape[0]) for column in range(shape[1] + 1)]
