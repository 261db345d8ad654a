"""The glossary: finds its terms in running text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from acttutor.base.language.texts import Texts, load_catalogue


@lru_cache(maxsize=4)
def _terms(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for all terms of a language, the longest first, and the id of each."""
    found = {}
    for key, text in load_catalogue(language).items():
        if key.startswith("glossary.") and key.endswith(".also"):
            for name in text.split("|"):
                found[name.lower()] = key.split(".")[1]
    names = sorted(found, key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names)
    # English terms are whole words; Japanese has no blanks to tell.
    pattern = rf"\b(?:{words})\b" if language == "en" else f"(?:{words})"
    return re.compile(pattern, re.IGNORECASE), found


def ids(language: str) -> list[str]:
    """Return the ids of all terms, in the order of the terms."""
    texts = Texts(language)
    found = set(_terms(language)[1].values())
    return sorted(found, key=lambda id: texts(f"glossary.{id}.term").lower())


def marked(text: str, language: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Cut a text into parts and the ids of the terms that they are, empty for other words.

    Args:
        text: running text.
        language: its language.
        seen: ids that were marked already and stay plain; those found are added.
    """
    pattern, ids_of = _terms(language)
    position = 0
    for found in pattern.finditer(text):
        id = ids_of[found.group().lower()]
        if id in seen:
            continue
        seen.add(id)
        if found.start() > position:
            yield text[position : found.start()], ""
        yield found.group(), id
        position = found.end()
    if position < len(text):
        yield text[position:], ""
