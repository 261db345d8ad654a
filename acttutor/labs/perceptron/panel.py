"""The controls of the perceptron lab."""

import random

from acttutor.base.errors import UserError
from acttutor.labs.perceptron.figure import Figure
from acttutor.labs.perceptron.run import Run
from acttutor.labs.perceptron.samples import MOST
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    context = panel.context

    def random_start() -> None:
        context.change(w0=tuple(random.uniform(-1, 1) for _ in range(3)))

    def new_data() -> None:
        context.change(data="random", seed=random.randint(0, 9999))

    def answer(figure: Figure) -> None:
        figure.too_many = lambda: context.complain(UserError("perceptron.too_many", most=MOST))

    panel.answer(Figure, answer)
    panel.section("data")
    panel.control("data")
    panel.control("seed", shown=lambda settings: settings.data == "random")
    panel.buttons(("new_data", new_data), columns=1)
    panel.control("pen", segments=True)
    panel.note(lambda _settings: context.text("hint"))
    panel.section("learning")
    panel.control("lr")
    panel.control("by")
    panel.section("start")
    panel.buttons(
        ("zero_start", lambda: context.change(w0=(0.0, 0.0, 0.0))), ("random_start", random_start)
    )
