"""The controls of the GAN lab."""

import random
from typing import Any

from acttutor.base.fields import field_names
from acttutor.labs.gan.state import EXPERIMENTS, Settings
from acttutor.widgets.panel import Panel


def build(panel: Panel) -> None:
    """Describe the panel from top to bottom."""
    change = panel.context.change
    panel.requests.update(
        clear_drawing=lambda: change(drawn=()),
        new_seed=lambda: change(seed=random.randint(0, 9999)),
    )
    for name in EXPERIMENTS:
        panel.requests[name] = lambda name=name: set_up(panel, name)
    panel.section("experiments")
    panel.buttons(*EXPERIMENTS)
    _data(panel)
    _discriminator(panel)
    _generator(panel)
    _learning(panel)


def set_up(panel: Panel, experiment: str) -> None:
    """Put the settings of an experiment in place; drawing and speed stay the learner's."""
    context = panel.context
    defaults = Settings(drawn=context.value("drawn"), speed=context.value("speed"))
    values = {name: getattr(defaults, name) for name in field_names(defaults)}
    context.change(**{**values, **EXPERIMENTS[experiment]})


def _data(panel: Panel) -> None:
    panel.section("data")
    panel.control("data")
    frame: Any = panel.buttons("clear_drawing", columns=1)["clear_drawing"].master
    panel.follow(lambda settings: frame.grid() if settings.data == "drawn" else frame.grid_remove())
    panel.control("arrows")


def _discriminator(panel: Panel) -> None:
    panel.section("discriminator")
    panel.control("d_hidden")
    panel.control("leak", shown=lambda settings: settings.d_hidden == "leaky_relu")
    panel.control("d_output", segments=True)
    panel.control("d_units")
    panel.control("k")
    panel.control("head_start")
    panel.control("lr_d")


def _generator(panel: Panel) -> None:
    panel.section("generator")
    panel.control("g_hidden")
    panel.control("g_output")
    panel.control("g_units")
    panel.control("loss", shown=lambda settings: settings.d_output == "sigmoid")
    panel.control("lr_g")


def _learning(panel: Panel) -> None:
    panel.section("learning")
    panel.control("optimizer", segments=True)
    panel.control("seed", beside="new_seed")
