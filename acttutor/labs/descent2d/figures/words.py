"""The words and numbers of the figure: the next step of the chosen optimizer, and what matters."""

from acttutor.labs.descent2d import words
from acttutor.labs.descent2d.formulas import rule_lines
from acttutor.labs.descent2d.hyperparameters import OPTIMIZERS
from acttutor.labs.descent2d.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, HEADING
from acttutor.plots.text_column import Item, TextColumn, largest_size

MOST_LINES = 18
#: Sizes tried for the formulas until all fit.
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.5)


class WordsPart:
    """The column of words about the chosen optimizer.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.column = TextColumn(lab, MOST_LINES)
        self._bottom = 0.0

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        self.column.layout(left, top, width)
        self._bottom = top + height

    def update(self) -> None:
        """Write everything for the present state, closer together if there is much to say."""
        for gap, brief in ((8.0, False), (4.0, False), (0.0, False), (0.0, True)):
            if self.column.write(self._items(gap, brief)) <= self._bottom:
                return

    def _items(self, gap: float, brief: bool) -> list[Item]:
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        chosen = run.settings.chosen
        color = theme.palette[OPTIMIZERS.index(chosen)]
        head = texts("descent2d.heading", name=words.name_of(chosen, texts), k=run.chosen.k + 1)
        inks = {
            "gradient": theme.df,
            "momentum": theme.accent,
            "scale": theme.muted,
            "step": theme.text,
        }
        lines = rule_lines(run.chosen)
        sizes = SIZES if gap else SIZES[2:]
        dpi = float(self.lab.figure.dpi)
        size = largest_size([line for _, line in lines], sizes, self.column.width, dpi)
        items = [Item(head, HEADING if gap else BODY + 0.5, color, True)]
        items += [Item(line, size, inks[kind], False, gap / 4) for kind, line in lines]
        mood = {"arrived": theme.good, "diverged": theme.bad, "outside": theme.bad}
        ink = mood.get(run.chosen.state, theme.text)
        items.append(Item(words.state(run, texts), BODY, ink, False, gap))
        # Not before the first step: what is going to happen can then still be guessed.
        if run.chosen.k and not brief:
            items.append(Item(words.fact(run, texts), BODY, theme.muted, False, gap))
        return items
