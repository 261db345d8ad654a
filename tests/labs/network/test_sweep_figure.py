"""The picture and the words of a sweep, with invented results."""

import math
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from scene import Scene

from acttutor.base.language.texts import Texts
from acttutor.labs.network.figures.many.sweep import SweepFigure
from acttutor.labs.network.figures.many.sweep_key import LossColors
from acttutor.labs.network.model.many.sweep_grid import Outcome
from acttutor.labs.network.words import readout
from acttutor.labs.network.words_sweep import progress, short_loss
from acttutor.plots.parts.matrix import is_light
from acttutor.plots.style import DARK, LIGHT, THEMES


def scene(**changes: Any) -> Scene:
    """Return a grid of 6 × 5 cells, without any process."""
    return Scene("network", **{"mode": "sweep", "sweep_seeds": 2, **changes})


def fill(shown: Scene, count: int) -> None:
    """Enter the first results; the network of the fourth cell has failed."""
    for index in range(count):
        loss = 0.4 / (1 + index)
        failed = 12 if index == 3 else 0
        shown.run.sweep.put(index, Outcome(loss, 2 * loss, failed, seconds=1.0))
    shown.paint()


def test_cells_fill_with_losses_and_colours() -> None:
    shown = scene()
    assert isinstance(shown.figure, SweepFigure)
    before = shown.picture()
    fill(shown, 30)
    numbers = [number.get_text() for number in shown.figure.grid.numbers[0]]
    assert numbers[0] == "0.80"
    assert numbers[3] == "∞"
    pixels = shown.figure.grid.image.get_pixels()
    assert (pixels[4, 4] != pixels[-4, -4]).any()
    assert (shown.picture() != before).any(axis=2).mean() > 0.2


def test_the_numbers_of_a_cell_are_written_for_every_seed() -> None:
    shown = scene()
    fill(shown, 31)
    shown.move(shown.over(shown.figure.grid.axes, 0.5, 0.5))
    words = shown.words()
    assert "Learning rate ε: 0.003    Activation: Sigmoid" in words
    for loss in (0.4, 0.8, 0.4 / 31, 0.8 / 31):
        assert f"{loss:.4g}" in words
    shown.move(shown.over(shown.figure.grid.axes, 3.5, 0.5))
    assert "in epoch 12" in shown.words()


def test_a_click_opens_the_cell() -> None:
    shown = scene()
    shown.press(shown.over(shown.figure.grid.axes, 2.5, 3.5))
    (what, (cell,)), *others = shown.asked
    assert (what, others) == ("choose_cell", [])
    settings = cell.settings
    assert (settings.mode, settings.lr, settings.activation) == ("one", 0.03, "leaky_relu")
    assert shown.figure.cursor(shown.over(shown.figure.grid.axes, 2.5, 3.5)) == "hand"


def test_another_grid_asks_for_another_picture() -> None:
    shown = scene()
    assert shown.figure.suits(shown.run)
    for change in ({"sweep_seeds": 3}, {"sweep_x": "batch"}, {"mode": "one"}):
        before = shown.run.settings
        shown.run.configure(type(before)(**{**vars(before), **change}))
        assert not shown.figure.suits(shown.run)
        shown.run.configure(before)


def contrast(first: Any, second: Any) -> float:
    """Return the contrast ratio of two colours (WCAG 2), from 1 to 21."""

    def luminance(color: Any) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_can_be_read_on_every_colour(theme: str) -> None:
    colors = LossColors(THEMES[theme])
    faces = colors.of(np.array([*np.geomspace(1e-4, 1, 40), math.inf, math.nan]))
    inks = {True: to_rgb(LIGHT.point), False: to_rgb(DARK.point)}
    for face, light in zip(faces, is_light(colors.pixels(faces)), strict=True):
        assert contrast(inks[bool(light)], face) > 4.2


def test_equal_losses_look_equal_and_a_bad_one_hides_nothing() -> None:
    colors = LossColors(THEMES["light"])
    equal = colors.of(np.array([0.5, 0.501, 0.5]))
    assert np.abs(equal - equal[0]).max() < 0.02
    losses = np.array([*np.linspace(0.01, 0.05, 20), 1e6])
    faces = colors.of(losses)
    assert np.abs(faces[0] - faces[19]).max() > 0.5
    assert colors.is_open


@pytest.mark.parametrize(
    ("loss", "text"),
    [(0.5, "0.50"), (12.34, "12.34"), (0.0123, "0.012"), (0.0004, "4e−4"), (3e7, "3e7")],
)
def test_a_short_loss_has_five_characters_at_most(loss: float, text: str) -> None:
    assert short_loss(loss) == text
    assert len(text) <= 5


def test_progress_says_how_much_is_left() -> None:
    shown, texts = scene(), Texts("en")
    assert progress(shown.run.sweep, texts) == "60 networks to train: press Play."
    shown.run.sweep.workers = 2
    fill(shown, 20)
    assert progress(shown.run.sweep, texts) == "20 of 60 networks trained, about 20 s left"
    assert "20 of 60 networks" in readout(shown.run, texts)
    fill(shown, 60)
    assert progress(shown.run.sweep, texts) == "All 60 networks are trained."
