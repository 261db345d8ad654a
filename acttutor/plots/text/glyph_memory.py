"""Pieces of text that are set once for all: what one start has set, the next one only reads.

Setting a piece of a formula takes Matplotlib up to ten milliseconds, and the first picture has some
sixty of them: a fifth of the time until it is seen.
"""

import json
import logging
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from acttutor.base.storage.atomic import write_atomically

log = logging.getLogger(__name__)

#: Pieces that are remembered, and bytes of them: a piece has about a kilobyte, or on a large screen
#: at a large zoom fifty.
MOST, MOST_BYTES = 1000, 4_000_000

Pixels = npt.NDArray[np.uint8]


class Glyphs(NamedTuple):
    """The coverage of a piece, its first row on top, and how it sits on the base line.

    A fraction also says how far it reaches above the base line and below.
    """

    coverage: Pixels
    left: int
    top: int
    advance: int
    above: int = 0
    below: int = 0


class GlyphMemory:
    """Glyphs by a text that says everything about how they are set."""

    def __init__(self) -> None:
        self._known: dict[str, Glyphs] = {}
        self._bytes = 0
        self._is_new = False

    def known(self, key: str) -> Glyphs | None:
        """Return the glyphs of a key, if they have been made."""
        return self._known.get(key)

    def recall(self, key: str, make: Callable[[], Glyphs]) -> Glyphs:
        """Return the glyphs of a key, made if they are not known."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = make()
            self._bytes += found.coverage.nbytes
            self._is_new = True
            self._forget_oldest()
        return found

    def _forget_oldest(self) -> None:
        while len(self._known) > MOST or self._bytes > MOST_BYTES:
            self._bytes -= self._known.pop(next(iter(self._known))).coverage.nbytes

    def read(self, file: Path, stamp: str) -> None:
        """Remember what was written with the same stamp; whatever cannot be used is left."""
        try:
            known = _unpacked(file.read_bytes(), stamp)
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, LookupError, zlib.error):
            log.warning("the glyphs kept in %s are not used", file, exc_info=True)
            return
        self._known, self._is_new = {**known, **self._known}, False
        self._bytes = sum(glyphs.coverage.nbytes for glyphs in self._known.values())
        self._forget_oldest()

    def write(self, file: Path, stamp: str) -> None:
        """Keep everything for the next start, unless it is kept already."""
        if not self._is_new:
            return
        try:
            write_atomically(file, _packed(self._known, stamp))
        except OSError:
            log.warning("the glyphs cannot be kept", exc_info=True)
        self._is_new = False


#: What all texts of the program share.
MEMORY = GlyphMemory()


def _packed(known: dict[str, Glyphs], stamp: str) -> bytes:
    """One line of JSON that says what is there, and all coverages in a row."""
    index = [[key, *glyphs.coverage.shape, *glyphs[1:]] for key, glyphs in known.items()]
    head = json.dumps({"stamp": stamp, "glyphs": index}).encode()
    pixels = b"".join(glyphs.coverage.tobytes() for glyphs in known.values())
    return zlib.compress(head + b"\n" + pixels, 1)


def _unpacked(packed: bytes, stamp: str) -> dict[str, Glyphs]:
    head, pixels = zlib.decompress(packed).split(b"\n", 1)
    told = json.loads(head)
    if told["stamp"] != stamp:
        return {}
    known: dict[str, Glyphs] = {}
    start = 0
    for key, rows, columns, *numbers in told["glyphs"]:
        coverage = np.frombuffer(pixels, np.uint8, rows * columns, start).reshape(rows, columns)
        known[key] = Glyphs(coverage, *map(int, numbers))
        start += rows * columns
    return known
