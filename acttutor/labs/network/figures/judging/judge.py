"""The pictures of how well a network does: what both kinds of data have in common."""

import math

from acttutor.base.numbers.numerals import percent, significant
from acttutor.labs.network.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.line_chart import LineChart
from acttutor.plots.parts.layout import Part, columns, fixed, rows, share
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.parts.words.table import Table
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import SMALL

#: The measures as formulas; the same in all languages.
FORMULAS = {
    "confusion": "",
    "accuracy": r"$\frac{TP+TN}{TP+FP+FN+TN}$",
    "precision": r"$\frac{TP}{TP+FP}$",
    "recall": r"$\frac{TP}{TP+FN}$",
    "f1": r"$\frac{2\,TP}{2\,TP+FP+FN}$",
    "roc": r"$FPR=\frac{FP}{FP+TN}\quad TPR=\frac{TP}{TP+FN}$",
    "pr": r"$AP=\sum_k\,(R_k-R_{k-1})\,P_k$",
    "r2": r"$R^2=1-\frac{\sum_i (y_i-t_i)^2}{\sum_i (t_i-\bar{t})^2}$",
    "rmse": r"$\sqrt{\frac{1}{n}\sum_i (y_i-t_i)^2}$",
    "mae": r"$\frac{1}{n}\sum_i |y_i-t_i|$",
}
#: With more than two classes accuracy has no TP.
MANY_ACCURACY = r"$\frac{1}{n}\sum_k n_{kk}$"
#: The smallest heights of charts and words.
CHART, WORDS = 150.0, 138.0


class JudgeFigure(LabFigure[Run]):
    """A picture on the left, a table of measures beside it, charts, and one measure in words."""

    #: Lines of the table, the headings included.
    lines = 4

    def build(self) -> None:
        self.left = self.build_left()
        self.charts = self.build_charts()
        self.table = Table(self, (self.lines, 4), live=range(4))
        self.note = TextBlock(self, 3)
        self.words = TextBlock(self, 16)
        self._divided: object = None

    def build_left(self) -> Part:
        """Make what stands beside the table."""
        raise NotImplementedError

    def build_charts(self) -> list[LineChart]:
        """Make the charts below."""
        raise NotImplementedError

    def layout(self, width: float, height: float) -> None:
        beside = rows(
            fixed(None, 24), fixed(self.table, Table.height(self.lines)), share(self.note)
        )
        upper = columns(share(self.left), share(beside, 1.15), gap=28)
        slots = [share(upper, 1.2 if self.charts else 2.4, least=Table.height(self.lines) + 70)]
        if self.charts:
            charts = (share(chart) for chart in self.charts)
            slots.append(share(columns(*charts, gap=24), 1.1, least=CHART))
        # Where there is little room, charts and numbers come before what is said of one of them.
        slots.append(share(self.words, 0.7, least=WORDS, gives_way=True))
        rows(*slots, gap=12).layout(self.whole().inside(20, 14, 20, 8))
        self._divided = None

    def update_table(self, names: list[str], values: dict[str, list[str]]) -> bool:
        """Write the measures of each part of the data; ``True`` if columns had to move."""
        run, texts = self.run, self.texts
        said = run.judged_part
        head = [
            Entry(texts(f"network.losses.{part}"), self.theme.text if part == said else "")
            for part in values
        ]
        lines = [["", *head], *zip(names, *values.values(), strict=True)]
        self.table.update([tuple(line) for line in lines])
        divided = (tuple(values), said, self.texts.language)
        if divided == self._divided:
            return False
        self._divided = divided
        self.table.divide([tuple(line) for line in lines], [0.0] + [52.0] * len(values))
        return True

    def explain(self, measure: str, is_many: bool = False) -> None:
        """Write name, formula, meaning and pitfall of a measure."""
        texts, key = self.texts, f"network.judge.{measure}"
        written = MANY_ACCURACY if is_many and measure == "accuracy" else FORMULAS[measure]
        kind = "_many" if is_many and texts.has(f"{key}.says_many") else ""
        says, pitfall = texts(f"{key}.says{kind}"), texts(f"{key}.pitfall")
        rest = [
            formula(written, 14.0, above=8) if written else Item(""),
            # A fraction is higher than a line.
            Item(says, above=18 if written else 4),
            Item(pitfall, color=self.theme.muted, above=4),
        ]
        self.words.update([Item(texts(f"{key}.name"), bold=True), *rest])

    def write_note(self, *lines: str) -> None:
        """Write what the table does not say, below it."""
        self.note.update([Item(line, SMALL + 0.5, self.theme.muted) for line in lines if line])


def share_text(value: float) -> str:
    """Return a share in per cent; a dash for nothing of nothing."""
    return percent(value, 1) if math.isfinite(value) else "–"


def number_text(value: float) -> str:
    """Return a number with four digits; a dash where there is none."""
    return significant(value, 4) if math.isfinite(value) else "–"
