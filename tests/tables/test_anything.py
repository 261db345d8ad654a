"""Whatever the bytes: a table or one sentence, soon, and without filling the memory."""

import io
import random
import string
import time
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.tables import splitting
from acttutor.tables.guessing import guess
from acttutor.tables.reading import MAX_BYTES, read_bytes, read_file
from acttutor.tables.sheet import MAX_ROWS
from acttutor.tables.taking import LARGEST, take
from acttutor.tables.words import remarks, report, said, summary_of

CASES = [
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "data/tables").iterdir())
]
SPICE = [
    *(b'" , ; \t | \n \r \0 nan 1e999 - . _ # % sep= \x0c \x1c \x1a'.split(b" ")),
    "表".encode("cp932"), "表".encode(), "男".encode("euc_jp"), b"\xff\xfe", b"\x1b$B", b"\x85",
    b"1" * 400, b"1,234", b"12%", "合計".encode(), b'"""', b"=cmd|' /C calc'!A0",
]  # fmt: skip
TEXTS = [Texts("en"), Texts("ja")]


def mutated(rng: random.Random, content: bytes) -> bytes:
    """Return the bytes with a few things cut, doubled, exchanged or put in."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        until = min(at + rng.randint(0, 12), len(data))
        action = rng.randrange(5)
        if action == 0:
            del data[at:until]
        elif action == 1:
            data[at:at] = rng.choice(SPICE)
        elif action == 2:
            data[at:at] = data[at:until] * rng.randint(1, 30)
        elif action == 3:
            data[at:until] = rng.randbytes(rng.randint(0, 6))
        else:
            data[at:until] = rng.choice(string.punctuation).encode()
    return bytes(data)


def spreadsheet(rng: random.Random) -> bytes:
    """Return a spreadsheet, one part of which is mutated before it is packed."""
    made = Workbook()
    for row in (["x", "y", "class"], *([i, rng.random(), "ab"[i % 2]] for i in range(5))):
        made.active.append(row)
    packed = io.BytesIO()
    made.save(packed)
    with zipfile.ZipFile(packed) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(["xl/worksheets/sheet1.xml"] * 3 + sorted(parts))
    parts[name] = mutated(rng, parts[name])
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    data = again.getvalue()
    return mutated(rng, data) if rng.random() < 0.2 else data


def read_anything(count: int, seed: int) -> tuple[int, set[str], float]:
    """Read mutated files; returns how many were tables, the reasons, and the longest time."""
    rng = random.Random(seed)
    good, keys, longest_s = 0, set(), 0.0
    for turn in range(count):
        is_book = turn % 10 == 9
        content = spreadsheet(rng) if is_book else mutated(rng, CASES[turn % len(CASES)])
        begun_s = time.process_time()
        try:
            sheet = read_bytes(content, "any.csv")
            choice = guess(sheet)
            taken = take(sheet, choice)
        except UserError as error:
            keys.add(error.key)
            for texts in TEXTS:
                sentence = texts.error(error)
                assert sentence != error.key and "any.csv" in sentence, content
                assert "\n" not in sentence and len(sentence) < 400, content
            continue
        finally:
            longest_s = max(longest_s, time.process_time() - begun_s)
        good += 1
        assert len(taken.rows) and (np.abs(taken.rows) <= LARGEST).all(), content
        for texts in TEXTS:
            assert "\n" not in summary_of(taken, texts)
            remarks(sheet, choice, taken, texts)
            assert report(sheet, choice, taken, texts)["rows"] == len(taken.rows)
    return good, keys, longest_s


def test_mutated_tables_are_tables_or_one_sentence() -> None:
    good, keys, longest_s = read_anything(400, seed=20240229)
    # Both sides are reached, and many of the reasons.
    assert good > 100 and len(keys) >= 7, keys
    assert longest_s < 1


@pytest.mark.soak
def test_five_thousand_mutated_tables_take_no_memory() -> None:
    tracemalloc.start()
    try:
        good, _, longest_s = read_anything(5000, seed=4)
        assert tracemalloc.get_traced_memory()[1] < 200e6
    finally:
        tracemalloc.stop()
    assert good > 1000 and longest_s < 10  # with every allocation watched


def test_a_hundred_thousand_rows_are_read_within_a_second(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    points = rng.normal(size=(MAX_ROWS, 2)).round(4)
    lines = (f"{x},{y},{'ab'[x > y]}" for x, y in points.tolist())
    path = tmp_path / "long.csv"
    path.write_text("x,y,class\n" + "\n".join(lines) + "\n")
    begun_s = time.process_time()
    sheet = read_file(path)
    taken = take(sheet, guess(sheet))
    spent_s = time.process_time() - begun_s
    assert len(taken.rows) == MAX_ROWS
    np.testing.assert_array_equal(taken.rows[:, :2], points)
    assert spent_s < 1
    path.write_text("x,y,class\n" + "1,2,a\n" * (MAX_ROWS + 1))
    with pytest.raises(UserError) as caught:
        read_file(path)
    assert caught.value.key == "tables.too_long"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["1", '"1"', '"1\n"', '1"'])
def test_of_a_large_table_one_row_in_so_many_is_read_and_that_is_said(
    monkeypatch, first: str, end: str
) -> None:
    """Rows keep their lines; the first and the last ones, where names and totals are, are there.

    Whether lines can be passed over unread depends on what quotation marks hide.
    """
    monkeypatch.setattr(splitting, "KEPT_CELLS", 2500)
    monkeypatch.setattr(splitting, "SOME_CELLS", 2500)
    rows = [f"{i},{i * i % 97},{'ab'[i % 2]}" for i in range(1, 3001)]
    if first.startswith('"'):
        rows[0] = rows[0].replace("1", first, 1)
    elif first != "1":
        rows = [f"{row}{first[1:]}" for row in rows]  # inches, say
    text = end.join(["x,y,class", *rows[:1000], "", *rows[1000:], "Total,9,c", ""])
    sheet = read_bytes(text.encode(), "large.csv")
    numbers = sheet.column("x")
    assert numbers is not None and sheet.columns[numbers].values is not None
    read = sheet.columns[numbers].values.astype(int).tolist()
    # 3,000 lines of three cells are four times too many.
    assert read[:499] == [*range(1, 500)] and read[-49:] == [*range(2952, 3001)]
    assert set(np.diff(read[510:-60])) == {4}
    # Where lines end in another way, that cell is in one.
    more = "\n" in first and "\n" in end
    assert list(sheet.lines) == [i + 1 + (i > 1000) + (more and i > 1) for i in read]
    assert [item.reason.key for item in sheet.left_out] == ["left_out.total"]
    note = sheet.notes[0]
    assert (note.key, note.values) == ("note.every", {"rows": "3,002", "every": 4})
    for language in ("ja", "en"):
        assert "3,002" in said(note, Texts(language))


def test_a_table_with_hundreds_of_columns_and_thousands_of_rows_opens() -> None:
    columns, rows = 300, 8_000
    head = ",".join([*(f"c{k}" for k in range(columns)), "class"])
    line = ",".join(map(str, range(columns)))
    text = "\n".join([head, *(f"{i}{line},{'ab'[i % 2]}" for i in range(rows)), ""])
    sheet = read_bytes(text.encode(), "wide.csv")
    first = sheet.columns[0].values
    assert first is not None and len(sheet.columns) == columns + 1
    every = sheet.notes[0].values["every"]
    assert (sheet.notes[0].key, every) == ("note.every", 4)
    # The first column numbers its lines, times ten: whichever were read are where they were.
    np.testing.assert_array_equal(first, 10.0 * (np.array(sheet.lines) - 2))
    assert sheet.columns[-1].cells == tuple("ab"[(i - 2) % 2] for i in sheet.lines)


@pytest.mark.filterwarnings("error")
def test_numbers_as_large_as_there_are_give_no_warning() -> None:
    """Their differences are larger than any number."""
    rows = [f"{(-1) ** i}e308,{i * i},{'ab'[i % 2]}" for i in range(8)]
    sheet = read_bytes("\n".join(["x,y,c", *rows]).encode(), "huge.csv")
    assert [column.is_index for column in sheet.columns] == ["no", "no", "no"]
    with pytest.raises(UserError) as caught:
        take(sheet, guess(sheet))
    assert caught.value.key == "tables.no_row_not_finite"


def test_an_open_quotation_mark_is_found_in_rows_that_are_not_kept(monkeypatch) -> None:
    monkeypatch.setattr(splitting, "KEPT_CELLS", 2500)
    rows = [f"{i},{i * i % 97},{'ab'[i % 2]}" for i in range(1, 3001)]
    for line in range(1500, 1504):
        damaged = [*rows]
        damaged[line] = '1,2,"a'
        damaged[line + 10] = '3,4,b"'
        with pytest.raises(UserError) as caught:
            read_bytes("\n".join(["x,y,class", *damaged]).encode(), "large.csv")
        assert (caught.value.key, caught.value.values["line"]) == ("tables.quotes", line + 2)


def test_a_wide_table_of_a_hundred_thousand_rows_opens() -> None:
    columns = 30
    block = np.random.default_rng(1).integers(0, 1000, (1000, columns))
    lines = [",".join([*map(str, row), "ab"[row[0] > row[1]]]) for row in block.tolist()]
    header = ",".join([*(f"c{i}" for i in range(columns)), "class"])
    data = "\n".join([header, *lines * (MAX_ROWS // 1000)]).encode()
    sheet = read_bytes(data, "wide.csv")
    taken = take(sheet, guess(sheet))
    assert len(sheet.columns) == columns + 1 and len(taken.rows) > 20_000


@pytest.mark.parametrize("line", [b"1,2,a\n", b"1\n", b"1," * 200 + b"\n"])
def test_huge_files_are_not_read_to_the_end(line: bytes) -> None:
    data = line * (MAX_BYTES // len(line))
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as caught:
            read_bytes(data, "huge.csv")
        assert caught.value.key == "tables.too_long"
        assert tracemalloc.get_traced_memory()[1] < 200e6
    finally:
        tracemalloc.stop()
