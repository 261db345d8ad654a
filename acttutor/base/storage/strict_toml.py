"""TOML from a stranger: what the parser would choke on is refused before it gets to see it."""

import re
import tomllib

from acttutor.base.errors import UserError
from acttutor.base.storage.strict_json import MAX_DEPTH, deeper_than

#: Names of a dotted key; the parser's time and memory grow with their square.
MAX_NAMES = 6
#: Signs that begin a value or a table, those in texts included. Lessons have a few hundred.
MAX_SIGNS = 10_000

_SIGNS = re.compile(r"[=\[{]")
#: Texts and comments, which are passed over, names, dots, and what may stand between them. A text
#: that is never closed goes to its line's end or the last sign: nothing is looked at twice.
#: (Possessive quantifiers would say so, but Python 3.11.2 gets them wrong.)
_TOKENS = re.compile(
    r"""
    "{3} [^"\\]* (?: (?: \\. | "(?!"") ) [^"\\]* )* (?: "{3,5} | \\?\Z )
    | '{3} [^']* (?: '(?!'') [^']* )* (?: '{3,5} | \Z )
    | \#[^\n]*
    | (?P<name> [\w-]+ | "[^"\\\n]* (?: \\[^\n] [^"\\\n]* )* (?: " | \\?(?=\n|\Z) ) | '[^'\n]*'? )
    | (?P<dot> \. ) | (?P<blank> [ \t]+ ) | .
    """,
    re.VERBOSE | re.DOTALL,
)


def read_toml(text: str) -> dict[str, object]:
    """Return what a TOML text says.

    Raises:
        UserError: if it is too large in its structure, or nested too deeply.
        ValueError: if it is no TOML.
    """
    if len(_SIGNS.findall(text)) > MAX_SIGNS:
        raise UserError("files.too_many", most=MAX_SIGNS)
    if _has_long_key(text):
        raise UserError("files.too_deep", most=MAX_NAMES)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise UserError("files.too_deep", most=MAX_DEPTH) from None
    if deeper_than(document, MAX_DEPTH):
        raise UserError("files.too_deep", most=MAX_DEPTH)
    return document


def _has_long_key(text: str) -> bool:
    """Tell whether more than `MAX_NAMES` names are joined by dots, in time that grows with the
    text."""
    names, joined = 0, False
    for token in _TOKENS.finditer(text):
        kind = token.lastgroup
        if kind == "name":
            names, joined = names + 1 if joined else 1, False
            if names > MAX_NAMES:
                return True
        elif kind == "dot":
            joined = names > 0
        elif kind != "blank":
            names, joined = 0, False
    return False
