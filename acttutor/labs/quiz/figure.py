"""The picture of the quiz: a question with its answer, an exam with its result, or a sheet."""

from typing import Any

import numpy as np

from acttutor.labs.quiz import words
from acttutor.labs.quiz.figures.graph import Graphs
from acttutor.labs.quiz.figures.question import HeadPart, QuestionPart
from acttutor.labs.quiz.figures.result import ResultPart, draw_empty, draw_ready
from acttutor.labs.quiz.figures.sheet import HEIGHT, WIDTH, preview
from acttutor.labs.quiz.figures.style import Page, Spot
from acttutor.plots.lab_figure import LabFigure
from acttutor.plots.sheet import Sheet, round_box
from acttutor.plots.style import BODY, HEADING

#: Keys that are typed into a number, and what they stand for.
TYPED = {**{digit: digit for digit in "0123456789./-"}, "−": "-", ",": ".", "minus": "-"}
LONGEST = 16
#: How often the clock of an exam is looked at.
CLOCK_MS = 250


class Figure(LabFigure):
    """Draws the page that the run is at, and passes on what is clicked and typed."""

    def build(self) -> None:
        """Create the sheet, the axes, and what moves."""
        self.sheet = Sheet(self)
        self.graphs = Graphs(self)
        self.graphs.hide()
        self.page: Page | None = None
        self.hover: Any = self.moving(
            self.sheet.axes.add_patch(
                round_box(0, 0, 1, 1, fc="none", ec=self.theme.accent, lw=1.8)
            )
        )
        self.hover.set_visible(False)
        self.clock = self.moving(self.write("", HEADING, self.theme.text, bold=True, ha="right"))
        self.paper = self.figure.add_axes((0, 0, 1, 1), xticks=[], yticks=[])
        for spine in self.paper.spines.values():
            spine.set_color(self.theme.line)
        self._pixels: Any = self.paper.imshow(np.zeros((2, 2, 4), np.uint8), aspect="auto")
        self._printed: object = None
        self._pressed: Spot | None = None
        self._shown: object = None

    def layout(self, width: float, height: float) -> None:
        """Draw the page for this size."""
        self._draw(width, height)
        self._shown = self._state()

    def _state(self) -> object:
        run = self.run
        exam = run.exam
        return (
            run.phase_name,
            run.settings,
            run.item,
            run.draft,
            run.judged,
            len(run.records),
            None if exam is None else (exam.position, exam.review, id(exam)),
        )

    def update(self) -> bool:
        """Show the run as it is now; ``True`` if the page is another one."""
        state = self._state()
        changed = state != self._shown
        if changed:
            self.relayout()
        self._show_clock()
        return changed

    def _draw(self, width: float, height: float) -> None:
        self.sheet.clear(width, height)
        self.graphs.hide()
        self.paper.set_visible(False)
        self.hover.set_visible(False)
        page = self.page = Page(self, self.sheet, (width, height))
        self.put(self.clock, width - page.left, 12)
        phase = self.run.phase_name
        if phase == "empty":
            draw_empty(page)
        elif phase == "ready":
            draw_ready(page, self.run)
        elif phase == "result":
            ResultPart(page, self.run).draw()
        elif phase == "sheet":
            self._show_sheet(page)
        else:
            HeadPart(page, self.run).draw()
            QuestionPart(page, self.graphs, self.run).draw()

    def _show_sheet(self, page: Page) -> None:
        """Show the first page as it will be printed."""
        settings, texts = self.run.settings, self.texts
        page.paragraph(texts("quiz.sheet.preview", seed=settings.seed), BODY, self.theme.muted)
        high = page.height - page.y - 16
        wide = high * WIDTH / HEIGHT
        self.paper.set_visible(True)
        self.place(self.paper, (page.width - wide) / 2, page.y + 4, wide, high)
        key = (settings, texts.language, round(self.scale * high))
        if key != self._printed:
            self._printed = key
            pixels = preview(settings, texts, 96 * self.scale * high / HEIGHT)
            self._pixels.set_data(pixels)
            self._pixels.set_extent((0, pixels.shape[1], pixels.shape[0], 0))

    def _show_clock(self) -> None:
        running = self.run.phase_name == "exam"
        self.clock.set_visible(running)
        if running:
            left = self.run.exam.left_s
            self.clock.set_text(words.clock(left))
            self.clock.set_color(self.theme.bad if left <= 60 else self.theme.text)
            # The clock goes on: ask for another look soon.
            self.request_frame(CLOCK_MS)

    # -- the pointer ---------------------------------------------------------------------------

    def _spot(self, event: Any) -> Spot | None:
        """Return what lies under the pointer."""
        if event is None or self.page is None:
            return None
        x, y = event.x / self.scale, self.size()[1] - event.y / self.scale
        for spot in self.page.spots:
            if spot.holds(x, y):
                return spot
        item, axes = self.run.item, self.graphs.main
        can_click = item is not None and item.kind == "click" and self.run.judged is None
        if can_click and event.inaxes is axes:
            return Spot(0, 0, 0, 0, "put", (float(event.xdata),))
        return None

    def on_press(self, event: Any) -> bool:
        """Remember what is pressed; it acts when the button is released over it."""
        self._pressed = self._spot(event) if event.button == 1 else None
        return False

    def on_release(self, event: Any) -> bool:
        """Do what was clicked."""
        pressed, self._pressed = self._pressed, None
        spot = self._spot(event)
        # In a graph, the place where the button is released counts.
        if spot is not None and pressed is not None and (spot == pressed or spot.act == "put"):
            self._act(spot)
        return False

    def _act(self, spot: Spot) -> None:
        if spot.act == "choose":
            self._choose(spot.args[0])
        else:
            self.ask("act", do=spot.act, args=spot.args)

    def _choose(self, index: int) -> None:
        """Choose an option, or put it next; a second click takes it out again."""
        item, draft = self.run.item, self.run.draft
        if item.kind == "order":
            rest = tuple(each for each in draft if each != index)
            draft = rest if index in draft else (*draft, index)
        else:
            draft = index
        self.ask("act", do="put", args=(draft,))

    def on_move(self, event: Any) -> bool:
        """Frame what is under the pointer."""
        return self._light(self._spot(event))

    def on_leave(self, event: Any) -> bool:
        """Forget the pointer."""
        return self._light(None)

    def _light(self, spot: Spot | None) -> bool:
        framed = spot is not None and spot.width > 0
        before = (self.hover.get_visible(), self.hover.get_bbox().bounds)
        if spot is not None and framed:
            self.hover.set_bounds(spot.x, spot.y, spot.width, spot.height)
        self.hover.set_visible(framed)
        return bool(before != (framed, self.hover.get_bbox().bounds))

    def cursor(self, event: Any) -> str:
        """Return a hand over everything that can be clicked."""
        return "hand" if self._spot(event) is not None else ""

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: Any) -> bool:
        """Choose with digits, type a number, go on with Enter."""
        key, item = event.key or "", self.run.item
        if key in ("enter", "return"):
            self.ask("act", do="enter", args=())
        elif item is not None and self.run.judged is None:
            self._answer_key(key, item)
        return False

    def _answer_key(self, key: str, item: Any) -> None:
        if item.kind == "number":
            typed = self.run.draft
            if key == "backspace":
                typed = typed[:-1]
            elif key == "escape":
                typed = ""
            elif key in TYPED and len(typed) < LONGEST:
                typed += TYPED[key]
            if typed != self.run.draft:
                self.ask("act", do="put", args=(typed,))
        elif key.isdigit() and 1 <= int(key) <= len(item.options):
            self._choose(int(key) - 1)
