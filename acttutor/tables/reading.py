"""From a file, or from what was pasted, to a sheet of typed columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.storage.user_file import read_user_file
from acttutor.tables import workbook
from acttutor.tables.columns import typed
from acttutor.tables.encoding import decode
from acttutor.tables.layout import find_table
from acttutor.tables.sheet import AUTOMATIC, MAX_ROWS, Line, Message, Options, Question, Sheet
from acttutor.tables.splitting import split, too_large

#: More bytes than this are not read.
MAX_BYTES = 100_000_000
#: A file with more than this is read again when its columns are chosen anew.
KEPT_BYTES = 10_000_000
#: Endings of the names of files that hold tables.
SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data", ".asc", ".xlsx", ".xlsm")
#: How other kinds of files begin, and what they are.
_OTHERS = (
    (workbook.OLD, "old_spreadsheet"),
    (b"%PDF", "binary"),
    (b"<!doctype html", "web_page"),
    (b"<html", "web_page"),
    (b"<table", "web_page"),
)


@dataclass(frozen=True)
class Source:
    """A file's content or a pasted text, to be read in one way and then in another.

    Args:
        name: of the file, or what a pasted table is called.
        content: bytes of a file, or a text; ``None`` if the file is to be read first.
        path: of the file.
    """

    name: str
    content: bytes | str | None = field(repr=False)
    path: Path | None = None

    @classmethod
    def of(cls, path: Path) -> "Source":
        """Return the source that a file is; a `UserError` if it cannot be opened."""
        return cls(path.name, read_user_file(path, MAX_BYTES), path)

    def kept(self) -> "Source":
        """Return what is kept to be read again: of a large file only where it is."""
        is_large = len(self.content or ()) > KEPT_BYTES
        return replace(self, content=None) if is_large and self.path is not None else self

    def read(self, options: Options = AUTOMATIC) -> Sheet:
        """Read the table; a `UserError` if there is none."""
        if isinstance(self.content, str):
            return read_pasted(self.content, self.name, options)
        content = self.content
        if content is None:
            assert self.path is not None
            content = read_user_file(self.path, MAX_BYTES)
        return read_bytes(content, self.name, options)


def read_file(path: Path, options: Options = AUTOMATIC) -> Sheet:
    """Read a table out of a file.

    Raises:
        UserError: naming the file, if it cannot be opened or there is no table in it.
    """
    return Source.of(path).read(options)


def read_bytes(data: bytes, name: str, options: Options = AUTOMATIC) -> Sheet:
    """Read a table out of the bytes of a file.

    Raises:
        UserError: if there is none.
    """
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, key in _OTHERS:
        if start.startswith(mark.lower()):
            raise UserError(f"tables.{key}", file=name)
    if data.startswith(workbook.ZIP):
        book = workbook.read_book(data, name, options.sheet)
        options = Options(options.encoding, options.decimal, options.header, book.sheet)
        notes = [_note(book.thinned.rows, book.thinned.every)] if book.thinned else []
        return _sheet(book.lines, name, options, sheets=book.sheets, notes=notes)
    decoded = decode(data, name, options.encoding)
    questions = []
    if not decoded.is_certain:
        values = {"encoding": decoded.encoding}
        questions.append(Question("encoding", Message("question.encoding", values)))
    return _of_text(decoded.text, name, options, decoded.encoding, questions)


def read_pasted(text: str, name: str, options: Options = AUTOMATIC) -> Sheet:
    """Read a table that was pasted; ``name`` is what it is called."""
    if len(text) > MAX_BYTES:
        raise too_large(name)
    return _of_text(text.replace("\0", ""), name, options, None, [])


def _of_text(
    text: str, name: str, options: Options, encoding: str | None, questions: list[Question]
) -> Sheet:
    parts = split(text, name)
    notes = [_note(parts.total, parts.every)] if parts.every > 1 else []
    return _sheet(
        parts.lines,
        name,
        options,
        encoding=encoding,
        delimiter=parts.delimiter,
        comment=parts.comment,
        notes=notes,
        questions=questions,
    )


def _note(rows: int, every: int) -> Message:
    return Message("note.every", {"rows": f"{rows:,}", "every": every})


def _sheet(
    lines: list[Line],
    name: str,
    options: Options,
    encoding: str | None = None,
    delimiter: str | None = None,
    comment: Line | None = None,
    sheets: Sequence[str] = (),
    notes: Sequence[Message] = (),
    questions: Sequence[Question] = (),
) -> Sheet:
    if not lines:
        raise UserError("tables.empty", file=name)
    table = find_table(lines, name, comment, options.header)
    if len(table.rows) > MAX_ROWS:
        raise too_large(name)
    rows = [line.cells for line in table.rows]
    has_points = delimiter in (",", " ")
    columns, asked = typed(_unique(table.names), rows, has_points, options.decimal)
    return Sheet(
        name,
        tuple(columns),
        tuple(line.number for line in table.rows),
        encoding,
        delimiter,
        tuple(sheets),
        options,
        tuple(sorted(table.left_out, key=lambda item: item.line)),
        (*notes, *table.notes),
        (*questions, *table.questions, *asked),
    )


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names, each once: the second ``x`` becomes ``x (2)``."""
    seen: set[str] = set()
    found = []
    for name in names:
        title, number = name, 2
        while title and title in seen:
            title, number = f"{name} ({number})", number + 1
        seen.add(title)
        found.append(title)
    return found


def is_table(path: Path) -> bool:
    """Tell from its name whether a file holds a table."""
    return path.suffix.lower() in SUFFIXES
