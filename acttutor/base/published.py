"""What a lab hands out: named values that lessons look at, and the columns of its table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

#: A number, a text or a truth value; ``None`` where there is none now.
Value: TypeAlias = float | str | bool | None
#: Values by their names; the names are the same at all times.
Observed: TypeAlias = Mapping[str, Value]
#: Names, which are ASCII or mathematics and never translated, and values, all of one length.
Columns: TypeAlias = Sequence[tuple[str, Iterable[Value]]]


def beside(*tables: Columns) -> Columns:
    """Return tables beside each other; the shorter ones end in empty cells."""
    columns = [(name, list(values)) for table in tables for name, values in table]
    most = max((len(values) for _, values in columns), default=0)
    return [(name, [*values, *[None] * (most - len(values))]) for name, values in columns]
