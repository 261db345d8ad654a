"""The controls of the collapse lab."""

import random
from collections.abc import Callable

from acttutor.labs.collapse.figure import Figure
from acttutor.labs.collapse.run import Run
from acttutor.labs.collapse.state import LARGEST, MOST, Settings
from acttutor.widgets.figure.number_over_figure import open_number_entry
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    context = panel.context

    def edit_number(place: tuple[float, float], shown: str, take: Callable[[float], None]) -> None:
        open_number_entry(panel, place, shown, take, -LARGEST, LARGEST)

    def answer(figure: Figure) -> None:
        figure.edit_number = edit_number

    def new_weights() -> None:
        context.change(seed=random.randint(0, 9999), edits=())

    def no_functions() -> None:
        context.change(**{f"f{number}": "identity" for number in range(1, MOST)})

    panel.answer(Figure, answer)
    panel.section("layers")
    panel.control("depth")
    panel.control("width")
    panel.control("seed", beside=("new_weights", new_weights))
    panel.note(lambda _settings: context.text("hint"))
    panel.section("between")
    for number in range(1, MOST):
        panel.control(f"f{number}", shown=_is_between(number))
    panel.buttons(("no_functions", no_functions), columns=1)
    panel.section("compare")
    panel.control("ahead")


def _is_between(number: int) -> Callable[[Settings], bool]:
    """Return whether there is a layer behind layer ``number``."""
    return lambda settings: settings.depth > number
