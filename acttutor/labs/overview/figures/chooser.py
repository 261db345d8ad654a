"""The chooser: what is this layer for? One click, and the activation with the reason."""

from typing import Any

from acttutor.labs.overview import words
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import PURPOSES, Link
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.sheet import Sheet, round_box
from acttutor.plots.style import BODY, DPI, HEADING, SMALL
from acttutor.plots.wrapping import text_width, wrap

#: Height of a chip, free space around its words, and space between chips.
CHIP, INSIDE, BETWEEN = 24.0, 10.0, 6.0
#: From these widths on, the reason is set in text size, and in larger type.
NORMAL, WIDE = 320.0, 500.0


class Chooser:
    """The lower left part of the figure.

    Args:
        lab: the figure; it names theme, run and texts.
        sheet: where to draw.
    """

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        self.lab, self.sheet = lab, sheet
        theme = lab.theme
        self._chips: dict[str, tuple[float, float, float, float]] = {}
        self._lit: str | None = None
        self._chosen = self._frame(fc="none", ec=theme.accent, lw=2.0)
        self._hover = self._frame(fc="none", ec=theme.line, lw=1.6)
        self._hover.set_visible(False)
        self.answer = lab.moving(lab.write("", HEADING, theme.accent, bold=True))
        self.reason = lab.moving(lab.write("", BODY, linespacing=1.4))
        self.way = lab.moving(lab.write("", SMALL, theme.accent))
        self._place = (0.0, 0.0, 100.0)
        self._way_spot = (0.0, 0.0, 0.0, 0.0)

    def _frame(self, **looks: Any) -> Any:
        return self.lab.moving(
            self.sheet.axes.add_patch(round_box(0, 0, 1, 1, radius=CHIP / 2, **looks))
        )

    def height(self, width: float) -> float:
        """Return the height that chips, answer and the longest reason need."""
        texts = self.lab.texts
        rows, x = 1, 0.0
        for purpose in PURPOSES:
            size = text_width(texts(f"overview.purpose.options.{purpose}"), SMALL) + 2 * INSIDE
            if x and x + size > width:
                rows, x = rows + 1, 0.0
            x += size + BETWEEN
        size = self._reason_size(width)
        lines = max(
            len(wrap(texts(f"overview.purposes.{purpose}.reason"), width, size))
            for purpose in PURPOSES
        )
        return 28 + rows * (CHIP + BETWEEN) + 30 + lines * 1.5 * size * DPI / 72

    @staticmethod
    def _reason_size(width: float) -> float:
        return HEADING if width >= WIDE else BODY if width >= NORMAL else SMALL

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Draw the chips into a rectangle in logical pixels."""
        theme, texts = self.lab.theme, self.lab.texts
        self.sheet.text(left, top, texts("overview.chooser.title"), HEADING, weight="bold")
        x, y = left, top + 28
        self._chips = {}
        for purpose in PURPOSES:
            name = texts(f"overview.purpose.options.{purpose}")
            size = text_width(name, SMALL) + 2 * INSIDE
            if x > left and x + size > left + width:
                x, y = left, y + CHIP + BETWEEN
            self.sheet.box(
                x, y, size, CHIP, fc=theme.surface, ec=theme.grid, lw=1.0, radius=CHIP / 2
            )
            looks: Any = {"ha": "center", "va": "center_baseline"}
            self.sheet.text(x + size / 2, y + CHIP / 2, name, SMALL, **looks)
            self._chips[purpose] = (x, y, size, CHIP)
            x += size + BETWEEN
        self._place = (left, y + CHIP + 12, width)
        self.lab.put(self.answer, left, self._place[1])
        self.lab.put(self.reason, left, self._place[1] + 24)

    def update(self) -> None:
        """Write the answer for the purpose that is picked."""
        run, texts = self.lab.run, self.lab.texts
        self._chosen.set_bounds(*self._chips[run.settings.purpose])
        left, top, width = self._place
        answer = words.advice(run, texts)
        self.answer.set_text(answer)
        size = self._reason_size(width)
        self.reason.set_fontsize(size)
        self.reason.set_text("\n".join(wrap(words.reason(run, texts), width, size)))
        self._show_way(left + text_width(answer, HEADING, bold=True) + 14, top, left + width)

    def _show_way(self, left: float, top: float, end: float) -> None:
        """Write the lab behind the answer, if there is one and room for it."""
        link, texts = self.lab.run.advice.link, self.lab.texts
        name = texts("overview.see", lab=words.link_name(link, texts))
        size = text_width(name, SMALL)
        shown = words.there_is(link, texts) and left + size <= end
        self.way.set_visible(shown)
        self.way.set_text(name)
        self.lab.put(self.way, left, top + 5)
        # The answer itself leads there as well.
        start = self._place[0]
        is_known = words.there_is(link, texts)
        width = left + size - start if shown else left - start
        self._way_spot = (start, top - 2, width if is_known else 0.0, 24.0)

    def target(self, x: float, y: float) -> Link | tuple[str, str] | None:
        """Return the purpose or the way to a lab at a point."""
        for purpose, chip in self._chips.items():
            if _holds(chip, x, y):
                return "purpose", purpose
        return self.lab.run.advice.link if _holds(self._way_spot, x, y) else None

    def light(self, target: object) -> bool:
        """Frame the chip under the pointer; ``True`` if something changed."""
        is_chip = isinstance(target, tuple) and target[0] == "purpose"
        lit = target[1] if isinstance(target, tuple) and is_chip else None
        changed = lit != self._lit
        self._lit = lit
        self._hover.set_visible(lit not in (None, self.lab.run.settings.purpose))
        if lit is not None:
            self._hover.set_bounds(*self._chips[lit])
        return changed


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, top, width, height = box
    return 0 <= x - left < width and 0 <= y - top < height
