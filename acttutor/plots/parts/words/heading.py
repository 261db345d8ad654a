"""A title in bold type, and a quiet note behind it where there is room."""

from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import BODY, SMALL

#: Height that a heading takes above a part, and the space before its note, in logical pixels.
HEIGHT, GAP = 24.0, 14.0


class Heading:
    """What stands above a part.

    Args:
        drawing: what to draw with.
        title: the title.
        note: what stands behind it.
        moves: whether title and note may change without a full draw.
    """

    def __init__(
        self, drawing: Drawing, title: str = "", note: str = "", moves: bool = False
    ) -> None:
        self.drawing = drawing
        self.title = drawing.cell(title, BODY + 0.5, ha="left", bold=True)
        self.note = drawing.cell(note, SMALL + 1, drawing.theme.muted, "left")
        if moves:
            drawing.moving(self.title)
            drawing.moving(self.note)
        self._notes: tuple[str, ...] = (note,)
        self.rect = Rect(0.0, 0.0, 100.0, HEIGHT)
        self.visible = True

    @property
    def height(self) -> float:
        """How much room it needs: none if it says nothing."""
        return HEIGHT if self.title.get_text() or self.note.get_text() else 0.0

    @property
    def end(self) -> float:
        """Where the title ends."""
        width = self.drawing.width_of(self.title.get_text(), BODY + 0.5, bold=True)
        return self.rect.left + (width + GAP if width else 0.0)

    def layout(self, rect: Rect) -> None:
        """Stand at the top of a rectangle."""
        self.rect = rect
        self.drawing.put(self.title, rect.left, rect.top + 8)
        self.update(self.title.get_text(), *self._notes)

    def end_at(self, right: float) -> None:
        """Leave what is right of this to something else, until the next layout."""
        self.rect = self.rect._replace(width=right - self.rect.left)
        self.update(self.title.get_text(), *self._notes)

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.visible = visible
        self.title.set_visible(visible)
        self.note.set_visible(visible)

    def update(self, title: str, *notes: str) -> None:
        """Write another title, and the first of the notes that fits, in smaller type if need be."""
        self._notes = notes
        self.title.set_text(title)
        room = self.rect.right - self.end
        sizes = ((note, size) for note in notes for size in (SMALL + 1, SMALL))
        fitting = (pair for pair in sizes if self.drawing.width_of(*pair) <= room)
        note, size = next(fitting, ("", SMALL))
        self.note.set_text(note)
        self.note.set_fontsize(size)
        self.drawing.put(self.note, self.end, self.rect.top + 8)
