"""The digits lab in the real window: drawn on, clicked and typed at."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw

from acttutor.base.state.fields import changed
from acttutor.core.data.shaky_hand import shaky_digit
from acttutor.files.experiment import Experiment, save_experiment
from acttutor.labs.digits.model.data import digits
from acttutor.labs.digits.model.pad import STEPS
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.model.writing import example
from acttutor.labs.digits.panel import back_to_best, load_picture, merge_files
from acttutor.labs.digits.state import Settings

pytestmark = pytest.mark.window

FOUR = [[(0.55, 0.1), (0.2, 0.6), (0.8, 0.6)], [(0.6, 0.35), (0.58, 0.9)]]


def draw(lab, strokes):
    """Draw strokes with the mouse."""
    axes, canvas = lab.figure.pad.axes, lab.view.host.widget
    for stroke in strokes:
        places = [lab.pixel(axes, *point) for point in stroke]
        canvas.event_generate("<Motion>", x=places[0][0], y=places[0][1])
        canvas.event_generate("<ButtonPress-1>", x=places[0][0], y=places[0][1])
        for (x0, y0), (x1, y1) in pairwise(places):
            for step in range(1, 9):
                x, y = x0 + (x1 - x0) * step // 8, y0 + (y1 - y0) * step // 8
                canvas.event_generate("<Motion>", x=x, y=y, state=0x100)
        canvas.event_generate("<ButtonRelease-1>", x=places[-1][0], y=places[-1][1])
    lab.pump()


def click_rect(lab, rect):
    """Click the middle of a rectangle of the figure."""
    figure, canvas = lab.figure, lab.view.host.widget
    x, y = (round(value * figure.scale) for value in rect.middle)
    for event in ("<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
        canvas.event_generate(event, x=x, y=y)
    lab.pump()


def learn(lab, epochs=8):
    for _ in range(epochs):
        lab.view.run.step()
    lab.view.repaint()


@pytest.fixture
def settings(lab):
    return lambda: lab.store.settings("digits")


def test_a_newcomer_draws_a_four_lets_it_learn_and_has_it_read(lab, settings):
    draw(lab, FOUR)
    assert len(settings().drawing) == 2
    click_rect(lab, lab.figure.answer.begin.places[0])
    lab.wait(lambda: lab.view.run.epoch >= 6)
    lab.player.pause()
    lab.pump()
    assert lab.figure.answer.digit.get_text() == "4"
    assert not lab.figure.answer.begin.places


def test_a_stroke_is_taken_back_by_button_and_by_undo(lab, settings):
    draw(lab, FOUR)
    click_rect(lab, lab.figure.pad.buttons.places[0])
    assert len(settings().drawing) == 1
    lab.key("<Control-z>")
    assert len(settings().drawing) == 2
    click_rect(lab, lab.figure.pad.buttons.places[1])
    assert settings().drawing == ()


def test_what_the_network_sees_follows_the_steps(lab, settings):
    draw(lab, FOUR)
    before = lab.figure.seen.tile.image.get_pixels().copy()
    click_rect(lab, lab.figure.seen.steps.places[STEPS.index("fit")])
    assert settings().fit is False
    assert (lab.figure.seen.tile.image.get_pixels() != before).any()


def test_a_click_on_the_right_digit_keeps_the_drawing(lab, settings):
    learn(lab, 2)
    draw(lab, FOUR)
    click_rect(lab, lab.figure.answer.bars.row(4))
    assert [label for label, _ in settings().own] == ["4"]
    assert settings().drawing == ()
    lab.key("<Control-z>")
    assert settings().own == ()
    assert len(settings().drawing) == 2


def test_bars_are_what_the_network_says(lab):
    learn(lab)
    draw(lab, FOUR)
    run = lab.view.run
    p = run.predict(shown_image(run))
    bars = lab.figure.answer.bars.bars.layers
    ends = [layer.get_paths() for layer in bars]
    lengths = [max(paths[k].vertices[:, 0].max() for paths in ends) for k in range(10)]
    np.testing.assert_allclose(lengths, p, atol=1e-9)


def test_every_view_is_shown_and_drawn_in_both_themes(lab):
    learn(lab, 3)
    draw(lab, FOUR)
    for view in ("inside", "judge", "map", "change", "own", "draw"):
        lab.store.set("digits", view=view)
        lab.pump()
        assert lab.figure.suits(lab.figure.run)
    lab.store.set_app(theme="dark")
    lab.pump()


def test_units_are_switched_off_in_the_view_of_the_inside(lab, settings):
    learn(lab)
    lab.store.set("digits", view="inside")
    lab.pump()
    click_rect(lab, lab.figure.units.tiles.places[3])
    assert settings().unit == 3
    click_rect(lab, lab.figure.one.button.places[0])
    assert settings().off == (3,)
    run = lab.view.run
    whole = run.network.forward(run.parts["validation"].images)
    assert (run.outputs("validation") != whole).any()


def test_a_cell_of_the_matrix_shows_its_digits_and_one_is_picked(lab, settings):
    learn(lab)
    lab.store.set("digits", view="judge")
    lab.pump()
    lab.click_data(lab.figure.matrix.axes, 2.5, 2.5)
    assert settings().cell == (2, 2)
    run = lab.view.run
    click_rect(lab, lab.figure.gallery.tiles.places[0])
    part, place = settings().picked
    assert part == "validation"
    assert run.parts[part].labels[place] == 2
    assert run.outputs(part)[place].argmax() == 2


def test_a_digit_walks_until_it_is_read_as_another(lab, settings):
    learn(lab)
    lab.store.set("digits", view="change", picked=("validation", 5), target="3")
    lab.pump()
    axes = lab.figure.chart.axes
    lab.drag_data(axes, (0.1, 0.5), (1.9, 0.5))
    assert settings().walk == pytest.approx(1.9, abs=0.1)
    assert lab.figure.bars.names.entries[3].get_fontweight() == "bold"


def test_a_picture_file_is_drawn_on_the_pad(lab, settings, tmp_path):
    picture = Image.new("L", (200, 160), 235)
    pen = ImageDraw.Draw(picture)
    for stroke in shaky_digit(3, np.random.default_rng(1)):
        pen.line([(20 + 150 * x, 150 * y) for x, y in stroke], fill=40, width=9)
    path = tmp_path / "drei.png"
    picture.save(path)
    load_picture(lab.view.panel, path)
    assert len(settings().drawing) > 20
    (tmp_path / "bad.png").write_bytes(b"no picture")
    kept = settings().drawing
    load_picture(lab.view.panel, tmp_path / "bad.png")
    assert settings().drawing == kept


def test_arrows_draw_and_everything_else_can_be_reached(lab, settings):
    handles = {handle.id: handle for handle in lab.figure.handles()}
    assert {"pen", "clear", "teach", *STEPS} <= set(handles)
    assert handles["pen"].press is not None
    handles["pen"].press()
    for _ in range(5):
        pen = next(handle for handle in lab.figure.handles() if handle.id == "pen")
        pen.change(0, -1)
    lab.pump()
    ((first, *_, last),) = settings().drawing
    assert last[1] - first[1] == pytest.approx(0.2)


def test_the_writing_of_others_is_added_once_and_taken_back(lab, settings, tmp_path):
    images, labels = digits()
    paths = []
    for name, places in (("a", (0, 1)), ("b", (1, 2))):
        own = tuple(example(int(labels[k]), images[k]) for k in places)
        paths.append(tmp_path / f"{name}.acttutor")
        save_experiment(Experiment("digits", changed(Settings(), own=own)), paths[-1])
    for _ in range(2):
        merge_files(lab.view.panel, paths)
        lab.pump()
        assert len(settings().own) == 3 and settings().view == "own"
    assert np.array_equal(lab.view.run.parts["own"].images, images[:3])
    said: list[str] = []
    lab.view.say = lambda key, **values: said.append(lab.window.texts(key, **values))
    (tmp_path / "torn.acttutor").write_bytes(paths[0].read_bytes()[:200])
    merge_files(lab.view.panel, [*paths, tmp_path / "torn.acttutor"])
    assert "torn.acttutor" in said[0] and len(settings().own) == 3
    lab.key("<Control-z>")
    assert settings().own == ()


def test_the_best_epoch_comes_back_by_its_button(lab):
    run = lab.view.run
    learn(lab, 6)
    # What follows is worse than anything before.
    run.network.layers[0].W = -run.network.layers[0].W
    learn(lab, 1)
    best = run.best.epoch
    assert best < run.epoch
    back_to_best(lab.view.panel)
    assert run.epoch == best and run.curves.epochs[-1] == best
