"""The picture: paths, arrows and surface hold the data of the race and answer the hand."""

import math

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.labs.descent2d.figures.projection import draped
from acttutor.labs.descent2d.formulas import number, rule_lines
from acttutor.labs.descent2d.hyperparameters import FUNCTIONS, OPTIMIZERS


def scene(**options):
    return Scene("descent2d", **options)


def angle(first, second):
    """Return the angle between two vectors in degrees."""
    cosine = np.dot(first, second) / math.hypot(*first) / math.hypot(*second)
    return math.degrees(math.acos(min(max(cosine, -1), 1)))


def arrow(made, name):
    """Return the arrow of the chosen one in data units."""
    tip = made.figure.map.arrows.tips.get(name)
    return None if tip is None else np.subtract(tip, made.run.chosen.here)


def end_name(made, racer):
    """Return the name at the end of a curve in the chart."""
    return made.figure.chart.names.texts[list(made.run.trajectories).index(racer)]


def test_the_map_shows_where_everyone_has_been():
    made = scene(chosen="adam")
    made.step(9)
    part = made.figure.map
    paths = part.paths.lines.get_segments()
    assert len(paths) == 6 + 1, "the chosen one has a halo"
    assert paths[-1].tolist() == paths[-2].tolist() == made.run.chosen.points.tolist()
    heads = part.heads.discs.get_offsets()
    assert heads.tolist()[-1] == list(made.run.chosen.here)
    assert len(heads) == 6


def test_the_gradient_is_drawn_across_the_level_lines():
    made = scene(function="himmelblau")
    made.step(5)
    x, y = made.run.chosen.here
    gradient = made.run.settings.landscape.df(x, y)
    assert angle(arrow(made, "gradient"), gradient) == pytest.approx(180)
    left, right = made.figure.map.axes.get_xlim()
    low, high = made.figure.map.axes.get_ylim()
    box = made.figure.map.axes.bbox
    assert box.width / (right - left) == pytest.approx(box.height / (high - low))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_arrow_of_the_step_is_the_step_magnified(optimizer):
    made = scene(function="beale", chosen=optimizer)
    made.step(6)
    trajectory, factor = made.run.chosen, made.figure.map.arrows.factor
    step = np.subtract(trajectory.next, trajectory.here)
    np.testing.assert_allclose(arrow(made, "step"), step * factor)
    momentum = arrow(made, "momentum")
    if optimizer in ("momentum", "nesterov", "adam"):
        np.testing.assert_allclose(momentum, np.array(trajectory.velocity) * factor)
    else:
        assert momentum is None
    if factor > 1:
        words = made.figure.map.names.texts["arrow step"].get_text()
        assert str(factor) in words.replace(r"\,", "")


def test_the_heads_glide_to_the_next_places():
    made = scene(chosen="sgd")
    made.step(2)
    made.run.phase = 0.5
    made.paint()
    trajectory = made.run.chosen
    middle = np.add(trajectory.here, trajectory.next) / 2
    np.testing.assert_allclose(made.figure.map.heads.discs.get_offsets()[-1], middle)


# -- the surface -------------------------------------------------------------------------------


def test_the_surface_stands_over_the_square_and_keeps_its_bottom_in_view():
    made = scene(function="saddle")
    seen = made.figure.surface.projection
    bottom = seen.pixels(0.0, 0.0, 0.0)
    top = seen.pixels(0.0, 0.0, 1.0)
    assert top[0] == pytest.approx(bottom[0]) and top[1] > bottom[1]
    assert (seen.mesh >= 0).all() and seen.mesh.max() == pytest.approx(1, abs=0.01)
    for azimuth in range(-180, 180, 30):
        made.configure(azimuth=azimuth, elevation=30)
        seen, box = made.figure.surface.projection, made.figure.surface.axes.bbox
        spots = seen.pixels(seen.u, seen.v, seen.mesh)
        assert spots[..., 0].min() >= box.x0 and spots[..., 0].max() <= box.x1
        assert spots[..., 1].min() >= box.y0 and spots[..., 1].max() <= box.y1


def test_a_drag_turns_the_surface_without_a_full_draw():
    made = scene()
    draws, box = made.layer.full_draws, made.figure.surface.axes.bbox
    x, y = box.x0 + 100, made.figure.figure.bbox.height - box.y0 - 100
    before = made.picture()
    assert made.figure.cursor(made.at(x, y)) == "move"
    made.press(made.at(x, y))
    made.move(made.at(x + 40, y + 10))
    made.release(made.at(x + 40, y + 10))
    assert made.run.settings.azimuth == 50.0
    assert made.run.settings.elevation == 53.0
    assert made.layer.full_draws == draws
    assert (made.picture() != before).any()


def test_what_is_behind_a_wall_is_hidden_and_what_is_before_it_is_not():
    """Seen from low along y, the near rim of a bowl hides the bottom of its far side."""
    made = scene(kappa=20, azimuth=0.0, elevation=14.0)
    seen = made.figure.surface.projection
    places = np.array([[0.0, -0.5], [0.0, 3.9]])
    hidden = [bool(seen.path(place[None])[1][0]) for place in places]
    assert hidden == [True, False]
    made.configure(elevation=85.0)
    seen = made.figure.surface.projection
    assert not any(seen.path(place[None])[1][0] for place in places)


def test_a_path_is_laid_onto_the_surface_and_ends_at_the_edge():
    places = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.01]])
    laid = draped(places, 0.1)
    assert len(laid) == 12
    assert np.hypot(*np.diff(laid, axis=0).T).max() <= 0.1 + 1e-12
    assert laid[0].tolist() == [0, 0] and laid[-1].tolist() == [1, 0.01]
    made = scene()
    spots, _ = made.figure.surface.projection.path(np.array([[0.0, 0.0], [9.0, 0.0]]))
    assert np.isnan(spots[-1]).all() and np.isfinite(spots[0]).all()


