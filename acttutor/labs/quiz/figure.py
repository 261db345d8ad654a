"""The picture of the quiz: a question with its answer, an exam with its result, or a sheet."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from matplotlib.backend_bases import KeyEvent, LocationEvent, MouseEvent

from acttutor.labs.quiz.figures.page import NOWHERE, Spot
from acttutor.labs.quiz.figures.preview import SheetPage
from acttutor.labs.quiz.figures.question import QuestionPage
from acttutor.labs.quiz.figures.result import NotePage, ResultPage
from acttutor.labs.quiz.figures.table import TablePage
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.run import Run
from acttutor.plots.canvas.pointer import data_point
from acttutor.plots.crosshair import Crosshair
from acttutor.plots.handles import Handle
from acttutor.plots.lab_figure import LabFigure, unanswered
from acttutor.plots.parts.graph import GraphLayer, Node
from acttutor.plots.parts.layout import Over

#: Keys that are typed into a number, and what they stand for.
TYPED = {**{digit: digit for digit in "0123456789./-"}, "−": "-", ",": ".", "minus": "-"}
LONGEST = 16
#: What a click in a graph is called.
PUT = "put"
#: How often the clock of an exam is looked at.
CLOCK_MS = 250
#: How long Enter confirms the number of a card that was typed, and does not yet go on.
CONFIRMS_S = 0.6


class Figure(LabFigure[Run]):
    """Draws the page that the run is at, and passes on what is clicked and typed."""

    #: Let the run do something, and show what came of it.
    do: Callable[[Callable[[Run], None]], None] = unanswered
    #: Open the lab of a question, with its numbers.
    show_in_lab: Callable[[Item], None] = unanswered
    #: Return the file of the lesson about a row of the curriculum, if there is one.
    lesson_about: Callable[[str], Path | None] = unanswered
    #: Open the lesson in a file.
    open_lesson: Callable[[Path], None] = unanswered
    #: Send the keys that are typed to the figure.
    take_focus: Callable[[], None] = unanswered

    is_typed_in = True

    def build(self) -> None:
        self.note = NotePage(self)
        self.result = ResultPage(self, lambda row: self.lesson_about(row))
        self.question, self.sheet = QuestionPage(self), SheetPage(self)
        self.table = TablePage(self)
        self.pages = Over(self.note, self.result, self.question, self.sheet, self.table)
        self.hover = GraphLayer(self)
        self._cross = Crosshair(self, "cross", across=True)
        self._hovered: Spot | None = None
        self._pressed: Spot | None = None
        self._shown: object = None
        #: Until when Enter confirms.
        self._confirmed_s = 0.0

    def layout(self, width: float, height: float) -> None:
        self.pages.layout(self.whole().inside(22, 10, 22, 8))
        self._shown = None

    @property
    def page(self) -> NotePage | ResultPage | QuestionPage | SheetPage | TablePage:
        """The page that the run is at."""
        match self.run.phase_name:
            case "result":
                return self.result
            case "table":
                return self.table
            case "sheet":
                return self.sheet
            case "empty" | "ready":
                return self.note
        return self.question

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
            None if exam is None else (exam.position, exam.review, id(exam), len(exam.marked)),
        )

    def update(self) -> bool:
        state = self._state()
        changed = state != self._shown
        if changed:
            self._shown = state
            self.pages.show(False)
            self.page.update()
            self._light(None)
            self.invalidate()
        exam = self.run.exam
        if exam is not None and not exam.done and self.run.phase_name in ("exam", "table"):
            (self.table.clock if exam.in_table else self.question.score).tell(exam)
            # The clock goes on: ask for another look soon.
            self.request_frame(CLOCK_MS)
        return changed

    # -- the pointer ---------------------------------------------------------------------------

    def _spot(self, event: MouseEvent) -> Spot | None:
        """Return what lies under the pointer."""
        for spot in self.page.spots:
            if spot.rect.holds(*self.pointer(event)):
                return spot
        item, axes = self.run.item, self.question.graph.axes
        if item is None or item.kind != "click" or self.run.judged is not None:
            return None
        place = data_point(event, axes)
        return Spot(PUT, NOWHERE, partial(Run.put, draft=place[0])) if place else None

    def on_press(self, event: MouseEvent) -> bool:
        self._pressed = self._spot(event) if event.button == 1 else None
        return False

    def on_release(self, event: MouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        spot = self._spot(event)
        # In a graph, the place where the button is released counts.
        if spot is None or pressed is None or spot[:2] != pressed[:2]:
            return False
        if spot.act is not None:
            self.do(spot.act)
        elif isinstance(spot.leads, Item):
            self.show_in_lab(spot.leads)
        elif spot.leads is not None:
            self.open_lesson(spot.leads)
        else:
            self.take_focus()
        return False

    def on_move(self, event: MouseEvent) -> bool:
        return self._light(self._spot(event))

    def on_leave(self, event: LocationEvent | None) -> bool:
        return self._light(None)

    def _light(self, spot: Spot | None) -> bool:
        """Frame what is under the pointer."""
        framed = spot if spot is not None and spot.name != PUT else None
        changed, self._hovered = framed != self._hovered, framed
        frames = [] if framed is None else [framed.rect]
        self.hover.update([Node(rect, "none", self.theme.accent, 1.8, 8.0) for rect in frames])
        return changed

    def cursor(self, event: MouseEvent) -> str:
        return "hand" if self._spot(event) is not None else ""

    # -- the same without a pointer ------------------------------------------------------------

    def handles(self) -> list[Handle]:
        found, counts = [], Counter[str]()
        named = {handle.rect: handle.name for handle in self.page.buttons.handles("button")}
        item = self.run.item
        if item is not None and item.kind == "click" and self.run.judged is None:
            axes, name = self.question.graph.axes, self.texts("quiz.handles.place")
            found.append(self._cross.handle(axes, name, lambda x, _y: self._put(x)))
        for spot in self.page.spots:
            counts[spot.name] += 1
            number = counts[spot.name]
            id = f"{spot.name} {number}"
            name = named.get(spot.rect, str(number))
            press = partial(self.do, Run.enter) if spot.name == "type" else None
            found.append(Handle(id, spot.rect.grown(-4), name, press=press))
        return found

    def _put(self, x: float) -> None:
        """Mark a place in the graph."""
        self.do(partial(Run.put, draft=x))

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: KeyEvent) -> bool:
        key, item = event.key or "", self.run.item
        if key in ("enter", "return"):
            # By habit a card is typed with Enter; its verdict is to be seen.
            if self.run.judged is None or self.run.clock() >= self._confirmed_s:
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
                self.do(partial(Run.put, draft=typed))
        elif key.isdigit() and 1 <= int(key) <= len(item.options):
            self.do(partial(Run.choose, index=int(key) - 1))
            if self.run.judged is not None:
                self._confirmed_s = self.run.clock() + CONFIRMS_S
