"""How well the network reads: which digits it takes for which, and where it is surely wrong."""

import numpy as np
from matplotlib.backend_bases import MouseEvent
from matplotlib.colors import to_rgb

from acttutor.core.metrics.classes import Counts, f1_scores, precisions, recalls
from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.figures.gallery import Gallery
from acttutor.labs.digits.figures.picked import Picked
from acttutor.labs.digits.model.shown import mistakes, of_cell
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES
from acttutor.labs.digits.words import share_text
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import columns, fixed, rows, share
from acttutor.plots.parts.matrix import Matrix, MatrixData
from acttutor.plots.parts.words.number_column import Entry
from acttutor.plots.parts.words.table import Table

#: Pictures of the gallery, and lines of the table: headings, digits, and the mean.
MOST, LINES = 24, CLASSES + 2


class JudgeFigure(LabFigure[Run]):
    """Confusion matrix and table above, pictures of the chosen cell below."""

    def suits(self, run: Run) -> bool:
        return run.settings.view == "judge"

    def build(self) -> None:
        texts = self.texts
        names = texts("digits.judge.read_as"), texts("digits.judge.is")
        self.matrix = Matrix(self, (CLASSES, CLASSES), "-", axes_names=names, gap=1.0)
        self.table = Table(self, (LINES, 5), live=range(5))
        colors = PictureColors(self.theme)
        self.gallery = Gallery(self, colors, MOST)
        self.picked = Picked(self, colors)
        self._titled: object = None
        self._places: list[int] = []

    def layout(self, width: float, height: float) -> None:
        upper = max(0.58 * height, Table.height(LINES) + 30)
        table = rows(fixed(None, 20), share(self.table))
        rows(
            fixed(columns(share(self.matrix, 1.25), share(table, 1.0, least=236), gap=24), upper),
            share(columns(share(self.gallery), fixed(self.picked, 196), gap=20)),
            gap=10,
        ).layout(self.whole().inside(20, 12, 20, 6))
        self._titled = None

    def update(self) -> bool:
        run, part = self.run, self.run.settings.judged_part
        counts = run.confusion(part)
        self._show_matrix(counts)
        self._show_table(counts)
        cell = run.settings.cell
        self.matrix.frame(cell if len(cell) == 2 else None)
        self._places = of_cell(run, part, *cell) if len(cell) == 2 else mistakes(run, part)
        self.gallery.update(part, self._places, self._title(counts))
        self.picked.update()
        return self._retitle(part)

    def _retitle(self, part: str) -> bool:
        """Name the part that is judged; ``True`` if a full draw is needed."""
        title = self.texts("digits.judge.matrix", part=self.texts(f"digits.parts.{part}"))
        changed = title != self._titled
        if changed:
            self._titled = title
            self.matrix.heading.update(title)
        return changed

    def _title(self, counts: Counts) -> str:
        cell = self.run.settings.cell
        if len(cell) == 2:
            true, read = cell
            key = "right" if true == read else "cell"
            values = {"true": true, "read": read, "count": int(counts[true, read])}
            return self.texts(f"digits.judge.{key}", **values)
        return self.texts("digits.judge.worst")

    def _show_matrix(self, counts: Counts) -> None:
        """A row is blue where it is right; mistakes are the stronger the more there are."""
        theme = self.theme
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        wrong = counts * (1 - np.eye(CLASSES))
        wrong_shares = np.where(wrong > 0, 0.15 + 0.85 * wrong / max(wrong.max(), 1), 0.0)
        paper, right, bad = (np.array(to_rgb(c)) for c in (theme.surface, theme.f, theme.df))
        diagonal = np.eye(CLASSES, dtype=bool)
        amount = np.where(diagonal, 0.15 + 0.85 * shares, wrong_shares)[..., None]
        ink = np.where(diagonal[..., None], right, bad)
        faces = np.full((CLASSES, CLASSES, 4), 255, dtype=np.uint8)
        faces[..., :3] = np.round((paper + amount * (ink - paper)) * 255)
        names = [str(k) for k in range(CLASSES)]
        numbers = [[str(n) if n else "" for n in row] for row in counts]
        self.matrix.update(MatrixData(faces, numbers, names, names))

    def _show_table(self, counts: Counts) -> None:
        texts, muted = self.texts, self.theme.muted
        measures = precisions(counts), recalls(counts), f1_scores(counts)
        heads = ("digit", "count", "precision", "recall", "f1")
        lines: list[tuple[str | Entry, ...]] = [
            tuple(texts(f"digits.judge.{head}") for head in heads)
        ]
        for k in range(CLASSES):
            values = (share_text(float(measure[k])) for measure in measures)
            lines.append((Entry(str(k), bold=True), str(counts[k].sum()), *values))
        known = [measure[np.isfinite(measure)] for measure in measures]
        means = [share_text(float(values.mean())) if len(values) else "–" for values in known]
        all_of = f"{counts.sum():,}"
        lines.append((Entry(texts("digits.judge.mean"), muted), Entry(all_of, muted), *means))
        self.table.update(lines)
        if self._titled is None:
            self.table.divide(lines, [30.0, 34.0, 52.0, 52.0, 52.0])

    # -- the pointer ---------------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1:
            return False
        cell, place = self.matrix.cell_at(event), self.gallery.tile_at(event)
        if cell is not None:
            self.change(cell=() if cell == self.run.settings.cell else cell)
        elif place is not None and place < len(self._places):
            self.change(picked=(self.run.settings.judged_part, self._places[place]))
        return False

    def handles(self) -> list[Handle]:
        return [*self.matrix.handles("n"), *self.gallery.handles()]

    def cursor(self, event: MouseEvent) -> str:
        acts = self.matrix.cell_at(event), self.gallery.tile_at(event)
        return "hand" if any(act is not None for act in acts) else ""
