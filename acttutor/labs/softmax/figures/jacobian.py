"""The Jacobian as a map of colours with its numbers."""

from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from acttutor.labs.softmax import words
from acttutor.labs.softmax.state import MOST
from acttutor.plots.cell_text import Cells
from acttutor.plots.decision_colors import DecisionColors
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.pixel_image import PixelImage
from acttutor.plots.style import BODY, DARK, LIGHT, SMALL

#: Room for the heading and the names of the columns, and for those of the rows.
HEAD, SIDE = 40.0, 26.0
#: Cells are not wider than so many times their height.
WIDEST = 2.6
CHARACTER = 6.4


class JacobianPart:
    """∂pᵢ/∂zⱼ, one row for each probability, one column for each logit.

    Args:
        lab: the figure; it names theme, run and texts.
        cells: makes the texts.
    """

    def __init__(self, lab: LabFigure, cells: Cells) -> None:
        self.lab = lab
        theme = lab.theme
        self.axes = lab.blank_axes()
        self.colors = DecisionColors(theme)
        self.image = lab.moving(PixelImage(self.axes))
        self.axes.add_artist(self.image)
        self.frame = lab.moving(
            Rectangle((0, 0), 1, 1, fill=False, ec=theme.text, lw=1.6, visible=False)
        )
        self.axes.add_patch(self.frame)
        self.title = cells.cell(
            lab.texts("softmax.jacobian.title"), BODY + 0.5, ha="left", bold=True, still=True
        )
        self.formula = cells.cell(
            r"$\partial p_i / \partial z_j = p_i (\delta_{ij} − p_j) / T$",
            SMALL + 1,
            theme.muted,
            "left",
            still=True,
        )
        self.rows = [
            cells.cell(f"$p_{i + 1}$", SMALL + 0.5, theme.muted, still=True) for i in range(MOST)
        ]
        self.columns = [
            cells.cell(f"$z_{i + 1}$", SMALL + 0.5, theme.muted, "center", still=True)
            for i in range(MOST)
        ]
        self.numbers = [[cells.cell(ha="center") for _ in range(MOST)] for _ in range(MOST)]
        self._room = 5

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle given in logical pixels."""
        lab, count = self.lab, self.lab.run.settings.classes
        row = (height - HEAD) / count
        column = min((width - SIDE) / count, WIDEST * row)
        x, y = left + SIDE, top + HEAD
        lab.place(self.axes, x, y, count * column, count * row)
        self.axes.set_xlim(0, count)
        self.axes.set_ylim(count, 0)
        lab.put(self.title, left, top + 8)
        title = self.title.extent(float(lab.figure.dpi))[0] / lab.scale
        lab.put(self.formula, left + title + 14, top + 8)
        for i in range(MOST):
            for texts in (self.rows, self.columns):
                texts[i].set_visible(i < count)
            lab.put(self.rows[i], x - 7, y + (i + 0.5) * row)
            lab.put(self.columns[i], x + (i + 0.5) * column, y - 9)
            for j, number in enumerate(self.numbers[i]):
                number.set_visible(max(i, j) < count)
                lab.put(number, x + (j + 0.5) * column, y + (i + 0.5) * row)
        self._room = int((column - 4) / CHARACTER)

    def update(self, held: tuple[int, int] | None) -> None:
        """Show the Jacobian; ``held`` is the entry under the pointer."""
        run, count = self.lab.run, self.lab.run.settings.classes
        # Whatever T is, an entry cannot be larger than 1/(4T).
        colors = self.colors.numbers(run.jacobian * 4 * run.temperature)
        width, height = self.image.pixel_size()
        rows = np.arange(height) * count // height
        columns = np.arange(width) * count // width
        # The four bytes of a colour are copied as one number.
        cells = colors.view(np.uint32)[..., 0]
        pixels = cells.take(rows, axis=0).take(columns, axis=1)
        self.image.set_pixels(pixels.view(np.uint8).reshape(height, width, 4))
        # Black numbers on light cells, white ones on dark cells, in either theme.
        light = colors[..., :3] @ np.array([0.299, 0.587, 0.114]) > 140
        for i in range(count):
            for j in range(count):
                number = self.numbers[i][j]
                number.set_text(words.entry(float(run.jacobian[i, j]), self._room))
                number.set_color(LIGHT.point if light[i, j] else DARK.point)
        self.frame.set_visible(held is not None)
        if held is not None:
            self.frame.set_bounds(held[1], held[0], 1, 1)

    def entry_at(self, event: Any) -> tuple[int, int] | None:
        """Return row and column of the entry under the pointer."""
        if event.inaxes is not self.axes:
            return None
        count = self.lab.run.settings.classes
        i, j = int(event.ydata), int(event.xdata)
        return (i, j) if 0 <= i < count and 0 <= j < count else None
