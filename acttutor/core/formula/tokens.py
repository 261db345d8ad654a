"""Takes a typed formula apart into numbers, names and signs, however they were typed."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class ExpressionError(ValueError):
    """A formula that cannot be used.

    Args:
        code: which mistake it is; the program has a sentence for each in every language.
        values: what the sentence says: ``at`` is the character, counted from 1.
    """

    def __init__(self, code: str, **values: object) -> None:
        details = ", ".join(f"{name} = {value}" for name, value in values.items())
        super().__init__(
            f"formula: {code.replace('_', ' ')}" + (f" ({details})" if details else "")
        )
        self.code = code
        self.values = values


#: What Japanese input methods and textbooks write for the characters of a keyboard.
_SPELLINGS = {
    **dict.fromkeys("−–—‐‑ー", "-"),
    **dict.fromkeys("×·・∙", "*"),
    **{
        "÷": "/",
        "²": "^2",
        "³": "^3",
        "≤": "<=",
        "≦": "<=",
        "≥": ">=",
        "≧": ">=",
        "、": ",",
        "。": ".",
    },
    **{"ϕ": "φ"},
}
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*|[σΦφπ])"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^<>(),])"
)


class Token(NamedTuple):
    """A number, name or sign, and the character at which it begins."""

    kind: str
    text: str
    at: int


def plain(text: str) -> tuple[str, list[int]]:
    """Return a text in the characters of a keyboard, and where each of them comes from.

    Full-width characters become ASCII (Unicode's NFKC), and signs such as − × ÷ ² those that
    stand for them.
    """
    characters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text, start=1):
        known = _SPELLINGS.get(character)
        spelled = known if known is not None else unicodedata.normalize("NFKC", character)
        for part in spelled:
            characters.append(_SPELLINGS.get(part, part))
            origins.append(place)
    return "".join(characters), origins


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a formula; an `ExpressionError` names what is none."""
    source, origins = plain(text)
    at = 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(source, at)
        if found is None:
            shown = _harmless(text[origins[at] - 1])
            raise ExpressionError("character", char=shown, at=origins[at])
        yield Token(str(found.lastgroup), found[0], origins[at])
        at = found.end()


def _harmless(character: str) -> str:
    """Return a character that any font can show, or else its number."""
    if (character.isprintable() and ord(character) < 0x2600) or "ぁ" <= character <= "龥":
        return character
    return f"U+{ord(character):04X}"
