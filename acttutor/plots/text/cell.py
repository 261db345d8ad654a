"""Many short texts, such as the numbers of a table."""

from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.style import SMALL
from acttutor.plots.text.quick import SharedText

CellText = SharedText


class Cells:
    """Makes the cells of one figure.

    Args:
        lab: the figure; cells are placed with its `put`.
    """

    def __init__(self, lab: AnyFigure) -> None:
        self._lab = lab

    def cell(
        self,
        text: str = "",
        size: float = SMALL,
        color: str = "",
        ha: str = "right",
        bold: bool = False,
        still: bool = False,
        backdrop: str = "",
    ) -> SharedText:
        """Add a cell; its place is the middle of its right (left) side.

        A ``still`` one changes only together with the layout, and is not drawn at every frame.
        """
        cell = self._lab.cell(text, size, color, ha, bold, backdrop)
        return cell if still else self._lab.moving(cell)
