"""The controls of the quiz."""

import random
from collections.abc import Callable

from acttutor.labs.quiz.figure import Figure
from acttutor.labs.quiz.model.item import Item
from acttutor.labs.quiz.panels.custom_controls import Topics
from acttutor.labs.quiz.panels.files import Files
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    actions, files = Actions(panel), Files(panel)
    panel.answer(Figure, actions.answer)
    panel.section("kind")
    panel.control("mode", segments=True)
    panel.section("topics")
    actions.topics = panel.parts["topics"] = Topics(panel)
    panel.across(actions.topics)
    panel.section("numbers")
    panel.control("seed", beside=("new_seed", actions.new_seed))
    panel.control("choices", shown=lambda settings: settings.mode != "exam")
    panel.control("form", shown=lambda settings: settings.mode == "exam")
    panel.control("count", shown=_has_own_count)
    panel.control("minutes", shown=_is_own_exam)
    panel.control("sheets", shown=lambda settings: settings.mode == "sheet")
    panel.buttons(
        ("print", files.print_sheets),
        columns=1,
        shown=lambda settings: settings.mode == "sheet",
    )
    panel.section("go")
    panel.buttons(("show_me", actions.show_me), ("results", files.results))


def _is_own_exam(settings: Settings) -> bool:
    return settings.mode == "exam" and settings.exam_form is None


def _has_own_count(settings: Settings) -> bool:
    return settings.mode == "sheet" or _is_own_exam(settings)


class Actions:
    """What clicks and buttons do beyond changing one setting.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._panel = panel
        self.topics: Topics | None = None

    def answer(self, figure: Figure) -> None:
        """Answer what the figure asks for."""
        figure.do = self.do
        figure.show_in_lab = self.show_in_lab
        figure.lesson_about = self._panel.view.lessons.about
        figure.open_lesson = self._panel.view.lessons.open_path
        figure.take_focus = self.take_focus

    def take_focus(self) -> None:
        """Send the keys that are typed to the figure."""
        self._panel.view.host.widget.focus_set()

    def do(self, what: Callable[[Run], None]) -> None:
        """Let the run do something, and show what came of it."""
        what(self._panel.run)
        self.take_focus()
        self._panel.view.repaint()
        if self.topics is not None:
            self.topics.refresh()

    def show_me(self) -> None:
        """Open the lab of the question, with its numbers."""
        item = self._panel.run.item
        if item is not None and self._panel.run.phase_name != "exam":
            self.show_in_lab(item)

    def show_in_lab(self, item: Item) -> None:
        """Open the lab of a question, with its numbers."""
        store = self._panel.context.store
        if item.show is None:
            return
        lab, settings = item.show
        if lab in store.state.settings:
            # Before the lab is shown, so that it is built once.
            store.set(lab, **settings)
            store.choose(lab)

    def new_seed(self) -> None:
        """Ask other questions with other numbers."""
        self._panel.context.change(seed=random.randint(0, 9999))
