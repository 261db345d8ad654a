"""The words beside the plane: both losses with their formulas, likeness, and how things stand."""

from typing import Any

from acttutor.labs.gan import words
from acttutor.labs.gan.figures.schema import HEIGHT as SCHEMA_HEIGHT
from acttutor.labs.gan.figures.schema import Schema
from acttutor.labs.gan.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.quick_text import QuickText
from acttutor.plots.style import BODY, HEADING, SMALL
from acttutor.plots.wrapping import wrap

#: Frames between two new numbers while the networks learn: faster, nobody could read them.
EVERY = 6
#: From this width on, there is room for larger type.
WIDE = 262.0
#: No line of words is wider than this: the eye would lose the beginning of the next.
WIDEST = 420.0
#: Height of a block of heading, formula and line, in logical pixels.
BLOCK = 68.0


class WordsPart:
    """A drawing, three blocks and a verdict.

    Args:
        lab: the figure; it names theme, run and texts.
    """

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        theme, texts, moving = lab.theme, lab.texts, lab.moving
        self.schema = Schema(lab)
        names = ("discriminator", "generator", "likeness")
        self.heads = [lab.write(texts(f"gan.{name}"), BODY, bold=True) for name in names]
        self.values = [moving(self._quick(HEADING, theme.text, "right")) for _ in names]
        self.formulas = [moving(lab.write("", BODY, theme.muted)) for _ in names]
        self.lines = [moving(self._quick(SMALL, theme.text, "left")) for _ in names]
        self.verdict = moving(lab.write("", BODY, linespacing=1.4))
        self._width = 200.0
        self._frame = 0
        self._t = -1

    def _quick(self, size: float, color: str, ha: str) -> Any:
        text = QuickText(0.0, 0.0, "", size=size, color=color, ha=ha, va="top")
        self.lab.figure.add_artist(text)
        return text

    def layout(self, left: float, top: float, width: float, height: float) -> None:
        """Put the words into a rectangle in logical pixels."""
        width = min(width, WIDEST)
        lab, self._width = self.lab, width
        small, normal = (BODY, HEADING) if width >= WIDE else (SMALL, BODY)
        for i in range(3):
            self.lines[i].set_fontsize(small)
            self.formulas[i].set_fontsize(normal if i < 2 else small)
        self.schema.layout(left, top, width)
        top, height = top + SCHEMA_HEIGHT + 12, height - SCHEMA_HEIGHT - 12
        block = min(max((height - 84) / 3, BLOCK), 104.0)
        for i in range(3):
            y = top + i * block
            lab.put(self.heads[i], left, y)
            lab.put(self.values[i], left + width, y - 3)
            lab.put(self.formulas[i], left, y + 22)
            lab.put(self.lines[i], left, y + (44 if i < 2 else 40))
        lab.put(self.verdict, left, top + 3 * block + 2)
        self._t = -1

    def update(self) -> bool:
        """Write the present numbers; ``False`` if they will have to follow later."""
        run = self.lab.run
        self._frame += 1
        learning = run.t not in (self._t, 0)
        self._t = run.t
        if learning and self._frame % EVERY:
            return False
        seen, texts = run.measures, self.lab.texts
        for text in (*self.values, *self.lines, *self.formulas[:2]):
            text.set_visible(seen is not None)
        self.formulas[0].set_text(words.d_formula(run))
        self.formulas[1].set_text(words.g_formula(run))
        self.formulas[2].set_text(texts("gan.yardstick"))
        if seen is not None:
            self.values[0].set_text(f"$L_D = {words.number(seen.loss_d)}$")
            self.values[1].set_text(f"$L_G = {words.number(seen.loss_g)}$")
            self.values[2].set_text(words.ratio(seen.distance))
            self.lines[0].set_text(words.d_says(seen, texts))
            self.lines[1].set_text(words.g_told(seen, texts))
            self.lines[2].set_text(words.coverage(run, seen, texts))
        self._write_verdict()
        return True

    def _write_verdict(self) -> None:
        theme = self.lab.theme
        said, tone = words.verdict(self.lab.run, self.lab.texts)
        colors = {"good": theme.good, "bad": theme.bad, "plain": theme.text}
        self.verdict.set_text("\n".join(wrap(said, self._width, BODY)))
        self.verdict.set_color(colors[tone])
