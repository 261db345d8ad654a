"""Spreadsheets (.xlsx): a sheet as lines of cells."""

import datetime
import io
import warnings
import zipfile
from typing import Any, NamedTuple

from acttutor.base.errors import UserError
from acttutor.tables.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Line
from acttutor.tables.splitting import MOST_ABOVE, too_large

#: What an unpacked spreadsheet may take; a small file can hold a huge one.
MAX_UNPACKED = 120_000_000
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
        _check_size(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, name, sheet)
    except (UserError, MemoryError, KeyboardInterrupt):
        raise
    except Exception:
        # The reader of a stranger's file raises whatever its parts raise: zip, XML, dates …
        raise UserError("tables.spreadsheet", file=name) from None


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
            raise too_large(name)
        names = archive.namelist()
    if not any(part.endswith(".xml") and "worksheets/" in part for part in names):
        raise UserError("tables.spreadsheet", file=name)


def _read(data: bytes, name: str, sheet: str | None) -> Book:
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        # A sheet may be a chart, which has no cells.
        sheets = {page.title: page for page in book.worksheets if hasattr(page, "iter_rows")}
        if sheet is not None and sheet not in sheets:
            raise UserError("tables.no_sheet", file=name, sheet=sheet, sheets=", ".join(sheets))
        for title in [sheet] if sheet is not None else list(sheets):
            lines = _lines(sheets[title], name)
            if lines or title == sheet:
                return Book(lines, title, tuple(sheets))
    finally:
        book.close()
    raise UserError("tables.empty", file=name)


def _lines(page: Any, name: str) -> list[Line]:
    """Return the rows of a sheet that are not blank."""
    page.reset_dimensions()
    lines: list[Line] = []
    count = blank = 0
    for number, values in enumerate(page.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values]
        while cells and cells[-1] == "":
            cells.pop()
        if not any(cell != "" for cell in cells):
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank, count = 0, count + len(cells)
        if len(cells) > MAX_COLUMNS:
            raise UserError("tables.too_wide", file=name, line=number, most=MAX_COLUMNS)
        lines.append(Line(number, cells))
        if len(lines) > MAX_ROWS + MOST_ABOVE or count > MAX_CELLS:
            raise too_large(name)
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
