"""The first page of the sheets, as it will be printed."""

from acttutor.labs.quiz.figures.page import Page
from acttutor.labs.quiz.figures.paper import HEIGHT, WIDTH
from acttutor.labs.quiz.figures.sheet import preview
from acttutor.labs.quiz.run import Run
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.parts.charts.plot import Plot
from acttutor.plots.parts.layout import Rect, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import BODY, DPI

#: Height of the line above.
LINE = 24.0


class SheetPage(Page):
    """A sheet of paper."""

    def __init__(self, lab: LabFigure[Run]) -> None:
        super().__init__(lab, 0)
        self.words, self.paper = TextBlock(lab, 1, rests=True), Plot(lab, left=0, bottom=0)
        self.parts += [self.words, self.paper]
        axes = self.paper.axes
        axes.set(xticks=[], yticks=[])
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set(visible=True, color=lab.theme.line)
        self.image = axes.imshow([[0.0]], aspect="auto")
        self._printed: object = None

    def layout(self, rect: Rect) -> None:
        super().layout(rect)
        high = rect.height - LINE - 8
        paper = columns(share(), fixed(self.paper, high * WIDTH / HEIGHT), share())
        rows(fixed(self.words, LINE), share(paper), fixed(None, 8)).layout(rect)

    def update(self) -> None:
        """Show the first page."""
        self.show(True)
        settings, texts, high = self.lab.run.settings, self.lab.texts, self.rect.height - LINE - 8
        said = texts("quiz.sheet.preview", seed=settings.seed)
        self.words.update([Item(said, BODY, self.lab.theme.muted)])
        key = (settings, texts.language, round(self.lab.scale * high))
        if key != self._printed:
            self._printed = key
            pixels = preview(settings, texts, DPI * self.lab.scale * high / HEIGHT)
            self.image.set_data(pixels)
            self.image.set_extent((0, pixels.shape[1], pixels.shape[0], 0))
