"""Pages of paper that fill from top to bottom with numbered blocks of words, code and parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from matplotlib.figure import Figure

from acttutor.base.language.texts import Texts
from acttutor.labs.quiz.figures.code import code_height, code_nodes, scale_of, size_for
from acttutor.plots.drawing import AnyArtist, Drawing
from acttutor.plots.parts.graph import Edge, GraphLayer, Node
from acttutor.plots.parts.layout import Part, Place, Rect, Slot, columns, fixed, rows, share
from acttutor.plots.parts.words.text_block import Item, TextBlock
from acttutor.plots.style import DPI, LIGHT

#: Dots per inch of a PDF.
PDF = 72.0
#: A4 in logical pixels, and its margins at the sides, above and below.
WIDTH, HEIGHT, MARGIN, TOP, BOTTOM = 793.7, 1122.5, 66.0, 52.0, 46.0
TITLE, TEXT, NOTE = 15.0, 9.5, 8.0
#: Heights of the heading, of the foot and of a line to write on; width of a number.
HEAD, FOOT, RULE, NUMBER = 40.0, 20.0, 26.0, 30.0
#: Width of what stands beside a number.
INNER = WIDTH - 2 * MARGIN - NUMBER
#: Height of a line in its own size.
LEADING = 1.5


class PrintedPage(Drawing):
    """A page of white paper that is drawn once: nothing moves, nothing rests.

    Args:
        texts: the catalogue.
        dpi: dots per inch.
    """

    def __init__(self, texts: Texts, dpi: float) -> None:
        super().__init__(Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=dpi), texts, LIGHT)
        self._is_pdf = dpi == PDF

    @property
    def is_vector(self) -> bool:
        return self._is_pdf

    def moving(self, artist: AnyArtist) -> AnyArtist:
        return artist

    def static(self, artist: AnyArtist) -> AnyArtist:
        return artist


class Block:
    """A number, and rows beside it; no page is turned within a block.

    Args:
        page: what to draw with.
        number: what stands before it.
        size: of the number in points.
    """

    def __init__(self, page: Drawing, number: str, size: float = TEXT) -> None:
        self.page, self._size, self._number = page, size, Place()
        self._rows: list[Slot] = []
        self._draw: list[Callable[[], object]] = []
        self._nodes = [Node(self._number.rect, text=number, size=size, align="left", bold=True)]
        self._edges: list[Edge] = []

    @property
    def height(self) -> float:
        """How high it is."""
        return rows(*self._rows).least

    def say(self, said: Sequence[Item]) -> None:
        """Add words and formulas."""
        block = TextBlock(self.page, 24, leading=LEADING)
        self.add(block, block.needed(said, INNER), partial(block.update, said))

    def code(self, code: str, most: float = TEXT) -> None:
        """Add lines of code, in type up to so many points."""
        place, scale = Place(), scale_of(self.page)
        size = size_for(code, INNER, scale, HEIGHT, most)
        self.add(
            place,
            code_height(code, size),
            lambda: self._nodes.extend(code_nodes(place.rect, code, size, LIGHT, scale)),
        )

    def add(self, part: Part, height: float, *draw: Callable[[], object]) -> None:
        """Add a part, and what draws it when it has its place."""
        self._rows.append(fixed(part, height))
        self._draw += draw

    def rule(self, hint: str, width: float, label: str = "") -> None:
        """Add a line to write on, with a label before it and a hint behind it."""
        before = self.page.width_of(label, TEXT) + 8 if label else 0.0
        line, muted = Place(), LIGHT.muted
        named = self.words(label, TEXT, before, muted)
        hinted = self.words(hint, NOTE, INNER - width - before - 16, muted)
        row = columns(named, fixed(line, width), fixed(None, 16), hinted)
        self.add(row, RULE, lambda: self._edges.append(_below(line.rect)))

    def words(self, text: str, size: float, width: float, color: str = LIGHT.text) -> Slot:
        """Return a place in a row for a line of words at its top."""
        place = Place()
        looks = Node(place.rect, text=text, color=color, size=size, align="left")
        self._draw.append(
            lambda: self._nodes.append(replace(looks, rect=place.rect._replace(height=RULE)))
        )
        return fixed(place, width)

    def draw(self, rect: Rect) -> None:
        """Draw everything from the top of a rectangle."""
        columns(fixed(self._number, NUMBER), share(rows(*self._rows, share(None)))).layout(rect)
        first = self._number.rect._replace(height=self._size * DPI / 72 * 1.2)
        self._nodes[0] = replace(self._nodes[0], rect=first)
        for draw in self._draw:
            draw()
        GraphLayer(self.page).update(self._nodes, self._edges)


def _below(rect: Rect) -> Edge:
    return Edge([(rect.left, rect.bottom - 8), (rect.right, rect.bottom - 8)], LIGHT.line, 0.8)


class Paper:
    """Pages with a heading and a number, filled one block after the other.

    Args:
        texts: the language.
        heading: written on each page; ``note`` stands to the right of it.
        dpi: dots per inch.
    """

    def __init__(self, texts: Texts, heading: str, note: str, dpi: float) -> None:
        self.texts, self._heading, self._note, self._dpi = texts, heading, note, dpi
        self._ruler = PrintedPage(texts, dpi)
        self.pages: list[Figure] = []
        self._new_page()

    def _new_page(self) -> None:
        self._page = PrintedPage(self.texts, self._dpi)
        self.pages.append(self._page.figure)
        head, foot, self._rest = Place(), Place(), Place()
        rows(fixed(head, HEAD), share(self._rest), fixed(foot, FOOT)).layout(
            self._page.whole().inside(MARGIN, TOP, MARGIN, BOTTOM)
        )
        number, muted = f"ActTutor  {len(self.pages)}", LIGHT.muted
        above = head.rect._replace(height=24.0)
        GraphLayer(self._page).update(
            [
                Node(above, text=self._heading, size=TITLE, align="left", bold=True),
                Node(above, text=self._note, color=muted, size=TEXT, align="right"),
                Node(foot.rect, text=number, color=muted, size=NOTE, align="right"),
            ]
        )

    def add(self, make: Callable[[Drawing], Block], gap: float) -> None:
        """Add a block, on another page if there is too little room, and a gap below it."""
        if make(self._ruler).height > self._rest.rect.height:
            self._new_page()
        block = make(self._page)
        block.draw(self._rest.rect)
        self._rest.layout(self._rest.rect.inside(top=block.height + gap))
