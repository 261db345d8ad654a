"""The text of a sheet in a spreadsheet: how far it reaches, and some of its rows.

A spreadsheet is an archive of texts.  What has to be known before its cells are read is found in
them with few looks: reading a cell takes longer than everything here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from acttutor.tables.thinning import thinned

#: The place that a cell names, as in r="AB12": column and row, and the longest such text.
COLUMN = re.compile(rb"""r\s*=\s*["']([A-Z]{1,3})\d""")
ROW = re.compile(rb"""r\s*=\s*["'][A-Z]{1,3}(\d{1,9})["']""")
LONGEST_PLACE = 24
#: How a row begins.
_START = re.compile(rb"<row(?=[\s>/])")
#: Where rows say their numbers, some can be left out; others are counted.
_NUMBERED = re.compile(rb"<row\s[^>]*?\br\s*=\s*[\"']\d")
#: How the text of a cell ends; a cell without one is blank, whatever its format is.
_FILLED = (b"</v>", b"</is>")
#: Bytes that a cell takes which holds something.
SHORTEST = len(b"<c><v>0</v></c>")
_LAST = b"</sheetData>"
#: No row is longer, nor what is below them all.
LONGEST = 30_000_000
#: Rows that are handed on together.
TOGETHER = 1_000


class Span:
    """The rectangle around all cells of a sheet, found without reading them."""

    def __init__(self) -> None:
        self._rows = 0
        self._columns: set[bytes] = set()
        self._rest = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next part of a sheet."""
        text = self._rest + chunk
        self._rest = text[-LONGEST_PLACE:]
        self._columns.update(COLUMN.findall(text))
        self._rows = max(self._rows, *map(int, {b"0", *ROW.findall(text)}))

    @property
    def cells(self) -> int:
        """Cells of the rectangle."""
        return self._rows * max(map(_number, self._columns), default=0)


def _number(letters: bytes) -> int:
    """Return the number of a column, from 1: A, B, … Z, AA, …"""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


class Count:
    """How many cells of a sheet hold something, and whether its rows say their numbers."""

    def __init__(self) -> None:
        self.cells = 0
        self.is_numbered = False
        self._rest = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next part of a sheet; what is cut between two parts is not counted."""
        self.cells += sum(map(chunk.count, _FILLED))
        if not self.is_numbered:
            self.is_numbered = bool(_NUMBERED.search(self._rest + chunk))
            self._rest = chunk


class SomeRows:
    """A sheet with some of its rows, in parts.

    Args:
        chunks: the whole sheet in parts.
        every: one row in so many is kept; see `thinned`.
    """

    def __init__(self, chunks: Iterable[bytes], every: int) -> None:
        self._pieces = _pieces(chunks)
        self._every = every
        self._end = b""
        #: How many rows hold something.
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        yield next(self._pieces)
        rows = thinned(self._rows(), self._every)
        while some := b"".join(islice(rows, TOGETHER)):
            yield some
        yield self._end

    def _rows(self) -> Iterator[bytes]:
        value, text = _FILLED
        for row in self._pieces:
            if _LAST in row:
                row, last, rest = row.partition(_LAST)
                self._end = last + rest
            if value in row or text in row:
                self.count += 1
                yield row


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is above the rows of a sheet, then row after row; the last has what is below."""
    rest = b""
    for chunk in chunks:
        above, *rows = _START.split(rest + chunk)
        pieces = [above] * bool(above) + [b"<row" + row for row in rows]
        yield from pieces[:-1]
        rest = pieces[-1]
        if len(rest) > LONGEST:
            raise ValueError("no row ends")
    yield rest
