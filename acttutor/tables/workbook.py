"""Spreadsheets (.xlsx): a sheet as lines of cells."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

from acttutor.base.errors import UserError
from acttutor.tables.sheet import KEPT_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Line
from acttutor.tables.sheet_text import SHORTEST, Count, SomeRows, Span
from acttutor.tables.splitting import MOST_ABOVE, too_large
from acttutor.tables.thinning import one_in

#: What an unpacked spreadsheet may take before and after rows of large sheets were left out; a
#: small file can hold a huge one.
MAX_UNPACKED, MAX_READ = 250_000_000, 80_000_000
#: What a sheet may span: the reader keeps a place for each cell of the rectangle around them all.
MAX_SPAN = 4_000_000
#: Of a sheet with more cells than this only one row in so many is kept, which leaves so many
#: cells: they take longer to read than those of a text.
KEPT, SOME = 600_000, 400_000
CHUNK = 1 << 20
#: So many blank rows in a row end a sheet: formats go on below the table.
MOST_BLANK = 1_000
#: How the older format of spreadsheets begins.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class Thinned(NamedTuple):
    """What was kept of a large sheet: of ``rows`` rows one in ``every``."""

    every: int
    rows: int


class Book(NamedTuple):
    """One sheet of a spreadsheet, and the names of all of them."""

    lines: list[Line]
    sheet: str
    sheets: tuple[str, ...]
    thinned: Thinned | None = None


def read_book(data: bytes, name: str, sheet: str | None = None) -> Book:
    """Read a sheet of a spreadsheet; without a name the first one that holds anything.

    Raises:
        UserError: if it is none, is damaged, too large, or has no such sheet.
    """
    try:
        return _read(*_unpacked(data, name), name, sheet)
    except (UserError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # The reader of a stranger's file raises whatever its parts raise: zip, XML, dates … and
        # a panic of its own, which is no Exception.
        raise UserError("tables.spreadsheet", file=name) from None


def _unpacked(data: bytes, name: str) -> tuple[bytes, dict[str, Thinned]]:
    """Return a spreadsheet in an archive whose sizes can be believed, and what it lacks.

    Of large sheets rows are left out; they are given by the names of their parts, in small letters.
    """
    plain = io.BytesIO()
    lacking: dict[str, Thinned] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as archive:
        parts = [item for item in packed.infolist() if item.filename.endswith((".xml", ".rels"))]
        if sum(item.file_size for item in parts) > MAX_UNPACKED:
            raise too_large(name, KEPT_CELLS)
        if not any(_is_sheet(item) for item in parts):
            raise UserError("tables.spreadsheet", file=name)
        for item in parts:
            every = _every(packed, item)
            chunks = _chunks(packed, item)
            rows = SomeRows(chunks, every) if every > 1 else None
            span = Span()
            with archive.open(item.filename, "w") as part:
                for chunk in rows or chunks:
                    part.write(chunk)
                    if _is_sheet(item):
                        span.add(chunk)
                    if plain.tell() > MAX_READ:
                        raise too_large(name, KEPT_CELLS)
            if span.cells > MAX_SPAN:
                raise too_large(name, KEPT_CELLS)
            if rows:
                lacking[item.filename.lower()] = Thinned(every, rows.count)
    return plain.getvalue(), lacking


def _is_sheet(item: zipfile.ZipInfo) -> bool:
    return "worksheets/" in item.filename


def _chunks(packed: zipfile.ZipFile, item: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(item) as source:
        while chunk := source.read(CHUNK):
            yield chunk


def _every(packed: zipfile.ZipFile, item: zipfile.ZipInfo) -> int:
    """Return one in how many rows of a part is kept."""
    # Most are too small to be unpacked for that.
    if not _is_sheet(item) or item.file_size < KEPT * SHORTEST:
        return 1
    count = Count()
    for chunk in _chunks(packed, item):
        count.add(chunk)
    return one_in(count.cells, KEPT, SOME) if count.is_numbered else 1


def _read(data: bytes, lacking: Mapping[str, Thinned], name: str, sheet: str | None) -> Book:
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
                part = _part(data, title) if lacking else ""
                return Book(lines, title, sheets, lacking.get(part))
    raise UserError("tables.empty", file=name)


def _part(data: bytes, sheet: str) -> str:
    """Return the name of the part that is a sheet, in small letters (ECMA-376, part 2)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    number = next(
        value
        for element in book.iter()
        if element.tag.endswith("}sheet") and element.get("name") == sheet
        for key, value in element.items()
        if key.endswith("}id")
    )
    target = next(item.get("Target", "") for item in relations if item.get("Id") == number)
    return (target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}").lower()


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
