"""The figure of the softmax lab: what it shows is what was computed, and it can be grasped."""

import numpy as np
import pytest
from fit import misfits_of_figure
from scene import Scene

from acttutor.labs.softmax import words
from acttutor.labs.softmax.state import PRESETS


@pytest.fixture(scope="module")
def made():
    """One scene for all tests that only change settings."""
    return Scene("softmax")


@pytest.fixture
def scene(made):
    """The scene with its defaults."""
    made.figure.on_leave(None)
    made.configure(**vars(type(made.run.settings)()))
    return made


def arrows(part):
    """Return the horizontal lengths of arrows in pixels, with sign, by the row they are in."""
    return {
        round(float(heads[0, 1])): float(heads[0, 0] - shaft[0, 0])
        for shaft, heads in zip(
            part.shafts.get_segments(), [p.vertices for p in part.heads.get_paths()], strict=True
        )
    }


def row_of(scene, y):
    """Return the class in whose row a height in device pixels is."""
    axes = scene.figure.table.bars.axes
    return int(axes.transData.inverted().transform((0, y))[1])


def shown(cells):
    return [cell.get_text() for cell in cells if cell.get_visible()]


def row_of_steps(scene, row):
    """Return a row of the table of both forms: the shown classes, then the sum."""
    columns = scene.figure.steps.numbers
    shown = [*columns[: scene.run.settings.classes], columns[-1]]
    return [column.entries[row] for column in shown]


# -- what is shown -----------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{}, {"classes": 8, "true": 3}, {"shift": 709.0}])
def test_bars_and_numbers_are_those_of_the_run(scene, changes):
    scene.configure(**changes)
    run, figure = scene.run, scene.figure
    table = figure.table
    ends = [path.vertices[1, 0] for path in table.bars.layers[0].get_paths()]
    np.testing.assert_allclose(ends, run.z)
    np.testing.assert_allclose(table.bars.ends.get_xdata(), run.z)
    shares = [path.vertices[1, 0] for path in table.shares.layers[0].get_paths()]
    np.testing.assert_allclose(shares, run.p)
    assert shown(table.p.entries) == [words.fixed(p) for p in run.p]
    assert shown(table.slope.entries) == [words.slope(s) for s in run.slope]
    assert shown(table.squared.entries) == [words.slope(s) for s in run.squared_slope]


def test_arrows_point_against_the_slopes_and_compare_both_losses(scene):
    scene.configure(logits=(0.0, 2.0, 1.0, -3.0, 0, 0, 0, 0))
    run, bars = scene.run, scene.figure.table.bars
    lengths = {row_of(scene, y): length for y, length in arrows(bars.push).items()}
    squared = {row_of(scene, y): length for y, length in arrows(bars.squared_push).items()}
    assert lengths[0] > 0 > lengths[1]
    assert lengths[0] / lengths[1] == pytest.approx(run.slope[0] / run.slope[1], rel=0.01)
    assert squared[0] / lengths[0] == pytest.approx(run.squared_slope[0] / run.slope[0], rel=0.01)


def test_confidently_wrong_only_the_cross_entropy_has_arrows(scene):
    scene.configure(**PRESETS["sure_wrong"])
    rows = {row_of(scene, y) for y in arrows(scene.figure.table.bars.push)}
    assert rows == {0, 1}
    assert not arrows(scene.figure.table.bars.squared_push)
    assert any("9.1e−5" in text.get_text() for text in scene.figure.verdict.lines)


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("preset", ["sure_wrong", "sure_right", "equal"])
def test_every_arrow_ends_within_the_axis(scene, preset, temperature):
    scene.configure(**PRESETS[preset], temperature=temperature)
    box = scene.figure.table.bars.axes.bbox
    for part in (scene.figure.table.bars.push, scene.figure.table.bars.squared_push):
        for path in part.heads.get_paths():
            assert (path.vertices[:, 0] >= box.x0).all() and (path.vertices[:, 0] <= box.x1).all()


