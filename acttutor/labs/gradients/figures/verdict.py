"""The verdict, why it is so, what would help, and what was before."""

from matplotlib.backend_bases import MouseEvent

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.verdict import Remedy
from acttutor.labs.gradients.words import cause, comparison, effect, heading, remedy_name
from acttutor.plots.drawing import Drawing
from acttutor.plots.parts.buttons import Buttons
from acttutor.plots.parts.layout import Rect, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, HEADING

#: Most remedies that are offered.
REMEDIES = 4


class VerdictPart:
    """Words in lines, and buttons below them.

    Args:
        drawing: what to draw with.
    """

    HEIGHT = 106.0

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.said = TextBlock(drawing, 3)
        self.remedies = Buttons(drawing, REMEDIES)
        self.forget = Buttons(drawing, 1)
        #: The remedies that the buttons stand for.
        self.offered: tuple[Remedy, ...] = ()

    @property
    def hovered(self) -> tuple[int | None, int | None]:
        """The buttons under the pointer: a remedy, and the one that forgets the before."""
        return self.remedies.hovered, self.forget.hovered

    def layout(self, rect: Rect) -> None:
        """Words, remedies, and the comparison with its button."""
        rows(share(self.said), fixed(self.remedies, 24), fixed(self.forget, 20), gap=5).layout(rect)

    def show(self, visible: bool) -> None:
        """The verdict is always there."""

    def update(self, run: Run) -> None:
        """Say what is to be said of the run."""
        texts, theme = self.drawing.texts, self.drawing.theme
        self.offered = run.remedies
        color = {"healthy": theme.good, "dead": theme.warning}.get(run.verdict.kind, theme.bad)
        pointed = self.remedies.hovered
        # Why it is so, or what the remedy under the pointer will do.
        known = pointed is not None and pointed < len(self.offered)
        why = effect(self.offered[pointed or 0], texts) if known else cause(run, texts)
        self.said.update(
            [Item(heading(run, texts), HEADING, color, True), Item(why, BODY, above=2)]
        )
        names = [remedy_name(remedy, run.settings, texts) for remedy in self.offered]
        no_names = self.drawing.hint("gradients.chart.hint") if run.before is None else ""
        self.remedies.update(names, texts("gradients.remedies.title") if names else no_names)
        forget = [texts("gradients.remedies.forget")] if run.before is not None else []
        self.forget.update(forget, comparison(run, texts), right=True, color=theme.text)

    def point_at(self, event: MouseEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        changed = self.remedies.point_at(event)
        return self.forget.point_at(event) or changed
