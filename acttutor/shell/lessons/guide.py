"""Leads through a lesson: sets its steps up, looks whether their goals are met."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.resources import asset
from acttutor.base.state.run import AnyRun
from acttutor.base.task import elsewhere
from acttutor.labs.registry import LABS
from acttutor.lessons.attempt import Attempt
from acttutor.lessons.closing import with_closing, without_closing
from acttutor.lessons.lesson import Lesson, Step, line_in
from acttutor.lessons.own import lesson_about
from acttutor.lessons.progress import Progress
from acttutor.shell.lessons.ahead import Ahead
from acttutor.shell.lessons.folded_strip import FoldedStrip
from acttutor.shell.lessons.strip import LessonStrip
from acttutor.shell.lessons.strip_height import Heights
from acttutor.shell.main_window import MainWindow
from acttutor.widgets.worker import SCREEN


class Guide:
    """The lesson that is going on, if any.

    The learner may wander off: everything stays usable, and `restore` comes back.

    Args:
        window: the main window.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.layout.on_turned = self.decorate
        self.progress = Progress(window.records)
        self._ahead = Ahead(window)
        self.lesson: Lesson | None = None
        #: The lesson that came to its end last.
        self.finished: Lesson | None = None
        self.index = 0
        self.attempt: Attempt | None = None
        self.strip: LessonStrip | None = None
        #: Stands for the strip while the learner is elsewhere.
        self.folded: FoldedStrip | None = None
        #: What is offered: where the learner left off the last time, see `reached`.
        self._offered: dict[str, int] = {}
        #: Heights of strips that are known.
        self._heights: Heights = {}
        self._steps_before = 0
        #: Steps of this lesson whose results were seen.
        self._seen: set[int] = set()
        #: Whether the learner took all controls back, whatever the steps hide or lock.
        self.free = False

    @property
    def step(self) -> Step:
        """The present step."""
        assert self.lesson is not None
        return self.lesson.steps[self.index]

    @property
    def written(self) -> Lesson | None:
        """The lesson that is going on, as its file has it."""
        return self.lesson and without_closing(self.lesson)

    # -- opening and closing -------------------------------------------------------------------

    def open_path(self, path: Path, failed: Callable[[UserError], None] | None = None) -> None:
        """Open a lesson file; ``failed`` takes what is wrong with it, by default the window."""
        from acttutor.lessons.reader import read_lesson

        task = elsewhere(partial(read_lesson, path))
        values = {"file": path.name}
        self._window.worker.do(task, self.open, "shell.work.open", SCREEN, failed, **values)

    def about(self, row: str) -> Path | None:
        """Return the file of the program's lesson about a row of the curriculum."""
        lesson = lesson_about(row)
        return lesson.path if lesson is not None else None

    def open(self, lesson: Lesson, index: int | None = None) -> None:
        """Begin a lesson, or go on where the learner was."""
        self._seen.clear()
        lesson = with_closing(lesson)
        reached = self.progress.step(lesson.id) if index is None else index
        self._begin(lesson, reached if reached < len(lesson.steps) else 0, free=False)

    def _left_off(self) -> tuple[int, Path, int]:
        """Return number, file and step of the lesson to go on with; step −1 if none was begun, or
        nothing is left to do."""
        from acttutor.lessons.reader import lesson_files

        files = lesson_files(asset("lessons"))
        # The name of a file is a number and the id.
        ids = [path.stem.partition("-")[2] for path in files]
        id = self.progress.next_of(ids)
        if not id or self.progress.latest is None:
            return 1, files[0], -1
        return ids.index(id) + 1, files[ids.index(id)], self.progress.step(id)

    def reached(self) -> dict[str, int]:
        """Return lesson, step and count of steps where the learner left off; empty at first."""
        from acttutor.lessons.reader import read_lesson

        number, path, step = self._left_off()
        if step < 0:
            return {}
        try:
            count = len(with_closing(read_lesson(path)).steps)
        except UserError:
            return {}
        return {"lesson": number, "step": min(step, count - 1) + 1, "count": count}

    def offer(self) -> None:
        """Offer to go on with the lesson of the last time, wherever the learner is."""
        self._offered = self.reached()
        self.decorate()

    def _decline(self) -> None:
        self._offered = {}
        self.take_down()

    def begin(self) -> None:
        """Go on where the learner left off, or begin with the first lesson."""
        self.open_path(self._left_off()[1])

    def close(self) -> None:
        """Leave the lesson; the experiment stays as it is."""
        self.lesson = self.attempt = None
        self.take_down()
        self._window.host.mark("", "")
        self._window.show_lab(stays=True)

    # -- steps ---------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        """Go to another step; beyond the last one the lesson is over."""
        assert self.lesson is not None
        index = self.index + by
        if index >= len(self.lesson.steps):
            self._finish(self.lesson)
        elif index >= 0:
            self._begin(self.lesson, index, self.free)

    def _finish(self, lesson: Lesson) -> None:
        """Leave a lesson at its end, and say how it went; it is done if all its goals are met."""
        if not self.left_out(lesson):
            self.progress.reach(lesson.id, 0, done=True)
        self.close()
        self.finished = lesson
        self._window.open_dialog("summary")

    def left_out(self, lesson: Lesson) -> list[int]:
        """Return the steps of a lesson that ask for something which was not done yet, from 0."""
        met = self.progress.passage(lesson.id).met
        return [k for k, step in enumerate(lesson.steps) if step.asks and k not in met]

    def state_of(self, index: int) -> str:
        """Return how a step of the present lesson stands: ``"met"``, ``"here"``, ``"left_out"`` if
        the learner went past it without doing what it asks, or ``"ahead"``."""
        assert self.lesson is not None
        met = self.progress.passage(self.lesson.id).met
        past = index < self.index
        if index in met or (past and not self.lesson.steps[index].asks):
            return "met"
        return "here" if index == self.index else "left_out" if past else "ahead"

    def turn(self, by: int) -> None:
        """Go to another step if a lesson is going on; for the keys of a presenter's remote."""
        if self.lesson is not None and 0 <= self.index + by < len(self.lesson.steps):
            self.go(by)

    def restore(self) -> None:
        """Set the present step up again."""
        assert self.lesson is not None
        self._begin(self.lesson, self.index, free=False)

    def _begin(self, lesson: Lesson, index: int, free: bool) -> None:
        """Set a step up; until that is done, everything is as it was."""
        window, attempt = self._window, self._attempt_at(lesson, index)
        step = attempt.step

        def show(run: AnyRun | None) -> None:
            self.lesson, self.index, self.attempt, self.free = lesson, index, attempt, free
            self._steps_before = window.view.player.steps
            self.progress.reach(lesson.id, index, done=False)
            if not step.highlight:
                # What an earlier step led to lies over the figure on a small screen.
                window.layout.close()
            window.set_up(step.lab, attempt.start, run)

        if step.settings is None:
            window.worker.stop(SCREEN)
            show(None)
        else:
            window.worker.do(self._ahead.take(attempt), show, "shell.work.step", SCREEN)

    def _attempt_at(self, lesson: Lesson, index: int) -> Attempt:
        """Return an attempt at a step as it would begin now."""
        step, before = lesson.steps[index], lesson.steps[index - 1] if index else None
        settings = self._window.store.settings(step.lab)
        if step.settings is None and (before is None or before.lab != step.lab):
            settings = type(settings)()
        passage = self.progress.passage(lesson.id)
        seen = index in self._seen or (index in passage.met and not passage.over)
        return Attempt(step, settings, seen)

    def choose_learner(self, name: str) -> None:
        """Let another learner go on, or a new one begin."""
        window = self._window
        self.progress.choose(name)
        window.use_records()
        window.view.repaint()
        if self._offered:
            self.offer()
        window.keep("lessons", {"learner": self.progress.learner})

    # -- what the window tells -----------------------------------------------------------------

    def take_down(self) -> None:
        """Take the strip away: what it measures itself by is about to go."""
        self._ahead.forget()
        self._window.layout.strip = None
        if self.strip is not None:
            root, strip = self._window.root, str(self.strip)
            if str(root.tk.call("focus", "-lastfor", root)).startswith(strip):
                # From its buttons the keyboard goes back to the figure.
                self._window.host.widget.focus_set()
            self.strip.destroy()
            self.strip = None
        if self.folded is not None:
            self.folded.destroy()
            self.folded = None

    def decorate(self) -> None:
        """Put the strip and the marks of the step into a window that was built anew."""
        window = self._window
        if not self._strip_stays():
            self.take_down()
        if self.lesson is None or self.attempt is None:
            # The first page has a way of its own.
            if self._offered and window.store.state.lab != next(iter(LABS)):
                words = window.texts("overview.go_on", **self._offered)
                self._fold(words, self.begin, self._decline)
            return
        self._offered = {}
        if window.store.state.lab != self.step.lab:
            window.host.mark("", "")
            self._fold(self._way_back(), self.return_to, self.close)
            return
        if self.strip is None:
            self.strip = self._build_strip(self.lesson, self.attempt)
        else:
            self.strip.show(self.index, self.attempt)
        window.host.mark(self.step.point, window.appearance.theme.negative)
        panel = window.view.panel
        if panel is None:
            return
        for name in self.step.highlight:
            panel.mark(name)
        for name in self.step.highlight[:1]:
            # The words of the lesson may have taken its room just now.
            window.layout.arrange()
            window.layout.open()
            panel.reveal(name)
        self._prepare_next()

    def _prepare_next(self) -> None:
        """Make the next step ready while this one is read."""
        assert self.lesson is not None
        index = self.index + 1
        if index < len(self.lesson.steps):
            step = self.lesson.steps[index]
            # One that goes on in the same lab has nothing to be made.
            if step.settings is not None or step.lab != self.step.lab:
                self._ahead.expect(step, partial(self._attempt_at, self.lesson, index))

    def _strip_stays(self) -> bool:
        """Tell whether the strip that is there can show the present step."""
        if self.lesson is None or self.strip is None:
            return False
        return self._window.store.state.lab == self.step.lab and self.strip.suits(self.lesson)

    def _build_strip(self, lesson: Lesson, attempt: Attempt) -> LessonStrip:
        """Put a strip with the present step into the window."""
        strip = LessonStrip(self._window, self, lesson, self.index, attempt, self._heights)
        self._window.layout.put_strip(strip)
        return strip

    def _fold(self, words: str, go: Callable[[], object], close: Callable[[], object]) -> None:
        """Put one line where the strip would be."""
        self.folded = FoldedStrip(self._window, words, go, close)
        self.folded.grid(row=3, column=2, sticky="ew")
        self.folded.lift(self._window.host)

    def _way_back(self) -> str:
        assert self.lesson is not None
        texts, language = self._window.texts, self._window.store.state.language
        title = line_in(self.lesson.title, language)
        return texts("lessons.way_back", title=title, step=self.index + 1)

    def return_to(self) -> None:
        """Go back to the lab of the present step, which is as the learner left it."""
        self._window.store.choose(self.step.lab)

    def look(self) -> None:
        """Look whether the goal is met; called after every frame and every change."""
        attempt, window = self.attempt, self._window
        if attempt is None or self.strip is None or self.lesson is None or attempt.met:
            return
        # What is said at the goal takes room from the figure, and a drag in it would lose its
        # ground; the numbers in it would be those on the way. What counts is where the drag ends.
        if window.view.holds:
            return
        if window.store.state.lab == attempt.step.lab:
            steps = window.view.player.steps - self._steps_before
            met = attempt.look(window.view.run, steps)
            if attempt.seen:
                self._seen.add(self.index)
            if met:
                self._meet()

    def _meet(self) -> None:
        """Note and say that the goal of the present step is met."""
        assert self.lesson is not None and self.attempt is not None
        self._seen.add(self.index)
        self.progress.meet(self.lesson.id, self.index)
        if self.strip is not None:
            self.strip.show_met()
        asked = self.step.predict
        if asked is not None and asked.point and self.attempt.predicted != asked.right:
            self._window.host.mark(asked.point, self._window.appearance.theme.negative)

    def predict(self, option: int) -> None:
        """Take the learner's prediction."""
        attempt = self.attempt
        if attempt is None or self.lesson is None or attempt.predicted is not None:
            return
        attempt.predicted = option
        self.progress.predict(self.lesson.id, self.index, option, attempt.verdict())
        if self.strip is not None:
            self.strip.show_prediction()
        if attempt.met:
            self._meet()
        self.look()
