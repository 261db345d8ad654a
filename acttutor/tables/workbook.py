"""Spreadsheets (.xlsx): a sheet as lines of cells."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from acttutor.base.errors import UserError
from acttutor.tables.sheet import KEPT_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Line
from acttutor.tables.splitting import MOST_ABOVE, too_large

#: What an unpacked spreadsheet may take; a small file can hold a huge one.
MAX_UNPACKED = 80_000_000
#: What a sheet may span: the reader keeps a place for each cell of the rectangle around them all.
MAX_SPAN = 4_000_000
CHUNK = 1 << 20
#: The place that a cell names, as in r="AB12", and the longest such text.
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,9})["']""")
LONGEST_PLACE = 24
#: So many blank rows in a row end a sheet: formats go on below the table.
MOST_BLANK = 1_000
#: How the older format of spreadsheets begins.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class Book(NamedTuple):
    """One sheet of a spreadsheet, and the names of all of them."""

    lines: list[Line]
    sheet: str
    sheets: tuple[str, ...]


def read_book(data: bytes, name: str, sheet: str | None = None) -> Book:
    """Read a sheet of a spreadsheet; without a name the first one that holds anything.

    Raises:
        UserError: if it is none, is damaged, too large, or has no such sheet.
    """
    try:
        return _read(_unpacked(data, name), name, sheet)
    except (UserError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # The reader of a stranger's file raises whatever its parts raise: zip, XML, dates … and
        # a panic of its own, which is no Exception.
        raise UserError("tables.spreadsheet", file=name) from None


def _unpacked(data: bytes, name: str) -> bytes:
    """Return the parts of a spreadsheet in an archive whose sizes can be believed."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as archive:
        parts = [item for item in packed.infolist() if item.filename.endswith((".xml", ".rels"))]
        if sum(item.file_size for item in parts) > MAX_UNPACKED:
            raise too_large(name, KEPT_CELLS)
        if not any("worksheets/" in item.filename for item in parts):
            raise UserError("tables.spreadsheet", file=name)
        for item in parts:
            span = Span()
            with packed.open(item) as source, archive.open(item.filename, "w") as part:
                while chunk := source.read(CHUNK):
                    part.write(chunk)
                    if "worksheets/" in item.filename:
                        span.add(chunk)
            if span.cells > MAX_SPAN:
                raise too_large(name, KEPT_CELLS)
    return plain.getvalue()


class Span:
    """The rectangle around all cells of a sheet, found without reading them."""

    def __init__(self) -> None:
        self._rows = self._columns = 0
        self._rest = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next part of a sheet."""
        text = self._rest + chunk
        self._rest = text[-LONGEST_PLACE:]
        places = PLACE.findall(text)
        if places:
            columns, rows = map(set, zip(*places, strict=True))
            self._rows = max(self._rows, *map(int, rows))
            self._columns = max(self._columns, *map(_column, columns))

    @property
    def cells(self) -> int:
        """Cells of the rectangle."""
        return self._rows * self._columns


def _column(letters: bytes) -> int:
    """Return the number of a column, from 1: A, B, … Z, AA, …"""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _read(data: bytes, name: str, sheet: str | None) -> Book:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        # A sheet may be a chart, which has no cells.
        pages = book.sheets_metadata
        sheets = tuple(page.name for page in pages if page.typ == SheetTypeEnum.WorkSheet)
        if sheet is not None and sheet not in sheets:
            raise UserError("tables.no_sheet", file=name, sheet=sheet, sheets=", ".join(sheets))
        for title in [sheet] if sheet is not None else sheets:
            lines = _lines(book.get_sheet_by_name(title).iter_rows(), name)
            if lines or title == sheet:
                return Book(lines, title, sheets)
    raise UserError("tables.empty", file=name)


def _lines(rows: Iterator[list[Any]], name: str) -> list[Line]:
    """Return the rows of a sheet that are not blank."""
    lines: list[Line] = []
    count = blank = 0
    for number, values in enumerate(rows, start=1):
        # Most are texts and numbers: to ask what else a value is takes longer than to take it.
        cells = [
            value.strip() if type(value) is str else value if type(value) is float else _cell(value)
            for value in values
        ]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank, count = 0, count + len(cells)
        if len(cells) > MAX_COLUMNS:
            raise UserError("tables.too_wide", file=name, line=number, most=MAX_COLUMNS)
        lines.append(Line(number, cells))
        if len(lines) > MAX_ROWS + MOST_ABOVE or count > KEPT_CELLS:
            raise too_large(name, KEPT_CELLS)
    return lines


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time | datetime.datetime):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value).strip()
