"""The product of two neighbours, number by number."""

from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.cells import Cells, outline
from acttutor.labs.collapse.figures.chain import Chain
from acttutor.labs.collapse.run import Run
from acttutor.labs.collapse.words import Entry
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula, largest_size
from acttutor.plots.style import BODY

#: Height of the formula above the cells.
HEAD = 27.0


class Product:
    """What the next step computes; while it plays, one number after the other appears.

    Args:
        lab: the figure.
        chain: the chain in which row and column are outlined.
    """

    def __init__(self, lab: LabFigure[Run], chain: Chain) -> None:
        self.lab, self.chain = lab, chain
        self.layer = GraphLayer(lab)
        self.head, self.entry_text = TextBlock(lab, 2), TextBlock(lab, 2)
        #: Where the product stands, if there is one.
        self.cells: Cells | None = None
        #: The number under the pointer.
        self.hovered: Entry | None = None
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        """Begin at the top of a rectangle."""
        self.rect = rect
        self.head.layout(rect)

    def show(self, visible: bool) -> None:
        """The product is always there."""

    def update(self) -> None:
        """Show the product, or why there is none."""
        run = self.lab.run
        if run.pair is not None:
            self._show_pair(run, run.pair)
            return
        self.cells = None
        self.layer.update([])
        self.entry_text.update([])
        self.head.update(self._end(run))

    def _end(self, run: Run) -> list[Item]:
        """Return the one layer that is left, or what is in the way of it."""
        theme, texts = self.lab.theme, self.lab.texts
        if not run.refused:
            said = Item(texts("collapse.one_layer"), BODY + 1, theme.good)
            return [said, formula(words.single_formula(run), above=6)]
        block = next(block for block in run.blocks if block.after != "identity")
        number, (W, b) = block.last + 1, words.names(block)
        inside = rf"$f_{{{number}}}({W}\,x + {b})$"
        refusal = texts("collapse.in_the_way", formula=inside, number=number)
        return [Item(refusal, BODY + 1, theme.bad)]

    def _show_pair(self, run: Run, pair: int) -> None:
        first, second = run.blocks[pair : pair + 2]
        self.head.update([formula(words.product_formula(first, second), 12.5)])
        rest = self.rect.inside(top=HEAD)
        self.cells = cells = Cells(run.product.layer, *rest[:2], *self.chain.size)
        entries = cells.entries
        now = int(run.phase * len(entries)) if run.phase else 0
        entry = self.hovered if self.hovered in entries else entries[now]
        known = cells.nodes(self.lab.theme, now + 1 if run.phase else None)
        self.layer.update([*known, *self._outlines(pair, cells, entry)])
        said, theme = words.entry_formula(first, second, entry), self.lab.theme
        place = rest.inside(left=cells.rect.width + 18)
        size = largest_size([said], 11.5, place.width * self.lab.scale, self.lab.dpi)
        name = formula(words.entry_name(first, second, entry), size, theme.df)
        self.entry_text.layout(place)
        self.entry_text.update([name, formula(said, size)])

    def _outlines(self, pair: int, product: Cells, entry: Entry) -> list[Node]:
        """Outline the row of the second layer, the column of the first, and their product."""
        first, second = self.chain.cells[pair : pair + 2]
        (row, column), (rows, columns) = entry, first.shape
        # Each row of the second layer has as many numbers as the first has rows.
        rects = [product.cell(row, column), second.cell(row, 0, across=rows)]
        rects.append(first.cell(0, column, down=rows))
        if column == columns:
            rects.append(second.cell(row, rows))
        return [outline(rect, self.lab.theme.df, 2.0) for rect in rects]
