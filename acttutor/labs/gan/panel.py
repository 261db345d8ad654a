"""The controls of the GAN lab."""

import random
from functools import partial

from acttutor.base.state.fields import field_names
from acttutor.labs.gan.run import Run
from acttutor.labs.gan.state import EXPERIMENTS, Settings
from acttutor.widgets.panel import Panel


def build(panel: Panel[Run]) -> None:
    """Describe the panel from top to bottom."""
    panel.section("experiments")
    panel.buttons(*((name, partial(set_up, panel, name)) for name in EXPERIMENTS))
    _data(panel)
    _discriminator(panel)
    _generator(panel)
    _learning(panel)


def set_up(panel: Panel[Run], experiment: str) -> None:
    """Put the settings of an experiment in place; drawing and speed stay the learner's."""
    context = panel.context
    defaults = Settings(drawn=context.settings.drawn, speed=context.settings.speed)
    values = {name: getattr(defaults, name) for name in field_names(defaults)}
    context.change(**{**values, **EXPERIMENTS[experiment]})


def _data(panel: Panel[Run]) -> None:
    panel.section("data")
    panel.control("data")
    panel.buttons(
        ("clear_drawing", lambda: panel.context.change(drawn=())),
        columns=1,
        shown=lambda settings: settings.data == "drawn",
    )
    panel.control("arrows")


def _discriminator(panel: Panel[Run]) -> None:
    panel.section("discriminator")
    panel.control("d_hidden")
    panel.control("leak", shown=lambda settings: settings.d_hidden == "leaky_relu")
    panel.control("d_output", segments=True)
    panel.control("d_units")
    panel.control("k")
    panel.control("head_start")
    panel.control("lr_d")


def _generator(panel: Panel[Run]) -> None:
    panel.section("generator")
    panel.control("g_hidden")
    panel.control("g_output")
    panel.control("g_units")
    panel.control("loss", shown=lambda settings: settings.d_output == "sigmoid")
    panel.control("lr_g")
    panel.note(lambda _settings: panel.context.text("block"))


def _learning(panel: Panel[Run]) -> None:
    panel.section("learning")
    panel.control("optimizer", segments=True)
    panel.control("seed", beside=("new_seed", lambda: _new_seed(panel)))


def _new_seed(panel: Panel[Run]) -> None:
    panel.context.change(seed=random.randint(0, 9999))
