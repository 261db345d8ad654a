"""From text to lines of cells: which mark stands between cells, and what quotation marks hide."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from acttutor.base.errors import UserError
from acttutor.tables.missing import is_missing
from acttutor.tables.numbers import is_number
from acttutor.tables.sheet import (
    KEPT_CELLS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    SOME_CELLS,
    Cell,
    Line,
)
from acttutor.tables.thinning import one_in, thinned

if TYPE_CHECKING:
    import _csv

#: Marks between cells, the rarer one within a cell first; a blank stands for runs of them.
DELIMITERS = ("\t", ";", "；", "|", "，", ",", " ")
#: Lines that are looked at to find the mark.
LOOKED_AT = 60
#: Signs of a text that are looked at to find the quotation mark.
SIGNS = 20_000
#: Lines above a table that are no rows.
MOST_ABOVE = 50
#: Lines of a text, blank ones included.
MOST_LINES = 4 * MAX_ROWS

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_BLANKS = "[ \\t\\u3000\\xa0]"
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.|\\t)\"?[,;\t]*\r?\n?", re.IGNORECASE)
_COMMENT = re.compile(r"\s*(#|%|//)")
_COMMENT_LINE = re.compile(r"^[ \t]*(#|%|//)", re.MULTILINE)
_RULE = re.compile(r"[\s|+:=_-]*[-=_]{2,}[\s|+:=_-]*")
_SINGLE_QUOTED = re.compile(r"(^|[,;\t|])\s*'([^'\"]|'')*'\s*([,;\t|]|$)")


#: Where a line starts, and its cells; or its text.
_Row = tuple[int, list[str]]
_Text = tuple[int, str]


class Split(NamedTuple):
    """A text cut into cells.

    Args:
        lines: the lines that are not blank and no comments.
        delimiter: the mark between cells.
        comment: the last comment above the first line, without its mark.
        every: of the rows of a large table one in so many is kept.
        total: how many lines there were.
    """

    lines: list[Line]
    delimiter: str
    comment: Line | None
    every: int
    total: int


def split(text: str, name: str) -> Split:
    """Cut a text into lines of cells.

    Raises:
        UserError: if a quotation mark is left open, or the table is too large.
    """
    count = text.count(_mark(text))
    if count > MOST_LINES:
        raise too_large(name)
    given, first = None, 1
    line = next(lines_of(text), "")
    match = _SEPARATOR_LINE.fullmatch(line)
    if match:
        given = "\t" if match[1] == "\\t" else match[1]
        text, first = text[len(line) :], 2
    text, comment = _without_comments(text, first)
    delimiter = given or _delimiter(text)
    every = _every(text, count, delimiter, name)
    lines, total = _cells(text, delimiter, first, every, name)
    if comment is not None:
        words: list[str] = next(iter(_rows(str(comment.cells[0]), delimiter)), [])
        comment = Line(comment.number, list(words))
    return Split(lines, delimiter, comment, every, total)


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, which are \\r, \\n or both.

    `str.splitlines` knows more of them, and would miscount.
    """
    return (match[0] for match in _LINE.finditer(text))


def _without_comments(text: str, first: int) -> tuple[str, Line | None]:
    """Return the text with blank lines where comments were, and the last one above the rows."""
    # Those in a long body are rare: without any, only the lines above it are looked at.
    may_have = any(mark in text for mark in ("#", "%", "//"))
    count = None if may_have and _COMMENT_LINE.search(text) else MOST_ABOVE + 1
    lines = list(islice(lines_of(text), count))
    looked_at = sum(map(len, lines))
    comment, is_changed, in_body = None, False, False
    for index, line in enumerate(lines):
        if _is_comment(line) or (index <= MOST_ABOVE and _is_rule(line)):
            lines[index], is_changed = line[len(line.rstrip("\r\n")) :], True
            if not in_body and not _is_rule(line):
                comment = Line(first + index, [_COMMENT.sub("", line, count=1).strip()])
        elif line.strip():
            in_body = True
    return ("".join((*lines, text[looked_at:])), comment) if is_changed else (text, None)


