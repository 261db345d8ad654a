"""Numbers as CSV that spreadsheets open correctly, Excel in Japan included."""

import csv
import io
import math

from acttutor.base.published import Columns, Value


def csv_bytes(columns: Columns) -> bytes:
    """Return columns of equal length as CSV.

    UTF-8 with a byte order mark, without which Excel reads Japanese as another encoding; commas
    and CRLF (RFC 4180).  Numbers keep all their digits; what is not a number stays empty.

    Args:
        columns: names, and numbers or texts.
    """
    return _written(columns, ",", "\r\n").encode("utf-8-sig", "replace")


def tabbed(columns: Columns) -> str:
    """Return columns with tabs between them, as spreadsheets take them from the clipboard."""
    return _written(columns, "\t", "\n")


def _written(columns: Columns, delimiter: str, end: str) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    writer.writerow([name for name, _ in columns])
    for row in zip(*(values for _, values in columns), strict=True):
        writer.writerow([_cell(value) for value in row])
    return file.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # A cell that begins so would be taken for a formula.
        return f"'{value}" if value[:1] in "=+@" else value
    if isinstance(value, bool):
        return str(value)
    number = float(value)
    if math.isnan(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
