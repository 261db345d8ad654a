"""The controls of the lab of gradient descent in two dimensions."""

import random

from acttutor.labs.descent2d.panels.hyperparameters import TuningControls
from acttutor.labs.descent2d.panels.trajectories import TrajectoryButtons
from acttutor.labs.descent2d.run import Run
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.section("function")
    panel.control("function")
    panel.control("kappa", shown=lambda settings: settings.function == "bowl")
    panel.control("inputs", True, shown=lambda settings: settings.function == "inputs")
    panel.control("samples", True, shown=lambda settings: settings.function == "inputs")
    panel.control("view", segments=True)
    panel.buttons(
        ("random_start", lambda: _start_anywhere(panel)),
        ("own_start", lambda: _forget(panel, "starts")),
    )
    panel.section("race")
    panel.across(TrajectoryButtons(panel))
    panel.section("chosen")
    panel.control("chosen")
    panel.across(TuningControls(panel))
    panel.buttons(("suggested", lambda: _forget(panel, "tuning")), columns=1)


def _start_anywhere(panel: Panel[Run]) -> None:
    settings = panel.context.settings
    land = settings.landscape
    x, y = (middle + random.uniform(-0.95, 0.95) * land.half for middle in land.centre)
    panel.context.change(starts=settings.with_start(x, y))


def _forget(panel: Panel[Run], name: str) -> None:
    """Return to what is suggested for the present function."""
    settings = panel.context.settings
    kept = tuple(entry for entry in getattr(settings, name) if entry[0] != settings.function)
    panel.context.change(**{name: kept})
