"""The picture of the quiz: a question with its answer, an exam with its result, or a sheet."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.labs.quiz import words
from acttutor.labs.quiz.figures.graph import Graphs
from acttutor.labs.quiz.figures.question import HeadPart, QuestionPart
from acttutor.labs.quiz.figures.result import ResultPart, draw_empty, draw_ready
from acttutor.labs.quiz.figures.sheet import HEIGHT, WIDTH, preview
from acttutor.labs.quiz.figures.style import Page, Spot
from acttutor.labs.quiz.model.exam import Draft
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.run import Run
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.sheet import Sheet, round_box
from acttutor.plots.style import BODY, HEADING

#: Keys that are typed into a number, and what they stand for.
TYPED = {**{digit: digit for digit in "0123456789./-"}, "−": "-", ",": ".", "minus": "-"}
LONGEST = 16
#: How often the clock of an exam is looked at.
CLOCK_MS = 250


class Figure(LabFigure[Run]):
    """Draws the page that the run is at, and passes on what is clicked and typed."""

    #: Let the run do something, and show what came of it.
    do: Callable[[Callable[[Run], None]], None] = unanswered
    #: Open the lab of the question, with its numbers.
    show_me: Callable[[], None] = unanswered
    #: Send the keys that are typed to the figure.
    take_focus: Callable[[], None] = unanswered

    def build(self) -> None:
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
        phase, exam, item = self.run.phase_name, self.run.exam, self.run.item
        if phase == "empty":
            draw_empty(page)
        elif phase == "ready":
            draw_ready(page, self.run)
        elif phase == "result" and exam is not None:
            ResultPart(page, exam).draw()
        elif phase == "sheet":
            self._show_sheet(page)
        elif item is not None:
            HeadPart(page, self.run, item).draw()
            QuestionPart(page, self.graphs, self.run, item).draw()

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
        exam = self.run.exam
        if running and exam is not None:
            left = exam.left_s
            self.clock.set_text(words.clock(left))
            self.clock.set_color(self.theme.bad if left <= 60 else self.theme.text)
            # The clock goes on: ask for another look soon.
            self.request_frame(CLOCK_MS)

    # -- the pointer ---------------------------------------------------------------------------

    def _spot(self, event: MouseEvent) -> Spot | None:
        """Return what lies under the pointer."""
        if self.page is None:
            return None
        x, y = event.x / self.scale, self.size()[1] - event.y / self.scale
        for spot in self.page.spots:
            if spot.holds(x, y):
                return spot
        item, axes = self.run.item, self.graphs.main
        can_click = item is not None and item.kind == "click" and self.run.judged is None
        place = data_point(event, axes)
        return Spot(0, 0, 0, 0, "put", (place[0],)) if can_click and place is not None else None

    def on_press(self, event: MouseEvent) -> bool:
        self._pressed = self._spot(event) if event.button == 1 else None
        return False

    def on_release(self, event: MouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        spot = self._spot(event)
        # In a graph, the place where the button is released counts.
        if spot is not None and pressed is not None and (spot == pressed or spot.act == "put"):
            self._act(spot)
        return False

    def _act(self, spot: Spot) -> None:
        match spot.act:
            case "choose":
                self._choose(spot.args[0])
            case "put":
                self._put(spot.args[0])
            case "go_to":
                index = spot.args[0]
                self.do(lambda run: run.go_to(index))
            case "enter":
                self.do(Run.enter)
            case "give_up":
                self.do(Run.give_up)
            case "start":
                self.do(Run.start)
            case "show_me":
                self.show_me()
            case "type":
                self.take_focus()

    def _put(self, draft: Draft) -> None:
        self.do(lambda run: run.put(draft))

    def _choose(self, index: int) -> None:
        """Choose an option, or put it next; a second click takes it out again."""
        draft = self.run.draft
        if not isinstance(draft, tuple):
            self._put(index)
        elif index in draft:
            self._put(tuple(each for each in draft if each != index))
        else:
            self._put((*draft, index))

    def on_move(self, event: MouseEvent) -> bool:
        return self._light(self._spot(event))

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._light(None)

    def _light(self, spot: Spot | None) -> bool:
        framed = spot is not None and spot.width > 0
        before = (self.hover.get_visible(), self.hover.get_bbox().bounds)
        if spot is not None and framed:
            self.hover.set_bounds(spot.x, spot.y, spot.width, spot.height)
        self.hover.set_visible(framed)
        return bool(before != (framed, self.hover.get_bbox().bounds))

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._spot(event) is not None else ""

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: KeyEvent) -> bool:
        key, item = event.key or "", self.run.item
        if key in ("enter", "return"):
            self.do(Run.enter)
        elif item is not None and self.run.judged is None:
            self._answer_key(key, item)
        return False

    def _answer_key(self, key: str, item: Item) -> None:
        typed = self.run.draft
        if isinstance(typed, str):
            if key == "backspace":
                typed = typed[:-1]
            elif key == "escape":
                typed = ""
            elif key in TYPED and len(typed) < LONGEST:
                typed += TYPED[key]
            if typed != self.run.draft:
                self._put(typed)
        elif key.isdigit() and 1 <= int(key) <= len(item.options):
            self._choose(int(key) - 1)
