"""Data of one's own: points in the plane with a class or a number, as frozen data."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from acttutor.base.language.texts import whole
from acttutor.base.numbers.unchecked import exactly, items, mapping
from acttutor.core.arrays import Array
from acttutor.tables.taking import MAX_CLASSES

#: More rows than this neither train nor draw at sixty frames a second.
MAX_ROWS = 10_000


@dataclass(frozen=True)
class Frame:
    """The map between a table's units and the square [−6, 6]² in which networks learn.

    Args:
        offset: the value in the middle of each axis.
        factor: units of the table for each unit of the square.
    """

    offset: tuple[float, float] = (0.0, 0.0)
    factor: tuple[float, float] = (1.0, 1.0)

    @classmethod
    def around(cls, points: Array) -> "Frame":
        """Return the frame in which ``points``, at least one, fill the square from −5 to 5."""
        low, high = points.min(axis=0), points.max(axis=0)
        middle, half = (low + high) / 2, (high - low) / 2
        # Halves that are next to nothing would leave a factor of zero to divide by.
        factor = np.where(half > 1e-300, half / 5.0, 1.0)
        return cls((float(middle[0]), float(middle[1])), (float(factor[0]), float(factor[1])))

    def into(self, points: Array) -> Array:
        """Map points of the table into the square."""
        return np.asarray((points - np.array(self.offset)) / np.array(self.factor))

    def out_of(self, points: npt.ArrayLike) -> Array:
        """Map points of the square into the units of the table."""
        mapped: Array = np.asarray(points) * np.array(self.factor) + np.array(self.offset)
        return mapped


#: The square itself: for points that were clicked into it.
WHOLE = Frame()


@dataclass(frozen=True)
class Table:
    """Rows ``(x, y, label)``; the label is the index of a class, or a number to predict.

    Args:
        rows: the data.
        classes: names of the classes; empty if the label is a number.
        columns: names of the three columns; empty if they have none.
        name: where the data come from, for example a file name.
        frame: how the square maps to the units of the table; points clicked in keep it.
        positive: of two classes, the index of the one whose target is +1.
        left_out: rows of the file that could not be used.
        sampled: rows of the file that these are a sample of; 0 if they are all.
    """

    rows: tuple[tuple[float, float, float], ...] = ()
    classes: tuple[str, ...] = ("A", "B", "C")
    columns: tuple[str, str, str] = ("", "", "")
    name: str = ""
    frame: Frame = WHOLE
    positive: int = 0
    left_out: int = 0
    sampled: int = 0

    @property
    def kind(self) -> str:
        """``"regression"``, or ``"two"`` or ``"many"`` (classes)."""
        if not self.classes:
            return "regression"
        return "many" if self.n_classes > 2 else "two"

    @property
    def n_classes(self) -> int:
        """Number of classes up to the last one that has a point, at least two."""
        return max([1, *(int(row[2]) for row in self.rows)]) + 1

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of these classes, of two the positive one first; empty if there are none."""
        names = self.classes[: self.n_classes] if self.classes else ()
        return names[::-1] if len(names) == 2 and self.positive == 1 else names

    def counts(self) -> dict[str, int]:
        """Return how many rows each class has; nothing if the label is a number."""
        found = Counter(int(row[2]) for row in self.rows) if self.classes else Counter[int]()
        return {name: found[index] for index, name in enumerate(self.classes) if found[index]}

    def with_point(self, x: float, y: float, label: int) -> "Table":
        """Return the table with one more point, or itself if it is full."""
        if len(self.rows) >= MAX_ROWS:
            return self
        return replace(self, rows=(*self.rows, (x, y, float(label))))

    def without_point(self, index: int) -> "Table":
        """Return the table without the row at ``index``."""
        return replace(self, rows=(*self.rows[:index], *self.rows[index + 1 :]))

    def inputs(self) -> Array:
        """Return the points, shape (n, 2), in the units of the table."""
        return np.array([row[:2] for row in self.rows], dtype=float).reshape(-1, 2)

    def labels(self) -> Array:
        """Return the labels, shape (n,)."""
        return np.array([row[2] for row in self.rows], dtype=float)


#: Nothing clicked in yet.
EMPTY = Table()


def table_from_plain(data: Mapping[str, object]) -> Table:
    """Return the table that a file describes; a ``ValueError`` or ``TypeError`` if none.

    Args:
        data: what `acttutor.base.numbers.plain.to_plain` makes of a table, with tuples for lists.
    """
    known = {item.name for item in fields(Table)}
    if not data.keys() <= known:
        raise ValueError(f"only {', '.join(sorted(known))} are allowed")
    frame = mapping(data.get("frame", {}))
    offset = _numbers(frame.get("offset", EMPTY.frame.offset))
    factor = _numbers(frame.get("factor", EMPTY.frame.factor))
    columns = _words(data.get("columns", EMPTY.columns))
    if len(columns) != 3 or len(offset) != 2 or len(factor) != 2:
        raise ValueError("three columns, two offsets and two factors are needed")
    return Table(
        rows=tuple(map(_row, items(data.get("rows", ())))),
        classes=_words(data.get("classes", EMPTY.classes)),
        columns=columns,
        name=exactly(data.get("name", ""), str),
        frame=Frame(offset, factor),
        **{
            name: _count(data[name]) for name in ("positive", "left_out", "sampled") if name in data
        },
    )


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not a count")
    return value


def _numbers(values: object) -> tuple[float, ...]:
    given = items(values)
    numbers = [v for v in given if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) < len(given):
        raise ValueError("not numbers")
    return tuple(map(float, numbers))


def _row(values: object) -> tuple[float, float, float]:
    numbers = _numbers(values)
    if len(numbers) != 3:
        raise ValueError("a row must have three numbers")
    x, y, label = numbers
    return x, y, label


def _words(values: object) -> tuple[str, ...]:
    return tuple(exactly(word, str) for word in items(values))


def check_table(value: object) -> Table:
    """Return ``value`` if it is an allowed table, or describes one; a ``ValueError`` says what
    is wrong."""
    if isinstance(value, Mapping):
        value = table_from_plain(value)
    if not isinstance(value, Table):
        raise ValueError("not a table")
    if len(value.rows) > MAX_ROWS:
        raise ValueError(f"more than {MAX_ROWS} rows")
    if not all(len(row) == 3 for row in value.rows):
        raise ValueError("a row must have three numbers")
    if not all(math.isfinite(number) for row in value.rows for number in row):
        raise ValueError("a number is not finite")
    if len(value.classes) == 1 or len(value.classes) > MAX_CLASSES:
        raise ValueError(f"{len(value.classes)} classes; 0 or 2 to {MAX_CLASSES} are allowed")
    if value.positive not in (0, 1):
        raise ValueError("the positive class is the first or the second one")
    labels = {row[2] for row in value.rows}
    if value.classes and not labels <= set(range(len(value.classes))):
        raise ValueError("a label is not the number of a class")
    if not all(math.isfinite(number) for number in (*value.frame.offset, *value.frame.factor)):
        raise ValueError("the frame is not finite")
    if not all(value.frame.factor):
        raise ValueError("the frame has no size")
    # The name of a file in another encoding would neither be drawn nor written.
    x, y, label = map(whole, value.columns)
    classes = tuple(map(whole, value.classes))
    clean = replace(value, name=whole(value.name), columns=(x, y, label), classes=classes)
    # Whoever compares settings is quicker with the same object.
    return value if clean == value else clean
