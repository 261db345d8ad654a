"""What was read of a file: typed columns, and everything that has to be said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

#: The content of a cell; spreadsheets know what is a number.
Cell = str | float
Numbers = npt.NDArray[np.float64]

#: More rows, columns or cells than this are not read: nobody would wait for them.
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 20_000_000
#: Of a text with more cells than this only one row in so many is kept, which leaves so many cells.
KEPT_CELLS, SOME_CELLS = 1_500_000, 750_000
#: The longest text of a cell that is repeated in a sentence.
LONGEST = 40


class Line(NamedTuple):
    """One line of a grid: its number in the file, from 1, and its cells."""

    number: int
    cells: list[Cell]


class Message(NamedTuple):
    """A sentence to be looked up when it is shown: ``tables.<key>`` with its values."""

    key: str
    values: Mapping[str, object] = {}


class LeftOut(NamedTuple):
    """A row that cannot be used: its line in the file, and why."""

    line: int
    reason: Message


class Question(NamedTuple):
    """Something that can be meant in two ways.

    Args:
        about: ``"decimal"``, ``"encoding"`` or ``"header"``: the field of `Options` that answers.
        message: what is asked, with the reading that was chosen meanwhile.
    """

    about: str
    message: Message


@dataclass(frozen=True)
class Options:
    """How to read a file where the user knows better; ``None`` leaves it to the reader.

    Args:
        encoding: one of `acttutor.tables.encoding.OFFERED`.
        decimal: ``"point"`` or ``"comma"``, in columns that could be read either way.
        header: whether the first line of the table holds names.
        sheet: name of a sheet of a spreadsheet.
    """

    encoding: str | None = None
    decimal: str | None = None
    header: bool | None = None
    sheet: str | None = None


#: As the reader finds best.
AUTOMATIC = Options()


@dataclass(frozen=True)
class Column:
    """One column.

    Args:
        name: its name, or its number where it has none.
        kind: ``"number"``, ``"text"``, ``"date"`` or ``"empty"``.
        rows: all rows of the table; a long one is not copied for each of its columns.
        place: where in a row its cell is.
        values: the numbers, nan where there is none; only if it is of numbers.
        is_named: whether the file names it.
        is_index: whether it only numbers the rows: ``"yes"``, ``"perhaps"`` or ``"no"``.
    """

    name: str
    kind: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    place: int = field(repr=False)
    values: Numbers | None = field(default=None, repr=False)
    is_named: bool = True
    is_index: str = "no"

    def cell(self, row: int) -> Cell:
        """Return what stands in it in a row."""
        return self.rows[row][self.place]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """What stands in it, row by row."""
        return tuple(row[self.place] for row in self.rows)


@dataclass(frozen=True)
class Sheet:
    """A table as it was read, before anything is chosen of it.

    Args:
        name: of the file.
        columns: all its columns.
        lines: for each row the line in the file.
        encoding: of a text; a name that Python knows.
        delimiter: of a text: the mark between its cells, a blank for runs of them.
        sheets: the names of all sheets of a spreadsheet.
        options: how it was asked to be read; ``sheet`` names the one that was.
        left_out: rows that were left out already, in the order of their lines.
        notes: what was decided on the way, to be said.
        questions: what could be meant in another way.
    """

    name: str
    columns: tuple[Column, ...]
    lines: tuple[int, ...] = field(repr=False)
    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[str, ...] = ()
    options: Options = AUTOMATIC
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Message, ...] = ()
    questions: tuple[Question, ...] = ()

    def column(self, name: str) -> int | None:
        """Return the index of a column, given by its name or by its number from 1."""
        names = [column.name for column in self.columns]
        for wanted in (name, shortened(name)):
            if wanted in names:
                return names.index(wanted)
        folded = [other.casefold() for other in names]
        if name.strip().casefold() in folded:
            return folded.index(name.strip().casefold())
        if name.strip().isdecimal() and 1 <= int(name) <= len(names):
            return int(name) - 1
        return None


def shortened(cell: Any) -> str:
    """Return the content of a cell as a sentence repeats it."""
    text = cell if isinstance(cell, str) else f"{cell:g}"
    text = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
