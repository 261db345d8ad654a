"""Own writing: collected on the pad, read by a network that has never seen it, and learned."""

import math
from collections.abc import Callable, Sequence
from functools import partial

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.labs.digits.figures.colors import PictureColors
from acttutor.labs.digits.figures.gallery import Gallery
from acttutor.labs.digits.figures.pad import Pad, pad_handles
from acttutor.labs.digits.run import Run
from acttutor.labs.digits.state import CLASSES
from acttutor.labs.digits.words import share_text
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.buttons import HEIGHT, Buttons
from acttutor.plots.parts.layout import Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.heading import Heading
from acttutor.plots.parts.words.table import Table
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, SMALL

#: Examples that are shown, the latest first; and lines of the table.
MOST, LINES = 40, 5
#: Between the two rows of digits.
GAP = 6.0


class DigitButtons:
    """A heading, and a button for each digit in two rows.

    Args:
        lab: the figure.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.heading = Heading(lab, lab.texts("digits.own.which"))
        self.rows = [Buttons(lab, CLASSES // 2) for _ in range(2)]

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        self.heading.layout(rect)
        for index, row in enumerate(self.rows):
            top = rect.top + self.heading.height + index * (HEIGHT + GAP)
            row.layout(Rect(rect.left, top, rect.width, HEIGHT))

    def show(self, visible: bool) -> None:
        """Appear, at the next update, or go away."""
        self.heading.show(visible)
        for row in self.rows:
            row.show(visible)

    def update(self) -> None:
        """Show the buttons."""
        half = CLASSES // 2
        for index, row in enumerate(self.rows):
            row.update([str(k) for k in range(index * half, (index + 1) * half)])

    def digit_at(self, event: MouseEvent) -> int | None:
        """Return the digit whose button is under the pointer."""
        for index, row in enumerate(self.rows):
            found = row.button_at(event)
            if found is not None:
                return index * (CLASSES // 2) + found
        return None

    def point_at(self, event: LocationEvent | None) -> bool:
        """Follow the pointer; ``True`` if something changed."""
        changed = [row.point_at(event) for row in self.rows]
        return any(changed)

    def places(self) -> list[Rect]:
        """Return the place of each digit."""
        return [place for row in self.rows for place in row.places]


class OwnFigure(LabFigure[Run]):
    """The pad with a button for each digit; what was kept; and how well it is read."""

    #: Keep the drawing as an example of a digit.
    keep: Callable[[int], None] = unanswered
    #: Let a picture file be chosen.
    open_picture: Callable[[], None] = unanswered

    def suits(self, run: Run) -> bool:
        return run.settings.view == "own"

    def build(self) -> None:
        colors = PictureColors(self.theme)
        self.pad = Pad(self, colors)
        self.digits = DigitButtons(self)
        self.gallery = Gallery(self, colors, MOST)
        self.table = Table(self, (LINES, 4), live=range(4))
        self.words = TextBlock(self, 6)
        self._divided = False
        self._places: list[int] = []

    def layout(self, width: float, height: float) -> None:
        buttons = 24 + 2 * HEIGHT + GAP
        side = min(0.36 * width, height - buttons - 100)
        left = rows(fixed(self.pad, side + 60), fixed(self.digits, buttons), share(), gap=10)
        table = rows(fixed(self.table, Table.height(LINES)), share(self.words), gap=6)
        right = rows(share(self.gallery, 1.5), share(table, 1.0, least=190), gap=10)
        columns(fixed(left, side), share(right), gap=32).layout(self.whole().inside(20, 12, 20, 8))
        self._divided = False

    def update(self) -> bool:
        self.pad.update()
        self.digits.update()
        count = len(self.run.settings.own)
        self._places = list(range(len(self.run.part("own").labels)))[::-1]
        self.gallery.update("own", self._places, self.texts("digits.own.title", count=count))
        self._compare()
        return False

    def _compare(self) -> None:
        """Write how well the network reads each part of the data, beside the one before it."""
        run, texts = self.run, self.texts
        test = ("test",) if run.settings.open_test else ()
        lines: list[Sequence[str]] = [
            tuple(
                texts(key)
                for key in (
                    "digits.own.part",
                    "digits.judge.count",
                    "digits.own.accuracy",
                    "digits.own.before",
                )
            )
        ]
        for part in ("validation", *test, "own", "shaky"):
            before = run.previous.get(part, math.nan)
            lines.append(
                (
                    texts(f"digits.parts.{part}"),
                    f"{len(run.part(part).labels):,}",
                    share_text(run.accuracy_on(part)),
                    share_text(before) if math.isfinite(before) else "",
                )
            )
        self.table.update(lines)
        if not self._divided:
            self._divided = True
            self.table.divide(lines, [100.0, 34.0, 46.0, 46.0])
        self.words.update(
            [Item(self._said(), BODY), Item(self._hint(), SMALL + 0.5, self.theme.muted, above=4)]
        )

    def _said(self) -> str:
        run, texts = self.run, self.texts
        own, other = run.accuracy_on("own"), run.accuracy_on("validation")
        if not math.isfinite(own) or run.epoch == 0:
            return ""
        before = run.previous.get("own", math.nan)
        if run.settings.learn_own and math.isfinite(before):
            key = "better" if own > before else "not_better"
            return texts(f"digits.own.{key}", before=share_text(before), now=share_text(own))
        points = f"{max(100 * (other - own), 0.0):.0f}"
        return texts("digits.own.worse" if own < other else "digits.own.as_good", points=points)

    def _hint(self) -> str:
        return self.hint("digits.own.hint")

    # -- the pointer and keys ------------------------------------------------------------------

    def on_press(self, event: MouseEvent) -> bool:
        if event.button != 1 or self.pad.press(event) or self.pad.act(event, self.open_picture):
            return False
        digit, place = self.digits.digit_at(event), self.gallery.tile_at(event)
        if digit is not None:
            self.keep(digit)
        elif place is not None and place < len(self._places):
            self.change(picked=("own", self._places[place]))
        return False

    def on_move(self, event: MouseEvent) -> bool:
        if self.pad.move(event):
            return False
        return self.pad.buttons.point_at(event) | self.digits.point_at(event)

    def on_release(self, event: MouseEvent) -> bool:
        self.pad.release()
        return False

    def on_key(self, event: KeyEvent) -> bool:
        if event.key and event.key in "0123456789":
            self.keep(int(event.key))
        return False

    def handles(self) -> list[Handle]:
        digits = [
            Handle(f"digit{k}", place, str(k), press=partial(self.keep, k))
            for k, place in enumerate(self.digits.places())
        ]
        return [*pad_handles(self.pad, self.open_picture), *digits, *self.gallery.handles()]

    def cursor(self, event: MouseEvent) -> str:
        if self.pad.holds(event):
            return "cross"
        acts = self.pad.action_at(event), self.digits.digit_at(event), self.gallery.tile_at(event)
        return "hand" if any(act not in ("", None) for act in acts) else ""
