"""What was read, said in sentences."""

from collections.abc import Sequence
from typing import Any

from acttutor.base.language.texts import Texts
from acttutor.tables.guessing import question_of
from acttutor.tables.sheet import Message, Sheet
from acttutor.tables.taking import Choice, Taken


def said(message: Message, texts: Texts) -> str:
    """Return a message in the language of the reader."""
    return texts(f"tables.{message.key}", **message.values)


def summary(
    name: str,
    columns: Sequence[str],
    count: int,
    counts: dict[str, int],
    left_out: int,
    texts: Texts,
    sampled: int = 0,
) -> str:
    """Return ``ads.csv: 399 rows, Age × EstimatedSalary → Purchased (0: 256, 1: 143), …``.

    Args:
        name: of the file.
        columns: names of the three columns; empty texts where they have none.
        count: how many rows there are.
        counts: how many of each class; nothing if a number is predicted.
        left_out: how many rows of the file are not among them.
        sampled: how many rows there are if these are only a sample of them.
    """
    x, y, label = (
        column or texts("tables.summary.column", number=number)
        for number, column in enumerate(columns, start=1)
    )
    inside = ", ".join(f"{title}: {number:,}" for title, number in counts.items())
    what = f"{x} × {y} → {label}"
    inside = inside or texts("tables.summary.number")
    parts = [_counted("tables.summary.rows", sampled or count, texts), f"{what} ({inside})"]
    if sampled:
        parts[1:] = [what, f"{_counted('tables.summary.sample', count, texts)} ({inside})"]
    if left_out:
        parts.append(_counted("tables.summary.left_out", left_out, texts))
    return texts("tables.summary.all", file=name, parts=texts("tables.summary.and").join(parts))


def _counted(key: str, count: int, texts: Texts) -> str:
    return texts(f"{key}_one" if count == 1 else key, count=f"{count:,}")


def summary_of(taken: Taken, texts: Texts) -> str:
    """Return the sentence about three columns that were taken."""
    left_out = len(taken.left_out)
    return summary(taken.name, taken.columns, len(taken.rows), taken.counts(), left_out, texts)


def remarks(sheet: Sheet, choice: Choice, taken: Taken, texts: Texts) -> list[str]:
    """Return what else has to be said: notes, and questions with the reading that was chosen."""
    asked = [question.message for question in sheet.questions]
    label = question_of(sheet, choice)
    messages = [*sheet.notes, *asked, *([label.message] if label else [])]
    inputs = (sheet.columns[index] for index in choice.columns[:2])
    messages += [
        Message("note.index", {"column": column.name})
        for column in inputs
        if column.is_index != "no"
    ]
    if taken.outlier is not None:
        messages.append(taken.outlier)
    return [said(message, texts) for message in messages]


def report(sheet: Sheet, choice: Choice, taken: Taken, texts: Texts) -> dict[str, Any]:
    """Return what was read as plain data.

    ``classes`` counts the rows of each class in the order of their targets; ``positive`` is the
    one of two classes whose target is +1.
    """
    return {
        "file": sheet.name,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "rows": len(taken.rows),
        "left_out": [
            {"line": item.line, "reason": said(item.reason, texts)} for item in taken.left_out
        ],
        "all_columns": [column.name for column in sheet.columns],
        "columns": [sheet.columns[index].name for index in choice.columns],
        "task": "classification" if taken.classes else "regression",
        "classes": taken.counts(),
        "positive": taken.classes[taken.positive] if len(taken.classes) == 2 else None,
    }
