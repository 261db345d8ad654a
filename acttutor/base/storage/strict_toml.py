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
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = re.compile(
    rf"(?:^|[\[{{,])[ \t]*{_NAME}(?:[ \t]*\.[ \t]*{_NAME}){{{MAX_NAMES},}}+[ \t]*[=\]]",
    re.MULTILINE,
)


def read_toml(text: str) -> dict[str, object]:
    """Return what a TOML text says.

    Raises:
        UserError: if it is too large in its structure, or nested too deeply.
        ValueError: if it is no TOML.
    """
    if len(_SIGNS.findall(text)) > MAX_SIGNS:
        raise UserError("files.too_many", most=MAX_SIGNS)
    if _LONG_KEY.search(text):
        raise UserError("files.too_deep", most=MAX_NAMES)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise UserError("files.too_deep", most=MAX_DEPTH) from None
    if deeper_than(document, MAX_DEPTH):
        raise UserError("files.too_deep", most=MAX_DEPTH)
    return document
