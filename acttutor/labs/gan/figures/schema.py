"""Who gives what to whom: noise to G, generated and real points to D, and D's push back to G."""

from typing import Any

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from acttutor.labs.gan.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.style import BODY, SMALL

#: Height of the drawing in logical pixels.
HEIGHT = 74.0
#: Size of the box of a network, and where its middle is from above.
BOX, MIDDLE = 28.0, 18.0


class Schema:
    """A drawing of the two networks in one line, with the push that comes back.

    Args:
        lab: the figure; it names theme and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.axes = lab.blank_axes()
        self._drawn: list[Any] = []

    def layout(self, left: float, top: float, width: float) -> None:
        """Draw it anew into a rectangle in logical pixels."""
        for artist in self._drawn:
            artist.remove()
        self._drawn = []
        self.lab.place(self.axes, left, top, width, HEIGHT)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(HEIGHT, 0)
        theme, texts = self.lab.theme, self.lab.texts
        g, d = 0.36 * width, 0.78 * width
        self._write(0, MIDDLE, texts("gan.schema.noise"), theme.muted, ha="left")
        self._arrow((46, MIDDLE), (g - BOX / 2 - 2, MIDDLE), theme.muted)
        self._box(g, "G", theme.negative)
        self._box(d, "D", theme.text)
        self._arrow((g + BOX / 2 + 2, MIDDLE), (d - BOX / 2 - 2, MIDDLE), theme.negative)
        self._write((g + d) / 2, MIDDLE - 9, "$G(z)$", theme.text)
        self._arrow((width - 2, MIDDLE), (d + BOX / 2 + 2, MIDDLE), theme.positive)
        self._write(width - 1, MIDDLE - 9, texts("gan.schema.real"), theme.text, ha="right")
        # The way back, below the boxes.
        self._arrow((d, MIDDLE + BOX / 2 + 2), (g, MIDDLE + BOX / 2 + 2), theme.df, bend=-0.18)
        self._write((g + d) / 2, HEIGHT - 9, texts("gan.schema.push"), theme.df)

    def _write(self, x: float, y: float, text: str, color: str, ha: str = "center") -> None:
        looks: Any = {"size": SMALL, "color": color, "ha": ha, "va": "center"}
        self._drawn.append(self.axes.text(x, y, text, **looks))

    def _box(self, x: float, name: str, color: str) -> None:
        corner = (x - BOX / 2, MIDDLE - BOX / 2)
        box = FancyBboxPatch(
            corner,
            BOX,
            BOX,
            boxstyle="round,pad=0,rounding_size=5",
            fc=self.lab.theme.surface,
            ec=color,
            lw=1.6,
        )
        self._drawn.append(self.axes.add_patch(box))
        looks: Any = {"ha": "center", "va": "center_baseline", "weight": "bold"}
        text = self.axes.text(x, MIDDLE, name, size=BODY, color=self.lab.theme.text, **looks)
        self._drawn.append(text)

    def _arrow(
        self, start: tuple[float, float], end: tuple[float, float], color: str, bend: float = 0.0
    ) -> None:
        arrow = FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=9,
            shrinkA=0,
            shrinkB=0,
            color=color,
            lw=1.4,
            connectionstyle=f"arc3,rad={bend}",
        )
        self._drawn.append(self.axes.add_patch(arrow))
