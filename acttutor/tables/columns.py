"""What a column is: numbers, dates or texts, and whether it only numbers the rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from acttutor.tables.missing import is_missing, normal
from acttutor.tables.numbers import (
    COMMA,
    POINT,
    Evidence,
    Numeral,
    evidence,
    is_accounted,
    numeral,
    of_one_unit,
)
from acttutor.tables.sheet import Cell, Column, Message, Numbers, Question

#: Share of cells that may be something else in a column of numbers, and share of dates in one.
STRAY, DATES = 0.1, 0.9
#: So many rows mostly show whether a number comes twice.
SEEN = 500
#: So many rows are read at a time, see `_plain_numbers`.
TOGETHER = 500
#: Digits from which on zeros before a number make it a code; months and hours have two.
CODE = 5

_DATE = re.compile(
    r"\d{4}[-/.年]\s?\d{1,2}([-/.月](\s?\d{1,2}日?)?)?([ T]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?"
    r"(Z|\s?[+-]\d\d:?\d\d)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}( +\d{1,2}:\d{2}(:\d{2})?)?"
    r"( ?[AaPp][Mm])?|\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{2,4}"
    r"|(令和|平成|昭和|[RHS])\s?\d{1,2}[年.]\d{1,2}[月.]\d{1,2}日?"
)
_INDEX_NAME = re.compile(
    r"|#|id|no|no\.|nr|nr\.|num|number|index|idx|row|rows|rownames?|row[ _.]?(id|names?|num(ber)?)"
    r"|unnamed:? ?\d+|obs|observation|serial( ?no\.?)?|s\.?no\.?|sample( ?(id|no\.?|number))?"
    r"|case|record|seq|key|uid|.*[ _.-]id|id[ _.-].*|番号|.*番号|連番|通し番号|項番|行|№|出席番号"
    r"|(user|customer|patient|subject|student|employee|passenger|product|order|item|person)(id|no|number)?"
    r"|ｉｄ|識別子"
)


class _Parsed(NamedTuple):
    """The cells of a column as numbers, as far as they are."""

    numerals: dict[str, Numeral]
    missing: frozenset[str]
    present: int


def typed(
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    has_points: bool,
    decimal: str | None,
) -> tuple[list[Column], list[Question]]:
    """Return typed columns, and what has to be asked about their numbers.

    Args:
        names: of the columns, empty texts where there is none.
        rows: the cells of each row.
        has_points: whether points in this file are decimal points.
        decimal: which reading is meant where two are possible, if somebody knows.
    """
    plain = _plain_numbers(rows, len(names), has_points)
    others = {
        place: [row[place] for row in rows]
        for place, (values, _) in enumerate(plain)
        if values is None
    }
    parsed = [_parse(others[place]) if place in others else None for place in range(len(names))]
    said = [found and evidence(list(found.numerals.values()), has_points) for found in parsed]
    pointed = {POINT for values, has_point in plain if values is not None and has_point}
    usual = decimal or _usual(pointed, said)
    columns, questions = [], []
    for place, (name, (values, _)) in enumerate(zip(names, plain, strict=True)):
        own, found = said[place], parsed[place]
        title = name or _unused(str(place + 1), names)
        if found is not None:
            reading = (own and own.decimal) or usual or POINT
            values = _values(others[place], found, reading)
            if values is not None and own is not None and own.is_open and not usual:
                questions.append(_question(title, own, reading))
        column = Column(title, "number", rows, place, values, bool(name))
        columns.append(_numeric(column, all(names[1:])) if values is not None else _other(column))
    return columns, questions


def _question(name: str, open_one: Evidence, decimal: str) -> Question:
    body = Numeral(open_one.example, 1.0)
    values = {
        "column": name,
        "cell": open_one.example,
        "read": f"{body.value(decimal):.10g}",
        "other": f"{body.value(COMMA if decimal == POINT else POINT):.10g}",
    }
    return Question("decimal", Message("question.decimal", values))


def _unused(name: str, names: Sequence[str]) -> str:
    return name if name not in names else f"column {name}"


def _usual(pointed: set[str], said: Sequence[Evidence | None]) -> str | None:
    """Return the reading that all columns agree on whose marks can be read in one way only."""
    votes = pointed | {found.decimal for found in said if found is not None and found.decimal}
    return votes.pop() if len(votes) == 1 else None


def _plain_numbers(
    rows: Sequence[Sequence[Cell]], count: int, has_points: bool
) -> list[tuple[Numbers | None, bool]]:
    """Return the numbers of each column that is nothing but plain ones, and whether with points.

    A few rows at a time: the cells of a long column are far apart in memory, and to come back to
    them takes longer than to read them.
    """
    found: list[Numbers | None] = [np.empty(len(rows)) for _ in range(count)]
    has_point, may_be_open = [False] * count, [not has_points] * count
    for start in range(0, len(rows), TOGETHER):
        for place, cells in enumerate(zip(*rows[start : start + TOGETHER], strict=True)):
            values = found[place]
            if values is None:
                continue
            is_text = set(map(type, cells)) == {str}
            texts = cells if is_text else [cell for cell in cells if isinstance(cell, str)]
            joined = "".join(texts)
            try:
                values[start : start + len(cells)] = [*map(float, cells)]
            except ValueError:
                found[place] = None
                continue
            if "_" in joined:
                found[place] = None
            may_be_open[place] = may_be_open[place] and is_text
            if "." in joined:
                has_point[place] = True
                may_be_open[place] = may_be_open[place] and _may_be_open(texts)
    for place, values in enumerate(found):
        is_open = has_point[place] and may_be_open[place]
        if values is not None and (is_open or not np.isfinite(values).all()):
            found[place] = None
    return [*zip(found, has_point, strict=True)]


def _may_be_open(texts: Sequence[str]) -> bool:
    """Tell whether every point stands before three last digits."""
    return all(re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text) for text in texts if "." in text)


def _parse(cells: Sequence[Cell]) -> _Parsed:
    numerals, missing = {}, set()
    for cell in dict.fromkeys(cell for cell in cells if isinstance(cell, str)):
        found = numeral(cell)
        if found is not None:
            numerals[cell] = found
        elif is_missing(cell, numbers=True):
            missing.add(cell)
    if all(map(is_accounted, numerals)):
        numerals = {}  # (1), (2), (3) or 1990-, 2000-
    units = of_one_unit(numerals.values())
    numerals = {cell: found for cell, found in numerals.items() if found.unit in units}
    present = sum(not isinstance(cell, str) or cell not in missing for cell in cells)
    return _Parsed(numerals, frozenset(missing), present)


def _values(cells: Sequence[Cell], parsed: _Parsed, decimal: str) -> Numbers | None:
    """Return the numbers of a column, nan where there is none; ``None`` if most are none."""
    known = {cell: found.value(decimal) for cell, found in parsed.numerals.items()}
    values = np.array(
        [known.get(cell, np.nan) if isinstance(cell, str) else cell for cell in cells], dtype=float
    )
    numbers = int(np.count_nonzero(~np.isnan(values)))
    stray = parsed.present - numbers
    if not numbers or stray > max(1, STRAY * parsed.present) or numbers < 2 * stray + 1:
        return None
    return values


def _numeric(column: Column, others_named: bool) -> Column:
    """Return a column of numbers with what is known about whether it numbers the rows."""
    assert column.values is not None
    name = column.name if column.is_named else ""
    index = _numbers_rows(name, column.place, column.values, others_named)
    if index == "no" and _are_codes(column):
        index = "perhaps"
    return replace(column, is_index=index)


def _other(column: Column) -> Column:
    """Return a column that is none of numbers with its kind."""
    present = [str(cell) for cell in dict.fromkeys(column.cells) if not is_missing(str(cell))]
    dates = sum(bool(_DATE.fullmatch(text)) for text in present)
    kind = "date" if present and dates >= DATES * len(present) else "text"
    return replace(column, kind=kind if present else "empty")


def _numbers_rows(name: str, number: int, values: Numbers, others_named: bool) -> str:
    """Tell whether a column only numbers the rows: ``"yes"``, ``"perhaps"`` or ``"no"``."""
    finite = values[np.isfinite(values)]
    if len(finite) < 2 or (finite != np.round(finite)).any():
        return "no"
    is_each_once = _is_each_once(finite)
    one_by_one = bool((finite[1:] == finite[:-1] + 1).all()) and finite[0] in (0, 1)
    if not name:
        # Where all columns but the first have names, that one names the rows.
        if number == 0 and others_named and is_each_once:
            return "yes"
        return "perhaps" if number == 0 and one_by_one and len(finite) >= 5 else "no"
    if _INDEX_NAME.fullmatch(normal(name)):
        return "yes" if is_each_once else "perhaps"
    return "perhaps" if one_by_one and number == 0 and len(finite) >= 5 else "no"


def _is_each_once(whole: Numbers) -> bool:
    """Tell whether whole numbers all differ; most columns show in their first ones that not."""
    if whole.max() < whole.min() + len(whole) - 1:
        return False
    return all(len(np.unique(some)) == len(some) for some in (whole[:SEEN], whole))


def _are_codes(column: Column) -> bool:
    """Tell whether digits are written to one length with zeros before them: post codes, phones."""
    first = str(column.cell(0))
    length = len(first)
    return (
        length >= CODE
        and first.isdecimal()
        and all(
            isinstance(cell, str) and len(cell) == length and cell.isdecimal()
            for cell in column.cells
        )
        and any(str(cell)[0] == "0" for cell in column.cells)
    )
