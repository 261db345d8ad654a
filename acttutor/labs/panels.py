"""The panels of all labs, each imported when it is first needed."""

from typing import Protocol, cast

from acttutor.labs.registry import LABS
from acttutor.widgets.panel import AnyPanel


class PanelModule(Protocol):
    """``panel.py`` of a lab."""

    def build(self, panel: AnyPanel) -> None:
        """Put the controls of the lab into its panel, from top to bottom."""


def build_panel(lab: str, panel: AnyPanel) -> None:
    """Let a lab describe its panel."""
    cast(PanelModule, LABS[lab].module("panel")).build(panel)
    panel.finish()
