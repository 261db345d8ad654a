"""The verdict, why it is so, what would help, and what was before."""

from typing import Any

from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.verdict import Remedy
from acttutor.labs.gradients.words import cause, comparison, effect, heading, remedy_name
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, HEADING

#: Most buttons: four remedies, and the one that forgets the before.
BUTTONS = 5
LAST = BUTTONS - 1
HEIGHT, GAP, PAD = 24.0, 8.0, 10.0
#: Height of a line of words, in logical pixels.
LINE = 18.0


class Button:
    """A rounded box with words, that can be clicked.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        theme = parent.theme
        self._parent = parent
        self.box = FancyBboxPatch(
            (0, 0), 1, 1, boxstyle="round,pad=0", fc=theme.surface, ec=theme.accent, lw=1.0
        )
        self.box.set_transform(IdentityTransform())
        parent.figure.add_artist(self.box)
        parent.moving(self.box)
        self.text = QuickText(
            0, 0, "", size=BODY, color=theme.accent, va="center", transform=IdentityTransform()
        )
        parent.figure.add_artist(self.text)
        parent.moving(self.text)
        self.hide()

    @property
    def visible(self) -> bool:
        """Whether it is there."""
        return bool(self.box.get_visible())

    def hide(self) -> None:
        """Take it away."""
        self.box.set_visible(False)
        self.text.set_visible(False)

    def width(self, words: str) -> float:
        """Return how wide it is with these words, in logical pixels."""
        self.text.set_text(words)
        scale = self._parent.scale
        return self.text.extent(float(self._parent.figure.dpi))[0] / scale + 2 * PAD

    def show(
        self, left: float, top: float, width: float, hovered: bool, height: float = HEIGHT
    ) -> None:
        """Put it at a point in logical pixels from the top left corner."""
        scale, theme = self._parent.scale, self._parent.theme
        full = float(self._parent.figure.bbox.height)
        bottom = full - (top + height) * scale
        self.box.set_boxstyle("round", pad=0, rounding_size=5 * scale)
        self.box.set_bounds(left * scale, bottom, width * scale, height * scale)
        self.box.set_facecolor(theme.selected if hovered else theme.background)
        self.text.set_position(((left + PAD) * scale, bottom + height * scale / 2))
        self.box.set_visible(True)
        self.text.set_visible(True)

    def contains(self, event: Any) -> bool:
        """Tell whether the pointer is on it."""
        x, y = self.box.get_x(), self.box.get_y()
        inside = 0 <= event.x - x <= self.box.get_width()
        return self.visible and inside and 0 <= event.y - y <= self.box.get_height()


class VerdictPart:
    """Words in lines, and buttons below them.

    Args:
        parent: the figure of the lab.
    """

    def __init__(self, parent: LabFigure) -> None:
        self._parent = parent
        theme = parent.theme
        self.heading = self._line(HEADING, theme.text, weight="bold")
        self.cause = self._line(BODY, theme.text)
        self.comparison = self._line(BODY, theme.text)
        self.label = self._line(BODY, theme.muted)
        self.buttons = [Button(parent) for _ in range(BUTTONS)]
        self.hovered: int | None = None
        #: The remedies that the buttons stand for.
        self.offered: tuple[Remedy, ...] = ()
        self._box = (0.0, 0.0, 100.0)

    def _line(self, size: float, color: str, **options: Any) -> QuickText:
        line = QuickText(0, 0, "", size=size, color=color, va="top", **options)
        self._parent.figure.add_artist(line)
        return self._parent.moving(line)

    def layout(self, left: float, top: float, width: float) -> float:
        """Set the place; return the height that it takes."""
        self._box = (left, top, width)
        return 26.0 + 2 * LINE + 10.0 + HEIGHT

    def update(self, run: Run) -> None:
        """Say what is to be said of the run."""
        parent, texts, theme = self._parent, self._parent.texts, self._parent.theme
        left, top, _width = self._box
        kind = run.verdict.kind
        self.heading.set_text(heading(run, texts))
        self.heading.set_color({"healthy": theme.good, "dead": theme.warning}.get(kind, theme.bad))
        parent.put(self.heading, left, top)
        self._explain(run)
        parent.put(self.cause, left, top + 26)
        below = top + 26 + LINE
        for button in self.buttons:
            button.hide()
        if run.before is not None:
            self._compare(run, below)
            below += LINE + 4
        self.comparison.set_visible(run.before is not None)
        self._show_buttons(run, below + 6)

    def _explain(self, run: Run) -> None:
        """Say why it is so, or what the remedy under the pointer will do."""
        index, texts = self.hovered, self._parent.texts
        pointed = index is not None and index < len(self.offered)
        words = effect(self.offered[index], texts) if pointed and index is not None else None
        self.cause.set_text(words or cause(run, texts))

    def _compare(self, run: Run, top: float) -> None:
        """Write before and now, and the button that forgets the before behind it."""
        left, _top, width = self._box
        self.comparison.set_text(comparison(run, self._parent.texts))
        self._parent.put(self.comparison, left, top)
        forget = self.buttons[-1]
        needed = forget.width(self._parent.texts("gradients.remedies.forget"))
        place = left + self._extent(self.comparison) + 12
        forget.show(min(place, left + width - needed), top - 1, needed, self.hovered == LAST, 20.0)

    def _extent(self, line: QuickText) -> float:
        return line.extent(float(self._parent.figure.dpi))[0] / self._parent.scale

    def _show_buttons(self, run: Run, top: float) -> None:
        """Offer the remedies, as many as have room."""
        texts = self._parent.texts
        self.offered = run.remedies
        names = [remedy_name(remedy, run.settings, texts) for remedy in self.offered]
        self.label.set_visible(bool(names) or run.before is None)
        if not names:
            self.label.set_text(texts("gradients.chart.hint"))
            self._parent.put(self.label, self._box[0], top)
            return
        left, _top, width = self._box
        right = left + width
        self.label.set_text(texts("gradients.remedies.title"))
        self._parent.put(self.label, left, top + 3)
        left += self._extent(self.label) + 10
        for index, (button, name) in enumerate(zip(self.buttons, names, strict=False)):
            needed = button.width(name)
            if left + needed > right:
                break
            button.show(left, top, needed, self.hovered == index)
            left += needed + GAP

    # -- the pointer ---------------------------------------------------------------------------

    def button_at(self, event: Any) -> int | None:
        """Return the number of the button under the pointer."""
        found = (n for n, button in enumerate(self.buttons) if button.contains(event))
        return next(found, None)
