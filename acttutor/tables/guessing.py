"""Which columns are meant, before anybody was asked.

A label is a column of few different texts or whole numbers, the last column, or one that is called
so; inputs are columns of numbers that say something, in their order, and never numbers of rows.
"""

import re
from collections import Counter

import numpy as np

from acttutor.base.errors import UserError
from acttutor.tables.missing import is_missing, normal
from acttutor.tables.sheet import Column, Message, Numbers, Question, Sheet, shortened
from acttutor.tables.taking import CLASSES, MAX_CLASSES, NUMBERS, Choice, class_keys, not_numbers

#: So many rows mostly show that a column has more different values than there can be classes.
SEEN = 500
_LABEL_NAME = re.compile(
    r"(class(es|e)?|labels?|targets?|species|outcome|result|category|group|type|kind|variety"
    r"|diagnosis|survived|purchased|bought|churn(ed)?|default(ed)?|status|response|clusters?|grade"
    r"|quality|price|mpg|medv|score|klasse|ziel|"
    r"クラス|ラベル|正解|目的変数|教師|分類|種類?|品種|群|グループ|判定|合否|結果|合格|購入|診断|評価|区分)",
)


def guess(sheet: Sheet) -> Choice:
    """Return the columns that are probably meant.

    Raises:
        UserError: if the sheet has no two columns of numbers and one more to predict.
    """
    label = _label(sheet)
    if label is None:
        raise _too_few(sheet)
    inputs = _inputs(sheet, label)
    if len(inputs) < 2:
        raise _too_few(sheet)
    label_as = CLASSES if are_classes(sheet.columns[label]) else NUMBERS
    return Choice(inputs[0], inputs[1], label, label_as)


def are_classes(column: Column) -> bool:
    """Tell whether a column to predict is one of classes rather than of numbers."""
    if column.values is None:
        return True
    values = column.values[np.isfinite(column.values)]
    different = _few(values)
    if len(different) > MAX_CLASSES or (different != np.round(different)).any():
        return False
    if len(different) <= 2:
        return True
    # Marks from 1 to 5 are as well classes as numbers; 100, 250, 900 are rather numbers.
    return bool(
        len(values) >= 2 * len(different) and different[-1] - different[0] < 3 * MAX_CLASSES
    )


def question_of(sheet: Sheet, choice: Choice) -> Question | None:
    """Return the question whether whole numbers are classes or numbers, where it may be asked."""
    column = sheet.columns[choice.label]
    if column.values is None:
        return None
    different = _few(column.values[np.isfinite(column.values)])
    if not 2 < len(different) <= MAX_CLASSES or (different != np.round(different)).any():
        return None
    shown = {"column": column.name, "found": len(different)}
    return Question("label_as", Message(f"question.{choice.label_as}", shown))


def _few(values: Numbers) -> Numbers:
    """Return the different values in their order; where they are more than classes, some of them.

    To sort a long column takes ten times as long as to see that it has many values.
    """
    some = np.unique(values[:SEEN])
    return some if len(some) > MAX_CLASSES else np.unique(values)


# -- the label ---------------------------------------------------------------------------------


def _label(sheet: Sheet) -> int | None:
    numeric = [
        index
        for index, column in enumerate(sheet.columns)
        if column.kind == "number" and column.is_index != "yes"
    ]
    scores = {}
    last = _last(sheet)
    for index, column in enumerate(sheet.columns):
        # A number to predict takes one of the columns of numbers away.
        if len([other for other in numeric if other != index]) < 2:
            continue
        score = _worth(column, index == last)
        if score > 0:
            scores[index] = score
    return max(scores, key=lambda index: (scores[index], index)) if scores else None


def _last(sheet: Sheet) -> int:
    """Return the index of the last column that holds anything to predict."""
    useful = [
        index
        for index, column in enumerate(sheet.columns)
        if column.kind == "number" or (column.kind == "text" and _is_class_text(column))
    ]
    return useful[-1] if useful else -1


def _is_class_text(column: Column) -> bool:
    return 2 <= _different(column) <= MAX_CLASSES


def _different(column: Column) -> int:
    return len({key for key in class_keys(column) if key is not None})


def _worth(column: Column, is_last: bool) -> float:
    """Return how much speaks for a column as the one to predict; nothing if it is 0."""
    if column.kind in ("empty", "date") or column.is_index == "yes":
        return 0.0
    is_called_so = column.is_named and bool(_LABEL_NAME.fullmatch(normal(column.name)))
    worth = 3.0 * is_last + 4.0 * is_called_so
    if column.values is None:
        counts = Counter(key for key in class_keys(column) if key is not None)
        if not 2 <= len(counts) <= MAX_CLASSES:
            return 0.0
        return worth + (3.5 if min(counts.values()) > 1 or sum(counts.values()) < 12 else 1.5)
    different = len(_few(column.values[~np.isnan(column.values)]))
    if different < 2:
        return 0.0
    if column.is_index == "perhaps":
        worth -= 3.0
    return worth + (2.0 if different == 2 else 0.5)


# -- the inputs --------------------------------------------------------------------------------


def _inputs(sheet: Sheet, label: int) -> list[int]:
    """Return the columns of numbers to learn from, the best first."""
    found = [
        (_dullness(column), index)
        for index, column in enumerate(sheet.columns)
        if column.kind == "number" and column.is_index != "yes" and index != label
    ]
    best = sorted(sorted(found)[:2], key=lambda pair: pair[1])
    return [index for _, index in best]


def _dullness(column: Column) -> int:
    """Return how little a column of numbers says: nothing, next to nothing, or enough."""
    assert column.values is not None
    values = column.values[np.isfinite(column.values)]
    different = len(_few(values))
    if different < 2:
        return 4
    if len(values) < len(column.values) * 0.5:
        return 3
    if column.is_index == "perhaps":
        return 2
    return int(different == 2 and len(values) > 4)


def _too_few(sheet: Sheet) -> UserError:
    """Return the sentence that says what is missing, as near to the mistake as can be."""
    filled = [column for column in sheet.columns if column.kind != "empty"]
    if len(filled) < 3:
        return UserError("tables.columns", file=sheet.name, found=len(filled))
    numeric = [column for column in filled if column.kind == "number"]
    index = next((column for column in numeric if column.is_index == "yes"), None)
    if len(numeric) < 2:
        texts = [column for column in filled if column.kind == "text"]
        nearest = max(texts, key=_numbers_in, default=None)
        if nearest is not None and _numbers_in(nearest) > len(sheet.lines) / 3:
            return not_numbers(sheet, nearest)
        names = ", ".join(column.name for column in numeric)
        key = "one_numeric" if numeric else "no_numeric"
        return UserError(f"tables.{key}", file=sheet.name, names=names)
    if index is not None:
        return UserError("tables.only_index", file=sheet.name, column=index.name)
    return _no_label(sheet, filled)


def _no_label(sheet: Sheet, filled: list[Column]) -> UserError:
    """Return the sentence about the last column that is no number: it has too few labels, or more
    than there can be classes."""
    texts = [column for column in filled if column.kind != "number"]
    last = texts[-1] if texts else filled[-1]
    values = {"file": sheet.name, "column": last.name}
    if _different(last) > 1:
        return UserError("tables.classes", found=_different(last), most=MAX_CLASSES, **values)
    label = next((cell for cell in last.cells if not is_missing(str(cell))), "")
    return UserError("tables.one_class", label=shortened(label), **values)


def _numbers_in(column: Column) -> int:
    from acttutor.tables.numbers import numeral

    return sum(isinstance(cell, str) and numeral(cell) is not None for cell in column.cells)
