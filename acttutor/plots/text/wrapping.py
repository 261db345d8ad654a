"""How wide a text is, and how it is broken into lines, without drawing it.

Matplotlib breaks lines only at blanks, and Japanese has none.
"""

from collections.abc import Callable
from functools import lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from acttutor.base.resources import asset

_EM = 100
#: What may not begin a line, and what may not end one.
NOT_FIRST = "、。，．・：；？！）」』】〕％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}’”"
NOT_LAST = "（「『【〔([{‘“"


@lru_cache(2)
def _font(bold: bool) -> FT2Font:
    font = FT2Font(str(asset("fonts", f"NotoSansJP-{'Bold' if bold else 'Regular'}.ttf")))
    font.set_size(_EM, 72)
    return font


@lru_cache(4096)
def _advance(character: str, bold: bool) -> float:
    """Return the width of a character in em."""
    font = _font(bold)
    if not font.get_char_index(ord(character)):
        return 0.7  # drawn with another font
    glyph = font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _EM


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of plain text of ``size`` points in logical pixels."""
    # Hinting makes what is drawn a little wider than the design of the font says.
    return 1.015 * sum(_advance(character, bold) for character in text) * size * 96 / 72


def _is_wide(character: str) -> bool:
    """Tell whether a line may be broken beside this character (kana, kanji, their marks)."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def breakable(text: str) -> list[str]:
    """Return the pieces between which a line may be broken; blanks stay at their ends."""
    units: list[str] = []
    for character in text:
        last = units[-1][-1] if units else ""
        may_break = last == " " or _is_wide(character) or _is_wide(last)
        if units and (
            not may_break or character in NOT_FIRST or character == " " or last in NOT_LAST
        ):
            units[-1] += character
        else:
            units.append(character)
    return units


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines of at most ``width`` logical pixels, where a reader would.

    Latin words stay whole, no line begins with 、 or ends with 「, and line breaks are kept.
    """
    return wrap_measured(text, width, lambda line: text_width(line, size, bold))


def wrap_measured(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break a text into lines like `wrap`; ``measure`` returns the width of a line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for unit in breakable(paragraph):
            if lines[-1] and measure((lines[-1] + unit).rstrip()) > width:
                lines.append("")
            lines[-1] += unit
    return [line.rstrip() for line in lines]
