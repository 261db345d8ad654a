"""Code on paper: where letters are not set to whole pixels, its pieces still stand side by side."""

from itertools import pairwise

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from acttutor.base.language.texts import Texts
from acttutor.labs.quiz.code import SNIPPETS
from acttutor.labs.quiz.figures.code import SIZES, TYPEWRITER, code_nodes, scale_of
from acttutor.labs.quiz.figures.paper import PDF, PrintedPage
from acttutor.plots.parts.layout import Rect
from acttutor.plots.style import DPI, LIGHT, install_fonts


def true_width(text: str, size: float) -> float:
    """Return the width of a text by its outlines, in logical pixels."""
    font = FontProperties(family=list(TYPEWRITER), size=size)
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width) * DPI / 72


@pytest.mark.parametrize("size", SIZES)
def test_on_paper_each_piece_ends_where_the_next_begins(size: float) -> None:
    install_fonts()
    scale = scale_of(PrintedPage(Texts("ja"), PDF))
    letter = true_width("m" * 100, size) / 100
    for snippet in SNIPPETS.values():
        for text in (snippet.code, snippet.right, *snippet.wrong.values()):
            ascii_only = "".join(each if each.isascii() else "m" for each in text)
            lines: dict[float, list[tuple[float, str]]] = {}
            for node in code_nodes(Rect(0, 0, 900, 600), ascii_only, size, LIGHT, scale):
                lines.setdefault(node.rect.top, []).append((node.rect.left, node.text))
            for pieces in lines.values():
                for (left, said), (following, _) in pairwise(pieces):
                    end = left + true_width(said, size)
                    assert end <= following + 0.05 * letter, (snippet.id, said)


def test_on_the_screen_letters_are_as_wide_as_the_screen_sets_them() -> None:
    """Whole device pixels: a page that is shown measures otherwise than one that is printed."""
    page = PrintedPage(Texts("ja"), DPI)
    assert scale_of(page) == page.scale == 1.0