# -- the pointer -------------------------------------------------------------------------------


def test_a_click_on_the_map_is_the_new_start_and_it_can_be_dragged():
    made = scene()
    axes = made.figure.map.axes
    assert made.figure.cursor(made.over(axes, 2.0, 2.0)) == "hand"
    made.press(made.over(axes, 2.0, 2.0))
    assert made.run.settings.start == pytest.approx((2.0, 2.0))
    made.move(made.over(axes, -1.0, 3.0))
    assert made.run.settings.start == pytest.approx((-1.0, 3.0))
    made.release(made.over(axes, -1.0, 3.0))
    made.move(made.over(axes, 0.0, 0.0))
    assert made.run.settings.start == pytest.approx((-1.0, 3.0))
    assert made.figure.cursor(made.over(axes, -1.0, 3.0)) == "move"


def test_a_click_on_a_name_chooses_its_optimizer():
    made = scene()
    made.step(20)
    text = end_name(made, "adam")
    x, y = text.get_position()
    event = made.at(x + 5, made.figure.figure.bbox.height - y)
    assert made.figure.cursor(event) == "hand"
    made.press(event)
    assert made.run.settings.chosen == "adam"
    assert "Adam" in made.words()


# -- words and looks ---------------------------------------------------------------------------


def test_who_leaves_the_picture_is_announced_at_its_edge():
    made = scene(tuning=[["bowl", "sgd", "lr", 0.12]])
    made.step(12)
    assert made.run.trajectories["sgd"].state == "outside"
    label = made.figure.map.names.texts["sgd"]
    assert label.get_visible() and label.get_text()[-1] in "↑↓"
    assert "outside" in end_name(made, "sgd").get_text()
    made.step(200)
    assert "diverged" in end_name(made, "sgd").get_text()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_rule_is_written_with_the_numbers_of_the_step(optimizer):
    made = scene(function="beale", chosen=optimizer)
    made.step(4)
    lines = [line for _, line in rule_lines(made.run.chosen)]
    for line, values in ((lines[0], made.run.chosen.gradient), (lines[-1], made.run.chosen.next)):
        shown = line.strip("$").split("(")[-1].rstrip(")").replace("−", "-").split(r",\,")
        assert [float(number) for number in shown] == pytest.approx(values, rel=5e-3, abs=5e-4)
    assert "p_{5}" in lines[-1]


def test_numbers_are_written_as_in_a_textbook():
    assert [number(value) for value in (0.0, -1.5, 0.01234, 123.4, math.inf)] == [
        "0", "−1.50", "0.0123", "123", r"\infty"
    ]  # fmt: skip
    assert number(-1.5e-6) == r"−1.50 \times 10^{−6}"
    assert number(1.5e6, plain=True) == "1.50e6"


def test_the_sign_of_a_sample_is_told_as_it_is():
    made = scene(function="inputs")
    made.step()
    for _ in range(6):
        trajectory, words = made.run.chosen, made.words().replace("\n", " ")
        assert ("both weights grow" in words) == (trajectory.gradient[0] < 0)
        assert ("both weights shrink" in words) == (trajectory.gradient[0] > 0)
        made.step()
    made.configure(inputs="tanh")
    assert "both weights grow" not in made.words().replace("\n", " ")


LOOKS = [((548, 574), 96, "ja"), ((548, 574), 96, "en"), ((804, 694), 96, "ja")]


@pytest.mark.parametrize(("size", "dpi", "language"), [*LOOKS, ((548, 562), 192, "en")])
def test_nothing_leaves_the_figure_or_lies_over_another_text(size, dpi, language):
    made = scene(size=size, dpi=dpi, language=language)
    for function in FUNCTIONS:
        made.configure(function=function)
        for steps, chosen in ((0, "adam"), (92, "sgd")):
            made.configure(chosen=chosen)
            made.step(steps)
            assert misfits_of_figure(made.figure.figure) == [], f"{function}: {made.run.k} steps"


@pytest.mark.parametrize(("size", "language"), [((692, 430), "en"), ((804, 470), "ja")])
def test_the_map_alone_stays_large_above_a_lesson(size, language):
    made = scene(size=size, language=language, view="map")
    for function in FUNCTIONS:
        made.configure(function=function)
        for steps in (0, 92):
            made.step(steps)
            assert misfits_of_figure(made.figure.figure) == [], f"{function}: {made.run.k} steps"
            assert made.figure.map.axes.bbox.height > 0.7 * size[1]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("view", "theme"), [("map", "dark"), ("surface", "light")])
def test_every_view_can_be_drawn_while_someone_diverges(view, theme):
    made = scene(theme=theme, view=view, tuning=[["bowl", "sgd", "lr", 2.0]])
    for _ in range(30):
        made.step()
    assert made.run.chosen.diverged
    assert misfits_of_figure(made.figure.figure) == []
    made.configure(view="both")
    made.configure(function="beale")
    assert misfits_of_figure(made.figure.figure) == []


def test_what_matters_about_the_function_is_told_after_the_first_step():
    """Before it, lessons ask what will happen."""
    made = scene(function="bowl", kappa=1)
    fact = made.texts("descent2d.fact.round")[:20]

    def told():
        lines = made.figure.words.lines
        return any(fact in line.get_text() for line in lines if line.get_visible())

    assert not told()
    made.step(1)
    assert told()
