"""Where in a grid the table is: what names the columns, what are rows, and what is neither.

Above a table stand titles, comments and units; below it totals and sources; beside it blank columns
and, in files of R, names of rows that the header leaves out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from acttutor.base.errors import UserError
from acttutor.tables.missing import is_missing, normal
from acttutor.tables.numbers import numeral
from acttutor.tables.sheet import Cell, LeftOut, Line, Message, Question, shortened
from acttutor.tables.splitting import MOST_ABOVE

#: Rows that are looked at to tell what its columns hold.
LOOKED_AT = 400
#: Rows at the end among which a total may be.
LAST = 12

_WORDS = """
total totals sum subtotal average avg avg. mean median min max minimum maximum sd std stdev count
合計 計 総計 小計 平均 平均値 中央値 最大 最小 最大値 最小値 標準偏差 件数
summe gesamt mittelwert durchschnitt somme moyenne
"""
_TOTALS = frozenset(_WORDS.split())
_UNIT = re.compile(
    r"[(\[（［].{0,12}[)\]）］]|[%‰°℃℉]|°?[CFK]"
    r"|(k|m|c|d|µ|μ|u|n|M|G)?(m|g|l|L|s|Hz|W|V|A|J|N|Pa|B|eV|mol)([²³23]|\^[23])?(/.{1,4})?"
    r"|(h|hr|hrs|min|sec|d|day|days|yr|yrs|year|years|h/day|in|inch|inches|ft|lb|lbs|oz|mi|mph|mpg"
    r"|cc|ha|t|hpa|usd|eur|jpy|yen|n/a|unit|units|count|people|persons|points?|pt|pts)"
    r"|[百千万億兆]?(円|人|名|歳|才|点|回|個|件|台|本|冊|枚|日|月|年|時間|分|秒|度|単位|匹|頭|戸|世帯)",
    re.IGNORECASE,
)


@dataclass
class Layout:
    """A table found in a grid.

    Args:
        names: of the columns; empty texts where there is none.
        rows: the rows, all of one length.
        left_out: rows that are none of the table, or are damaged.
        notes, questions: what has to be said or asked.
        is_named: whether the file names its columns.
    """

    names: list[str]
    rows: list[Line]
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    is_named: bool = False


def find_table(
    lines: list[Line], name: str, comment: Line | None = None, header: bool | None = None
) -> Layout:
    """Find the table in the lines of a grid, none of them blank.

    Args:
        lines: the lines; they are changed.
        name: what errors call the file.
        comment: the last comment above the lines, which may hold the names.
        header: whether the first line holds names, if somebody knows.

    Raises:
        UserError: if there is no row, or the names do not fit the rows.
    """
    width = _width(lines)
    start = _start(lines, width)
    above, body = lines[:start], lines[start:]
    if header is False and above:
        above, body = above[:-1], [above[-1], *body]
    names, notes = _names(above, body, width, name, comment if header is None else None)
    table = Layout(names, [], notes=notes, is_named=bool(names))
    if not names and body and header is not False:
        _first_row_as_names(table, body, width, header)
    if table.is_named:
        body = _without_repeated(table, body)
    if not body:
        raise UserError("tables.empty", file=name)
    width = max(width, len(table.names))
    table.names += [""] * (width - len(table.names))
    _take_rows(table, body, width)
    _drop_blank_columns(table)
    _leave_out_totals(table)
    if not table.rows:
        raise UserError("tables.empty", file=name)
    return table


# -- the body ----------------------------------------------------------------------------------


def _width(lines: Sequence[Line]) -> int:
    """Return how many cells most lines have, those above the table aside."""
    sample = lines[:LOOKED_AT]
    counts = Counter(len(line.cells) for line in sample)
    if not counts:
        return 0
    return max(counts, key=lambda width: (counts[width], width))


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or numeral(cell) is not None


def _start(lines: Sequence[Line], width: int) -> int:
    """Return the index of the first row: the first line with numbers where the others have them."""
    sample = [line.cells for line in lines[-LOOKED_AT:] if len(line.cells) >= width - 1]
    sample = sample[len(sample) // 4 :] if len(sample) >= 8 else sample
    shares = []
    for column in range(width):
        cells = [cells[column] for cells in sample if column < len(cells) and cells[column] != ""]
        numbers = sum(map(_is_number, cells))
        present = sum(not (isinstance(cell, str) and is_missing(cell, True)) for cell in cells)
        shares.append(numbers / present if present else 0.0)
    numeric = [column for column, share in enumerate(shares) if share >= 0.5]
    for index, line in enumerate(lines[: MOST_ABOVE + 1]):
        cells = [line.cells[column] for column in numeric if column < len(line.cells)]
        numbers = sum(map(_is_number, cells))
        blank = sum(cell == "" for cell in cells)
        missing = sum(isinstance(cell, str) and is_missing(cell, True) for cell in cells) - blank
        is_row = numbers + missing > 0 and numbers + missing + blank >= len(numeric) * 0.6
        # A title has blank cells beside it, and a year perhaps.
        is_title = index < len(lines) - 1 and numbers + missing < min(blank, 2)
        if numeric and is_row and len(line.cells) >= width - 1 and not is_title:
            return _after_names(lines, index, width)
    # No numbers anywhere: whatever follows the first line.
    return 1 if lines else 0


def _after_names(lines: Sequence[Line], start: int, width: int) -> int:
    """Return the index of the first row, given one of the first: rows with many gaps come before.

    The names are the last line without numbers or gaps that is as long as a row.
    """
    for index in range(start - 1, -1, -1):
        cells = lines[index].cells
        if len(cells) >= width - 1 and not any(map(_is_value_or_blank, cells[1:])):
            return index + 1 if _has_numbers(lines[index + 1 : start]) else start
    return start


def _is_value_or_blank(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell == "" or _is_value(cell)


def _has_numbers(lines: Sequence[Line]) -> bool:
    return any(_is_number(cell) for line in lines for cell in line.cells)


# -- names -------------------------------------------------------------------------------------


def _names(
    above: list[Line], body: list[Line], width: int, name: str, comment: Line | None
) -> tuple[list[str], list[Message]]:
    """Return the names of the columns, and notes about what stands above them."""
    candidates = list(above)
    notes = []
    found: Line | None = None
    while candidates and found is None:
        line = candidates.pop()
        if _filled(line) < 2 or _filled(line) < width / 3:
            continue
        is_units = all(_UNIT.fullmatch(str(cell)) for cell in line.cells if cell != "")
        others = [other for other in candidates if _filled(other) >= max(2, width / 2)]
        if is_units and others:
            notes.append(Message("note.units", {"line": line.number}))
            continue
        found = line
    if found is None and comment is not None and len(comment.cells) == width and width > 1:
        words = [shortened(cell) for cell in comment.cells]
        if all(words) and not any(map(_is_number, words)):
            return words, notes
    if candidates or (found is None and above):
        first = (candidates or above)[0]
        shown = " ".join(str(cell) for cell in first.cells if cell != "")
        notes.append(Message("note.above", {"line": first.number, "text": shortened(shown)}))
    if found is None:
        return [], notes
    return _fitted(found, body, width, name), notes


def _fitted(header: Line, body: list[Line], width: int, name: str) -> list[str]:
    """Return the names, one for each cell of a row; a `UserError` if they cannot belong to it."""
    cells = [shortened(cell) for cell in header.cells]
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if not body:
        return cells
    if len(cells) == width - 1 and all(len(line.cells) == width for line in body[:LOOKED_AT]):
        if all(line.cells[-1] == "" for line in body[:LOOKED_AT]):
            return [*cells, ""]
        # R leaves the column of its row names without one.
        return ["", *cells]
    named = sum(1 for cell in cells if cell)
    if len(cells) < width - 1 and any(map(_is_number, cells)):
        # A line that tells how many rows and columns there are.
        return []
    if len(cells) < width - 1 or (named > width and len(cells) > width + 1):
        # A decimal comma in a table with commas cuts every number in two.
        values = {"line": header.number, "found": len(cells), "rows": width}
        raise UserError("tables.names", file=name, **values)
    return cells


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if cell != "")


def _first_row_as_names(table: Layout, body: list[Line], width: int, header: bool | None) -> None:
    """Take the first row for names that are numbers, if it is; and say so."""
    first, others = body[0].cells, body[1:]
    is_header = header if header is not None else _are_names(first, others[:LOOKED_AT])
    if not is_header:
        return
    table.names = [shortened(cell) for cell in first]
    table.is_named = True
    del body[0]
    if header is None:
        shown = shortened(", ".join(table.names))
        table.questions.append(Question("header", Message("question.header", {"text": shown})))


def _are_names(first: list[Cell], others: list[Line]) -> bool:
    """Tell whether a first row of numbers and texts names columns: 0, 1, 2 or 2019, 2020, class."""
    if not others or len(first) < 2:
        return False
    values = [_value(cell) for cell in first]
    numbers = [value for value in values if value is not None]
    if _has_corner(first, numbers, others):
        return True
    if any(value != int(value) for value in numbers if abs(value) < 1e15):
        return False
    columns = [[line.cells[i] for line in others if i < len(line.cells)] for i in range(len(first))]
    whole = all(
        value is None or value == int(value)
        for column in columns
        for value in map(_value, column)
        if value is None or abs(value) < 1e15
    )
    if len(numbers) == len(first):
        return not whole and numbers in (
            [float(i) for i in range(len(first))],
            [float(i) for i in range(1, len(first) + 1)],
        )
    steps = {b - a for a, b in pairwise(numbers)}
    in_order = steps == {1.0} or all(1800 <= value <= 2100 for value in numbers)
    in_body = any(
        value is not None and 1800 <= value <= 2100
        for column in columns
        for value in map(_value, column)
    )
    texts = [i for i, value in enumerate(values) if value is None and first[i] != ""]
    is_series = len(numbers) > 3 and len(steps) == 1 and steps != {0.0}
    alone = is_series or all(_recur(columns[i], first[i]) for i in texts)
    return bool(texts) and (in_order or is_series) and not in_body and alone and len(numbers) >= 2


def _has_corner(first: list[Cell], numbers: list[float], others: list[Line]) -> bool:
    """Tell whether a row of ascending numbers has nothing above the names of the rows."""
    is_ascending = all(a < b for a, b in pairwise(numbers))
    is_corner = first[0] == "" and len(numbers) == len(first) - 1 > 1
    return is_corner and is_ascending and all(line.cells[0] != "" for line in others)


def _value(cell: Cell) -> float | None:
    if not isinstance(cell, str):
        return cell
    found = numeral(cell)
    if found is None:
        return None
    value = found.value("point")
    return value if value == value and abs(value) < float("inf") else None


def _recur(column: list[Cell], name: Cell) -> bool:
    """Tell whether everything in a column stands there again and again, but not its name."""
    counts = Counter(column)
    return name not in counts and min(counts.values(), default=0) >= 2


# -- rows --------------------------------------------------------------------------------------


def _without_repeated(table: Layout, body: list[Line]) -> list[Line]:
    """Return the rows without those that repeat the header, as files put together have them."""
    names = [cell for cell in table.names if cell]
    if len(names) < 2:
        return body
    kept = []
    for line in body:
        if line.cells[0] == table.names[0] and [c for c in line.cells if c != ""] == names:
            table.left_out.append(LeftOut(line.number, Message("left_out.header")))
        else:
            kept.append(line)
    return kept


def _take_rows(table: Layout, body: list[Line], width: int) -> None:
    """Take the rows, all with the same number of cells; leave out those that have more."""
    for line in body:
        cells = line.cells
        if len(cells) > width:
            while len(cells) > width and cells[-1] == "":
                cells.pop()
            if len(cells) > width:
                values = {"found": len(cells), "columns": width}
                table.left_out.append(LeftOut(line.number, Message("left_out.cells", values)))
                continue
        elif len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        table.rows.append(line)


def _drop_blank_columns(table: Layout) -> None:
    blank = []
    for column, name in enumerate(table.names):
        if not name and all(line.cells[column] == "" for line in table.rows):
            blank.append(column)
    if not blank:
        return
    kept = [column for column in range(len(table.names)) if column not in set(blank)]
    table.names = [table.names[column] for column in kept]
    table.rows = [Line(line.number, [line.cells[c] for c in kept]) for line in table.rows]


def _leave_out_totals(table: Layout) -> None:
    """Leave out totals and sources, which are the last lines below a table."""
    for line in reversed(table.rows[-LAST:]):
        texts = [cell for cell in line.cells if isinstance(cell, str) and cell]
        totals = [text for text in texts if normal(text).rstrip(" :：") in _TOTALS]
        if totals and _is_alone(table, line):
            reason = Message("left_out.total", {"text": shortened(totals[0])})
        elif _filled(line) == 1 and len(table.names) > 2 and texts and not _is_value(texts[0]):
            reason = Message("left_out.note", {"text": shortened(texts[0])})
        else:
            return
        table.left_out.append(LeftOut(line.number, reason))
        table.rows.pop()


def _is_value(text: str) -> bool:
    return _is_number(text) or is_missing(text)


def _is_alone(table: Layout, total: Line) -> bool:
    """Tell whether the word for a total stands nowhere else in its column: it is no class."""
    for column, cell in enumerate(total.cells):
        if isinstance(cell, str) and normal(cell).rstrip(" :：") in _TOTALS:
            return sum(line.cells[column] == cell for line in table.rows) == 1
    return False
