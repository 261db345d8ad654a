"""The chooser: what is this layer for? One click, and the activation with the reason."""

from acttutor.labs.overview import words
from acttutor.labs.overview.figures.spots import Section, Spot, Target
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import PURPOSES
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.layout import Rect
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.sheet import Sheet
from acttutor.plots.style import BODY, HEADING, SMALL

#: Height of the title, of a chip and of an answer; space around words and between chips.
TITLE, CHIP, ANSWER, INSIDE, BETWEEN = 28.0, 24.0, 24.0, 10.0, 6.0
#: From these widths on, the reason is set in text size, and in larger type.
NORMAL, WIDE = 320.0, 500.0
NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


class Chooser(Section):
    """Chips to choose from, and the answer below them; see `Section`."""

    def __init__(self, lab: LabFigure[Run], sheet: Sheet) -> None:
        super().__init__(lab, sheet, CHIP / 2)
        theme = lab.theme
        self.answer = lab.moving(lab.line("", HEADING, theme.accent, bold=True))
        self.way = lab.moving(lab.line("", SMALL, theme.accent))
        self.reasons = TextBlock(lab, 8, leading=1.5)
        #: The answer leads to a lab as well.
        self.way_spot = NOWHERE

    def _reason(self, purpose: str, width: float) -> list[Item]:
        size = HEADING if width >= WIDE else BODY if width >= NORMAL else SMALL
        return [Item(self.lab.texts(f"overview.purposes.{purpose}.reason"), size)]

    def layout(self, rect: Rect) -> None:
        theme, texts = self.lab.theme, self.lab.texts
        self.sheet.text(
            rect.left, rect.top, texts("overview.chooser.title"), HEADING, weight="bold"
        )
        names = [texts(f"overview.purpose.options.{purpose}") for purpose in PURPOSES]
        widths = [self.lab.width_of(name, SMALL) + 2 * INSIDE for name in names]
        chips = rect.inside(top=TITLE).flow(widths, CHIP, (BETWEEN, BETWEEN))
        targets = (("purpose", purpose) for purpose in PURPOSES)
        self.spots.place(*map(Spot, chips, targets))
        for name, chip in zip(names, chips, strict=True):
            self.sheet.box(*chip, fc=theme.surface, ec=theme.grid, lw=1.0, radius=CHIP / 2)
            self.sheet.text(*chip.middle, name, SMALL, ha="center", va="center_baseline")
        self.rect = rect.inside(top=chip.bottom + 12 - rect.top)
        self.lab.put(self.answer, self.rect.left, self.rect.top)
        self.reasons.layout(self.rect.inside(top=ANSWER))

    def update(self) -> None:
        run, texts, rect = self.lab.run, self.lab.texts, self.rect
        purpose = run.settings.purpose
        self.spots.update(("purpose", purpose))
        answer = words.advice(run, texts)
        self.answer.set_text(answer)
        self.reasons.update(self._reason(purpose, rect.width))
        # The lab behind the answer, if there is one and room for its name.
        link = run.advice.link
        name = texts("overview.see", lab=words.link_name(link, texts))
        answered = self.lab.width_of(answer, HEADING, bold=True) + 14
        whole = answered + self.lab.width_of(name, SMALL)
        is_known = words.there_is(link, texts)
        shown = is_known and whole <= rect.width
        self.way.set_visible(shown)
        self.way.set_text(name)
        self.lab.put(self.way, rect.left + answered, rect.top + 5)
        # The answer itself leads there as well.
        width = whole if shown else answered
        self.way_spot = Rect(rect.left, rect.top - 2, width, ANSWER) if is_known else NOWHERE

    def places(self) -> list[Spot]:
        link = self.lab.run.advice.link
        way = [] if self.way_spot is NOWHERE else [Spot(self.way_spot, link)]
        return [*super().places(), *way]

    def target(self, x: float, y: float) -> Target | None:
        return self.lab.run.advice.link if self.way_spot.holds(x, y) else super().target(x, y)