def _is_comment(line: str) -> bool:
    # A column of running numbers may be called "#".
    return bool(_COMMENT.match(line)) and not re.match(r"\s*#\s*[,;\t|]", line)


def _is_rule(line: str) -> bool:
    """Tell whether a line only draws one, below the names; dashes alone are missing values."""
    return bool(_RULE.fullmatch(line)) and not re.search(r"(^|[\s|])-{1,2}([\s|]|$)", line.strip())


def _rows(text: str, delimiter: str) -> "_csv.Reader":
    return _reader(lines_of(text), delimiter, _quote(text))


def _reader(lines: Iterable[str], delimiter: str, quote: str) -> "_csv.Reader":
    if delimiter == " ":
        lines = (re.sub(f"{_BLANKS}+", " ", line.strip(" \t\u3000\xa0")) for line in lines)
    return csv.reader(
        lines, delimiter=delimiter, quotechar=quote, skipinitialspace=delimiter not in "\t "
    )


def _quote(text: str) -> str:
    """Return the quotation mark: the single one where most lines have cells between two of it."""
    lines = [line.strip() for line in islice(lines_of(text[:SIGNS]), LOOKED_AT)]
    filled = [line for line in lines if line]
    found = sum(bool(_SINGLE_QUOTED.search(line)) for line in filled)
    return "'" if 2 * found > len(filled) else '"'


# -- the mark between cells --------------------------------------------------------------------


