"""The formulas of the lines and the sentences beside the plot."""

from acttutor.labs.maxout import words
from acttutor.labs.maxout.figures.names import line_color, unit_color
from acttutor.labs.maxout.run import Run
from acttutor.plots.parts.words.text_block import INDENT, Item, TextBlock, formula, largest_size
from acttutor.plots.style import BODY, HEADING, SMALL

#: Sizes of the formulas of the lines, if there is room.
SIZES = (13.0, 10.0)


class WordsPart(TextBlock):
    """A table of the lines, and what there is to say."""

    def follow(self, run: Run) -> None:
        """Write everything for the present state, smaller if there is much to say."""
        texts = self.drawing.texts
        said = [
            self._head("shape", above=18),
            *map(self._sentence, words.shape(run, texts)),
            self._head("training", above=18),
            formula(words.target_formula(run), 12, above=4),
            formula(words.loss_formula(run), 12, above=4),
            *map(self._sentence, words.training(run, texts)),
        ]
        self.update(*([self._head("lines"), *self._lines(run, most), *said] for most in SIZES))

    def _head(self, key: str, above: float = 0.0) -> Item:
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
            head = Item(drawing.texts("maxout.where"), SMALL, theme.muted, label=" ")
        widest = [max((text for text, _ in column), key=drawing.width_of) for column in columns]
        room = (self.rect.width - INDENT) * drawing.scale
        size = largest_size([" ".join(widest)], most, room, drawing.dpi)
        return [head] + [
            Item(text, size, color, above=3, breaks=False, label=label, label_color=label_color)
            for (label, label_color), (text, color) in zip(*columns, strict=True)
        ]
