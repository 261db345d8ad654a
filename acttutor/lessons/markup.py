"""The texts of lessons: paragraphs, emphasis, inline formulas and numbers of the experiment.

Paragraphs are separated by blank lines.  *These words* stand out, $f'(x) = 2(x - a)$ is set as
mathematics, and {lr:.2f} is filled with a value.
"""

import math
import re
import string
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from acttutor.base.numbers.numerals import figured, rounded
from acttutor.base.numbers.unchecked import real

#: What may follow a name in braces: width, digits and kind of a number.
FORMAT = re.compile(r"[+]?[,]?(\.\d)?[fegd%]?")
#: Numbers with a smaller power of ten are written in full.
_PLAIN_EXPONENT = 3
_PIECE = re.compile(
    r"\$(?P<formula>[^$]+)\$|\*(?P<strong>(?:[^*$\n]|\$[^$]+\$)+)\*|(?P<break>\n\s*\n)"
)


class Piece(NamedTuple):
    """A part of a text.

    Attributes:
        kind: ``"plain"``, ``"strong"``, ``"formula"`` or ``"break"`` (a new paragraph).
        text: its words, or the formula with its dollar signs.
    """

    kind: str
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """Yield the parts of a text; lines of a paragraph are joined."""
    position = 0
    text = text.strip()
    for found in _PIECE.finditer(text):
        if found.start() > position:
            yield Piece("plain", joined(text[position : found.start()]))
        kind = str(found.lastgroup)
        if kind == "formula":
            yield Piece("formula", found.group())
        elif kind == "strong":
            yield from _strong(found.group("strong"))
        else:
            yield Piece("break", "")
        position = found.end()
    if position < len(text):
        yield Piece("plain", joined(text[position:]))


def _strong(text: str) -> Iterator[Piece]:
    """Yield the parts of words that stand out: a formula among them is a formula."""
    for number, part in enumerate(re.split(r"(\$[^$]+\$)", text)):
        if part:
            yield Piece("formula", part) if number % 2 else Piece("strong", joined(part))


def joined(text: str) -> str:
    """Return a text with its line ends taken out: Japanese has no blank between two lines."""
    text = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*|\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])",
        "",
        text,
    )
    return re.sub(r"\s*\n\s*", " ", text)


def names_in(text: str) -> set[str]:
    """Return the names that stand in braces.

    Raises:
        ValueError: if something in braces is not a name with a plain number format.
    """
    found = set()
    for _, name, format, conversion in string.Formatter().parse(_protected(text)):
        if name is None:
            continue
        if not name.isidentifier() or conversion or not FORMAT.fullmatch(format or ""):
            raise ValueError("{" + name + (f":{format}" if format else "") + "}")
        found.add(name)
    return found


#: Decimals of a share at most.
_MOST_PERCENT_DIGITS = 3


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with values for the names in braces; a dash for what does not exist.

    Powers of ten are formulas: ``4.5e-07`` becomes $4.5 \\times 10^{−7}$.
    """
    out = []
    for plain, name, format, _ in string.Formatter().parse(_protected(text)):
        out.append(plain)
        if name is not None:
            words = _shown(values.get(name), format or "")
            within = "".join(out).count("$") % 2 == 1
            out.append(words if within or "^" not in words else f"${words}$")
    return "".join(out).replace("\x00", "{").replace("\x01", "}")


def _shown(value: object, format: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, str | bool | list | tuple):
        return str(value)
    return _number(real(value) if not isinstance(value, int) else value, format)


def _number(value: float, format: str) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if format.endswith("d"):
        value, format = int(rounded(value, 0)), re.sub(r"\.\d", "", format)
    elif format[-1:].isdigit():
        format += "g"  # whole numbers know digits only with a kind of number
    elif not format and isinstance(value, float):
        format = ".4g"
    words = _formatted(value, format)
    if "e" in words:
        mantissa, exponent = words.split("e")
        if value == 0 or abs(int(exponent)) <= _PLAIN_EXPONENT:
            words = f"{float(words):g}"
        else:
            # Braces of formulas are hidden until the end, see `_protected`.
            words = f"{mantissa} \\times 10^\x00{int(exponent)}\x01"
    if not re.search("[1-9]", words):
        words = words.lstrip("-+")  # what is rounded to zero has no sign
    # A blank stands before the sign of per cent, as everywhere in the program; no line ends there.
    return words.replace("-", "−").replace("%", "\u00a0%")


def _formatted(value: float, format: str) -> str:
    """Return a number in a format of Python's, but rounded half up, and 99.7 % not as 100 %."""
    kind = re.fullmatch(r"(.*)\.(\d+)([efg%])", format)
    if kind is None:
        return f"{value:{format}}"
    before, digits = kind[1], int(kind[2])
    if kind[3] == "f":
        return f"{rounded(value, digits):{before}f}"
    if kind[3] != "%":
        figures = digits + 1 if kind[3] == "e" else max(digits, 1)
        return f"{figured(value, figures):{format}}"
    shown = rounded(100 * value, digits)
    if shown == 100 and value < 1 and digits < _MOST_PERCENT_DIGITS:
        return _formatted(value, f"{before}.{digits + 1}%")
    return f"{shown:{before}f}%"


def _protected(text: str) -> str:
    """Hide the braces of formulas, which are no placeholders, unless a name stands in them alone.

    Inside ``$…$`` a value is written with doubled braces turned around: ``$x = {{lr:.2f}}$``.
    """

    def hide(found: re.Match[str]) -> str:
        formula = found.group()
        values: list[str] = []

        def keep(value: re.Match[str]) -> str:
            values.append(value.group(1))
            return f"\x02{len(values) - 1}\x03"

        kept = re.sub(r"\{(\{[^{}]+\})\}", keep, formula)
        kept = kept.replace("{", "\x00").replace("}", "\x01")
        return re.sub(r"\x02(\d+)\x03", lambda m: values[int(m.group(1))], kept)

    return re.sub(r"\$[^$]+\$", hide, text)
