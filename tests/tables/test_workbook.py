"""Spreadsheets: their sheets are read like other tables, and none of them fills the memory."""

import datetime
import io
import re
import struct
import tracemalloc
import zipfile

import numpy as np
import pytest
from openpyxl import Workbook

from acttutor.base.errors import UserError
from acttutor.tables import workbook
from acttutor.tables.guessing import guess
from acttutor.tables.reading import read_bytes
from acttutor.tables.sheet import Message, Options
from acttutor.tables.taking import take


def book(**sheets):
    """Return a spreadsheet as bytes, with a list of rows for each sheet."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


BODIES = [["3組 身体測定", None, None, None],
          [None, None, None, None],
          ["日付", "身長", "体重", "性別"],
          [datetime.date(2024, 4, 1), 170.5, 60, "男"],
          [datetime.date(2024, 4, 2), 1.234, 50, "女"],
          [datetime.date(2024, 4, 3), 165, None, "女"],
          ["合計", 336.734, 110, None]]  # fmt: skip


def test_numbers_dates_titles_and_totals():
    sheet = read_bytes(book(測定=BODIES), "a.xlsx")
    assert [(column.name, column.kind) for column in sheet.columns] == [
        ("日付", "date"), ("身長", "number"), ("体重", "number"), ("性別", "text")
    ]  # fmt: skip
    taken = take(sheet, guess(sheet))
    assert taken.rows.tolist() == [[170.5, 60.0, 0.0], [1.234, 50.0, 1.0]]
    assert [item.line for item in taken.left_out] == [6, 7]
    # A number of a spreadsheet is a number: nobody asks what its point means.
    assert not sheet.questions


def test_a_sheet_can_be_chosen():
    data = book(empty=[], one=[["x", "y", "c"], [1, 2, "a"]], two=[["p", "q", "r"], [3, 4, "b"]])
    first = read_bytes(data, "a.xlsx")
    assert (first.options.sheet, first.sheets) == ("one", ("empty", "one", "two"))
    second = read_bytes(data, "a.xlsx", Options(sheet="two"))
    assert [column.name for column in second.columns] == ["p", "q", "r"]
    with pytest.raises(UserError) as caught:
        read_bytes(data, "a.xlsx", Options(sheet="three"))
    assert caught.value.key == "tables.no_sheet"


def test_formulas_are_not_run():
    """A formula is worth what the spreadsheet stored; one that was never computed is a gap."""
    data = book(one=[["x", "y", "c"], ["=1+1", 2, "a"], [3, 4, "b"], [5, 6, "a"]])
    sheet = read_bytes(data, "a.xlsx")
    taken = take(sheet, guess(sheet))
    assert taken.rows[:, 0].tolist() == [3.0, 5.0]
    assert [item.line for item in taken.left_out] == [2]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_damaged_spreadsheet_is_one_sentence(part):
    with zipfile.ZipFile(io.BytesIO(book(one=BODIES))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part][: len(parts[part]) // 2]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UserError) as caught:
        read_bytes(file.getvalue(), "a.xlsx")
    assert caught.value.key == "tables.spreadsheet"


@pytest.mark.parametrize("size", [workbook.MAX_READ + 1, workbook.MAX_UNPACKED + 1])
def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(size):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    assert len(file.getvalue()) < 1_000_000
    with pytest.raises(UserError) as caught:
        read_bytes(file.getvalue(), "a.xlsx")
    assert caught.value.key == "tables.too_long"


def test_a_sheet_whose_cells_span_more_than_the_memory_is_refused():
    """The reader keeps a place for every cell of the rectangle around those that are filled."""
    made = Workbook()
    for row, column in ((1, 1), (1_048_576, 16_384)):
        made.active.cell(row=row, column=column, value=1)
    file = io.BytesIO()
    made.save(file)
    with pytest.raises(UserError) as caught:
        read_bytes(file.getvalue(), "a.xlsx")
    assert caught.value.key == "tables.too_long"


def test_a_part_that_is_longer_than_it_says_is_not_unpacked_further():
    """What the archive says of a part is not to be believed: a bomb says that it is small."""
    parts = io.BytesIO(book(one=[["x", "y", "c"], [1, 2, "a"], [3, 4, "b"]]))
    file = io.BytesIO()
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(parts) as source, zipfile.ZipFile(file, "w", 8) as archive:
        for part in source.namelist():
            archive.writestr(part, source.read(part) + b" " * 50_000_000 * (part == name))
        true = archive.getinfo(name).file_size
    data = file.getvalue().replace(struct.pack("<I", true), struct.pack("<I", 1000))
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as caught:
            read_bytes(data, "a.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()
    assert caught.value.key == "tables.spreadsheet"


def test_a_hundred_thousand_rows_are_read():
    rows = "".join(
        f'<row r="{turn}"><c r="A{turn}"><v>{turn / 7}</v></c><c r="B{turn}"><v>{-turn}</v></c>'
        f'<c r="C{turn}" t="inlineStr"><is><t>{"ab"[turn % 2]}</t></is></c></row>'
        for turn in range(2, 100_002)
    )
    parts = io.BytesIO(book(one=[["x", "y", "class"]]))
    file = io.BytesIO()
    with zipfile.ZipFile(parts) as source, zipfile.ZipFile(file, "w", 8) as archive:
        for part in source.namelist():
            content = source.read(part).decode()
            archive.writestr(part, content.replace("</sheetData>", f"{rows}</sheetData>"))
    sheet = read_bytes(file.getvalue(), "a.xlsx")
    taken = take(sheet, guess(sheet))
    assert taken.rows[-1, :2].tolist() == [100_001 / 7, -100_001.0]
    assert len(taken.rows) == 100_000


def numbered(start, sign):
    """Return rows of three cells from row 2 on; the first names its row, times ``sign``."""
    return [[sign * row, row * row % 97, "ab"[row % 2]] for row in range(2, start)]


def test_of_a_large_sheet_one_row_in_so_many_is_read_and_that_is_said(monkeypatch):
    """Rows keep their numbers; names and totals are there, and other sheets are whole."""
    monkeypatch.setattr(workbook, "KEPT", 6000)
    monkeypatch.setattr(workbook, "SOME", 6000)
    names = ["x", "y", "class"]
    large = [names, *numbered(3002, 1), [None] * 3, ["Total", 9, "c"]]
    data = book(notes=[["Some & <more>"]], **{"a & b": large}, two=[names, *numbered(1002, -1)])
    sheet = read_bytes(data, "a.xlsx", Options(sheet="a & b"))
    read = sheet.columns[0].values.astype(int).tolist()
    # 9,006 cells are more than once and less than twice too many.
    assert read[:499] == [*range(2, 501)] and read[-49:] == [*range(2953, 3002)]
    assert set(np.diff(read[510:-60])) == {2}
    assert list(sheet.lines) == read
    assert [item.reason.key for item in sheet.left_out] == ["left_out.total"]
    assert sheet.notes[0] == Message("note.every", {"rows": "3,002", "every": 2})
    other = read_bytes(data, "a.xlsx", Options(sheet="two"))
    assert other.columns[0].values.tolist() == [-row for row in range(2, 1002)]
    assert "every" not in {note.key.split(".")[-1] for note in other.notes}


def test_rows_that_do_not_say_their_number_are_all_read(monkeypatch):
    """What follows is counted on from them."""
    monkeypatch.setattr(workbook, "KEPT", 600)
    data = book(one=[["x", "y", "class"], *numbered(1002, 1)])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", 8) as archive:
        for part in source.namelist():
            content = source.read(part)
            if "worksheets/" in part:
                content = re.sub(rb' r="[A-Z]*\d+"', b"", content)
            archive.writestr(part, content)
    sheet = read_bytes(file.getvalue(), "a.xlsx")
    assert sheet.columns[0].values.tolist() == list(sheet.lines) == [*range(2, 1002)]


def test_a_sheet_of_a_hundred_thousand_rows_and_twenty_columns_opens():
    columns = [chr(ord("A") + place) for place in range(20)]
    cells = "".join(f'<c r="{name}#"><v>{place}.#</v></c>' for place, name in enumerate(columns))
    rows = "".join(f'<row r="#">{cells}</row>'.replace("#", str(row)) for row in range(2, 100_002))
    parts = io.BytesIO(book(one=[[f"c{place}" for place in range(20)]]))
    file = io.BytesIO()
    with zipfile.ZipFile(parts) as source, zipfile.ZipFile(file, "w", 8, True, 1) as archive:
        for part in source.namelist():
            content = source.read(part).decode()
            archive.writestr(part, content.replace("</sheetData>", f"{rows}</sheetData>"))
    sheet = read_bytes(file.getvalue(), "a.xlsx")
    assert sheet.notes[0] == Message("note.every", {"rows": "100,001", "every": 6})
    assert sheet.columns[3].values.tolist() == [float(f"3.{row}") for row in sheet.lines]
    assert (sheet.lines[0], sheet.lines[-1]) == (2, 100_001)


def test_a_row_far_below_is_not_looked_for():
    """A lost mark in the last row that a sheet can have does not make a million rows of it."""
    made = Workbook()
    for row in (["x", "y", "c"], [1, 2, "a"], [3, 4, "b"]):
        made.active.append(row)
    made.active.cell(row=1_048_576, column=1, value="x")
    file = io.BytesIO()
    made.save(file)
    assert len(read_bytes(file.getvalue(), "a.xlsx").lines) == 2


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (workbook.OLD + b"\0" * 500, "old_spreadsheet"),
        (workbook.ZIP + b"\0" * 500, "spreadsheet"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary"),
    ],
)
def test_other_kinds_of_files_are_told_apart(data, key):
    with pytest.raises(UserError) as caught:
        read_bytes(data, "a.xlsx")
    assert caught.value.key == f"tables.{key}"