def _delimiter(text: str) -> str:
    """Return the mark that cuts most lines into the same number of cells, most of them numbers."""
    lines = (line for line in lines_of(text) if line.strip(" \t\r\n,;|"))
    head = "".join(islice(lines, LOOKED_AT))
    scores = {mark: _fit(head, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: scores[mark])


def _fit(head: str, mark: str) -> tuple[float, float]:
    """Return how well a mark cuts lines: how much of them are numbers in rows of one length."""
    rows: list[list[str]] = []
    try:
        for row in _rows(head, mark):
            # What is wider is refused in the end, whatever its cells are.
            rows.append([cell.strip() for cell in row[: MAX_COLUMNS + 1]])
    except csv.Error:
        pass
    counts = Counter(len(row) for row in rows if any(row))
    if not counts:
        return 0.0, 0.0
    usual = max(counts, key=lambda width: (counts[width] * (width > 1), width))
    if usual < 2:
        return 0.0, 0.0
    same = [row for row in rows if len(row) == usual]
    filled = [cell for row in same for cell in row if cell]
    numbers = sum(is_number(cell) or is_missing(cell) for cell in filled)
    share = len(same) / sum(counts.values())
    score = share * (0.2 + numbers / max(len(filled), 1)) * (1.0 if usual > 2 else 0.6)
    # Blanks are in texts, too: they are to fit clearly better than anything else.
    return (score * 0.8 if mark == " " else score), share


# -- cells -------------------------------------------------------------------------------------


def _every(text: str, count: int, delimiter: str, name: str) -> int:
    """Return one in how many of the rows of a text, which has so many lines, can be kept."""
    try:
        widths = [len(row) for row in islice(_rows(text, delimiter), LOOKED_AT) if row]
    except csv.Error:
        return 1  # said where it is read
    cells = count * median_low(widths or [0])
    if cells > MAX_CELLS:
        raise too_large(name)
    return one_in(cells, KEPT_CELLS, SOME_CELLS)


def _cells(text: str, delimiter: str, first: int, every: int, name: str) -> tuple[list[Line], int]:
    """Return the lines that are not blank, cut into cells, and how many there were."""
    rows = _Rows(_rows(text, delimiter), delimiter, first, name)
    alone = _alone(text, delimiter, first, every, name) if every > 1 else None
    lines: list[Line] = []
    count = 0
    some = rows if every == 1 else thinned(rows, every)
    for start, cells in alone.rows if alone else some:
        row: list[Cell] = [*map(str.strip, cells)]
        if not any(row):
            continue
        count += len(row)
        if len(row) > MAX_COLUMNS:
            raise UserError("tables.too_wide", file=name, line=start, most=MAX_COLUMNS)
        lines.append(Line(start, row))
        # Rows further down may be longer than those that were looked at.
        if count > 2 * KEPT_CELLS:
            raise too_large(name)
    if lines and _is_open(text, lines[-1].number - first):
        raise UserError("tables.quotes", file=name, line=lines[-1].number)
    return lines, alone.total if alone else rows.count


class _Alone(NamedTuple):
    """Rows of a large table, each of which is one line, and how many there are of all."""

    rows: list[_Row]
    total: int


def _alone(text: str, delimiter: str, first: int, every: int, name: str) -> _Alone | None:
    """Return some rows of a text, cutting no other; ``None`` if cells may go over lines."""
    texts = _Texts(text, first, _quote(text), name)
    kept = list(thinned(texts, every))
    if texts.is_open:
        return None
    reader = _reader((line for _, line in kept), delimiter, texts.quote)
    try:
        cut = list(reader)
    except csv.Error:
        return None  # said where all of it is read
    if len(cut) != len(kept):
        return None
    return _Alone(
        [(start, cells) for (start, _), cells in zip(kept, cut, strict=True)], texts.count
    )


class _Texts:
    """The lines of a text that are not blank: their numbers, and what is written there."""

    def __init__(self, text: str, first: int, quote: str, name: str) -> None:
        self._text, self._first, self._name = text, first, name
        self.quote = quote
        self.count = 0
        #: Whether a line has half of a pair of quotation marks.
        self.is_open = False

    def __iter__(self) -> Iterator[_Text]:
        text, mark, start, number = self._text, _mark(self._text), 0, self._first
        while start < len(text):
            end = text.find(mark, start)
            end = end if end >= 0 else len(text)
            line = text[start:end]
            self.is_open = self.is_open or line.count(self.quote) % 2 == 1
            if line.strip(" \t\r\n,;|"):
                self.count += 1
                if self.count > MAX_ROWS + MOST_ABOVE:
                    raise too_large(self._name)
                yield number, line
            start, number = end + 1, number + 1


class _Rows:
    """The lines of a text that are not blank: where they start, and their raw cells."""

    def __init__(self, reader: "_csv.Reader", delimiter: str, first: int, name: str) -> None:
        self._reader, self._delimiter = reader, delimiter
        self._first, self._name = first, name
        self.count = 0

    def __iter__(self) -> Iterator[_Row]:
        end = before = self._first - 1
        try:
            for cells in self._reader:
                start, end = end + 1, before + self._reader.line_num
                if any(cells):
                    self.count += 1
                    if self.count > MAX_ROWS + MOST_ABOVE:
                        raise too_large(self._name)
                    if end > start:
                        _check_quotes(cells, self._delimiter, start, self._name)
                    yield start, cells
        except csv.Error:
            # A cell without end: its quotation mark is never closed, or this is no table at all.
            key = "quotes" if before + self._reader.line_num > end + 1 else "binary"
            raise UserError(f"tables.{key}", file=self._name, line=end + 1) from None


def _mark(text: str) -> str:
    """Return what most lines end with."""
    return max("\n", "\r", key=text.count)


def too_large(name: str, cells: int = MAX_CELLS) -> UserError:
    """Return the sentence for a table that is not read to its end."""
    return UserError("tables.too_long", file=name, most=f"{MAX_ROWS:,}", cells=f"{cells:,}")


def _check_quotes(row: list[str], delimiter: str, line: int, name: str) -> None:
    """Refuse a cell of several lines that look like rows: a quotation mark has swallowed them."""
    for cell in row:
        parts = cell.strip().splitlines()
        if len(parts) > 1 and any(part.count(delimiter) >= 2 for part in parts[:-1] + parts[1:]):
            raise UserError("tables.quotes", file=name, line=line)


def _is_open(text: str, index: int) -> bool:
    """Tell whether a cell of several lines at the end of a text is never closed."""
    if '"' not in text[-200_000:]:
        return False
    rest = list(lines_of(text))[index:]
    while rest and not rest[-1].strip():
        rest.pop()
    return len(rest) > 1 and "".join(rest).count('"') % 2 == 1
