"""The formulas of the lines and the sentences beside the plot."""

from acttutor.labs.maxout import words
from acttutor.labs.maxout.figures.names import line_color, unit_color
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import MOST
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.text_block import INDENT, Item, TextBlock, formula, largest_size
from acttutor.plots.style import BODY, HEADING, SMALL

#: Where words have this height, there is room for larger formulas.
ROOMY = 600.0


class WordsPart:
    """The column of words: a table of the lines, and what there is to say.

    Args:
        drawing: what to draw with.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.head = TextBlock(drawing, 1)
        # Two texts a line, one above them.
        self.lines = TextBlock(drawing, 2 * MOST + 2, leading=1.7)
        self.said = TextBlock(drawing, 30, leading=1.52)

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect
        rows(fixed(self.head, 26), share(self.lines)).layout(rect.inside(top=2))

    def show(self, visible: bool) -> None:
        """The words are always there."""

    def update(self, run: Run) -> None:
        """Write everything for the present state, what is said below the table of the lines."""
        self.head.update([self._head("lines", 0)])
        end = self.lines.update(self._lines(run, 13.0 if self.rect.height > ROOMY else 10.0))
        self.said.layout(self.rect.inside(top=end - self.rect.top))
        texts = self.drawing.texts
        self.said.update(
            [
                self._head("shape"),
                *map(self._sentence, words.shape(run, texts)),
                self._head("training"),
                formula(words.target_formula(run), 12, above=4),
                formula(words.loss_formula(run), 12, above=4),
                *map(self._sentence, words.training(run, texts)),
            ]
        )

    def _head(self, key: str, above: float = 18.0) -> Item:
        return Item(self.drawing.texts(f"maxout.heads.{key}"), HEADING, bold=True, above=above)

    def _sentence(self, said: words.Sentence) -> Item:
        return Item(said.text, BODY + 0.5, getattr(self.drawing.theme, said.tone), above=6)

    def _lines(self, run: Run, most: float) -> list[Item]:
        """Return the lines, and where each is the maximum, or those of two units side by side."""
        drawing, theme, pieces = self.drawing, self.drawing.theme, range(run.lines.shape[1])
        columns = [
            [(words.line_formula(run, unit, j), line_color(theme, run, unit, j)) for j in pieces]
            for unit in range(len(run.lines))
        ]
        head = Item("")
        if run.is_difference:
            for unit, column in enumerate(columns):
                column.insert(0, (words.unit_formula(run, unit), unit_color(theme, unit)))
        else:
            where = {stretch.piece: stretch for stretch in run.envelope()}
            places = [words.place(where.get(j), drawing.texts) for j in pieces]
            columns.append([(place, theme.muted) for place in places])
            head = Item(drawing.texts("maxout.where"), SMALL, theme.muted)
        widest = [max((text for text, _ in column), key=drawing.width_of) for column in columns]
        room = (self.rect.width - INDENT) * drawing.scale
        size = largest_size([" ".join(widest)], most, room, drawing.dpi)
        return [head] + [
            Item(text, size, color, breaks=False, label=label, label_color=label_color)
            for (label, label_color), (text, color) in zip(*columns, strict=True)
        ]
