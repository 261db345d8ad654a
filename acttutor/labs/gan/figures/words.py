"""The words beside the plane: both losses with their formulas, likeness, and how things stand."""

from acttutor.labs.gan import words
from acttutor.labs.gan.figures.schema import HEIGHT as SCHEMA_HEIGHT
from acttutor.labs.gan.figures.schema import Schema
from acttutor.labs.gan.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Over, Rect, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock, formula
from acttutor.plots.style import BODY, HEADING, SMALL

#: Frames between two new numbers while the networks learn: faster, nobody could read them.
EVERY = 6
#: No line of words is wider than this: the eye would lose the beginning of the next.
WIDEST = 420.0
NAMES = ("discriminator", "generator", "likeness")


class WordsPart:
    """A drawing, three blocks with a number each, and a verdict."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        self.lab = lab
        self.schema = Schema(lab)
        self.blocks = [TextBlock(lab, 4) for _ in NAMES]
        self.values = [TextBlock(lab, 1, align="right") for _ in NAMES]
        self.verdict = TextBlock(lab, 10)
        self._frame, self._t = 0, -1

    def layout(self, rect: Rect) -> None:
        """Fill a rectangle."""
        blocks = [
            share(Over(block, value), least=66, most=104)
            for block, value in zip(self.blocks, self.values, strict=True)
        ]
        rest = share(self.verdict, weight=1.2, least=72)
        stack = rows(fixed(self.schema, SCHEMA_HEIGHT), fixed(None, 12), *blocks, rest)
        stack.layout(rect._replace(width=min(rect.width, WIDEST)))
        self._t = -1

    def show(self, visible: bool) -> None:
        """Appear or go away."""
        self.schema.show(visible)
        for block in (*self.blocks, *self.values, self.verdict):
            block.show(visible)

    def update(self) -> bool:
        """Write the present numbers; ``False`` if they will have to follow later."""
        run, texts, theme = self.lab.run, self.lab.texts, self.lab.theme
        self._frame += 1
        learning = run.t not in (self._t, 0)
        self._t = run.t
        if learning and self._frame % EVERY:
            return False
        seen = run.measures
        formulas = (words.d_formula(run), words.g_formula(run), texts("gan.yardstick"))
        lines = values = ("", "", "")
        if seen is not None:
            values = (
                f"$L_D = {words.number(seen.loss_d)}$",
                f"$L_G = {words.number(seen.loss_g)}$",
                words.ratio(seen.distance),
            )
            lines = (
                words.d_says(seen, texts),
                words.g_told(seen, texts),
                words.coverage(run, seen, texts),
            )
        for block, value, name, line, rule, number in zip(
            self.blocks, self.values, NAMES, lines, formulas, values, strict=True
        ):
            value.update([formula(number, HEADING)] if number else [])
            head = Item(texts(f"gan.{name}"), BODY, bold=True)
            rule_item = formula(rule, HEADING if "$" in rule else SMALL, theme.muted)
            block.update([head, rule_item, Item(line, SMALL + 0.5)])
        said, tone = words.verdict(run, texts)
        color = {"good": theme.good, "bad": theme.bad, "plain": theme.text}[tone]
        self.verdict.update([Item(said, BODY, color)])
        return True
