"""Many short texts, such as the numbers of a table, that share their kept pixels.

While one number of a table is dragged, most of the others change as well, but often to what some
cell has shown before. Kept in common, a look is set once for all of them.
"""

from collections import OrderedDict
from typing import Any

from acttutor.plots.lab_figure import AnyFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import SMALL

#: Looks kept for all cells of a figure; each takes two to seven kilobytes.
KEPT_IN_COMMON = 800


class CellText(QuickText):
    """A `QuickText` whose looks are kept together with those of other cells.

    Args:
        looks: what the cells share.
    """

    kept = KEPT_IN_COMMON

    def __init__(self, *args: Any, looks: OrderedDict[Any, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self._looks = looks


class Cells:
    """Makes the cells of one figure.

    Args:
        lab: the figure; cells are placed with its `put`.
    """

    def __init__(self, lab: AnyFigure) -> None:
        self._lab = lab
        self._looks: OrderedDict[Any, Any] = OrderedDict()

    def cell(
        self,
        text: str = "",
        size: float = SMALL,
        color: str = "",
        ha: str = "right",
        bold: bool = False,
        still: bool = False,
        backdrop: str = "",
    ) -> CellText:
        """Add a cell; its place is the middle of its right (left) side.

        A ``still`` one changes only together with the layout, and is not drawn at every frame.
        """
        lab = self._lab
        cell = CellText(
            0.0,
            0.0,
            text,
            looks=self._looks,
            size=size,
            color=color or lab.theme.text,
            weight="bold" if bold else "normal",
            ha=ha,
            va="center",
            backdrop=backdrop,
        )
        lab.figure.add_artist(cell)
        return cell if still else lab.moving(cell)
