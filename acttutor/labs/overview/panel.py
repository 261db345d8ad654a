"""The controls of the overview."""

from typing import Any

from acttutor.labs.overview.state import PATHS
from acttutor.widgets.panel import Panel


def build(panel: Panel) -> None:
    """Describe the panel from top to bottom."""
    store = panel.context.store

    def open_lab(lab: str, settings: dict[str, Any] | None = None) -> None:
        """Put a lab on the screen, set up as the way there says."""
        if lab not in store.state.settings:
            return
        if settings:
            # Before the lab is shown, so that it is built once.
            store.set(lab, **settings)
        store.choose(lab)

    panel.requests["open"] = open_lab
    panel.section("start")
    panel.note(lambda _settings: panel.context.text("start"))
    for name, link in PATHS.items():
        panel.requests[name] = lambda link=link: open_lab(link.lab, link.settings)
    panel.buttons(*PATHS, columns=1)
    panel.section("chooser")
    panel.control("purpose")
    panel.section("history")
    panel.control("function")
    panel.section("use")
    panel.note(lambda _settings: panel.context.text("use"))
