"""How formulas are set: scripts that can still be read, and primes that can be seen.

Matplotlib sets each level of sub- and superscripts at 0.7 of the one before, which makes the
exponent of a tick five pixels high, and a prime three. There is no setting for it; this is the one
place that reaches into its typesetter.
"""

from functools import lru_cache
from typing import Any

from matplotlib import _mathtext
from matplotlib.mathtext import MathTextParser

#: Size of sub- and superscripts of any level: of the smallest type, still 9 logical pixels.
SCRIPT = 0.85
#: Levels of size: the second one is the last.
LEVELS = 2
#: Formulas that stay set, for all renderers together.
KEPT = 256
#: A prime is bold, and so many times as large as the type around it.
PRIME = 1.7
PRIMES = ("′", r"\prime")
#: How far a prime comes down for each time that it is larger, in em: below the ascenders.
_PRIME_TOP = 1.1


class ReadableFonts(_mathtext.StixFonts):
    """STIX with larger primes, whose tops are as high as before."""

    def _get_info(
        self, fontname: str, font_class: str, sym: str, fontsize: float, dpi: float
    ) -> _mathtext.FontInfo:
        if sym not in PRIMES:
            return super()._get_info(fontname, font_class, sym, fontsize, dpi)
        large = super()._get_info("bf", "bf", sym, PRIME * fontsize, dpi)
        drop = (PRIME - 1) * _PRIME_TOP * fontsize * dpi / 72
        had = large.metrics
        metrics = had._replace(
            ymin=had.ymin - drop, ymax=had.ymax - drop, iceberg=had.iceberg - drop
        )
        return large._replace(metrics=metrics, offset=large.offset - drop)

    def get_sized_alternatives_for_symbol(  # type: ignore[override]
        self, fontname: str, sym: str
    ) -> list[tuple[str, str]]:
        # Matplotlib 3.11 keeps the answer for ever, and with it these fonts and all glyphs they
        # have measured: a hundred objects for each new formula with a root or a large bracket.
        uncached: Any = _mathtext.StixFonts.get_sized_alternatives_for_symbol
        found: list[tuple[str, str]] = getattr(uncached, "__wrapped__", uncached)(
            self, fontname, sym
        )
        return found


def install() -> None:
    """Let all formulas be set so."""
    _mathtext.SHRINK_FACTOR = SCRIPT
    _mathtext.NUM_SIZE_LEVELS = LEVELS
    parser: Any = MathTextParser
    parser._font_type_mapping["stix"] = ReadableFonts
    # Each renderer has a parser of its own, which would set anew what another has measured.
    parser.__eq__ = lambda one, other: one._output_type == other._output_type
    parser.__hash__ = lambda one: hash(one._output_type)
    parser._parse_cached = lru_cache(KEPT)(parser._parse_cached.__wrapped__)
