"""Texts in the reader's language, looked up at the moment they are shown."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache

from acttutor.base.errors import UserError
from acttutor.base.resources import asset


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """Turn ``{"a": {"b": "text"}}`` into ``{"a.b": "text"}``."""
    flat: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            flat.update(_flatten(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = str(value)
    return flat


@cache
def load_catalogue(language: str) -> Mapping[str, str]:
    """Return ``assets/i18n/<language>/`` as a flat mapping from key to text.

    Each file holds the texts of one part of the program, and its name begins their keys. They are
    read once: a list of lessons asks for some of them in every language, lesson by lesson.
    """
    flat: dict[str, str] = {}
    for path in asset("i18n", language).iterdir():
        with path.open(encoding="utf-8") as file:
            flat.update(_flatten(json.load(file), f"{path.stem}."))
    return flat


class Texts:
    """The catalogue of one language at a time.

    Args:
        language: ``"ja"`` or ``"en"``.
    """

    def __init__(self, language: str) -> None:
        self.language = ""
        self._catalogue: Mapping[str, str] = {}
        self.use(language)

    def use(self, language: str) -> None:
        """Switch to another language; texts shown from now on are in it."""
        if language != self.language:
            self._catalogue = load_catalogue(language)
            self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with its placeholders filled; the key itself if missing.

        What fills them may come from a file or be the name of one, so it is made visible first.
        """
        text = self._catalogue.get(key)
        if text is None:
            return key
        if not values:
            return text
        return text.format(
            **{
                name: visible(value) if isinstance(value, str) else value
                for name, value in values.items()
            }
        )

    def has(self, key: str) -> bool:
        """Tell whether there is a text for ``key``."""
        return key in self._catalogue

    def first(self, *keys: str) -> str:
        """Return the text of the first key that has one; the last key itself if none has."""
        return next((self(key) for key in keys if self.has(key)), keys[-1])

    def option(self, setting: str, value: str) -> str:
        """Return the name of a value of a choice, such as ``option("network.data", "xor")``.

        Activation functions have one name wherever they can be chosen.
        """
        return self.first(f"{setting}.options.{value}", f"functions.{value}.name", value)

    def error(self, error: UserError) -> str:
        """Return the sentence for a mistake of the user."""
        return self(error.key, **error.values)


def whole(text: str) -> str:
    """Return a text with question marks for half characters, which nothing can draw or write.

    Names of files in another encoding have them, and Tk hands them over now and then.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def visible(text: str) -> str:
    """Return a text with what cannot be seen written out: ``\\n`` for the end of a line, say.

    A name that turns the direction of writing, or ends the line, would garble the sentence around
    it or have it say something else.
    """
    if text.isprintable():
        return text
    return "".join(
        sign
        if sign.isprintable() or unicodedata.category(sign) == "Zs"
        else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )
