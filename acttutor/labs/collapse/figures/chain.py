"""The chain of layers from x to y, with the functions between them."""

from typing import NamedTuple

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.collapse import words
from acttutor.labs.collapse.figures.sheet import BIAS_GAP, Box, Outlines, Sheet, Size
from acttutor.labs.collapse.run import Block, Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY

#: Heights of the names above the cells and of the space below them; room for an arrow or f.
NAMES, BELOW, BETWEEN = 24.0, 12.0, 38.0
#: Room for x at the beginning and y at the end.
ENDS = 18.0


class Number(NamedTuple):
    """A number of an unfolded layer; the bias has the column behind the last."""

    layer: int
    row: int
    column: int


class Chain:
    """All blocks, one after the other, in as many rows as they need.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        #: What rests, and the block whose number is held, so that only that one is drawn anew.
        self.sheet, self.held_sheet = Sheet(lab, rests=True), Sheet(lab, rests=False)
        #: The layer, counted from 0, of which a number is held.
        self.held: int | None = None
        self._written: object = None
        self.pair = Outlines(lab, lab.theme.accent, 1.6)
        self.places: list[tuple[float, float]] = []
        self.gaps: list[Box] = []
        self.size = Size(42.0, 22.0)
        self._box = Box(0, 0, 100, 100)

    def layout(self, left: float, top: float, width: float, size: Size) -> float:
        """Begin at a point, within a width; returns the height that all layers need."""
        self.size = size
        self._box = Box(left, top, width, 0.0)
        places, _ = self._arranged(self.lab.run.unfolded)
        row = NAMES + self.lab.run.settings.width * size.height + BELOW
        rows = len({y for _, y in places})
        return rows * max(row, NAMES + size.height + BELOW)

    def _arranged(self, blocks: list[Block]) -> tuple[list[tuple[float, float]], list[Box]]:
        """Return the left top corner of each block, and the place behind it."""
        left, top, width, _ = self._box
        height = NAMES + self.lab.run.settings.width * self.size.height + BELOW
        x, y = left + ENDS + BETWEEN / 2, top
        places: list[tuple[float, float]] = []
        gaps: list[Box] = []
        for block in blocks:
            wide, _ = self.size.of(block.layer)
            if places and x + wide > left + width:
                x, y = left, y + height
            places.append((x, y + NAMES))
            x += wide
            gaps.append(Box(x, y + NAMES, BETWEEN, self.size.height * block.layer.W.shape[0]))
            x += BETWEEN
        return places, gaps

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> None:
        """Write all blocks that have changed."""
        run: Run = self.lab.run
        self.places, self.gaps = self._arranged(run.blocks)
        held = [index for index, block in enumerate(run.blocks) if self._is_held(block)]
        self.held_sheet.begin()
        for index in held:
            self._write(self.held_sheet, run.blocks[index], *self.places[index])
        self.held_sheet.end()
        self.pair.show(self._pair_boxes(run))
        static = [
            (index, block.first, block.last, block.after, *(part.tobytes() for part in block.layer))
            for index, block in enumerate(run.blocks)
            if index not in held
        ]
        written = (static, held, self._box, self.size, self.lab.size(), self.lab.scale)
        if written != self._written:
            self._written = written
            self._write_resting(run, held)

    def _is_held(self, block: Block) -> bool:
        return not block.is_folded and block.first == self.held

    def _write_resting(self, run: Run, held: list[int]) -> None:
        """Write everything but the block that is held."""
        sheet, theme = self.sheet, self.lab.theme
        sheet.begin()
        (x, y), gap = self.places[0], self.gaps[-1]
        first = y + self.size.height * run.blocks[0].layer.W.shape[0] / 2
        sheet.label(r"$x \to$", x - BETWEEN / 2 - 3, first, theme.muted, BODY + 1)
        for index, (block, place) in enumerate(zip(run.blocks, self.places, strict=True)):
            if index not in held:
                self._write(sheet, block, *place)
        for number, (block, box) in enumerate(zip(run.blocks, self.gaps, strict=True)):
            if number < len(run.blocks) - 1:
                self._write_gap(block, box)
        sheet.label(r"$\to y$", gap.left + 18, gap.top + gap.height / 2, theme.muted, BODY + 1)
        sheet.end()
        self.lab.invalidate()

    def _write(self, sheet: Sheet, block: Block, left: float, top: float) -> None:
        W, b = words.names(block)
        columns = block.layer.W.shape[1]
        middle = left + columns * self.size.width / 2
        right = left + (columns + 0.5) * self.size.width + BIAS_GAP
        color = self.lab.theme.accent if block.is_folded else ""
        sheet.label(f"${W}$", middle, top - 14, color, BODY + 1)
        sheet.label(f"${b}$", right, top - 14, color, BODY + 1)
        sheet.layer(block.layer, left, top, self.size)

    def _write_gap(self, block: Block, box: Box) -> None:
        """Write the function behind a block; an arrow stands for none."""
        theme = self.lab.theme
        middle = (box.left + box.width / 2, box.top + box.height / 2)
        if block.after == "identity":
            self.sheet.label(r"$\to$", *middle, theme.muted, BODY + 2)
            return
        self.sheet.tint(Box(middle[0] - 14, middle[1] - 10, 28, 20), theme.df, 0.22)
        self.sheet.label(f"$f_{{{block.last + 1}}}$", *middle, theme.df, BODY + 1.5)

    def _pair_boxes(self, run: Run) -> list[Box]:
        if run.pair is None:
            return []
        return [self.box_of(index).grown(3) for index in (run.pair, run.pair + 1)]

    def box_of(self, index: int) -> Box:
        """Return the place of the numbers of a block."""
        return Box(*self.places[index], *self.size.of(self.lab.run.blocks[index].layer))

    def cell_of(self, index: int, row: int, column: int) -> Box:
        """Return the place of one number of a block."""
        return self.size.cell(*self.places[index], self.lab.run.blocks[index].layer, row, column)

    # -- the pointer ---------------------------------------------------------------------------

    def number_at(self, x: float, y: float) -> Number | None:
        """Return the number of an unfolded layer at a point in logical pixels."""
        for index, block in enumerate(self.lab.run.blocks):
            if block.is_folded or not self.box_of(index).contains(x, y):
                continue
            rows, columns = block.layer.W.shape
            for row in range(rows):
                for column in range(columns + 1):
                    if self.cell_of(index, row, column).contains(x, y):
                        return Number(block.first, row, column)
        return None

    def gap_at(self, x: float, y: float) -> int | None:
        """Return the layer, counted from 0, behind which the function at a point stands."""
        run: Run = self.lab.run
        for block, box in zip(run.blocks[:-1], self.gaps, strict=False):
            middle = box.top + box.height / 2
            if Box(box.left, middle - 14, box.width, 28).contains(x, y):
                return block.last
        return None


def pointer(lab: LabFigure[Run], event: MouseEvent) -> tuple[float, float]:
    """Return where the pointer is, in logical pixels from the top left corner."""
    return event.x / lab.scale, (lab.figure.bbox.height - event.y) / lab.scale
