"""The controls of the overview."""

from functools import partial

from acttutor.labs.overview.figure import Figure
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import PATHS, Link
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.answer(Figure, partial(_answer, panel))
    panel.section("start")
    panel.note(lambda _settings: panel.context.text("start"))
    panel.buttons(*((name, partial(_open, panel, link)) for name, link in PATHS.items()), columns=1)
    panel.section("chooser")
    panel.control("purpose")
    panel.section("history")
    panel.control("function")
    panel.section("use")
    panel.note(lambda _settings: panel.context.text("use"))


def _answer(panel: Panel[Run], figure: Figure) -> None:
    figure.open = partial(_open, panel)


def _open(panel: Panel[Run], link: Link) -> None:
    """Put a lab on the screen, set up as the way there says."""
    store = panel.context.store
    if link.lab not in store.state.settings:
        return
    if link.settings:
        # Before the lab is shown, so that it is built once.
        store.set(link.lab, **link.settings)
    store.choose(link.lab)
