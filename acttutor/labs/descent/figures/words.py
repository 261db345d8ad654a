"""The words and formulas of the figure, set one below the other."""

from acttutor.labs.descent import words
from acttutor.labs.descent.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, HEADING
from acttutor.plots.text_column import Item, TextColumn, largest_size

#: Sizes tried for a formula until it fits.
FORMULA_SIZES = (15.0, 14.0, 12.5, 11.5, 10.5, 9.5, 8.5)
MOST_LINES = 16


class WordsPart:
    """The column of words.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self._column = TextColumn(lab, MOST_LINES)
        self.lines = self._column.lines
        self._bottom = 100.0

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self._column.layout(left, top, width)
        self._bottom = top + height

    def _items(self, roomy: bool, brief: bool) -> list[Item]:
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        gap = 12.0 if roomy else 3.0
        said, heading = (BODY + 1, HEADING + 1) if roomy else (BODY, BODY)
        items = [
            Item(texts("descent.rule"), heading, theme.text, True),
            self._formula(r"$x_{k+1} = x_k − \varepsilon\,f'(x_k)$", theme.text, gap / 2, roomy),
            # Where there is little room, the formula of the slope is left to the panel.
            *(
                self._formula(text, theme.df, gap, roomy)
                for text in words.slope_formulas(run)[0 if roomy else -1 :]
            ),
            self._formula(words.step_formula(run), theme.text, gap / 2, roomy),
            Item("" if brief else words.why(run, texts), said, theme.muted, False, gap / 2),
            Item(texts("descent.outcome"), heading, theme.text, True, 2.2 * gap + 2),
        ]
        verdict = words.verdict(run, texts)
        if verdict:
            color = theme.good if run.verdict else theme.bad
            items.append(Item(verdict, said, color, False, gap / 2))
        else:
            items.append(Item(words.happens(run, texts), said, theme.text, False, gap / 2))
            factor = "" if brief and run.curve is not None else words.factor(run, texts)
            items.append(Item(factor, said, theme.text, False, gap / 4))
        color = theme.bad if run.stuck else theme.good if run.arrived else theme.muted
        # A verdict says why the walk has arrived; it does not say why it had to stop.
        state = "" if brief and verdict and not run.stuck else words.state(run, texts)
        items.append(Item(state, said, color, False, gap / 4))
        return [item for item in items if item.text]

    def _formula(self, text: str, color: str, above: float, roomy: bool) -> Item:
        """Return a formula in the largest size that fits."""
        sizes = FORMULA_SIZES if roomy else FORMULA_SIZES[2:]
        size = largest_size([text], sizes, self._column.width, float(self.lab.figure.dpi))
        return Item(text, size, color, False, above)

    def update(self) -> None:
        """Write everything for the present state, closer together if there is much to say."""
        for roomy, brief in ((True, False), (False, False), (False, True)):
            items = self._items(roomy, brief)
            if self._column.bottom(items) <= self._bottom:
                break
        self._column.write(items)
