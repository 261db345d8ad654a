"""The columns that were chosen, as numbers: two to learn from, and one to predict."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from acttutor.base.errors import UserError
from acttutor.tables.missing import is_missing, normal
from acttutor.tables.sheet import Cell, Column, LeftOut, Message, Numbers, Sheet, shortened

#: As many classes can be told apart.
MAX_CLASSES = 10
#: Numbers beyond this size are of no use: their squares would be infinite.
LARGEST = 1e100
CLASSES, NUMBERS = "classes", "numbers"

_WORDS = """
no n false f negative neg bad fail failed absent none off benign dead died normal ham nein non
いいえ 偽 不合格 否 陰性 なし 無 無し 不可 不良 欠席 × ✕ 負 非該当
"""
#: Names of the class that is against: the other one is the positive one.
_NEGATIVE = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Choice:
    """Which columns are meant, by their indexes.

    Args:
        x, y: columns of numbers.
        label: the column to predict.
        label_as: ``"classes"`` or ``"numbers"``.
    """

    x: int
    y: int
    label: int
    label_as: str

    @property
    def columns(self) -> tuple[int, int, int]:
        """All three columns."""
        return self.x, self.y, self.label


@dataclass(frozen=True)
class Taken:
    """Rows ready to learn from.

    Args:
        name: of the file.
        columns: names of the three columns; empty texts if the file names none.
        rows: x, y and the number to predict or the index of a class, shape (n, 3).
        classes: names of the classes; empty if a number is predicted.
        positive: of two classes, the index of the one whose target is +1.
        left_out: rows of the file that are not among them, in the order of their lines.
        outlier: what stands far away from all others, if anything does.
    """

    name: str
    columns: tuple[str, str, str]
    rows: Numbers
    classes: tuple[str, ...]
    positive: int
    left_out: tuple[LeftOut, ...]
    outlier: Message | None = None

    def counts(self) -> dict[str, int]:
        """Return how many rows each class has; nothing if a number is predicted."""
        if not self.classes:
            return {}
        found = np.bincount(self.rows[:, 2].astype(int), minlength=len(self.classes))
        return dict(zip(self.classes, map(int, found), strict=True))


def take(sheet: Sheet, choice: Choice) -> Taken:
    """Take three columns of a sheet.

    Raises:
        UserError: if they cannot be used as they are meant to be.
    """
    chosen = [sheet.columns[index] for index in choice.columns]
    for column in chosen[:2]:
        _check_numbers(sheet, column)
    reasons: dict[int, Message] = {}
    points = [_numbers(column, reasons) for column in chosen[:2]]
    label = chosen[2]
    classes: tuple[str, ...] = ()
    positive = 0
    if choice.label_as == NUMBERS:
        _check_numbers(sheet, label)
        targets = _numbers(label, reasons)
    else:
        targets, classes, positive = _classes(sheet, label, reasons)
    keep = np.ones(len(sheet.lines), dtype=bool)
    keep[list(reasons)] = False
    rows = np.column_stack([*points, targets])[keep]
    if not len(rows):
        raise _no_row(sheet, reasons)
    if choice.label_as == CLASSES:
        rows, classes, positive = _used(sheet, label, rows, classes, positive, reasons)
    left_out = [LeftOut(sheet.lines[index], reason) for index, reason in reasons.items()]
    return Taken(
        sheet.name,
        _titles(chosen),
        rows,
        classes,
        positive,
        tuple(sorted([*sheet.left_out, *left_out], key=lambda item: item.line)),
        _outlier(sheet, chosen[:2], keep),
    )


def _titles(chosen: list[Column]) -> tuple[str, str, str]:
    x, y, label = (column.name if column.is_named else "" for column in chosen)
    return (x, y, label) if any((x, y, label)) else ("", "", "")


def _no_row(sheet: Sheet, reasons: dict[int, Message]) -> UserError:
    if not reasons:
        return UserError("tables.empty", file=sheet.name)
    index = min(reasons)
    values = {"file": sheet.name, "line": sheet.lines[index], **reasons[index].values}
    return UserError(f"tables.no_row_{reasons[index].key.removeprefix('left_out.')}", **values)


# -- numbers -----------------------------------------------------------------------------------


def _check_numbers(sheet: Sheet, column: Column) -> None:
    if column.values is None:
        raise not_numbers(sheet, column)


def not_numbers(sheet: Sheet, column: Column) -> UserError:
    """Return the sentence that says where a column is not one of numbers."""
    from acttutor.tables.numbers import numeral

    for line, cell in zip(sheet.lines, column.cells, strict=True):
        if isinstance(cell, str) and not is_missing(cell, True) and numeral(cell) is None:
            shown = {"line": line, "column": column.name, "cell": shortened(cell)}
            return UserError("tables.not_a_number", file=sheet.name, **shown)
    return UserError("tables.no_numbers", file=sheet.name, column=column.name)


def _numbers(column: Column, reasons: dict[int, Message]) -> Numbers:
    """Return the numbers of a column; where there is none, say why."""
    assert column.values is not None
    values = column.values
    with np.errstate(invalid="ignore"):
        useless = ~(np.abs(values) <= LARGEST)
    for index in np.flatnonzero(useless):
        reasons.setdefault(int(index), _reason(column, int(index)))
    return values


def _reason(column: Column, index: int) -> Message:
    cell: Cell = column.cell(index)
    place = {"column": column.name, "cell": shortened(cell)}
    if isinstance(cell, str) and is_missing(cell, numbers=True):
        return Message("left_out.missing", place)
    assert column.values is not None
    key = "not_a_number" if np.isnan(column.values[index]) else "not_finite"
    return Message(f"left_out.{key}", place)


def _outlier(sheet: Sheet, columns: list[Column], keep: Numbers) -> Message | None:
    """Return the one value that is far away from all others of its column, if there is one."""
    for column in columns:
        assert column.values is not None
        values = column.values[keep.astype(bool)]
        if len(values) < 8:
            continue
        low, middle, high = np.percentile(values, (25, 50, 75))
        far = np.abs(values - middle)
        limit = 8 * (high - low)
        if (
            limit > 0
            and far.max() > limit
            and np.count_nonzero(far > limit) <= len(values) / 50 + 1
        ):
            index = int(np.flatnonzero(keep)[far.argmax()])
            cell = column.cell(index)
            values_said = {
                "line": sheet.lines[index],
                "column": column.name,
                "cell": shortened(cell),
            }
            return Message("note.outlier", values_said)
    return None


# -- classes -----------------------------------------------------------------------------------


def class_keys(column: Column) -> list[str | float | None]:
    """Return for each row what its class is known by: a number, a folded text, or nothing."""
    if column.values is not None:
        known: dict[float, float | None] = {}
        return [known.setdefault(v, None if v != v else v) for v in column.values.tolist()]
    keys: dict[Cell, str | None] = {}
    for cell in dict.fromkeys(column.cells):
        text = cell if isinstance(cell, str) else f"{cell:g}"
        keys[cell] = None if is_missing(text) else normal(text)
    return [keys[cell] for cell in column.cells]


def _classes(
    sheet: Sheet, column: Column, reasons: dict[int, Message]
) -> tuple[Numbers, tuple[str, ...], int]:
    """Return the index of the class of each row, the names of the classes, and the positive one."""
    keys = class_keys(column)
    present = [key for key in keys if key is not None and key not in (np.inf, -np.inf)]
    different = list(dict.fromkeys(present))
    if len(different) > MAX_CLASSES:
        values = {"column": column.name, "found": len(different), "most": MAX_CLASSES}
        raise UserError("tables.classes", file=sheet.name, **values)
    if column.values is not None:
        different.sort(key=lambda key: float(key or 0))
    index_of: dict[str | float | None, int] = {key: index for index, key in enumerate(different)}
    names: dict[object, str] = {}
    for cell, key in zip(column.cells, keys, strict=True):
        if key in index_of and key not in names:
            names[key] = _class_name(cell, key)
            if len(names) == len(different):
                break
    targets = np.array([float(index_of.get(key, -1)) for key in keys])
    for index in np.flatnonzero(targets < 0).tolist():
        cell = column.cell(index)
        is_blank = isinstance(cell, str) and is_missing(cell, column.values is not None)
        key = "missing" if is_blank else "not_a_number"
        if column.values is not None and np.isinf(column.values[index]):
            key = "not_finite"
        place = {"column": column.name, "cell": shortened(cell)}
        reasons.setdefault(index, Message(f"left_out.{key}", place))
    return targets, tuple(names[key] for key in different), _positive(different)


def _class_name(cell: Cell, key: object) -> str:
    if isinstance(cell, str) and (isinstance(key, str) or len(cell) <= 8):
        return shortened(cell)
    return f"{key:.10g}" if isinstance(key, float) else str(key)


def _positive(keys: list[str | float]) -> int:
    """Return the index of the positive one of two classes: the larger number; of texts the first,
    unless it says no."""
    if len(keys) != 2:
        return 0
    if not isinstance(keys[0], str):
        return 1
    return int(keys[0] in _NEGATIVE and keys[1] not in _NEGATIVE)


def _used(
    sheet: Sheet,
    label: Column,
    rows: Numbers,
    classes: tuple[str, ...],
    positive: int,
    reasons: dict[int, Message],
) -> tuple[Numbers, tuple[str, ...], int]:
    """Return rows and classes without those classes whose rows were all left out."""
    counts = Counter(rows[:, 2].astype(int).tolist())
    if len(counts) < 2:
        shown: dict[str, Any] = {"column": label.name, "label": classes[next(iter(counts))]}
        if len(classes) > 1:
            index = min(reasons)
            shown |= {"column": str(reasons[index].values["column"]), "line": sheet.lines[index]}
            raise UserError("tables.one_class_left", file=sheet.name, **shown)
        raise UserError("tables.one_class", file=sheet.name, **shown)
    if len(counts) == len(classes):
        return rows, classes, positive
    kept = sorted(counts)
    rows = rows.copy()
    rows[:, 2] = np.searchsorted(kept, rows[:, 2])
    names = tuple(classes[index] for index in kept)
    keys: list[str | float] = [normal(name) for name in names]
    if label.values is not None:
        return rows, names, 1 if len(names) == 2 else 0
    return rows, names, _positive(keys)
