"""The controls of the maxout lab."""

import random
from functools import partial

from acttutor.labs.maxout.run import Run
from acttutor.labs.maxout.state import MOST, PRESETS, Lines, with_lines
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    actions = Actions(panel)
    panel.section("unit")
    panel.control("pieces")
    panel.control("units", segments=True)
    panel.section("presets")
    panel.buttons(*((name, partial(actions.take, name)) for name in PRESETS))
    panel.section("target")
    panel.control("target")
    draw = partial(panel.context.change, target="drawn", drawn=())
    panel.buttons(("draw", draw), columns=1)
    panel.section("training")
    panel.control("lr")
    panel.control("optimizer")
    panel.buttons(("random_lines", actions.random_lines), columns=1)


class Actions:
    """What the buttons do.

    Args:
        panel: the panel of the lab.
    """

    def __init__(self, panel: Panel[Run]) -> None:
        self._context = panel.context

    def take(self, name: str) -> None:
        """Let the lines of one unit make a known function."""
        lines = PRESETS[name]
        self._context.change(
            units="one", pieces=len(lines), lines=with_lines(lines, self._context.settings.lines)
        )

    def random_lines(self) -> None:
        """Begin with other lines."""

        def some(low: float, high: float) -> Lines:
            return tuple(
                (round(random.uniform(-1.5, 1.5), 2), round(random.uniform(low, high), 2))
                for _ in range(MOST)
            )

        self._context.change(lines=some(-1.0, 1.0), second=some(-1.5, 0.0))
