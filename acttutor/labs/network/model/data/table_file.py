"""From a file to the table that the network learns from."""

from pathlib import Path

import numpy as np

from acttutor.core.arrays import Array
from acttutor.labs.network.model.data.table import MAX_ROWS, Frame, Table
from acttutor.tables.guessing import guess
from acttutor.tables.reading import read_file
from acttutor.tables.taking import Taken, take


def read_table(path: Path) -> Table:
    """Read the three columns of a file that are probably meant.

    Raises:
        UserError: if the file cannot be read as such a table.
    """
    sheet = read_file(path)
    return table_of(take(sheet, guess(sheet)))


def table_of(taken: Taken) -> Table:
    """Return the table of three columns that were taken; of very many rows a sample."""
    rows: Array = taken.rows
    is_sample = len(rows) > MAX_ROWS
    if is_sample:
        rows = _sample(rows, bool(taken.classes))
    return Table(
        rows=tuple((x, y, label) for x, y, label in rows.tolist()),
        classes=taken.classes,
        columns=taken.columns,
        name=taken.name,
        frame=Frame.around(rows[:, :2]),
        positive=taken.positive,
        left_out=len(taken.left_out),
        sampled=len(taken.rows) if is_sample else 0,
    )


def _sample(rows: Array, has_classes: bool) -> Array:
    """Return as many rows as can be learned from, drawn at random but always the same ones.

    Of every class at least one row is among them.
    """
    order = np.random.default_rng(0).permutation(len(rows))
    if has_classes:
        _, firsts = np.unique(rows[order, 2], return_index=True)
        order = np.concatenate([order[firsts], np.delete(order, firsts)])
    chosen: Array = rows[np.sort(order[:MAX_ROWS])]
    return chosen
