"""Who gives what to whom: noise to G, generated and real points to D, and D's push back to G."""

from acttutor.labs.gan.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.graph import Edge, GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL

#: Height of the drawing in logical pixels.
HEIGHT = 74.0
#: Size of the box of a network, and where its middle is from above.
BOX, MIDDLE = 28.0, 18.0
#: How far the way back hangs down, and points along it.
SAG, POINTS = 26.0, 24


class Schema:
    """A drawing of the two networks in one line, with the push that comes back."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts = lab.theme, lab.texts
        self.graph = GraphLayer(lab, rests=True)
        self.noise = lab.cell(texts("gan.schema.noise"), SMALL, theme.muted, "left")
        self.real = lab.cell(texts("gan.schema.real"), SMALL, theme.text, "right")
        self.made = lab.cell("$G(z)$", SMALL, theme.text, "center")
        self.push = lab.cell(texts("gan.schema.push"), SMALL, theme.df, "center")
        self.names = [lab.cell(name, BODY, theme.text, bold=True) for name in ("G", "D")]

    def layout(self, rect: Rect) -> None:
        """Draw it into a rectangle."""
        lab, theme = self.lab, self.lab.theme
        left, right, y = rect.left, rect.right, rect.top + MIDDLE
        g, d = left + 0.36 * rect.width, left + 0.74 * rect.width
        between, beside = (g + d) / 2, BOX / 2 + 2
        nodes = [
            Node(Rect(x - BOX / 2, y - BOX / 2, BOX, BOX), theme.surface, color, 1.6)
            for x, color in ((g, theme.negative), (d, theme.text))
        ]
        # The way back, below the boxes.
        back = [
            (d + (g - d) * i / POINTS, y + beside + 4 * SAG * i / POINTS * (1 - i / POINTS) / 2)
            for i in range(POINTS + 1)
        ]
        ways = (
            ([(left + 46, y), (g - beside, y)], theme.muted),
            ([(g + beside, y), (d - beside, y)], theme.negative),
            ([(right - 2, y), (d + beside, y)], theme.positive),
            (back, theme.df),
        )
        self.graph.update(nodes, [Edge(points, color, 1.4, 7.0) for points, color in ways])
        lab.invalidate()
        for text, x, down in (
            (self.noise, left, MIDDLE),
            (self.names[0], g, MIDDLE),
            (self.names[1], d, MIDDLE),
            (self.made, between, MIDDLE - 9),
            (self.real, right - 1, MIDDLE - 9),
            (self.push, between, HEIGHT - 9),
        ):
            lab.put(text, x, rect.top + down)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.graph.show(visible)
        for text in (self.noise, self.real, self.made, self.push, *self.names):
            text.set_visible(visible)
