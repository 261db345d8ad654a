"""The picture of the GAN lab on a plain canvas: what is drawn is what the run says."""

import numpy as np
import pytest
from covering import covering
from scene import Scene

from acttutor.labs.gan.figures.pushes import LONGEST, arrows_of
from acttutor.labs.gan.state import EXPERIMENTS


def pixels_of(scene):
    return scene.figure.plane.image.get_pixels()


def test_dots_are_the_points_of_the_run():
    scene = Scene("gan")
    scene.step(3)
    plane, run = scene.figure.plane, scene.run
    assert np.array_equal(np.column_stack(plane.fake.get_data()), run.sight.points)
    assert np.array_equal(np.column_stack(plane.real.get_data()), run.eye.real)


def test_the_map_is_blue_where_d_believes_and_orange_where_it_does_not():
    """Blue and orange differ in what they have more of: blue or red."""
    scene = Scene("gan", head_start=500)
    scene.step(500)
    plane, pixels = scene.figure.plane, pixels_of(scene).astype(int)
    rows, columns = pixels.shape[:2]
    judged = scene.run.gan.judge(np.array([(0.0, 0.0), (0.65, 0.0)]))
    middle, ring = pixels[rows // 2, columns // 2], pixels[rows // 2, round(columns * 0.77)]
    assert judged[0] < 0.3 < 0.7 < judged[1]
    assert middle[0] > middle[2]
    assert ring[2] > ring[0]
    assert plane.image.pixel_size() == (columns, rows)


def test_arrows_point_along_the_push_and_grow_with_it_up_to_a_limit():
    push = np.array([(0.1, 0.0), (1.0, 0.0), (0.0, -1e9), (0.0, 0.0)])
    arrows = arrows_of(push)
    lengths = np.hypot(*arrows.T)
    assert lengths[0] < lengths[1] < lengths[2] <= LONGEST
    assert arrows[2, 1] == pytest.approx(-LONGEST)
    assert lengths[3] == 0.0


def test_arrows_vanish_with_the_push_and_can_be_switched_off():
    scene = Scene("gan", **EXPERIMENTS["dying"])
    scene.step(5)
    lines = scene.figure.plane.pushes.lines
    assert len(lines.get_segments()) > 0
    scene.configure(arrows=False)
    assert not lines.get_visible()
    scene.configure(arrows=True)
    scene.step(900)
    assert len(lines.get_segments()) == 0


def test_words_say_what_is_measured():
    scene = Scene("gan", language="en")
    scene.step(60)
    scene.figure.update()
    seen, said = scene.run.measures, scene.words()
    assert f"{seen.covered} of 12 sectors" in said
    assert f"$L_D = {seen.loss_d:.2f}$" in said
    assert f"{seen.distance:.1f} ×" in said or f"{seen.distance:.0f} ×" in said


def test_formulas_follow_the_loss_that_is_chosen():
    scene = Scene("gan")
    assert r"-\,\overline{\ln D(G(z))}" in scene.words()
    scene.configure(loss="saturating")
    assert r"L_G=\overline{\ln(1-D(G(z)))}" in scene.words()
    scene.configure(d_output="identity")
    assert r"\overline{(D(G(z))-1)^2}" in scene.words()


def test_a_loss_below_zero_stays_within_its_chart():
    scene = Scene("gan", loss="saturating")
    scene.step(40)
    low, high = scene.figure.charts.losses.axes.get_ylim()
    assert low == -1.0
    assert high > 0.69


def test_no_frame_needs_a_full_draw_while_it_plays():
    """A full draw takes several frames."""
    scene = Scene("gan")
    before = scene.layer.full_draws
    for _ in range(25):
        scene.step(10)
    assert scene.layer.full_draws == before


def test_dragging_over_the_plane_draws_without_gaps():
    scene = Scene("gan", data="drawn")
    axes = scene.figure.plane.axes
    scene.drag(axes, (-0.5, 0.0), (0.5, 0.2))
    drawn = np.array(scene.run.settings.drawn)
    assert drawn[0] == pytest.approx((-0.5, 0.0), abs=0.01)
    assert drawn[-1] == pytest.approx((0.5, 0.2), abs=0.04)
    assert np.hypot(*np.diff(drawn, axis=0).T).max() < 0.06
    assert scene.run.step()
    # A second line begins where it is begun, not where the first one ended.
    scene.drag(axes, (0.0, -0.8), (0.1, -0.8))
    assert len(scene.run.settings.drawn) > len(drawn)
    assert scene.run.t == 1


def test_nothing_is_drawn_on_the_other_shapes_or_beside_the_plane():
    scene = Scene("gan")
    axes = scene.figure.plane.axes
    scene.drag(axes, (-0.5, 0.0), (0.5, 0.2))
    assert scene.run.settings.drawn == ()
    assert scene.figure.cursor(scene.over(axes, 0, 0)) == ""
    scene.configure(data="drawn")
    assert scene.figure.cursor(scene.over(axes, 0, 0)) == "hand"
    scene.press(scene.at(scene.figure.size()[0] - 5, 5))
    assert scene.run.settings.drawn == ()


def test_a_line_stays_within_the_plane():
    scene = Scene("gan", data="drawn")
    scene.press(scene.over(scene.figure.plane.axes, 1.1, 0.0))
    scene.move(scene.at(scene.figure.size()[0] - 1, 10))
    assert max(x for x, _ in scene.run.settings.drawn) <= 1.2


def test_the_pointer_reads_what_d_says_there():
    scene = Scene("gan")
    plane = scene.figure.plane
    assert scene.move(scene.over(plane.axes, 0.5, -0.25))
    assert plane.reading.get_visible()
    d = float(scene.run.gan.judge(np.array([(0.5, -0.25)]))[0])
    assert f"D = {d:.2f}" in plane.reading.get_text()
    scene.figure.on_leave(None)
    scene.paint()
    assert not plane.reading.get_visible()


@pytest.mark.parametrize(
    ("size", "language", "state"),
    covering([(560, 540), (788, 692)], ["ja", "en"], ["ring", "sure", "collapse"]),
)
def test_nothing_written_leaves_the_figure_or_the_way_of_other_words(size, language, state):
    changes = {"ring": {}, "sure": EXPERIMENTS["vanishing"], "collapse": EXPERIMENTS["collapse"]}
    scene = Scene("gan", size=size, language=language, **changes[state])
    scene.step(2)
    for _ in range(6):
        scene.paint()
    box = scene.figure.figure.bbox
    shown = [text for text in scene.texts_written() if text.get_visible() and text.get_text()]
    boxes = [text.get_window_extent(scene.canvas.get_renderer()) for text in shown]
    for text, place in zip(shown, boxes, strict=True):
        inside = place.x0 >= 0 and place.x1 <= box.width + 1 and place.y0 >= 0
        assert inside, text.get_text()
    lines = [line for line in scene.figure.words.verdict.lines if line.get_visible()]
    bottom = min(line.get_window_extent(scene.canvas.get_renderer()).y0 for line in lines)
    title = scene.figure.charts.losses.axes.bbox.y1
    assert bottom > title + 14
