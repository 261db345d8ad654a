"""Buttons within a figure, beside each other."""

from collections.abc import Sequence

from matplotlib.backend_bases import LocationEvent

from acttutor.plots.drawing import Drawing
from acttutor.plots.handles import Handle
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY

HEIGHT, GAP, PAD = 24.0, 8.0, 10.0


class Buttons:
    """Up to ``most`` buttons in a line, as many as there is room for.

    Args:
        drawing: what to draw with.
        most: the largest number of buttons.
        rests: whether nothing moves where they are, so that they need not be drawn in each frame.
    """

    def __init__(self, drawing: Drawing, most: int, rests: bool = False) -> None:
        self.drawing, self._rests = drawing, rests
        self.boxes = GraphLayer(drawing, rests)
        theme, mark = drawing.theme, drawing.static if rests else drawing.moving
        self.label = mark(drawing.line(color=theme.muted, va="center"))
        self.texts = [mark(drawing.line(color=theme.accent, va="center")) for _ in range(most)]
        #: Of the type in points.
        self.size = BODY
        self.rect = Rect(0.0, 0.0, 100.0, HEIGHT)
        #: Where the buttons are that are shown.
        self.places: list[Rect] = []
        self.hovered: int | None = None
        #: The button that stands for what is shown.
        self.chosen: int | None = None
        self._shown: object = None

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.rect = rect

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        if not visible:
            self.update([])

    def update(
        self,
        names: Sequence[str],
        label: str = "",
        right: bool = False,
        color: str = "",
        main: int | None = None,
    ) -> None:
        """Show buttons with these names.

        Args:
            names: what stands on them.
            label: what stands before them.
            right: whether a single button that has no room at its place comes nearer.
            color: that of the label.
            main: the number of the button that is filled, as the one that most will take.
        """
        drawing, theme, rect = self.drawing, self.drawing.theme, self.rect
        looks = (label, right, color, main, self.size, self.hovered, self.chosen)
        shown = (tuple(names), looks, rect, drawing.scale, drawing.size())
        if shown == self._shown:
            return
        self._shown = shown
        if self._rests:
            drawing.invalidate()
        self.label.set_visible(bool(label))
        self.label.set_text(label)
        self.label.set_fontsize(self.size)
        self.label.set_color(color or theme.muted)
        drawing.put(self.label, rect.left, rect.middle[1])
        left = rect.left + (drawing.width_of(label, self.size) + 10 if label else 0.0)
        self.places = []
        for name in names:
            width = drawing.width_of(name, self.size) + 2 * PAD
            if left + width > rect.right:
                if not right:
                    break
                left = rect.right - width
            self.places.append(Rect(left, rect.top, width, rect.height))
            left += width + GAP
        lit = (self.hovered, self.chosen)
        faces = [theme.selected if i in lit else theme.background for i in range(len(self.places))]
        inks = [theme.accent] * len(self.places)
        if main is not None and main < len(self.places):
            faces[main], inks[main] = theme.accent, theme.background
        self.boxes.update(
            [
                Node(place, face, theme.accent, corner=5.0)
                for place, face in zip(self.places, faces, strict=True)
            ]
        )
        for index, text in enumerate(self.texts):
            text.set_visible(index < len(self.places))
            if index < len(self.places):
                text.set_text(names[index])
                text.set_color(inks[index])
                text.set_fontsize(self.size)
                drawing.put(text, self.places[index].left + PAD, rect.middle[1])

    def handles(self, id: str) -> list[Handle]:
        """Return the buttons, for the keyboard."""
        return [
            Handle(f"{id} {index}", place, text.get_text())
            for index, (place, text) in enumerate(zip(self.places, self.texts, strict=False))
        ]

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        before = self.hovered
        self.hovered = self.button_at(event) if event is not None else None
        return before != self.hovered

    def button_at(self, event: LocationEvent) -> int | None:
        """Return the number of the button under the pointer."""
        x, y = self.drawing.pointer(event)
        found = (index for index, place in enumerate(self.places) if place.holds(x, y))
        return next(found, None)
