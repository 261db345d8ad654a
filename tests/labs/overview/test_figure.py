"""The picture of the overview on a plain canvas: what is clicked, what it asks for, what fits."""

import itertools

import numpy as np
import pytest
from covering import covering
from matplotlib.text import Text
from scene import Scene

from acttutor.base.language.texts import Texts
from acttutor.files.page import Page
from acttutor.labs.overview.figures.detail import with_gap
from acttutor.labs.overview.run import Run
from acttutor.labs.overview.state import ALL, DOORS, HISTORY, PURPOSES, STEPS, VIEWS, Link, Settings

SIZES = [(560, 586), (788, 707), (1200, 900)]


def click(scene, x, y):
    """Click at a place in logical pixels from the top left."""
    scale = scene.figure.scale
    event = scene.at(x * scale, y * scale)
    scene.press(event)
    scene.release(event)


def middle(box):
    left, top, width, height = box
    return left + width / 2, top + height / 2


@pytest.mark.parametrize("size", SIZES)
def test_every_card_leads_to_the_first_of_its_labs(size):
    scene = Scene("overview", size=size)
    cards = scene.figure.steps.spots.all
    assert len(cards) == len(STEPS)
    for card, links in zip(cards, STEPS.values(), strict=True):
        click(scene, *middle(card.frame))
        assert scene.asked[-1] == ("open", (links[0],))


def test_a_name_on_a_card_leads_to_its_own_lab():
    scene = Scene("overview", size=(1200, 900))
    for spot in scene.figure.steps.links:
        click(scene, *middle(spot.frame))
        assert scene.asked[-1] == ("open", (spot.target,))
    assert len(scene.figure.steps.links) > len(STEPS)


def test_a_click_counts_only_where_it_began():
    scene = Scene("overview")
    first, second = (middle(card.frame) for card in scene.figure.steps.spots.all[:2])
    asked = list(scene.asked)
    scene.press(scene.at(*first))
    scene.release(scene.at(*second))
    assert scene.asked == asked
    scene.press(scene.at(*first, button=3))
    scene.release(scene.at(*first, button=3))
    assert scene.asked == asked


def test_a_click_on_a_station_picks_its_function():
    scene = Scene("overview", view="history")
    for function in HISTORY:
        check_pick(scene, function)


def check_pick(scene, function):
    click(scene, *middle(scene.figure.timeline.spots.of(("function", function))))
    assert scene.run.settings.function == function
    heading = scene.figure.detail.heading.get_text()
    assert str(scene.run.year) in heading
    x, y = scene.figure.detail.f.get_data()
    wanted = {"step": 1.0, "relu": 4.0, "identity": 4.0}.get(function)
    assert wanted is None or y[-1] == pytest.approx(wanted)
    assert len(x) == len(y)


def test_hovering_shows_a_function_for_as_long_as_the_pointer_is_there():
    scene = Scene("overview", view="history", function="relu")
    station = middle(scene.figure.timeline.spots.of(("function", "tanh")))
    scene.move(scene.at(*station))
    assert scene.figure.detail.heading.get_text() == "tanh, 1989"
    assert scene.run.settings.function == "relu"
    scene.figure.on_leave(None)
    scene.paint()
    assert scene.figure.detail.heading.get_text() == "ReLU, 2010"


def test_the_hidden_units_show_the_picked_function():
    scene = Scene("overview")
    before = np.array(scene.figure.steps._live.line.get_ydata())
    scene.configure(function="tanh")
    after = np.array(scene.figure.steps._live.line.get_ydata())
    assert not np.array_equal(before, after, equal_nan=True)


def test_a_chip_gives_its_advice_and_a_way_to_see_it():
    scene = Scene("overview", view="chooser")
    for purpose in PURPOSES:
        check_chip(scene, purpose)


def check_chip(scene, purpose):
    chooser = scene.figure.chooser
    click(scene, *middle(chooser.spots.of(("purpose", purpose))))
    assert scene.run.settings.purpose == purpose
    assert chooser.answer.get_text() == scene.texts(f"overview.purposes.{purpose}.advice")
    click(scene, *middle(chooser.way_spot))
    assert scene.asked[-1] == ("open", (PURPOSES[purpose].link,))


def test_the_curve_leads_to_the_lab_with_that_function():
    scene = Scene("overview", view="history", function="mish")
    axes = scene.figure.detail.axes
    event = scene.over(axes, 0.0, 1.0)
    scene.press(event)
    scene.release(event)
    ((_, (link,)),) = scene.asked[-1:]
    assert (link.lab, link.settings) == ("activations", {"function": "mish"})
    scene.configure(function="softmax")
    scene.press(event)
    scene.release(event)
    assert scene.asked[-1][1][0].lab == "softmax"


def test_the_hand_is_over_what_can_be_clicked_and_nowhere_else():
    scene = Scene("overview")
    assert scene.figure.cursor(scene.at(*middle(scene.figure.steps.spots.all[0].frame))) == "hand"
    assert scene.figure.cursor(scene.at(2, 2)) == ""


@pytest.mark.parametrize("view", VIEWS)
def test_pointing_needs_no_full_draw(view):
    scene = Scene("overview", view=view)
    before = scene.layer.full_draws
    for x, y in itertools.product(range(10, 820, 90), range(10, 640, 40)):
        scene.move(scene.at(x, y))
    scene.configure(function="elu", purpose="many")
    assert scene.layer.full_draws == before


# -- what lives --------------------------------------------------------------------------------


def test_each_of_the_three_is_the_door_to_its_lab_as_it_is_now():
    scene = Scene("overview")
    for _ in range(3):
        scene.run.step()
    for door in DOORS:
        click(scene, *middle(scene.figure.living.spots.of(door)))
        ((name, (link,)),) = scene.asked[-1:]
        assert (name, link.lab) == ("open", door)
        assert link == scene.run.door(door)
    assert scene.asked[-1][1][0].settings == {"function": "sigmoid"}


def test_the_picture_follows_what_lives():
    scene = Scene("overview")
    living = scene.figure.living
    scene.run.step()
    scene.paint()
    seen = []
    for _ in range(4):
        seen.append(
            (
                living.learning.map.image.get_pixels().copy(),
                living.rolling.ball.get_xdata()[0],
                living.touching.point.get_xdata()[0],
            )
        )
        scene.run.step()
        scene.paint()
    for (map_a, ball_a, point_a), (map_b, ball_b, point_b) in itertools.pairwise(seen):
        assert not np.array_equal(map_a, map_b)
        assert ball_a != ball_b
        assert point_a != point_b


def test_the_tangent_is_under_the_pointer_and_touches_there():
    scene = Scene("overview")
    touching = scene.figure.living.touching
    scene.move(scene.over(touching.plot.axes, 1.3, 0.2))
    (x,), (y,) = touching.point.get_data()
    assert x == pytest.approx(1.3, abs=0.05)
    assert y == pytest.approx(1 / (1 + np.exp(-x)))
    xs, ys = touching.tangent.get_data()
    assert (ys[1] - ys[0]) / (xs[1] - xs[0]) == pytest.approx(y * (1 - y))
    scene.run.living.ticks = 200
    scene.paint()
    assert touching.function == "sigmoid"
    scene.figure.on_leave(None)
    scene.paint()
    assert touching.function == "tanh"
    assert touching.point.get_xdata()[0] == scene.run.living.x


def test_a_door_that_goes_away_leaves_no_frame_behind():
    scene = Scene("overview")
    scene.move(scene.over(scene.figure.living.touching.plot.axes, 1.3, 0.2))
    scene.figure.figure.set_size_inches(820 / 96, 380 / 96)
    scene.figure.relayout()
    scene.paint(full=True)
    pointed = np.asarray(scene.canvas.buffer_rgba()).copy()
    assert not scene.figure.lives
    fresh = Scene("overview", size=(820, 380))
    assert np.array_equal(pointed, np.asarray(fresh.canvas.buffer_rgba()))


def test_it_asks_for_frames_only_while_somebody_looks():
    scene = Scene("overview")
    asked = len(scene.asked)
    scene.paint()
    assert scene.asked[asked:] == [("request_frame", (75.0,))]
    scene.figure.watched = False
    scene.paint()
    assert len(scene.asked) == asked + 1


def test_ways_and_tabs_lead_on():
    scene = Scene("overview")
    click(scene, *middle(scene.figure.ways.places[0]))
    assert scene.asked[-1] == ("begin", ())
    for place, view in zip(scene.figure.tabs.places, VIEWS, strict=True):
        click(scene, *middle(place))
        assert scene.run.settings.view == view
    scene.configure(view="steps")
    click(scene, *middle(scene.figure.ways.places[1]))
    assert scene.asked[-1] == ("open", (Link("quiz", {"mode": "daily"}),))
    click(scene, *middle(scene.figure.ways.places[2]))
    assert scene.run.settings.view == "labs"
    assert not scene.figure.suits(scene.run)


