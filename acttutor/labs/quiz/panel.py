"""The controls of the quiz."""

import random
from typing import Any

from acttutor.labs.quiz.panels.custom_controls import Topics
from acttutor.labs.quiz.panels.files import Files
from acttutor.widgets.panel import Panel


def build(panel: Panel) -> None:
    """Describe the panel from top to bottom."""
    actions, files = Actions(panel), Files(panel)
    panel.requests.update(
        results=files.results,
        print=files.print_sheets,
        act=actions.act,
        new_seed=actions.new_seed,
        next=lambda: actions.act("enter"),
        show_me=lambda: actions.act("show_me"),
    )
    panel.section("kind")
    panel.control("mode", segments=True)
    panel.section("topics")
    actions.topics = panel.parts["topics"] = Topics(panel)
    panel.across(actions.topics)
    panel.section("numbers")
    panel.control("seed", beside="new_seed")
    panel.control("count", shown=lambda settings: settings.mode != "practice")
    panel.control("minutes", shown=lambda settings: settings.mode == "exam")
    panel.control("sheets", shown=lambda settings: settings.mode == "sheet")
    _print_button(panel)
    panel.section("go")
    panel.buttons("next", "show_me")
    panel.buttons("results", columns=1)


def _print_button(panel: Panel) -> None:
    """Offer to print where there is a sheet."""
    button: Any = panel.buttons("print", columns=1)["print"]
    panel.follow(
        lambda settings: (
            button.master.grid() if settings.mode == "sheet" else button.master.grid_remove()
        )
    )


class Actions:
    """What clicks and buttons do beyond changing one setting.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self.topics: Topics | None = None

    def act(self, do: str, args: tuple[Any, ...] = ()) -> None:
        """Let the run do something, and show what came of it."""
        panel, run = self._panel, self._panel.run
        if do == "show_me":
            self._show_me()
            return
        if do == "type":
            panel.view.host.widget.focus_set()
            return
        getattr(run, do)(*args)
        panel.view.host.widget.focus_set()
        panel.view.repaint()
        if self.topics is not None:
            self.topics.refresh()

    def _show_me(self) -> None:
        """Open the lab of the question, with its numbers."""
        item, store = self._panel.run.item, self._panel.context.store
        if item is None or item.show is None or self._panel.run.phase_name == "exam":
            return
        lab, settings = item.show
        if lab in store.state.settings:
            # Before the lab is shown, so that it is built once.
            store.set(lab, **settings)
            store.choose(lab)

    def new_seed(self) -> None:
        """Ask other questions with other numbers."""
        self._panel.context.change(seed=random.randint(0, 9999))
