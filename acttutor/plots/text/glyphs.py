"""What Matplotlib keeps of every formula, and how to be rid of it."""

from functools import cache

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from acttutor.plots.style import FONT_FAMILY


@cache
def _formula_fonts() -> tuple[str, ...]:
    """Return the files that formulas are set in; the fonts have to be installed by now."""
    own = {entry.fname for entry in fontManager.ttflist if entry.name.startswith("STIX")}
    own |= {entry.fname for entry in fontManager.ttflist if entry.name == FONT_FAMILY}
    own.add(str(findfont(FontProperties(family="DejaVu Sans"))))
    return tuple(sorted(own))


def forget_glyphs() -> None:
    """Free the glyphs of the formulas that have been set so far.

    Matplotlib 3.11 loads every glyph of a formula into its font and never takes it out again: two
    to nine kilobytes for each formula that it sets, seen when axes with logarithmic ticks were
    drawn again and again. Only plain text clears the fonts that it uses. Call this between
    draws, never during one.
    """
    for path in _formula_fonts():
        get_font(path).clear()
