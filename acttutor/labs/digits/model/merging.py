"""The writing of a class: what many have kept as examples, in one set."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from acttutor.base.errors import UserError
from acttutor.base.numbers.unchecked import mapping
from acttutor.base.storage.strict_json import MAX_BYTES, read_json
from acttutor.base.storage.user_file import read_user_file
from acttutor.labs.digits.model.writing import MOST_OWN, Own, check_own


class Merged(NamedTuple):
    """The digits of all files that have some.

    Attributes:
        own: the digits, those of the first file first; none twice, at most `MOST_OWN`.
        writers: how many files they are from.
        passed_over: names of the files in which there were none.
        left_out: digits for which there was no room.
    """

    own: Own
    writers: int
    passed_over: tuple[str, ...]
    left_out: int


def merge(paths: Iterable[Path]) -> Merged:
    """Gather what was kept as examples in experiment files of the digits lab."""
    found: dict[tuple[str, str], None] = {}
    writers, passed_over = 0, []
    for path in paths:
        own = _own_of(path)
        writers += bool(own)
        if not own:
            passed_over.append(path.name)
        found.update(dict.fromkeys(own))
    digits = tuple(found)
    return Merged(digits[:MOST_OWN], writers, tuple(passed_over), max(len(digits) - MOST_OWN, 0))


def _own_of(path: Path) -> Own:
    """Return the examples in a file; none if it is no experiment of this lab, or has none."""
    try:
        document = mapping(read_json(read_user_file(path, MAX_BYTES)))
        if document.get("lab") != "digits":
            return ()
        return check_own(mapping(document.get("settings", {})).get("own", ()))
    except (UserError, ValueError, TypeError):
        return ()
