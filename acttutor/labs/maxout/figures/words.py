"""The formulas of the lines and the sentences beside the plot."""

from functools import lru_cache
from typing import Any

from acttutor.labs.maxout import words
from acttutor.labs.maxout.figures.names import piece_color, unit_color
from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import MOST
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText, line_width
from acttutor.plots.style import BODY, HEADING, SMALL
from acttutor.plots.wrapping import wrap

#: Sizes tried for the formulas until two columns of them fit.
SIZES = (13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0)
#: Height of a line in its own size.
LEADING = 1.6
MOST_SENTENCES = 10
#: Between the two columns, in logical pixels.
GAP = 13.0


@lru_cache(128)
def _wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return the lines of a sentence, which mostly stays the same from frame to frame."""
    return tuple(wrap(text, width, size))


class WordsPart:
    """The column of words.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.columns = [[self._formula() for _ in range(MOST + 1)] for _ in range(2)]
        self.heads = [lab.moving(lab.write("", HEADING, bold=True)) for _ in range(3)]
        self.sentences = [
            lab.moving(lab.write("", BODY, linespacing=1.35)) for _ in range(MOST_SENTENCES)
        ]
        self.loss = self._formula()
        self.target = self._formula()
        self._place = (0.0, 0.0, 100.0, 100.0)
        self._shown: object = None

    def _formula(self) -> QuickText:
        text = QuickText(0, 0, "", size=BODY, color=self.lab.theme.text, ha="left", va="top")
        self.lab.figure.add_artist(text)
        return self.lab.moving(text)

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._place = (left, top, width, height)
        self._shown = None

    def update(self) -> None:
        """Write everything for the present state, closer together if there is much to say."""
        run = self.lab.run
        shown = (id(run.lines), run.settings, run.failed, self._place)
        if shown == self._shown:
            return
        self._shown = shown
        _, top, _, height = self._place
        for roomy in (1.0, 0.8, 0.62):
            if self._set(roomy) <= top + height:
                break

    def _set(self, roomy: float) -> float:
        """Write everything; return where it ends, in logical pixels from the top."""
        run, texts = self.lab.run, self.lab.texts
        self._sentence = iter(self.sentences)
        y = self._head(0, texts("maxout.heads.lines"), self._place[1], roomy)
        y = self._lines(y, roomy)
        y = self._head(1, texts("maxout.heads.shape"), y + 16 * roomy, roomy)
        y = self._say(words.shape(run, texts), y, roomy)
        y = self._head(2, texts("maxout.heads.training"), y + 16 * roomy, roomy)
        for formula, said in (
            (self.target, words.target_formula(run)),
            (self.loss, words.loss_formula(run)),
        ):
            formula.set_visible(bool(said))
            if said:
                size = SIZES[1 if roomy == 1.0 else 3]
                formula.set(text=said, fontsize=size)
                self.lab.put(formula, self._place[0], y)
                y += size * 96 / 72 * LEADING
        y = self._say(words.training(run, texts), y + 2, roomy)
        for sentence in self._sentence:
            sentence.set_visible(False)
        return y

    def _head(self, number: int, text: str, top: float, roomy: float) -> float:
        head = self.heads[number]
        size = HEADING if roomy > 0.7 else BODY
        head.set(text=text, fontsize=size)
        self.lab.put(head, self._place[0], top)
        return top + size * 96 / 72 * LEADING + 3 * roomy

    def _lines(self, top: float, roomy: float) -> float:
        """Write the lines, and where each is the maximum, or those of two units side by side."""
        cells = self._cells()
        has_header = not self.lab.run.is_difference
        dpi, scale = float(self.lab.figure.dpi), self.lab.scale
        left, _, width, _ = self._place
        sizes = SIZES if roomy == 1.0 else SIZES[2:]
        for size in sizes:
            widths = [
                max(line_width(row[column][0], size, dpi) for row in cells[has_header:]) / scale
                for column in range(2)
            ]
            if sum(widths) + GAP <= width:
                break
        height = size * 96 / 72 * (1.75 if roomy == 1.0 else 1.45)
        for number in range(MOST + 1):
            for column in range(2):
                text = self.columns[column][number]
                text.set_visible(number < len(cells))
                if number < len(cells):
                    said, color = cells[number][column]
                    small = has_header and number == 0
                    text.set(text=said, color=color, fontsize=SMALL if small else size)
                    self.lab.put(text, left + column * (widths[0] + GAP), top + number * height)
        return top + len(cells) * height

    def _cells(self) -> list[list[tuple[str, str]]]:
        """Return the text and colour of each cell, row by row."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        pieces = range(run.lines.shape[1])
        dead = [run.dead(unit) for unit in range(len(run.lines))]

        def color(unit: int, piece: int) -> str:
            if piece in dead[unit]:
                return theme.muted
            return unit_color(theme, unit) if run.is_difference else piece_color(theme, piece)

        if run.is_difference:
            heads = [(words.unit_formula(run, unit), unit_color(theme, unit)) for unit in range(2)]
            return [
                heads,
                *(
                    [(words.line_formula(run, unit, j), color(unit, j)) for unit in range(2)]
                    for j in pieces
                ),
            ]
        stretches: dict[int, Any] = {stretch.piece: stretch for stretch in run.envelope()}
        return [
            [("", theme.muted), (texts("maxout.where"), theme.muted)],
            *(
                [
                    (words.line_formula(run, 0, j), color(0, j)),
                    (words.place(stretches.get(j), texts), theme.muted),
                ]
                for j in pieces
            ),
        ]

    def _say(self, said: list[words.Sentence], top: float, roomy: float) -> float:
        left, _, width, _ = self._place
        theme = self.lab.theme
        size = BODY + 0.5 if roomy == 1.0 else BODY if roomy > 0.7 else SMALL + 0.5
        colors = {
            "text": theme.text,
            "muted": theme.muted,
            "good": theme.good,
            "bad": theme.bad,
        }
        for (text, tone), sentence in zip(said, self._sentence, strict=False):
            lines = _wrapped(text, width, size)
            sentence.set(text="\n".join(lines), color=colors[tone], fontsize=size, visible=True)
            self.lab.put(sentence, left, top)
            top += len(lines) * size * 96 / 72 * 1.52 + 6 * roomy
        return top
