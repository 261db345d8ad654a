"""Text whose numbers change from frame to frame.

Setting one new formula takes Matplotlib up to ten milliseconds. A formula whose numbers change is
made of few different pieces, though: digits, signs, names. Each piece is set once and its pixels
are kept for all texts; a changed formula is put together from them in a tenth of a millisecond.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Bbox

from acttutor.plots.cached_text import CachedText

Pixels = npt.NDArray[np.uint8]

#: Relations, each in a form to which mathtext gives space on both sides.
_RELATIONS = {"=": "=", "≈": r"\approx", "<": "<", ">": ">", r"\to": r"\to"}
_OPERATORS = ("+", "-", "−", r"\times")
_OPENING = ("(", "|")
#: What looks the same in a formula and outside of one, and the type of formulas (``stix``).
_UPRIGHT, _FAMILY = "0123456789.()", ("STIXGeneral",)
#: Space in em around signs, beyond mathtext's own, and for TeX's spacing commands.
_AROUND_RELATION, _AROUND_OPERATOR = 0.06, 0.22
_SPACES = {r"\,": 0.17, r"\;": 0.28, r"\ ": 0.25, r"\quad": 1.0}
#: Size and lift of subscripts and superscripts in em.
_SCRIPT_SIZE, _SUB_LIFT, _SUPER_LIFT = 0.7, -0.2, 0.36
#: Every line reaches this far above and below its base line, in em, whatever is written.
_ASCENT, _DESCENT = 0.86, 0.3

_MATH = re.compile(r"\\[a-zA-Z]+|\\.|[_^]\{[^}]*\}|[_^].|[a-zA-Z]'?|.")
_WORDS = re.compile(r"[0-9]|[^0-9]+")


class _Piece(NamedTuple):
    """A piece of text: what to set, how large, how far up, and the space around it, in em.

    An upright piece is set in the type of formulas, but without the parser for formulas, which
    is slow and takes a point that stands alone for the end of a sentence.
    """

    source: str
    size: float = 1.0
    lift: float = 0.0
    before: float = 0.0
    after: float = 0.0
    upright: bool = False


class _Glyphs(NamedTuple):
    """The coverage of a piece, its first row on top, and how it sits on the base line."""

    coverage: Pixels
    left: int
    top: int
    advance: int


class QuickText(CachedText):
    """One line of words and mathematics (between dollar signs), quick to change.

    Mathematics may hold letters, digits, signs, brackets, Greek letters and one level of
    sub- and superscripts. With more than one line, or turned, it is an ordinary `CachedText`.

    Args:
        backdrop: colour of a veil behind the text that keeps it legible over lines; "" for none.
    """

    def __init__(self, *args: Any, backdrop: str = "", **options: Any) -> None:
        self._backdrop = backdrop
        super().__init__(*args, **options)

    def _is_quick(self) -> bool:
        return "\n" not in self.get_text() and self.get_rotation() == 0

    def _va(self) -> str:
        return str(self.get_verticalalignment())

    def _composed(self, dpi: float) -> tuple[list[tuple[_Glyphs, int, int]], int, int, int]:
        """Return the glyphs with their places, and width, ascent and descent in pixels."""
        properties = self.get_fontproperties()
        em = properties.get_size_in_points() * dpi / 72
        placed, width = _line(self.get_text(), properties, dpi)
        return placed, width, round(_ASCENT * em), round(_DESCENT * em)

    def _corner(self, width: int, ascent: int, descent: int) -> tuple[float, float]:
        """Return the lower left corner of the line relative to the anchor."""
        x = {"left": 0.0, "center": -width / 2, "right": -float(width)}[
            str(self.get_horizontalalignment())
        ]
        y = {
            "baseline": -float(descent),
            "bottom": 0.0,
            "top": -float(ascent + descent),
            "center": -(ascent + descent) / 2,
            "center_baseline": -(ascent + descent) / 2,
        }[self._va()]
        return x, y

    def extent(self, dpi: float) -> tuple[int, int]:
        """Return width and height in device pixels, without drawing."""
        _, width, ascent, descent = self._composed(dpi)
        return width, ascent + descent

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Bbox:
        """Return the rectangle that the text fills, in device pixels."""
        if not self._is_quick():
            return super().get_window_extent(renderer, dpi)
        figure = self.get_figure(root=True)
        _, width, ascent, descent = self._composed(dpi or (figure.dpi if figure else 96))
        x, y = self.get_transform().transform(self.get_unitless_position())
        dx, dy = self._corner(width, ascent, descent)
        return Bbox.from_bounds(x + dx, y + dy, width, ascent + descent)

    def _look(self, renderer: RendererAgg) -> Any:
        if not self._is_quick():
            return super()._look(renderer)
        properties = self.get_fontproperties()
        return (
            self.get_text(),
            self.get_color(),
            self.get_alpha(),
            properties.get_size_in_points(),
            properties.get_weight(),
            self.get_horizontalalignment(),
            self._va(),
            self._backdrop,
            renderer.dpi,
        )

    def _render(
        self, renderer: RendererAgg, anchor: npt.NDArray[np.float64]
    ) -> tuple[Pixels, float, float]:
        """Put the line together from the pixels of its pieces."""
        if not self._is_quick():
            return super()._render(renderer, anchor)
        placed, width, ascent, descent = self._composed(renderer.dpi)
        pad = max(round(renderer.dpi / 32), 2)
        rows, columns = ascent + descent + 2 * pad, width + 2 * pad
        coverage = np.zeros((rows, columns), dtype=np.uint8)
        for glyphs, pen, lift in placed:
            _stamp(coverage, glyphs, pen + pad, ascent + pad - lift)
        dx, dy = self._corner(width, ascent, descent)
        return self._colored(coverage)[::-1].copy(), dx - pad, dy - pad

    def _colored(self, coverage: Pixels) -> Pixels:
        """Return RGBA pixels of the text in its colour, over the veil if there is one."""
        share = np.arange(256)[:, None] / 255.0
        color = np.array(to_rgba(self.get_color(), self.get_alpha()))
        veil = np.array(to_rgba(self._backdrop or "none", 0.82 if self._backdrop else 0.0))
        alpha = share * color[3]
        total = alpha + (1 - alpha) * veil[3]
        mixed = alpha * color[:3] + (1 - alpha) * veil[3] * veil[:3]
        rgb = mixed / np.maximum(total, 1e-9)
        # One colour for each degree of coverage, then only a look-up for each pixel.
        table = np.round(np.concatenate((rgb, total), axis=1) * 255).astype(np.uint8)
        return (
            np.take(table.view(np.uint32).ravel(), coverage)
            .view(np.uint8)
            .reshape(*coverage.shape, 4)
        )


@lru_cache(1024)
def line_width(text: str, size: float, dpi: float, bold: bool = False) -> int:
    """Return how many device pixels a line takes in the type of all figures."""
    family = list(rcParams["font.family"])
    weight = "bold" if bold else "normal"
    return _line(text, FontProperties(family=family, weight=weight, size=size), dpi)[1]


def _line(
    text: str, properties: FontProperties, dpi: float
) -> tuple[list[tuple[_Glyphs, int, int]], int]:
    """Return the glyphs of a line with place and lift of each, and the width of all."""
    em = properties.get_size_in_points() * dpi / 72
    placed = []
    pen = 0.0
    family, weight = tuple(properties.get_family()), properties.get_weight()
    size = properties.get_size_in_points()
    for piece in _pieces(text):
        pen += piece.before * em
        key = (_FAMILY if piece.upright else family, weight, round(size * piece.size, 2))
        glyphs = _glyphs(piece.source, key, dpi)
        placed.append((glyphs, round(pen), round(piece.lift * em)))
        pen += glyphs.advance + piece.after * em
    return placed, round(pen)


def _stamp(coverage: Pixels, glyphs: _Glyphs, pen: int, baseline: int) -> None:
    """Copy the pixels of a piece to their place, where they fit."""
    top, left = baseline - glyphs.top, pen + glyphs.left
    source = glyphs.coverage[max(-top, 0) :, max(-left, 0) :]
    target = coverage[max(top, 0) :, max(left, 0) :]
    rows, columns = min(len(source), len(target)), min(source.shape[1], target.shape[1])
    view = target[:rows, :columns]
    np.maximum(view, source[:rows, :columns], out=view)


@lru_cache(512)
def _pieces(text: str) -> tuple[_Piece, ...]:
    """Take a line apart into words, digits and mathematics."""
    pieces: list[_Piece] = []
    for number, part in enumerate(text.split("$")):
        if number % 2:
            pieces += _math_pieces(part)
        else:
            pieces += [_Piece(word) for word in _WORDS.findall(part)]
    return tuple(pieces)


def _math_pieces(source: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    space = 0.0
    # A sign is an operator between two operands; before the first one it belongs to a number.
    operand = False
    for token in _MATH.findall(source):
        if token in _SPACES:
            space += _SPACES[token]
        elif token in _RELATIONS:
            gap = _AROUND_RELATION
            pieces.append(_Piece(f"${_RELATIONS[token]}$", before=gap + space, after=gap))
            space, operand = 0.0, False
        elif token in _OPERATORS:
            gap = _AROUND_OPERATOR if operand else 0.0
            pieces.append(_Piece(f"${token}$", before=gap + space, after=gap))
            space, operand = 0.0, False
        elif token[0] in "_^":
            pieces += _script(token)
        elif token != " ":
            piece = _Piece(token, upright=True) if token in _UPRIGHT else _Piece(f"${token}$")
            pieces.append(piece._replace(before=space))
            space = 0.0
            # The closing bar of |…| follows an operand.
            operand = token not in _OPENING or (token == "|" and operand)
    return pieces


def _script(token: str) -> list[_Piece]:
    lift = _SUB_LIFT if token[0] == "_" else _SUPER_LIFT
    inside = token[1:].strip("{}")
    return [
        _Piece(part, _SCRIPT_SIZE, lift, upright=True)
        if part in _UPRIGHT
        else _Piece(f"${part}$", _SCRIPT_SIZE, lift)
        for part in _MATH.findall(inside)
        if part != " "
    ]


@lru_cache(2048)
def _glyphs(source: str, key: tuple[Any, ...], dpi: float) -> _Glyphs:
    """Set one piece and keep its pixels."""
    family, weight, size = key
    properties = FontProperties(family=list(family), weight=weight, size=size)
    is_math = source.startswith("$") and source.endswith("$") and len(source) > 2
    measure = RendererAgg(1, 1, dpi)
    width, height, descent = measure.get_text_width_height_descent(source, properties, is_math)
    margin = 3
    columns, rows = int(np.ceil(width)) + 2 * margin + 4, int(np.ceil(height)) + 2 * margin + 4
    renderer = RendererAgg(columns, rows, dpi)
    baseline = int(rows - margin - np.ceil(descent))
    renderer.draw_text(renderer.new_gc(), margin, baseline, source, properties, 0, ismath=is_math)
    coverage = np.array(renderer.buffer_rgba())[..., 3].copy()
    return _Glyphs(coverage, -margin, baseline, max(round(width), 1))
