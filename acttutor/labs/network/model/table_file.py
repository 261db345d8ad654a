"""Reading a table from a CSV file that a stranger wrote.

Whatever is wrong becomes one sentence that names the file, the line and the column.
"""

import csv
import io
import math
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from acttutor.base.errors import UserError
from acttutor.labs.network.model.table import MAX_CLASSES, MAX_ROWS, Frame, Table

MAX_BYTES = 5_000_000
#: The rarer a mark is within a cell, the earlier it stands: a comma may belong to a number.
DELIMITERS = ("\t", ";", ",")
#: A line of nothing else is blank, as spreadsheets leave them below a table.
BLANK = " \t\r\n,;"


class _Line(NamedTuple):
    number: int
    cells: list[str]


def read_table(path: Path) -> Table:
    """Read two columns of numbers and one of labels, with or without a header.

    Comma, semicolon or tab; UTF-8 or Shift_JIS. With a semicolon or a tab, numbers may have a
    decimal comma. Labels that are all numbers are classes if there are two or three different
    whole ones, and otherwise numbers to predict.

    Raises:
        UserError: if the file cannot be read as such a table.
    """
    text = _read_text(path)
    lines, delimiter = _split(text, path.name)
    header = _header(lines[0].cells, delimiter)
    body = lines[1:] if header else lines
    if not body:
        raise UserError("network.csv.empty", file=path.name)
    if len(body) > MAX_ROWS:
        raise _too_long(path.name)
    points = [
        (
            _number(line, 0, delimiter, path.name),
            _number(line, 1, delimiter, path.name),
        )
        for line in body
    ]
    labels, classes = _labels(body, delimiter, path.name)
    rows = tuple((*point, label) for point, label in zip(points, labels, strict=True))
    names = header or ["", "", ""]
    frame = Frame.around(np.array(points))
    return Table(rows, classes, (names[0], names[1], names[2]), path.name, frame)


def _read_text(path: Path) -> str:
    try:
        # A pipe or a device would keep us waiting.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("network.csv.unreadable", file=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError:
        raise UserError("network.csv.no_permission", file=path.name) from None
    except OSError:
        raise UserError("network.csv.unreadable", file=path.name) from None
    if len(data) > MAX_BYTES:
        raise _too_long(path.name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError("network.csv.encoding", file=path.name)
    if b"\0" in data:
        raise UserError("network.csv.binary", file=path.name)
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("network.csv.encoding", file=path.name)


def _too_long(name: str) -> UserError:
    return UserError("network.csv.too_long", file=name, most=f"{MAX_ROWS:,}")


def _split(text: str, name: str) -> tuple[list[_Line], str]:
    """Return the lines that are not blank, cut into cells, and the delimiter that cuts them."""
    # Only \r and \n end a line here; `str.splitlines` knows more, and would miscount.
    delimiter = _delimiter(io.StringIO(text, newline=""))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[_Line] = []
    end = 0
    try:
        for cells in reader:
            start, end = end + 1, reader.line_num
            if not any(cell.strip(BLANK) for cell in cells):
                continue
            if end > start:
                # A quotation mark has swallowed the following lines.
                raise UserError("network.csv.quotes", file=name, line=start)
            if len(cells) != 3:
                raise UserError("network.csv.columns", file=name, line=start, found=len(cells))
            lines.append(_Line(start, [" ".join(cell.split()) for cell in cells]))
            if len(lines) > MAX_ROWS + 1:
                raise _too_long(name)
    except csv.Error:
        # A cell without end: its quotation mark is never closed, or this is no table at all.
        key = "quotes" if reader.line_num > end + 1 else "binary"
        raise UserError(f"network.csv.{key}", file=name, line=end + 1) from None
    if not lines:
        raise UserError("network.csv.empty", file=name)
    return lines, delimiter


def _delimiter(lines: Iterable[str]) -> str:
    """Return the mark that cuts the first line best: into three cells, two of them numbers."""
    first = next((line for line in lines if line.strip(BLANK)), "")

    def fit(mark: str) -> tuple[bool, bool, int]:
        try:
            cells = next(csv.reader([first], delimiter=mark))
        except csv.Error:
            return False, False, 0
        return len(cells) == 3, not _header(cells, mark), len(cells)

    return max(DELIMITERS, key=fit)


def _parse(cell: str, delimiter: str) -> float:
    """Return the number in a cell; a ``ValueError`` if there is none."""
    if "_" in cell:
        raise ValueError("Python's way to group digits is nobody's in a table")
    return float(cell.replace(",", ".") if delimiter != "," else cell)


def _is_number(cell: str, delimiter: str) -> bool:
    try:
        _parse(cell, delimiter)
    except ValueError:
        return False
    return True


def _header(cells: list[str], delimiter: str) -> list[str]:
    """Return the cells of the first line if neither of its first two is a number."""
    return [] if any(_is_number(cell, delimiter) for cell in cells[:2]) else cells


def _number(line: _Line, column: int, delimiter: str, name: str) -> float:
    cell = line.cells[column]
    place = {"file": name, "line": line.number, "column": column + 1}
    if not cell:
        raise UserError("network.csv.missing", **place)
    try:
        value = _parse(cell, delimiter)
    except ValueError:
        raise UserError("network.csv.not_a_number", cell=cell[:40], **place) from None
    if not math.isfinite(value) or abs(value) > 1e100:
        raise UserError("network.csv.not_finite", cell=cell[:40], **place)
    return value


def _labels(body: list[_Line], delimiter: str, name: str) -> tuple[list[float], tuple[str, ...]]:
    """Return the labels as numbers, and the names of the classes if they are classes."""
    cells = [line.cells[2] for line in body]
    for line in body:
        if not line.cells[2]:
            raise UserError("network.csv.missing", file=name, line=line.number, column=3)
    if all(_is_number(cell, delimiter) for cell in cells):
        return _number_labels(body, delimiter, name)
    classes = tuple(dict.fromkeys(cells))
    if len(classes) > MAX_CLASSES:
        _refuse_stray_text(body, delimiter, name)
    _check_count(classes, name)
    return [float(classes.index(cell)) for cell in cells], classes


def _number_labels(
    body: list[_Line], delimiter: str, name: str
) -> tuple[list[float], tuple[str, ...]]:
    """Return numbers to predict, or few whole ones as classes in ascending order."""
    values = [_number(line, 2, delimiter, name) for line in body]
    # Two ways to write one number, 1 and 1.0, are one class; the first one names it.
    names: dict[float, str] = {}
    for value, line in zip(values, body, strict=True):
        names.setdefault(value, line.cells[2])
    if len(names) > 1 and not (
        len(names) <= MAX_CLASSES and all(value == round(value) for value in values)
    ):
        return values, ()
    order = sorted(names)
    classes = tuple(names[value] for value in order)
    _check_count(classes, name)
    return [float(order.index(value)) for value in values], classes


def _refuse_stray_text(body: list[_Line], delimiter: str, name: str) -> None:
    """Point at the first text among labels that are mostly numbers."""
    stray = [line for line in body if not _is_number(line.cells[2], delimiter)]
    if len(stray) < len(body) / 2:
        _number(stray[0], 2, delimiter, name)


def _check_count(classes: tuple[str, ...], name: str) -> None:
    if len(classes) == 1:
        raise UserError("network.csv.one_class", file=name, label=classes[0][:40])
    if len(classes) > MAX_CLASSES:
        raise UserError("network.csv.classes", file=name, found=len(classes), most=MAX_CLASSES)
