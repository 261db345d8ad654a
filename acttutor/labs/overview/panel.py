"""The controls of the overview."""

from functools import partial

from acttutor.labs.overview.figure import Figure
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import DAILY, DOORS, Link
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.answer(Figure, partial(_answer, panel))
    # What lives goes on a little after every frame.
    panel.on_frame = lambda: panel.run.step()
    panel.section("start")
    know = partial(panel.context.change, view="labs")
    today = partial(_open, panel, DAILY)
    made = panel.buttons(
        ("begin", panel.view.lessons.begin), ("daily", today), ("know", know), columns=1
    )
    made["begin"].configure(bootstyle="primary")
    panel.follow(lambda _settings: made["begin"].configure(text=_offer(panel)))
    panel.section("doors")
    panel.buttons(*((door, partial(_pass, panel, door)) for door in DOORS), columns=1)
    panel.section("below")
    panel.control("view")
    panel.control("purpose", shown=lambda s: s.view == "chooser")
    panel.control("function", shown=lambda s: s.view != "chooser")
    panel.section("use")
    panel.note(lambda _settings: panel.context.text("use"))


def _offer(panel: Panel[Run]) -> str:
    """Return what the way to the lessons says: where a learner left off."""
    reached = panel.view.lessons.reached()
    return panel.context.text("go_on", **reached) if reached else panel.context.text("begin.label")


def _answer(panel: Panel[Run], figure: Figure) -> None:
    figure.open = partial(_open, panel)
    figure.begin = panel.view.lessons.begin
    figure.offer = _offer(panel)


def _pass(panel: Panel[Run], door: str) -> None:
    """Go through a door as it is now."""
    _open(panel, panel.run.door(door))


def _open(panel: Panel[Run], link: Link) -> None:
    """Put a lab on the screen, set up as the way there says."""
    store, view = panel.context.store, panel.view
    if link.lab not in store.state.settings:
        return
    if link.settings:
        # Before the lab is shown, so that it is built once.
        store.set(link.lab, **link.settings)
    store.choose(link.lab)
    if link.plays:
        view.player.play()
