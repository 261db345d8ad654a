"""Text whose numbers change from frame to frame.

Setting one new formula takes Matplotlib up to ten milliseconds. A formula whose numbers change is
made of few different pieces, though: digits, signs, names. Each piece is set once and its pixels
are kept for all texts; a changed formula is put together from them in a tenth of a millisecond.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from matplotlib import rcParams
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Bbox

from acttutor.plots.text.cached import CachedText, Kept, KeptLooks, Spot
from acttutor.plots.text.glyph_memory import MEMORY, Glyphs, Pixels
from acttutor.plots.text.pieces import pieces_of, spelled

#: The type of formulas, see ``mathtext.fontset``.
FORMULA_FAMILY = ("STIXGeneral",)
#: Looks kept for all cells of a figure; each takes two to seven kilobytes.
KEPT_IN_COMMON = 800
#: Every line reaches this far above and below its base line, in em, whatever is written.
_ASCENT, _DESCENT = 0.86, 0.3

#: A type: its families, its weight and its size in points.
Face: TypeAlias = tuple[tuple[str, ...], str | int, float]
#: What returns a piece, with its ink or without.
GlyphsOf: TypeAlias = Callable[[str, Face, float], Glyphs]


class QuickText(CachedText):
    """One line of words and mathematics (between dollar signs), quick to change.

    Mathematics may hold letters, digits, signs, brackets, Greek letters, fractions and one level
    of sub- and superscripts. With more than one line, or turned, it is an ordinary `CachedText`.

    Args:
        backdrop: colour of a veil behind the text that keeps it legible over lines; "" for none.
    """

    def __init__(self, *args: Any, backdrop: str = "", **options: Any) -> None:
        self._backdrop = backdrop
        super().__init__(*args, **options)

    def _is_quick(self) -> bool:
        return "\n" not in self.get_text() and self.get_rotation() == 0

    def _draw_anew(self, renderer: RendererBase) -> None:
        """On paper Matplotlib sets the formulas, with their relations spelled out."""
        said = self.get_text()
        if "$" not in said:
            super()._draw_anew(renderer)
            return
        self.set_text(spelled(said))
        super()._draw_anew(renderer)
        self.set_text(said)

    def _va(self) -> str:
        return str(self.get_verticalalignment())

    def _composed(
        self, dpi: float, glyphs_of: GlyphsOf
    ) -> tuple[list[tuple[Glyphs, int, int]], int, int, int]:
        """Return the glyphs with their places, and width, ascent and descent in pixels."""
        properties = self.get_fontproperties()
        placed, width = _line(self.get_text(), properties, dpi, glyphs_of)
        return placed, width, *_reach(placed, properties.get_size_in_points() * dpi / 72)

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
        if not self._is_quick():
            width, height = super().get_window_extent(None, dpi).size
            return round(width), round(height)
        _, width, ascent, descent = self._composed(dpi, _measured)
        return width, ascent + descent

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        if not self._is_quick():
            return super().get_window_extent(renderer, dpi)
        figure = self.get_figure(root=True)
        _, width, ascent, descent = self._composed(dpi or (figure.dpi if figure else 96), _measured)
        x, y = self.get_transform().transform(self.get_unitless_position())
        dx, dy = self._corner(width, ascent, descent)
        return Bbox.from_bounds(x + dx, y + dy, width, ascent + descent)

    def _look(self, renderer: RendererAgg) -> Hashable:
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

    def _render(self, renderer: RendererAgg, anchor: Spot) -> Kept:
        if not self._is_quick():
            return super()._render(renderer, anchor)
        placed, width, ascent, descent = self._composed(renderer.dpi, _glyphs)
        pad = max(round(renderer.dpi / 32), 2)
        rows, columns = ascent + descent + 2 * pad, width + 2 * pad
        coverage = np.zeros((rows, columns), dtype=np.uint8)
        for glyphs, pen, lift in placed:
            _stamp(coverage, glyphs, pen + pad, ascent + pad - lift)
        dx, dy = self._corner(width, ascent, descent)
        return self._colored(coverage)[::-1].copy(), dx - pad, dy - pad

    def _colored(self, coverage: Pixels) -> Pixels:
        """Return RGBA pixels of the text in its colour, over the veil if there is one."""
        table = _shades(to_rgba(self.get_color(), self.get_alpha()), self._backdrop)
        return table.take(coverage).view(np.uint8).reshape(*coverage.shape, 4)


class SharedText(QuickText):
    """A `QuickText` whose looks are kept together with those of others.

    While one number of a table is dragged, most of the others change as well, but often to what
    some cell has shown before.

    Args:
        looks: what the texts share.
    """

    kept = KEPT_IN_COMMON

    def __init__(self, *args: Any, looks: KeptLooks, **options: Any) -> None:
        super().__init__(*args, **options)
        self._looks = looks


@lru_cache(64)
def _shades(ink: tuple[float, ...], backdrop: str) -> npt.NDArray[np.uint32]:
    """Return one colour for each degree of coverage, its four bytes in one number."""
    share = np.arange(256)[:, None] / 255.0
    color = np.array(ink)
    veil = np.array(to_rgba(backdrop or "none", 0.82 if backdrop else 0.0))
    alpha = share * color[3]
    total = alpha + (1 - alpha) * veil[3]
    mixed = alpha * color[:3] + (1 - alpha) * veil[3] * veil[:3]
    rgb = mixed / np.maximum(total, 1e-9)
    table = np.round(np.concatenate((rgb, total), axis=1) * 255).astype(np.uint8)
    return table.view(np.uint32).ravel()


@lru_cache(512)
def line_width(text: str, size: float, dpi: float, bold: bool = False) -> int:
    """Return how many device pixels a line takes in the type of all figures."""
    return _line(text, _type(size, bold), dpi, _measured)[1]


@lru_cache(512)
def line_height(text: str, size: float, dpi: float) -> int:
    """Return how many device pixels a line is high: more than others if there are fractions."""
    return sum(_reach(_line(text, _type(size, False), dpi, _measured)[0], size * dpi / 72))


def _type(size: float, bold: bool) -> FontProperties:
    family, weight = list(rcParams["font.family"]), "bold" if bold else "normal"
    return FontProperties(family=family, weight=weight, size=size)


def _reach(placed: list[tuple[Glyphs, int, int]], em: float) -> tuple[int, int]:
    """Return how many pixels a line reaches above its base line, and below."""
    above = (glyphs.above + lift for glyphs, _, lift in placed)
    below = (glyphs.below - lift for glyphs, _, lift in placed)
    return max(round(_ASCENT * em), *above, 0), max(round(_DESCENT * em), *below, 0)


@lru_cache(768)
def _glyphs(source: str, key: Face, dpi: float) -> Glyphs:
    """Return one piece, set now or at an earlier start."""
    return MEMORY.recall(repr((source, key, dpi)), lambda: _set(source, key, dpi))


@lru_cache(768)
def _measured(source: str, key: Face, dpi: float) -> Glyphs:
    """Return one piece with or without its ink, which takes most of the time."""
    return MEMORY.known(repr((source, key, dpi))) or _blank(source, key, dpi)


def _line(
    text: str,
    properties: FontProperties,
    dpi: float,
    glyphs_of: GlyphsOf,
) -> tuple[list[tuple[Glyphs, int, int]], int]:
    """Return the glyphs of a line with place and lift of each, and the width of all."""
    em = properties.get_size_in_points() * dpi / 72
    placed = []
    pen = 0.0
    family, weight = tuple(properties.get_family()), properties.get_weight()
    size = properties.get_size_in_points()
    for piece in pieces_of(text):
        pen += piece.before * em
        key = (FORMULA_FAMILY if piece.upright else family, weight, round(size * piece.size, 2))
        glyphs = glyphs_of(piece.source, key, dpi)
        placed.append((glyphs, round(pen), round(piece.lift * em)))
        pen += glyphs.advance + piece.after * em
    return placed, round(pen)


def _stamp(coverage: Pixels, glyphs: Glyphs, pen: int, baseline: int) -> None:
    """Copy the pixels of a piece to their place, where they fit."""
    top, left = baseline - glyphs.top, pen + glyphs.left
    source = glyphs.coverage[max(-top, 0) :, max(-left, 0) :]
    target = coverage[max(top, 0) :, max(left, 0) :]
    rows, columns = min(len(source), len(target)), min(source.shape[1], target.shape[1])
    view = target[:rows, :columns]
    np.maximum(view, source[:rows, :columns], out=view)


def _blank(source: str, key: Face, dpi: float) -> Glyphs:
    """Return one piece as it sits on the base line, its pixels still without ink."""
    measure = RendererAgg(1, 1, dpi)
    width, height, descent = measure.get_text_width_height_descent(
        source, _properties(key), _is_math(source)
    )
    margin = 3
    columns, rows = int(np.ceil(width)) + 2 * margin + 4, int(np.ceil(height)) + 2 * margin + 4
    baseline = int(rows - margin - np.ceil(descent))
    no_ink = np.broadcast_to(np.uint8(0), (rows, columns))
    made = Glyphs(no_ink, -margin, baseline, max(round(width), 1))
    if "frac" not in source:
        return made
    return made._replace(above=int(np.ceil(height - descent)), below=int(np.ceil(descent)))


def _set(source: str, key: Face, dpi: float) -> Glyphs:
    # It was measured before it was drawn.
    blank = _measured(source, key, dpi)
    rows, columns = blank.coverage.shape
    renderer = RendererAgg(columns, rows, dpi)
    place = (-blank.left, blank.top)
    renderer.draw_text(
        renderer.new_gc(), *place, source, _properties(key), 0, ismath=_is_math(source)
    )
    return blank._replace(coverage=np.array(renderer.buffer_rgba())[..., 3].copy())


def _properties(key: Face) -> FontProperties:
    family, weight, size = key
    return FontProperties(family=list(family), weight=weight, size=size)


def _is_math(source: str) -> bool:
    return source.startswith("$") and source.endswith("$") and len(source) > 2
