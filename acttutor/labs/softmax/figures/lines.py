"""The formulas with substituted numbers, and what they mean in a sentence."""

from acttutor.labs.softmax import words
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText, line_width
from acttutor.plots.style import BODY, SMALL
from acttutor.plots.wrapping import wrap

#: Height of a line of formulas and of one of words, in logical pixels.
FORMULA, WORDS = 23.0, 17.0
GAP = 30.0
#: Sizes tried for the formulas until they fit.
SIZES = (11.0, 10.0, 9.0, 8.0)
MOST_LINES = 2


class LinesPart:
    """Lines of formulas for one class, or for one entry of the Jacobian, and a verdict.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure) -> None:
        self.lab = lab
        theme = lab.theme
        inks = (theme.f, theme.df, theme.crowd[3])
        self.formulas = [self._text(color) for color in inks]
        self.sentences = [self._text(theme.text) for _ in range(MOST_LINES)]
        self.place = (0.0, 0.0, 100.0)
        self.rows = self.most = 2

    def _text(self, color: str) -> QuickText:
        text = QuickText(0, 0, "", size=BODY, color=color, ha="left", va="center")
        self.lab.figure.add_artist(text)
        return self.lab.moving(text)

    @staticmethod
    def height(rows: int, sentences: int) -> float:
        """Return the height for so many lines of formulas and of words."""
        return rows * FORMULA + sentences * WORDS + 4

    def layout(self, left: float, top: float, width: float, rows: int, sentences: int) -> None:
        """Take a place with room for so many ``rows`` of formulas and lines of words."""
        self.place, self.rows, self.most = (left, top, width), rows, sentences

    def update(self, index: int, entry: tuple[int, int] | None) -> None:
        """Write the formulas of class ``index``, or of an ``entry`` of the Jacobian."""
        run = self.lab.run
        if entry is not None:
            self._flow([words.entry_formula(run, *entry)])
        else:
            formulas = [
                words.probability_formula(run, index),
                words.slope_formula(run, index),
                words.squared_formula(run, index),
            ]
            # Where there is no room for all, the table still has the third number.
            while not self._flow(formulas):
                formulas.pop()
        self._say(words.verdict(run, self.lab.texts))

    def _flow(self, formulas: list[str]) -> bool:
        """Set formulas beside each other, in the largest size that fits; ``False`` if none does."""
        left, top, width = self.place
        dpi, scale = float(self.lab.figure.dpi), self.lab.scale
        # Widths grow with the size, but for a little rounding: measured once is enough.
        widths = [1.02 * line_width(formula, SIZES[0], dpi) / scale for formula in formulas]
        for size in SIZES:
            places, x, row = [], 0.0, 0
            for widest in widths:
                wide = widest * size / SIZES[0]
                if x and x + wide > width:
                    x, row = 0.0, row + 1
                places.append((x, row, wide))
                x += wide + GAP
            if row < self.rows and all(x + wide <= width for x, _, wide in places):
                break
        else:
            return False
        for text in self.formulas[len(formulas) :]:
            text.set_visible(False)
        for text, formula, (x, row, _) in zip(self.formulas, formulas, places, strict=False):
            text.set_visible(True)
            text.set_text(formula)
            text.set_fontsize(size)
            self.lab.put(text, left + x, top + (row + 0.5) * FORMULA)
        return True

    def _say(self, sentence: str) -> None:
        left, top, width = self.place
        top += self.rows * FORMULA
        lines, size = [sentence], BODY
        for size in (BODY, SMALL + 0.5, SMALL):
            lines = wrap(sentence, width, size)
            if len(lines) <= self.most:
                break
        for text in self.sentences:
            text.set_visible(False)
        for number, (text, line) in enumerate(zip(self.sentences, lines, strict=False)):
            text.set_visible(True)
            text.set_text(line)
            text.set_fontsize(size)
            self.lab.put(text, left, top + (number + 0.5) * WORDS)