def test_the_map_shows_the_jacobian(scene):
    run, part = scene.run, scene.figure.jacobian
    for i in range(4):
        for j in range(4):
            assert part.numbers[i][j].get_text() == words.entry(run.jacobian[i, j], 8)
    pixels = part.image.get_pixels()
    height, width = pixels.shape[:2]
    diagonal, beside = pixels[height // 8, width // 8, :3], pixels[height // 8, width // 2, :3]
    # Positive is blue, negative is orange.
    assert diagonal[2] > diagonal[0] and beside[0] > beside[2]


def test_the_naive_form_shows_inf_and_nan_where_the_stable_one_does_not(scene):
    scene.configure(shift=709.0)
    table, theme = scene.figure.table, scene.figure.theme
    assert shown(row_of_steps(scene, 0)) == ["inf", "inf", "9.1e307", "3.0e307", "inf"]
    assert shown(row_of_steps(scene, 1)) == ["nan", "nan", "0", "0", "nan"]
    assert {cell.get_color() for cell in row_of_steps(scene, 1)[:4]} == {theme.bad}
    assert shown(row_of_steps(scene, 3))[:4] == shown(table.p.entries)
    scene.configure(shift=-750.0)
    assert shown(row_of_steps(scene, 0)) == ["0"] * 5
    assert set(shown(row_of_steps(scene, 1))) == {"nan"}
    scene.configure(shift=0.0)
    assert shown(row_of_steps(scene, 1)) == shown(row_of_steps(scene, 3))


def test_the_ends_of_the_bars_stay_where_they_are_while_all_shift(scene):
    axes = scene.figure.table.bars.axes
    before = axes.transData.transform(np.column_stack([scene.run.z, np.zeros(4)]))
    scene.configure(shift=800.0)
    after = axes.transData.transform(np.column_stack([scene.run.z, np.zeros(4)]))
    np.testing.assert_allclose(after, before, atol=1e-6)


def test_the_curves_over_the_temperature_pass_through_the_present_probabilities(scene):
    scene.configure(temperature=0.6)
    chart = scene.figure.chart
    part = chart.over_t
    assert chart.shown is part
    others, true = part.curves
    # The others are one line, with a gap behind each.
    drawn = [true.get_xydata(), *np.array_split(others.get_xydata(), 3)]
    for curve, p in zip(drawn, scene.run.p, strict=True):
        x, y = curve[np.isfinite(curve).all(axis=1)].T
        assert np.interp(np.log10(0.6), x, y) == pytest.approx(p, abs=2e-3)
    assert part.level.get_ydata()[0] == 0.25
    assert "argmax" in chart.cold.lines[0].get_text()
    assert "1/4" in chart.hot.lines[0].get_text()


def test_two_classes_show_the_sigmoid_with_the_present_point(scene):
    scene.configure(classes=2, temperature=0.5)
    chart = scene.figure.chart
    assert chart.shown is chart.sigmoid and not chart.over_t.axes.get_visible()
    (x,), (y,) = chart.sigmoid.point.get_data()
    assert (x, y) == (pytest.approx(1.0), pytest.approx(1 / (1 + np.exp(-2.0))))
    d, sigma = chart.sigmoid.curves[0].get_data()
    np.testing.assert_allclose(sigma, 1 / (1 + np.exp(-d / 0.5)), atol=1e-12)
    scene.configure(classes=3)
    assert chart.over_t.axes.get_visible() and not chart.sigmoid.axes.get_visible()


# -- grasping ----------------------------------------------------------------------------------


def test_the_end_of_a_bar_can_be_dragged(scene):
    axes = scene.figure.table.bars.axes
    scene.drag(axes, (1.0, 1.5), (-3.0, 1.5))
    assert scene.run.settings.logits[1] == -3.0
    assert scene.run.settings.logits[0] == 2.0


def test_a_bar_can_be_dragged_while_all_are_shifted(scene):
    scene.configure(shift=700.0)
    scene.drag(scene.figure.table.bars.axes, (702.0, 0.5), (704.0, 0.5))
    assert scene.run.settings.logits[0] == 4.0


def test_a_bar_that_is_only_clicked_at_its_end_stays(scene):
    axes = scene.figure.table.bars.axes
    scene.drag(axes, (2.0, 0.5), (2.0, 0.5))
    scene.press(scene.over(axes, 2.2, 0.5))
    scene.release(scene.over(axes, 2.2, 0.5))
    assert scene.run.settings.logits[0] == pytest.approx(2.0, abs=0.02)


def test_a_click_on_a_class_makes_it_the_true_one(scene):
    table, scale = scene.figure.table, scene.figure.scale
    for x in (table.rect.left + 10, table.shares.rect.left + 5, table.slope.rect.right - 20):
        for row in (2, 0):
            y = table.entry_place(row)[1]
            scene.press(scene.at(x * scale, y * scale))
            scene.release(scene.at(x * scale, y * scale))
            assert scene.run.true == row


def test_a_click_on_a_number_asks_for_another(scene):
    x, y = scene.figure.table.entry_place(1)
    scene.asked.clear()
    scene.press(scene.at(x * scene.figure.scale, y * scene.figure.scale))
    ((what, (index, _place)),) = scene.asked
    assert (what, index) == ("edit_logit", 1)


def test_the_temperature_can_be_dragged_in_its_chart(scene):
    axes = scene.figure.chart.over_t.axes
    scene.drag(axes, (0.0, 0.5), (np.log10(4.0), 0.5))
    assert scene.run.temperature == pytest.approx(4.0, rel=0.02)


def test_the_point_on_the_sigmoid_can_be_dragged(scene):
    scene.configure(classes=2)
    scene.drag(scene.figure.chart.sigmoid.axes, (1.0, 0.73), (-4.0, 0.2))
    assert scene.run.difference == pytest.approx(-4.0, abs=0.1)


def test_pointing_at_an_entry_writes_it_out(scene):
    part = scene.figure.jacobian
    scene.move(scene.over(part.axes, 1.5, 0.5))
    assert part.frames[0].get_visible()
    assert scene.figure.formulas.texts[0].get_text() == words.entry_formula(scene.run, 0, 1)
    assert scene.figure.on_leave(None)


@pytest.mark.parametrize("width", [544, 800])
def test_formulas_stay_within_the_figure_whatever_the_numbers(width):
    scene = Scene("softmax", size=(width, 540))
    rng = np.random.default_rng(1)
    for classes in (2, 5, 8):
        for shift in (0.0, -750.0):
            logits = tuple(rng.uniform(-6, 6, 8))
            scene.configure(classes=classes, logits=logits, shift=shift, temperature=0.0827)
            for index in range(classes):
                scene.figure.row = index
                scene.paint()
                shown = [text for text in scene.figure.formulas.texts if text.get_visible()]
                assert shown[0].get_text() == words.probability_formula(scene.run, index)
                assert max(text.get_window_extent().x1 for text in shown) <= width


def test_pointing_at_a_class_writes_its_formulas(scene):
    scene.move(scene.over(scene.figure.table.bars.axes, 5.0, 2.5))
    assert scene.figure.formulas.texts[0].get_text() == words.probability_formula(scene.run, 2)


def test_the_pointer_says_what_it_can_do(scene):
    axes = scene.figure.table.bars.axes
    assert scene.figure.cursor(scene.over(axes, 2.0, 0.5)) == "move"
    assert scene.figure.cursor(scene.over(axes, -5.0, 0.5)) == "hand"
    assert scene.figure.cursor(scene.at(3, 3)) == ""


# -- frames and fit ----------------------------------------------------------------------------


def test_only_another_number_of_classes_needs_a_full_draw(scene):
    before = scene.layer.full_draws
    for changes in ({"temperature": 3.0}, {"shift": 709.0}, {"true": 2}, {"logits": (1.0,) * 8}):
        scene.configure(**changes)
    assert scene.layer.full_draws == before
    scene.configure(classes=5)
    assert scene.layer.full_draws == before + 1


EXTREMES = [
    {},
    {"classes": 8, "shift": -742.0, "true": 8},
    {"classes": 2, "shift": 709.0},
    {**PRESETS["sure_wrong"], "classes": 8, "temperature": 0.05, "shift": 800.0},
    {**PRESETS["sure_wrong"], "classes": 2, "temperature": 20.0},
    {**PRESETS["sure_right"], "classes": 3},
]


@pytest.mark.parametrize(
    ("size", "language"), [((544, 540), "ja"), ((544, 540), "en"), ((800, 690), "ja")]
)
def test_every_text_fits(size, language):
    scene = Scene("softmax", size=size, language=language)
    found = []
    for changes in EXTREMES:
        scene.configure(**{**vars(type(scene.run.settings)()), **changes})
        found += [f"{changes}: {line}" for line in misfits_of_figure(scene.figure.figure)]
    assert not found, "\n".join(found)
