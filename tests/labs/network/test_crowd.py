"""Races and fans: each network of a crowd learns exactly what it would learn alone."""

import math
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MplFigure

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.network.figure import Figure
from acttutor.labs.network.figures.many.ensemble import CrowdFigure
from acttutor.labs.network.model.many.ensemble import SEEDS
from acttutor.labs.network.run import Run
from acttutor.labs.network.state import RACES, Settings
from acttutor.labs.network.words import crowd_names, readout
from acttutor.plots.style import THEMES, install_fonts


def make(**changes: Any) -> Run:
    return Run(changed(Settings(), **changes))


def train(run: Run, epochs: int) -> Run:
    for _ in range(epochs):
        run.step()
    return run


@pytest.mark.parametrize("race_by", RACES)
def test_each_racer_learns_as_it_would_alone(race_by: str) -> None:
    race = train(make(mode="race", race_by=race_by), 5)
    assert race.ensemble is not None
    assert len(race.ensemble.members) == len(RACES[race_by]) == 6
    for value, member in zip(RACES[race_by], race.ensemble.members, strict=True):
        alone = train(make(**{race_by: value}), 5)
        assert np.array_equal(member.network.parameters, alone.network.parameters)
        assert (
            alone.losses.train[-1]
            == race.ensemble.losses.values[race.ensemble.members.index(member)][-1]
        )


def test_a_fan_differs_in_nothing_but_the_seed() -> None:
    fan = train(make(mode="fan", seed=7), 4)
    assert fan.ensemble is not None
    assert [member.settings.seed for member in fan.ensemble.members] == list(range(7, 7 + SEEDS))
    alone = train(make(seed=9), 4)
    parameters = fan.ensemble.members[2].network.parameters
    assert parameters == pytest.approx(alone.network.parameters, abs=1e-10)
    assert fan.ensemble.median()[-1] == np.median(fan.ensemble.losses.values[:, -1])


def test_back_and_forward_again_is_the_same_way() -> None:
    run = train(make(mode="race", race_by="optimizer", shuffle=True), 6)
    assert run.ensemble is not None
    course = [member.network.parameters.copy() for member in run.ensemble.members]
    losses = run.ensemble.losses.values.copy()
    for _ in range(3):
        assert run.step_back()
    assert run.epoch == 3
    train(run, 3)
    assert np.array_equal(run.ensemble.losses.values, losses)
    for member, parameters in zip(run.ensemble.members, course, strict=True):
        assert np.array_equal(member.network.parameters, parameters)
    while run.step_back():
        pass
    assert run.epoch == 0


def test_a_racer_that_diverges_stops_and_the_others_go_on() -> None:
    run = train(make(mode="race", race_by="lr", activation="identity", data="reg_gauss"), 1)
    assert run.ensemble is not None
    # Even a linear network survives the learning rates of the race; a huge weight does not.
    run.ensemble.members[5].network.layers[0].W[0, 0] = 1e200
    train(run, 3)
    failed = [member.failed for member in run.ensemble.members]
    assert failed[:5] == [0] * 5
    assert failed[5] == 2
    assert np.isfinite(run.ensemble.members[5].network.parameters).all()
    assert math.isnan(run.ensemble.losses.values[5, -1])
    assert np.isfinite(run.ensemble.losses.values[:5]).all()
    assert run.ensemble.best()[0] != run.ensemble.members[5].name


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("race_by", RACES)
def test_every_racer_has_a_name_of_its_own(language: str, race_by: str) -> None:
    run, texts = make(mode="race", race_by=race_by), Texts(language)
    names = crowd_names(run, texts)
    assert len(set(names)) == 6
    assert not any("." in name and "options" in name for name in names)
    assert "{" not in readout(run, texts)


@pytest.mark.parametrize("data", ["circle", "iris", "reg_gauss"])
@pytest.mark.parametrize("mode", ["race", "fan"])
@pytest.mark.parametrize("size", [(864, 627), (1120, 747)])
def test_maps_show_what_the_networks_say(mode: str, data: str, size: tuple[int, int]) -> None:
    """The colour in the middle of each map is that of its network's output there."""
    install_fonts()
    run = train(make(mode=mode, data=data), 30)
    assert run.ensemble is not None
    figure = MplFigure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
    canvas = FigureCanvasAgg(figure)
    assert Figure.for_run(run) is CrowdFigure
    picture = CrowdFigure(figure, run, Texts("en"), THEMES["light"])
    picture.relayout()
    picture.update()
    canvas.draw()
    assert picture.suits(picture.run)
    for index, member in enumerate(run.ensemble.members):
        part = picture.maps[index]
        left, bottom, right, top = part.axes.bbox.extents
        assert left >= 0 and right <= size[0] and bottom >= 0 and top <= size[1]
        pixels, colors = part.image.get_pixels(), part.colors
        side = len(pixels)
        assert pixels.shape == (side, side, 4) and abs(side - (right - left)) <= 1
        x, y = (np.array([0.31, 0.64]) * (side - 1)).round() / (side - 1)
        point = np.array([[-6 + 12 * x, 6 - 12 * y]])
        said = member.network.forward(run.feature_grid(point))[0]
        row, column = round(y * (side - 1)), round(x * (side - 1))
        wanted = (
            colors.classes(said.reshape(3, 1, 1)) if len(said) == 3 else colors.numbers(said)
        ).reshape(4)
        # The map is interpolated between grid points, so a shade more or less is right.
        assert np.abs(pixels[row, column].astype(int) - wanted).max() <= 24


def test_the_picture_changes_with_the_mode() -> None:
    run = make()
    assert Figure.for_run(run) is Figure
    run.configure(changed(run.settings, mode="fan"))
    assert Figure.for_run(run) is CrowdFigure
    run.configure(changed(run.settings, data="own"))
    assert run.ensemble is None
    assert Figure.for_run(run) is Figure
