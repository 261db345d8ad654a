"""How numbers are written: with four digits, and no zeros behind them."""

from acttutor.base.numbers.numerals import Style

FOUR = Style(None, 4, trim=True)
#: Losses that differ little have more digits, and again more at most where that is not enough.
LOSS, MORE = Style(None, 8), 2
#: In an exponent no power of ten has room.
IN_EXPONENT = _PLAIN = Style(None, 4, trim=True, mathtext=False)
#: What stands for the value of a blank.
BLANK = "?"


def number(value: float) -> str:
    """Return a number as mathtext: ``−0.4101``, ``1.25``, ``3.012 \\times 10^{−7}``."""
    return FOUR.write(value).text


def plain(value: float) -> str:
    """Return a number for text outside of formulas: ``−0.4101``, ``3.012e−7``."""
    return _PLAIN.write(value).text
