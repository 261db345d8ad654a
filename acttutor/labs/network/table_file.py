"""Reading a table from a CSV file that a stranger wrote.

Whatever is wrong becomes one sentence that names the file, the line and the column.
"""

import csv
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from acttutor.base.errors import UserError
from acttutor.labs.network.table import MAX_CLASSES, MAX_ROWS, Frame, Table

MAX_BYTES = 5_000_000
DELIMITERS = (",", ";", "\t")


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
    header = _header(lines, delimiter)
    body = lines[1:] if header else lines
    if not body:
        raise UserError("network.csv.empty", file=path.name)
    if len(body) > MAX_ROWS:
        raise UserError("network.csv.too_long", file=path.name, most=f"{MAX_ROWS:,}")
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
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError:
        raise UserError("network.csv.no_permission", file=path.name) from None
    except OSError:
        raise UserError("network.csv.unreadable", file=path.name) from None
    if len(data) > MAX_BYTES:
        raise UserError("network.csv.too_long", file=path.name, most=f"{MAX_ROWS:,}")
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


def _split(text: str, name: str) -> tuple[list[_Line], str]:
    """Return the lines that are not blank, cut into cells, and the delimiter that cuts them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise UserError("network.csv.empty", file=name)
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark) == 2, first.count(mark)))
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    lines = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(_Line(reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error:
        raise UserError("network.csv.binary", file=name) from None
    for line in lines:
        if len(line.cells) != 3:
            raise UserError(
                "network.csv.columns", file=name, line=line.number, found=len(line.cells)
            )
    return lines, delimiter


def _parse(cell: str, delimiter: str) -> float:
    return float(cell.replace(",", ".") if delimiter != "," else cell)


def _header(lines: list[_Line], delimiter: str) -> list[str]:
    """Return the cells of the first line if neither of its first two is a number."""
    for cell in lines[0].cells[:2]:
        try:
            _parse(cell, delimiter)
        except ValueError:
            continue
        return []
    # A table of one line that holds no number is a mistake, not a header.
    return lines[0].cells if len(lines) > 1 else []


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
    distinct = list(dict.fromkeys(cells))
    if len(distinct) == 1:
        raise UserError("network.csv.one_class", file=name, label=distinct[0][:40])
    try:
        values = [_parse(cell, delimiter) for cell in cells]
    except ValueError:
        values = []
    if values:
        values = [_number(line, 2, delimiter, name) for line in body]
        whole = all(value == round(value) for value in values)
        if not (whole and len(set(values)) <= MAX_CLASSES):
            return values, ()
        # Classes that are numbers stand in their order, whatever comes first in the file.
        distinct = sorted(distinct, key=lambda cell: _parse(cell, delimiter))
    if len(distinct) > MAX_CLASSES:
        raise UserError("network.csv.classes", file=name, found=len(distinct), most=MAX_CLASSES)
    numbers = {cell: float(index) for index, cell in enumerate(distinct)}
    return [numbers[cell] for cell in cells], tuple(distinct)
