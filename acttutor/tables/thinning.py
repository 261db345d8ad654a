"""Of the rows of a large table some: the first, the last, and one in so many of those between."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_Row = TypeVar("_Row")

#: Rows at the start and at the end of a large table that are all kept: names and totals are there.
START, END = 500, 50


def thinned(rows: Iterable[_Row], every: int) -> Iterator[_Row]:
    """Yield the first and the last rows, and one in ``every`` of those between."""
    rest = iter(rows)
    yield from islice(rest, START)
    last: deque[tuple[int, _Row]] = deque()
    for place in enumerate(rest):
        last.append(place)
        if len(last) > END:
            index, row = last.popleft()
            if index % every == 0:
                yield row
    yield from (row for _, row in last)


def one_in(cells: int, kept: int, some: int) -> int:
    """Return one in how many rows of a table is kept: all of ``kept`` cells, of more ``some``."""
    return -(-cells // some) if cells > kept else 1
