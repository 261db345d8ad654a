"""The chain of layers from x to y, with the functions between them."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from acttutor.base.numbers.numerals import subscript
from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.cells import BIAS_GAP, Cells, outline, tint
from acttutor.labs.collapse.run import Block, Run
from acttutor.labs.collapse.words import Entry
from acttutor.plots.handles import Amount, Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import GraphLayer, Node, written
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY

#: Heights of the names above the cells and of the space below them; room for an arrow or f.
NAMES, BELOW, BETWEEN = 24.0, 12.0, 38.0
#: No number that is set by hand is further from 0.
FURTHEST = 1000.0
#: Room for x at the beginning.
START = 18.0


class Number(NamedTuple):
    """A number of an unfolded layer, counted from 0, and what it is."""

    layer: int
    entry: Entry
    value: float


class Chain:
    """All blocks, one after the other, in as many rows as they need.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        #: What rests; the block whose number is held, and the frames around a pair.
        self.layer, self.moving = GraphLayer(lab, rests=True), GraphLayer(lab)
        #: The layer, counted from 0, of which a number is held.
        self.held: int | None = None
        #: The places of the blocks, and those of the functions behind them.
        self.cells: list[Cells] = []
        self.gaps: list[Rect] = []
        self.size = (42.0, 22.0)
        self.rect = Rect(0.0, 0.0, 100.0, 100.0)

    def layout(self, rect: Rect) -> None:
        """Begin at the top of a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """The chain is always there."""

    def needed(self, width: float, size: tuple[float, float]) -> float:
        """Return the height that all layers need, with cells of a size."""
        self.size, self.rect = size, Rect(0.0, 0.0, width, 0.0)
        cells = self._arranged(self.lab.run.unfolded)
        return len({block.top for block in cells}) * self._row

    @property
    def _row(self) -> float:
        return NAMES + self.lab.run.settings.width * self.size[1] + BELOW

    def _arranged(self, blocks: list[Block]) -> list[Cells]:
        """Return the place of each block, behind x."""
        wide, high = self.size
        widths = [(block.layer.W.shape[1] + 1) * wide + BIAS_GAP for block in blocks]
        room, row = self.rect.inside(top=NAMES), self._row - NAMES - BELOW
        _, *places = room.flow([START - BETWEEN / 2, *widths], row, (BETWEEN, NAMES + BELOW))
        return [
            Cells(block.layer, place.left, place.top, wide, high)
            for block, place in zip(blocks, places, strict=True)
        ]

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> None:
        """Write all blocks."""
        run, theme = self.lab.run, self.lab.theme
        self.cells = self._arranged(run.blocks)
        self.gaps = [Rect(c.rect.right, c.rect.middle[1] - 14, BETWEEN, 28) for c in self.cells]
        pair = [] if run.pair is None else self.cells[run.pair : run.pair + 2]
        moving = [outline(cells.rect.grown(3), theme.accent, 1.6) for cells in pair]
        rest = self._between(run)
        for block, cells in zip(run.blocks, self.cells, strict=True):
            is_held = not block.is_folded and block.first == self.held
            (moving if is_held else rest).extend(self._block(block, cells))
        self.layer.update(rest)
        self.moving.update(moving)

    def _between(self, run: Run) -> list[Node]:
        """Return x, the functions between the blocks, where an arrow stands for none, and y."""
        theme = self.lab.theme
        first, last = self.cells[0].rect, self.gaps[-1]
        arrow = partial(written, color=theme.muted, size=BODY + 1)
        nodes = [
            arrow(first.left - BETWEEN / 2 - 3, first.middle[1], r"$x \to$"),
            arrow(last.left + 18, last.middle[1], r"$\to y$"),
        ]
        for block, gap in zip(run.blocks[:-1], self.gaps, strict=False):
            if block.after == "identity":
                nodes.append(written(*gap.middle, r"$\to$", theme.muted, BODY + 2))
                continue
            name, face = f"$f_{{{block.last + 1}}}$", tint(theme.df, 0.22)
            rect = gap.inside(5, 4, 5, 4)
            ink = theme.ink(theme.df)
            nodes.append(Node(rect, face, "none", 1.0, 0.0, name, ink, BODY + 1.5))
        return nodes

    def _block(self, block: Block, cells: Cells) -> list[Node]:
        """Return the names and the numbers of a block."""
        W, b = words.names(block)
        color = self.lab.theme.accent if block.is_folded else ""
        columns, y = cells.shape[1], cells.top - 14
        middle = cells.left + columns * cells.wide / 2
        right = cells.left + (columns + 0.5) * cells.wide + BIAS_GAP
        return [
            written(middle, y, f"${W}$", color, BODY + 1),
            written(right, y, f"${b}$", color, BODY + 1),
            *cells.nodes(self.lab.theme),
        ]

    # -- the pointer ---------------------------------------------------------------------------

    def handles(self, take: Callable[[Number, float], None]) -> list[Handle]:
        """Return the numbers of the unfolded layers, and the functions behind them."""
        texts, found = self.lab.texts, []
        for block, cells in zip(self.lab.run.blocks, self.cells, strict=False):
            index = subscript(block.first + 1)
            for entry in () if block.is_folded else cells.entries:
                row, column = entry.row + 1, entry.column + 1
                is_bias = entry.column == cells.shape[1]
                value = cells.value(entry)
                found.append(
                    Handle(
                        f"number {block.first} {row} {column}",
                        cells.cell(*entry).grown(-4),
                        f"b{index}[{row}]" if is_bias else f"W{index}[{row}, {column}]",
                        (Amount(value, -FURTHEST, FURTHEST, 0.1),),
                        partial(take, Number(block.first, entry, value)),
                    )
                )
        for block, gap in zip(self.lab.run.blocks[:-1], self.gaps, strict=False):
            name = texts("collapse.handles.function", number=block.last + 1)
            found.append(Handle(f"function {block.last}", gap.inside(6, 4, 6, 4), name))
        return found

    def number_at(self, x: float, y: float) -> Number | None:
        """Return the number of an unfolded layer at a point in logical pixels."""
        for block, cells in zip(self.lab.run.blocks, self.cells, strict=False):
            entry = cells.at(x, y)
            if entry is not None and not block.is_folded:
                return Number(block.first, entry, cells.value(entry))
        return None

    def gap_at(self, x: float, y: float) -> int | None:
        """Return the layer, counted from 0, behind which the function at a point stands."""
        places = zip(self.lab.run.blocks[:-1], self.gaps, strict=False)
        return next((block.last for block, gap in places if gap.holds(x, y)), None)
