"""What is said about a formula that somebody types: what is wrong, or where it has no value."""

from collections.abc import Mapping, Sequence

from acttutor.base.language.texts import Texts

#: Places that are listed.
MOST_PLACES = 3


def mistake(code: str, values: Mapping[str, object], texts: Texts) -> str:
    """Return the sentence for a formula that cannot be used."""
    return texts(f"expression.errors.{code}", **values)


def gap_sentence(places: Sequence[str], texts: Texts) -> str:
    """Return the sentence on where a formula has no finite value; empty if it has one everywhere.

    Args:
        places: mathematics such as ``"x < 0"``, the most important first.
        texts: the catalogue.
    """
    if not places:
        return ""
    shown = texts("expression.separator").join(places[:MOST_PLACES])
    more = len(places) > MOST_PLACES
    return texts(f"expression.gaps.{'more' if more else 'some'}", places=shown)