@pytest.mark.parametrize("size", SIZES)
def test_every_lab_is_on_the_list_and_is_reached_from_there(size):
    scene = Scene("overview", size=size, view="labs")
    for card in scene.figure.labs.spots.all:
        click(scene, *middle(card.frame))
        assert scene.asked[-1] == ("open", (card.target,))
    assert [card.target for card in scene.figure.labs.spots.all] == [Link(lab) for lab in ALL]


def test_a_jump_is_not_drawn_as_a_slope():
    values = with_gap(np.array([0.0, 0.0, 1.0, 1.0]))
    assert np.isnan(values[2])
    assert not np.isnan(with_gap(np.linspace(0, 1, 9))).any()


def lowest_ink(block):
    """Return how far down a block of text reaches, in device pixels from below."""
    return min(line.get_window_extent().y0 for line in block.lines if line.get_visible())


# -- what fits ---------------------------------------------------------------------------------


def texts_of(scene, bold=None):
    """Return what is written (only what is bold, or not), numbers of axes left out."""
    renderer = scene.canvas.get_renderer()
    ticks = {id(t) for axes in scene.figure.figure.axes for t in axes.get_xticklabels()}
    ticks |= {id(t) for axes in scene.figure.figure.axes for t in axes.get_yticklabels()}
    found = scene.figure.figure.findobj(Text)
    shown = [t for t in found if t.get_visible() and t.get_text() and id(t) not in ticks]
    shown = [t for t in shown if bold in (None, t.get_weight() == "bold")]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in shown]


@pytest.mark.parametrize(("size", "language"), covering(SIZES, ["ja", "en"], strength=1))
def test_nothing_is_clipped_and_no_two_texts_overlap(size, language):
    for view in VIEWS:
        check_texts(Scene("overview", size=size, language=language, view=view))


def check_texts(scene):
    box = scene.figure.figure.bbox
    # All purposes, and the functions with the longest words.
    longest = sorted(HISTORY, key=lambda name: -len(scene.texts(f"functions.{name}.why")))
    picks = zip(longest[: len(PURPOSES)], PURPOSES, strict=True)
    for function, purpose in picks:
        scene.configure(function=function, purpose=purpose)
        written = texts_of(scene)
        for text, place in written:
            assert place.x0 >= 0, text
            assert place.x1 <= box.width, text
            assert place.y0 >= 0, text
        for (one, a), (two, b) in itertools.combinations(written, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1 or down <= 2.5, (one, two)


@pytest.mark.parametrize(("size", "language"), covering(SIZES, ["ja", "en"], strength=1))
def test_words_on_a_card_stay_on_it(size, language):
    scene = Scene("overview", size=size, language=language)
    height = scene.figure.figure.bbox.height
    titles = {scene.texts(f"overview.steps.{step}") for step in STEPS}
    cards = scene.figure.steps.spots.all
    for text, place in texts_of(scene, bold=True):
        if text in titles:
            x, y = place.x0 + 1, height - (place.y0 + place.y1) / 2
            card = next(card.frame for card in cards if card.holds((x, y)))
            assert place.x1 <= card.left + card.width, text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(540, 500), (690, 500)])
def test_the_reason_for_the_choice_fits_into_a_low_figure(size, language):
    """As in the smallest window above the words of a lesson."""
    scene = Scene("overview", size=size, language=language, view="chooser")
    for purpose in PURPOSES:
        scene.configure(purpose=purpose)
        assert lowest_ink(scene.figure.chooser.reasons) >= 0, purpose
        assert scene.figure.detail.axes.bbox.height >= 30


@pytest.mark.parametrize("view", VIEWS)
def test_in_print_it_speaks_of_its_subject_alone(view):
    run = Run(Settings(view=view))
    run.step()
    page = Page("overview", run, Texts("en"), size=(900, 680))
    written = {t.get_text() for t in page.lab_figure.figure.findobj(Text) if t.get_visible()}
    texts = Texts("en")
    words = [f"overview.view.options.{each}" for each in VIEWS]
    words += ["overview.begin.label", "overview.know.label", "overview.steps.hint"]
    assert not written & {texts(key) for key in words}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_question_of_a_lab_is_whole_or_not_there(language):
    for size in [(540, 480), *SIZES]:
        scene = Scene("overview", size=size, language=language, view="labs")
        height = scene.figure.figure.bbox.height
        cards = [spot.frame for spot in scene.figure.labs.spots.all]
        for text, place in texts_of(scene):
            x, top, low = place.x0 + 1, height - place.y1, height - place.y0
            for card in cards:
                if card.holds(x, (top + low) / 2):
                    assert top >= card.top - 1, text
                    assert low <= card.top + card.height + 1, text
                    assert place.x1 <= card.left + card.width, text
