"""What a column is: numbers, dates or texts, and whether it only numbers the rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

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
    cells: Sequence[Sequence[Cell]],
    has_points: bool,
    decimal: str | None,
) -> tuple[list[Column], list[Question]]:
    """Return typed columns, and what has to be asked about their numbers.

    Args:
        names: of the columns, empty texts where there is none.
        cells: the cells of each column.
        has_points: whether points in this file are decimal points.
        decimal: which reading is meant where two are possible, if somebody knows.
    """
    plain = [_plain_numbers(column, has_points) for column in cells]
    parsed: list[_Parsed | None] = [
        _parse(column) if values is None else None
        for column, values in zip(cells, plain, strict=True)
    ]
    said = [found and evidence(list(found.numerals.values()), has_points) for found in parsed]
    usual = decimal or _usual(said, plain, cells)
    columns, questions = [], []
    for number, (name, column) in enumerate(zip(names, cells, strict=True)):
        own, found, values = said[number], parsed[number], plain[number]
        title = name or _unused(str(number + 1), names)
        if found is not None:
            reading = (own and own.decimal) or usual or POINT
            values = _values(column, found, reading)
            if values is not None and own is not None and own.is_open and not usual:
                questions.append(_question(title, own, reading))
        columns.append(_column(title, bool(name), number, column, values, all(names[1:])))
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


def _usual(
    said: Sequence[Evidence | None],
    plain: Sequence[Numbers | None],
    cells: Sequence[Sequence[Cell]],
) -> str | None:
    """Return the reading that all columns agree on whose marks can be read in one way only."""
    votes = {found.decimal for found in said if found is not None and found.decimal}
    for values, column in zip(plain, cells, strict=True):
        if values is not None and any(isinstance(cell, str) and "." in cell for cell in column):
            votes.add(POINT)
    return votes.pop() if len(votes) == 1 else None


def _plain_numbers(cells: Sequence[Cell], has_points: bool) -> Numbers | None:
    """Return the numbers of a column that is nothing but plain ones; fast, for long tables."""
    is_text = set(map(type, cells)) == {str}
    # Asked of the whole column, because asking each cell takes longer than reading it.
    texts = cast(Sequence[str], cells) if is_text else [c for c in cells if isinstance(c, str)]
    if is_text and not has_points and _may_be_open(texts):
        return None
    if "_" in "".join(texts):
        return None
    try:
        values = np.fromiter(map(float, cells), float, len(cells))
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def _may_be_open(texts: Sequence[str]) -> bool:
    """Tell whether every point in a column stands before three last digits."""
    dotted = [text for text in texts if "." in text]
    return bool(dotted) and all(re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text) for text in dotted)


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


def _column(
    name: str,
    is_named: bool,
    number: int,
    cells: Sequence[Cell],
    values: Numbers | None,
    others_named: bool,
) -> Column:
    kept = tuple(cells)
    if values is not None:
        index = _numbers_rows(name if is_named else "", number, values, others_named)
        if index == "no" and _are_codes(cells):
            index = "perhaps"
        return Column(name, "number", kept, values, is_named, index)
    present = [str(cell) for cell in dict.fromkeys(cells) if not is_missing(str(cell))]
    if not present:
        return Column(name, "empty", kept, None, is_named)
    dates = sum(bool(_DATE.fullmatch(text)) for text in present)
    kind = "date" if dates >= DATES * len(present) else "text"
    return Column(name, kind, kept, None, is_named)


def _numbers_rows(name: str, number: int, values: Numbers, others_named: bool) -> str:
    """Tell whether a column only numbers the rows: ``"yes"``, ``"perhaps"`` or ``"no"``."""
    finite = values[np.isfinite(values)]
    if len(finite) < 2 or (finite != np.round(finite)).any():
        return "no"
    is_each_once = len(np.unique(finite)) == len(finite)
    one_by_one = bool((np.diff(finite) == 1).all()) and finite[0] in (0, 1)
    if not name:
        # Where all columns but the first have names, that one names the rows.
        if number == 0 and others_named and is_each_once:
            return "yes"
        return "perhaps" if number == 0 and one_by_one and len(finite) >= 5 else "no"
    if _INDEX_NAME.fullmatch(normal(name)):
        return "yes" if is_each_once else "perhaps"
    return "perhaps" if one_by_one and number == 0 and len(finite) >= 5 else "no"


def _are_codes(cells: Sequence[Cell]) -> bool:
    """Tell whether digits are written to one length with zeros before them: post codes, phones."""
    length = len(str(cells[0])) if cells else 0
    return (
        length >= CODE
        and all(
            isinstance(cell, str) and len(cell) == length and cell.isdecimal() for cell in cells
        )
        and any(str(cell)[0] == "0" for cell in cells)
    )
