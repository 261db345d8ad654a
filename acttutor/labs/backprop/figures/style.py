"""Colours that the parts of the figure share."""

from acttutor.core.worksheet.calculation import Quantity
from acttutor.plots.style import Theme

FORWARD, BACKWARD, UPDATE = PHASES = ("forward", "backward", "update")


def phase_of(step: Quantity | None) -> str:
    """Return which of the three parts of the calculation a step belongs to."""
    if step is None or step.kind in ("u", "o", "loss"):
        return FORWARD
    return UPDATE if step.kind.startswith("new_") else BACKWARD


def color_of(phase: str, theme: Theme) -> str:
    """Return the colour of a part of the calculation: forward that of f, backward that of f′."""
    return {FORWARD: theme.f, BACKWARD: theme.df, UPDATE: theme.good}[phase]


def wash_of(phase: str, theme: Theme) -> str:
    """Return the quiet background of what a step uses."""
    return {FORWARD: theme.selected, BACKWARD: theme.wash_bad, UPDATE: theme.wash_good}[phase]
