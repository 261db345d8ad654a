"""The languages of the program: the folders of ``assets/i18n``, each with its ``language.json``.

Only the standard library is imported here: the window says that it is loading before anything else.
"""

import json
from functools import lru_cache

from acttutor.base.resources import asset

#: Ids of the languages, such as ``"en"``.
LANGUAGES = tuple(sorted(path.name for path in asset("i18n").iterdir() if path.is_dir()))


@lru_cache
def about(language: str) -> dict[str, str]:
    """Return what has to be known of a language before its texts are read."""
    found: dict[str, str] = json.loads(
        asset("i18n", language, "language.json").read_text(encoding="utf-8")
    )
    return found


def following(language: str) -> str:
    """Return the next language; the first one after the last."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def has_blanks(language: str) -> bool:
    """Tell whether words are parted by blanks, and lines broken there only."""
    return about(language)["blanks"] == "yes"
