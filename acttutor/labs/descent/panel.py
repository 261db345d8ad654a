"""The controls of the gradient descent lab."""

import random

from acttutor.base.state.fields import Number, differing, spec_of
from acttutor.labs.descent.panels.rates import RatesEntry
from acttutor.labs.descent.panels.table import StepTable
from acttutor.labs.descent.run import STEPS_AHEAD, Run
from acttutor.labs.descent.state import Settings
from acttutor.widgets.panel import Panel

#: What makes a setup: a prediction is made for one, and does not outlive it.
SETUP = frozenset({"function", "a", "b", "x0", "lr"})


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.section("curve")
    panel.control("function")
    panel.section("start")
    panel.control("x0")
    panel.control("lr")
    panel.buttons(("random_start", lambda: panel.context.change(x0=random_start())), columns=1)
    panel.section("predict")
    panel.control("prediction", shown=is_parabola)
    panel.control("hide")
    panel.section("compare")
    panel.control("compare")
    RatesEntry(panel)
    panel.section("function")
    panel.control("a", shown=is_parabola)
    panel.control("b", shown=is_parabola)
    panel.note(lambda settings: _formula(panel, settings), shown=lambda s: not is_parabola(s))
    panel.section("table")
    table = StepTable(panel)
    panel.across(table)
    table.confirm_on(panel.buttons(("copy_table", table.copy_all), columns=1)["copy_table"])
    # After all controls, so that they already show what it reacts to.
    ForgetPrediction(panel)


def is_parabola(settings: Settings) -> bool:
    """Tell whether the function is the one with a and b."""
    return settings.curve is None


def _formula(panel: Panel[Run], settings: Settings) -> str:
    if is_parabola(settings):
        return ""
    text = panel.context.text
    formula = text(f"formula.{settings.function}")
    return f"{formula}\n{text('curve.shading', steps=STEPS_AHEAD)}"


def random_start() -> float:
    """Return a start from anywhere on its slider."""
    spec = spec_of(Settings, "x0")
    assert isinstance(spec, Number)
    return random.uniform(spec.low, spec.high)


class ForgetPrediction:
    """Takes the prediction back when the setup changes that it was made for.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._panel, self._context = panel, panel.context
        self._last = panel.context.settings
        panel.follow(self._follow)

    def _follow(self, settings: Settings) -> None:
        old, self._last = self._last, settings
        # A file or a lesson may set up both at once: that prediction stays.
        kept = settings.prediction == old.prediction != "none"
        if kept and not self._panel.takes_up and differing(old, settings) & SETUP:
            self._context.change(prediction="none")
