"""The numbers of each class: z, p and both slopes, with headings and sums."""

from typing import Any

from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from acttutor.labs.softmax import words
from acttutor.labs.softmax.figures.bars import THICK, rectangles
from acttutor.labs.softmax.figures.grid import FOOT, Grid
from acttutor.labs.softmax.state import MOST
from acttutor.plots.cell_text import Cells, CellText
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL

#: The columns of numbers, by the names of their right ends in `Grid`.
COLUMNS = ("z", "p", "slope", "squared")


class TablePart:
    """Everything of the table but the bars of z.

    Args:
        lab: the figure; it names theme, run and texts.
        cells: makes the texts.
    """

    def __init__(self, lab: LabFigure, cells: Cells) -> None:
        self.lab = lab
        theme = lab.theme
        #: Marks the row of the true class.
        self.wash = lab.moving(
            Rectangle((0, 0), 1, 1, fc=theme.selected, lw=0, transform=IdentityTransform())
        )
        lab.figure.add_artist(self.wash)
        self.inks = {"z": theme.text, "p": theme.f, "slope": theme.df, "squared": theme.crowd[3]}
        self.axes = lab.blank_axes()
        self.shares: Any = PolyCollection([], facecolors=theme.f, linewidths=0, alpha=0.85)
        self.axes.add_collection(self.shares, autolim=False)
        lab.moving(self.shares)
        self._build_names(cells)
        self.numbers = {
            column: [cells.cell(size=BODY, color=self.inks[column]) for _ in range(MOST)]
            for column in COLUMNS
        }
        self.sums = {
            column: cells.cell(size=SMALL + 0.5, color=self.inks[column]) for column in COLUMNS[1:]
        }
        self._build_headings(cells)

    def _build_names(self, cells: Cells) -> None:
        theme = self.lab.theme
        self.names = [cells.cell(size=BODY, ha="left") for _ in range(MOST)]
        self.name_axes = self.lab.blank_axes()
        ring: dict[str, Any] = {"ls": "none", "marker": "o", "clip_on": False}
        moving = self.lab.moving
        self.rings = moving(
            self.name_axes.plot(
                [], [], ms=8.5, mfc=theme.background, mec=theme.muted, mew=1.2, **ring
            )[0]
        )
        self.dot = moving(self.name_axes.plot([], [], ms=5, color=theme.accent, mew=0, **ring)[0])

    def _build_headings(self, cells: Cells) -> None:
        theme, texts = self.lab.theme, self.lab.texts
        self.headings: dict[str, tuple[CellText, CellText]] = {}
        for name, under in (
            ("true", ""),
            ("z", texts("softmax.heading.arrows")),
            ("p", r"$e^{z/T} \,/\, \Sigma e^{z/T}$"),
            ("slope", r"$(p − t) \,/\, T$"),
            ("squared", r"$J\,(p − t)$"),
        ):
            side = "left" if name in ("true", "z", "p") else "right"
            color = theme.muted if name == "true" else self.inks[name]
            title = cells.cell(
                texts(f"softmax.heading.{name}"), SMALL + 0.5, color, side, name != "true", True
            )
            self.headings[name] = title, cells.cell(under, SMALL, theme.muted, side, still=True)

    # -- placing -------------------------------------------------------------------------------

    def layout(self, grid: Grid) -> None:
        """Place everything."""
        self.grid = grid
        lab, height = self.lab, grid.count * grid.row
        lab.place(self.axes, grid.shares[0], grid.top, grid.shares[1], height)
        lab.place(self.name_axes, grid.left, grid.top, grid.bars[0] - grid.left, height)
        for axes in (self.axes, self.name_axes):
            axes.set_ylim(grid.count, 0)
        for column in COLUMNS:
            right = getattr(grid, column)
            for index, number in enumerate(self.numbers[column]):
                number.set_visible(index < grid.count)
                lab.put(number, right, grid.middle(index))
            if column in self.sums:
                lab.put(self.sums[column], right, grid.bottom + FOOT / 2)
        for index, name in enumerate(self.names):
            name.set_visible(index < grid.count)
            lab.put(name, grid.name + 4, grid.middle(index))
        for heading, pair in self.headings.items():
            lefts = {"true": grid.left, "z": grid.bars[0], "p": grid.shares[0]}
            side = lefts.get(heading) or getattr(grid, heading)
            for text, top in zip(pair, (11.0, 28.0), strict=True):
                lab.put(text, side, top if heading != "true" else 28.0)

    # -- showing -------------------------------------------------------------------------------

    def update(self) -> None:
        """Write the numbers of the run."""
        run, grid = self.lab.run, self.grid
        self._mark()
        self.shares.set_verts(rectangles([0.0] * grid.count, run.p, THICK))
        values = {
            "z": [words.logit(z) for z in run.z],
            "p": [words.fixed(p) for p in run.p],
            "slope": [words.slope(slope) for slope in run.slope],
            "squared": [words.slope(slope) for slope in run.squared_slope],
        }
        for column, written in values.items():
            for number, text in zip(self.numbers[column], written, strict=False):
                number.set_text(text)
        for index in range(grid.count):
            self.names[index].set_text(str(index + 1))
            self.names[index].set_fontweight("bold" if index == run.true else "normal")
        self.sums["p"].set_text(rf"$\Sigma p = {run.p.sum():.3f}$")
        self.sums["slope"].set_text(words.formula(f"L = {words.fixed(run.loss)}"))
        self.sums["squared"].set_text(words.formula(f"L = {words.fixed(run.squared)}"))

    def _mark(self) -> None:
        """Mark the true class."""
        run, grid, scale = self.lab.run, self.grid, self.lab.scale
        height = self.lab.figure.bbox.height
        bottom = height - (grid.top + (run.true + 1) * grid.row - 1) * scale
        self.wash.set_bounds(
            grid.left * scale,
            bottom,
            (grid.right - grid.left) * scale,
            (grid.row - 2) * scale,
        )
        x = 10 / max(grid.bars[0] - grid.left, 1)
        self.rings.set_data([x] * grid.count, [index + 0.5 for index in range(grid.count)])
        self.dot.set_data([x], [run.true + 0.5])
