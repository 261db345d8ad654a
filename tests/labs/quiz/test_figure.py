"""The picture of the quiz on a plain canvas: what is clicked and typed, and what fits."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from covering import covering
from fit import misfits_of_figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from scene import Scene

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.base.task import finish
from acttutor.labs.quiz.figures.sheet import key_pages, printing, sheet_pages
from acttutor.labs.quiz.state import Settings
from acttutor.labs.quiz.topics import TEMPLATES
from acttutor.plots.style import install_fonts


def scene_of(**options):
    """Return a scene in which the quiz answers, as the panel lets it."""
    scene = Scene("quiz", **options)

    def do(what):
        what(scene.run)
        scene.paint()

    scene.figure.do = do
    return scene


def click(scene, x, y):
    """Click at a place in logical pixels from the top left."""
    event = scene.at(x * scene.figure.scale, y * scene.figure.scale)
    scene.press(event)
    scene.release(event)


def spots(scene, name):
    return [spot for spot in scene.figure.page.spots if spot.name == name]


def press(scene, *keys):
    for key in keys:
        scene.figure.on_key(SimpleNamespace(key=key))


def middle(spot):
    return spot.rect.middle


def test_a_click_on_a_card_answers():
    scene = scene_of(only=("graph_name",))
    item = scene.run.item
    click(scene, *middle(spots(scene, "choose")[item.answer[0]]))
    assert scene.run.judged.right
    assert "Right" in scene.words()
    click(scene, *middle(spots(scene, "enter")[0]))
    assert scene.run.item != item


def test_keys_choose_type_and_go_on():
    scene = scene_of(only=("name_graph",))
    press(scene, str(scene.run.item.answer[0] + 1))
    assert scene.run.judged.right
    scene = scene_of(only=("no_slope",))
    press(scene, "1", "backspace", "x", "0", ".", "0")
    assert scene.run.draft == "0.0"
    press(scene, "enter")
    assert scene.run.judged.right
    press(scene, "enter")
    assert scene.run.judged is None
    press(scene, "enter")
    assert scene.run.judged is None, "nothing typed is no answer yet"


def test_an_order_is_clicked_and_taken_back():
    scene = scene_of(only=("order_years",))
    answer = scene.run.item.answer
    for index in (answer[0], answer[2], answer[2], *answer[1:]):
        click(scene, *middle(spots(scene, "choose")[index]))
    assert scene.run.judged.right


def test_after_a_wrong_order_both_orders_are_seen():
    scene = scene_of(only=("order_years",))
    item, answer = scene.run.item, scene.run.item.answer
    for index in (given := (answer[0], answer[2], answer[1], *answer[3:])):
        click(scene, *middle(spots(scene, "choose")[index]))
    cards = [
        card for card in scene.figure.question.answer.cards if card.words.lines[0].get_visible()
    ]
    columns = {}
    for card in sorted(cards, key=lambda card: card.rect.top):
        columns.setdefault(card.rect.left, []).append(card.words.lines[0].get_text())
    words = [
        option.words if isinstance(option.words, str) else scene.texts(option.words.key)
        for option in item.options
    ]
    own, right = (columns[left] for left in sorted(columns))
    assert own == [words[index] for index in given]
    assert right == [words[index] for index in answer]


def test_a_large_window_is_used():
    """The type grows with the window, and a question takes most of its height."""
    heights, sizes = {}, {}
    for size in ((552, 586), (1265, 816)):
        scene = scene_of(size=size, only=("order_years",))
        scene.run.give_up()
        scene.paint()
        spot, line = spots(scene, "enter")[0], scene.figure.question.ask.lines[0]
        heights[size], sizes[size] = spot.rect.bottom / size[1], line.get_fontsize()
    assert min(heights.values()) > 0.75
    assert sizes[1265, 816] > 1.3 * sizes[552, 586]


def test_a_click_in_the_graph_is_the_answer():
    scene = scene_of(only=("click_flat",))
    axes, x = scene.figure.question.graph.axes, scene.run.item.answer[0]
    event = scene.over(axes, x, 1.0)
    assert scene.figure.cursor(event) == "hand"
    scene.press(event)
    scene.release(event)
    assert scene.run.draft == pytest.approx(x, abs=0.02)
    assert scene.run.judged.right


def test_a_click_counts_only_where_it_began():
    scene = scene_of(only=("graph_name",))
    first, second = (middle(spot) for spot in spots(scene, "choose")[:2])
    scene.press(scene.at(*first))
    scene.release(scene.at(*second))
    assert scene.run.judged is None


def test_pointing_needs_no_full_draw():
    scene = scene_of(only=("name_graph",))
    before = scene.layer.full_draws
    for spot in scene.figure.page.spots:
        scene.move(scene.at(*middle(spot)))
    scene.figure.on_leave(None)
    assert scene.layer.full_draws == before


def test_an_exam_can_be_taken_with_the_pointer():
    scene = scene_of(mode="exam", count=3)
    click(scene, *middle(spots(scene, "start")[0]))
    clock = scene.figure.question.score.lines[0]
    assert clock.get_visible() and ":" in clock.get_text()
    click(scene, *middle(spots(scene, "mark")[0]))
    click(scene, *middle(spots(scene, "table")[0]))
    assert scene.run.exam.marked == {0}
    assert not clock.get_visible() and scene.figure.table.clock.lines[0].get_visible()
    click(scene, *middle(spots(scene, "go_to")[1]))
    click(scene, *middle(spots(scene, "before")[0]))
    assert scene.run.exam.position == 0
    for _ in range(4):
        click(scene, *middle(spots(scene, "enter")[0]))
    assert scene.run.phase_name == "result"
    assert not clock.get_visible()
    opened = []
    scene.figure.show_in_lab = opened.append
    click(scene, *middle(spots(scene, "lab")[0]))
    assert opened[0] in scene.run.exam.items
    click(scene, *middle(spots(scene, "go_to")[1]))
    assert scene.run.phase_name == "review"
    assert scene.run.item is scene.run.exam.items[1]


# -- what fits ---------------------------------------------------------------------------------

SIZES = [(560, 540), (788, 707)]


@pytest.mark.parametrize(("language", "half"), covering(["ja", "en"], [0, 1], strength=1))
def test_question_and_answer_fit(language, half):
    """In the smallest window, with the answer; of one half in one language, of one in the other."""
    scene = scene_of(size=SIZES[0], language=language)
    for template in list(TEMPLATES)[half::2]:
        scene.run.configure(changed(scene.run.settings, only=(template,)))
        scene.run.give_up()
        scene.figure.update()
        for spot in scene.figure.page.spots:
            assert spot.rect.bottom <= SIZES[0][1], template
            assert spot.rect.right <= SIZES[0][0], template
        assert not misfits_of_figure(scene.figure.figure), template


@pytest.mark.parametrize(("size", "language"), covering(SIZES, ["ja", "en"], strength=1))
def test_everything_around_questions_fits(language, size):
    states = [{"topics": ()}, {"mode": "exam", "form": "g_full"}, {"mode": "sheet"}]
    for changes in states:
        scene = scene_of(size=size, language=language, **changes)
        assert not misfits_of_figure(scene.figure.figure)
        if changes.get("mode") == "exam":
            scene.run.start()
            scene.paint()
            assert not misfits_of_figure(scene.figure.figure)
            scene.run.open_table()
            scene.paint()
            assert not misfits_of_figure(scene.figure.figure)
            scene.run.finish()
            scene.paint()
            assert not misfits_of_figure(scene.figure.figure)


# -- sheets ------------------------------------------------------------------------------------


def texts_on(page):
    """Return the texts on a page, outside graphs."""
    texts = [artist for artist in page.artists if isinstance(artist, Text)]
    return [text for text in texts if text.get_visible() and text.get_text().strip()]


def written_on(pages):
    """Return what is written on pages, outside graphs."""
    return [text.get_text() for page in pages for text in texts_on(page)]


def test_forty_learners_get_forty_sheets_and_a_key_for_each():
    install_fonts()
    texts, settings = Texts("en"), Settings(count=5)
    sheets = {"\n".join(written_on(sheet_pages(settings, texts, seed))) for seed in range(1, 9)}
    assert len(sheets) == 8
    assert written_on(key_pages(settings, texts, 1)) == written_on(key_pages(settings, texts, 1))
    assert "Key" in written_on(key_pages(settings, texts, 1))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_leaves_the_paper(language):
    install_fonts()
    pages = [
        page
        for make in (sheet_pages, key_pages)
        for page in make(Settings(count=40, seed=3), Texts(language), 3)
    ]
    for page in pages:
        FigureCanvasAgg(page).draw()
        renderer = page.canvas.get_renderer()
        scale = page.dpi / 96
        boxes = [
            Bbox(text.get_window_extent(renderer).get_points() / scale) for text in texts_on(page)
        ]
        # A heading, a number, and a question at least.
        assert len(boxes) > 4
        for box in boxes:
            assert box.x0 > 40
            assert box.x1 < 793.7 - 30
            assert box.y0 > 30
            assert box.y1 < 1122.5 - 40
        for one, other in itertools.combinations(boxes, 2):
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            down = min(one.y1, other.y1) - max(one.y0, other.y0)
            # Letters are set on whole pixels of the paper, which are larger than logical ones.
            assert across <= 1 / scale + 0.01 or down <= 4


def test_the_pdf_has_all_sheets_and_then_all_keys_and_is_always_the_same():
    settings = Settings(count=3, sheets=2, only=("no_slope", "tanh_slope", "leaky_value"))
    shares = []
    pdf = finish(printing(settings, Texts("ja")), shares.append)
    assert len(shares) == 4
    assert shares == sorted(shares)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page\n") == 4
    assert pdf == finish(printing(settings, Texts("ja")))


def test_dark_figures_show_the_paper_white():
    scene = scene_of(mode="sheet", theme="dark")
    pixels = np.array(scene.figure.sheet.image.get_array())
    assert (pixels[2, 2, :3] == 255).all()
