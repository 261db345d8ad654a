"""The controls of the gradient flow lab."""

import random

from acttutor.labs.gradients.run import Run
from acttutor.labs.gradients.verdict import applied, kept
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    context = panel.context

    def new_weights() -> None:
        context.change(seed=random.randint(0, 9999))

    panel.section("network")
    panel.control("depth")
    panel.control("width")
    panel.control("activation")
    panel.control("init")
    panel.control("gain")
    panel.control("batch_norm")
    panel.control("seed", beside=("new_weights", new_weights))
    panel.section("learning")
    panel.control("optimizer")
    panel.control("lr")
    panel.control("clip")
    panel.control("clip_norm", shown=lambda settings: settings.clip)
    panel.section("compare")
    panel.buttons(("apply_remedy", lambda: _apply(panel)), columns=1)
    panel.buttons(
        ("keep_before", lambda: context.change(**kept(context.settings))),
        ("forget_before", lambda: context.change(before=())),
    )
    panel.section("look")
    panel.control("layer")


def _apply(panel: Panel[Run]) -> None:
    """Apply the first of the remedies, if there is one."""
    found = panel.run.remedies
    if found:
        panel.context.change(**applied(panel.context.settings, found[0]))
