"""Tables that strangers wrote: every good form is read, every mistake becomes one sentence."""

import io
import os
import random
import re
import string
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acttutor.base.errors import UserError
from acttutor.base.texts import Texts
from acttutor.labs.network.model.problem import iris
from acttutor.labs.network.model.table import MAX_ROWS, check_table
from acttutor.labs.network.model.table_file import MAX_BYTES, read_table

Write = Callable[[bytes | str], Path]
CATALOGUES = [Texts("en"), Texts("ja")]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def to_file(content: bytes | str) -> Path:
        path = tmp_path / "my data.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return to_file


def sentences(error: UserError) -> list[str]:
    """Return the sentence in both languages, after checking that it is one."""
    found = []
    for texts in CATALOGUES:
        language = texts.language
        assert texts.has(error.key), f"{error.key} is missing in {language}"
        words = texts.error(error)
        named = set(re.findall(r"{(\w*)}", texts._catalogue[error.key]))
        assert named <= set(error.values), f"{error.key} in {language} asks for {named}"
        assert words.rstrip().endswith((".", "。"))
        found.append(words)
    return found


def refused(path: Path, key: str, **values: object) -> list[str]:
    """Assert that a file is refused for this reason, with these values in the sentence."""
    with pytest.raises(UserError) as caught:
        read_table(path)
    error = caught.value
    assert error.key == f"network.csv.{key}"
    assert error.values["file"] == path.name
    assert {name: error.values.get(name) for name in values} == values
    words = sentences(error)
    for text in words:
        assert path.name in text
        for value in values.values():
            assert str(value) in text
    return words


# -- good files ----------------------------------------------------------------------------------

PLAIN = "1,2,a\n3,4.5,b\n-5,6e-1,a\n"
ROWS = ((1.0, 2.0, 0.0), (3.0, 4.5, 1.0), (-5.0, 0.6, 0.0))


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN + "\n\n  \n,,\n",
        "\n \n" + PLAIN,
        PLAIN.replace("\n", "\n\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", " , "),
        "height,width,kind\n" + PLAIN,
        '"1","2","a"\n"3","4.5","b"\n"-5","6e-1","a"\n',
        "1,0;2,0;a\n3,0;4,5;b\n-5,0;0,6;a\n",
        "1,0\t2,0\ta\n3,0\t4,5\tb\n-5,0\t0,6\ta\n",
        '"1,0";"2,0";"a"\n"3,0";"4,5";"b"\n"-5,0";"0,6";"a"\n',
        "x;y;kind\n1,0;2,0;a\n3,0;4,5;b\n-5,0;0,6;a\n",
        "1.0;2.0;a\n3.0;4.5;b\n-5.0;0.6;a\n",
    ],
)
def test_all_customary_forms_say_the_same(write: Write, content: str) -> None:
    table = read_table(write(content))
    assert table.rows == ROWS
    assert table.classes == ("a", "b")
    assert table.kind == "two"
    assert table.name == "my data.csv"


def test_a_header_names_the_columns(write: Write) -> None:
    table = read_table(write("length (cm),width,kind\n" + PLAIN))
    assert table.columns == ("length (cm)", "width", "kind")
    assert read_table(write(PLAIN)).columns == ("", "", "")


def test_cells_in_quotes_may_hold_the_delimiter_and_quotes(write: Write) -> None:
    table = read_table(write('"length, cm","a ""b""",kind\n1,2,"x, y"\n3,4,z\n'))
    assert table.columns == ("length, cm", 'a "b"', "kind")
    assert table.classes == ("x, y", "z")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_japanese_in_each_customary_encoding(write: Write, encoding: str) -> None:
    # 表 and ソ have a backslash as their second byte in Shift_JIS, ｱ is one byte.
    content = "長さ,表,品種ソ\r\n1,2,あやめ\r\n3,4,ｱﾔﾒ①\r\n"
    table = read_table(write(content.encode(encoding)))
    assert table.columns == ("長さ", "表", "品種ソ")
    assert table.classes == ("あやめ", "ｱﾔﾒ①")


def test_three_classes_are_numbered_as_they_come(write: Write) -> None:
    table = read_table(write("1,2,c\n3,4,a\n5,6,b\n7,8,c\n"))
    assert table.classes == ("c", "a", "b")
    assert [row[2] for row in table.rows] == [0, 1, 2, 0]
    assert table.kind == "three"


@pytest.mark.parametrize(
    ("labels", "classes", "numbers"),
    [
        (("1", "0", "1"), ("0", "1"), [1, 0, 1]),
        (("-1", "1", "1"), ("-1", "1"), [0, 1, 1]),
        (("10", "9", "2"), ("2", "9", "10"), [2, 1, 0]),
        # One number written in two ways is one class.
        (("1", "1.0", "2"), ("1", "2"), [0, 0, 1]),
        # Numbers beside words are names.
        (("1", "x", "1"), ("1", "x"), [0, 1, 0]),
    ],
)
def test_few_whole_numbers_are_classes_in_their_order(
    write: Write, labels: tuple[str, ...], classes: tuple[str, ...], numbers: list[int]
) -> None:
    table = read_table(write("".join(f"{i},2,{label}\n" for i, label in enumerate(labels))))
    assert table.classes == classes
    assert [row[2] for row in table.rows] == numbers


@pytest.mark.parametrize("labels", [(1.5, 2.0), (1, 2, 3, 4), (-0.5, 0.5, 1.5)])
def test_other_numbers_are_to_be_predicted(write: Write, labels: tuple[float, ...]) -> None:
    table = read_table(write("".join(f"{i},2,{label}\n" for i, label in enumerate(labels))))
    assert table.kind == "regression"
    assert table.classes == ()
    assert [row[2] for row in table.rows] == list(labels)


def test_as_many_rows_as_allowed(write: Write) -> None:
    lines = [f"{i},{-i},{i % 2}\n" for i in range(MAX_ROWS)]
    assert len(read_table(write("x,y,z\n" + "".join(lines))).rows) == MAX_ROWS
    refused(write("".join([*lines, "1,2,0\n"])), "too_long", most="10,000")


def test_points_are_framed_to_fill_the_square(write: Write) -> None:
    table = read_table(write("1000,-2e-5,a\n3000,2e-5,b\n2000,0,a\n"))
    np.testing.assert_allclose(table.frame.into(table.inputs()), [(-5, -5), (5, 5), (0, 0)])
    np.testing.assert_allclose(table.frame.out_of([5, 5]), (3000, 2e-5))


@pytest.mark.parametrize("values", [("7", "7"), ("0", "1e-323"), ("-1e100", "1e100")])
def test_columns_of_any_spread_have_a_frame(write: Write, values: tuple[str, str]) -> None:
    table = read_table(write(f"{values[0]},1,a\n{values[1]},2,b\n"))
    square = table.frame.into(table.inputs())
    assert np.isfinite(square).all()
    assert (np.abs(square) <= 5.0000001).all()


def test_iris_is_the_data_of_fisher() -> None:
    """150 flowers, three species, petal length and width; means published by Fisher (1936)."""
    table = iris()
    assert len(table.rows) == 150
    assert len(table.classes) == 3
    labels, points = table.labels(), table.inputs()
    means = [points[labels == k].mean(axis=0) for k in range(3)]
    np.testing.assert_allclose(means, [(1.462, 0.246), (4.260, 1.326), (5.552, 2.026)], atol=0.004)


# -- bad files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b" \r\n\t\r\n",
        b"\xef\xbb\xbf",
        b",,\n,,\n",
        b"x,y,kind\n",
        b"x,y,kind\n\n,,",
    ],
)
def test_files_without_rows(write: Write, content: bytes) -> None:
    refused(write(content), "empty")


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("1\n2\n3\n", 1, 1),
        ("one\n", 1, 1),
        ("1,2\n3,4\n", 1, 2),
        ("1,2,3,a\n1,2,3,b\n", 1, 4),
        ("x,y,kind\n1,2,a\n\n\n3,4\n", 5, 2),
        ("1,2,a\n3,4,b,\n", 2, 4),
        ("1;2;a\n3,4,b\n", 2, 1),
        ("1|2|a\n3|4|b\n", 1, 1),
        (PLAIN + "x" * 1000, 4, 1),
        ("1 2 a\n", 1, 1),
    ],
)
def test_another_number_of_columns(write: Write, content: str, line: int, found: int) -> None:
    refused(write(content), "columns", line=line, found=found)


@pytest.mark.parametrize(
    ("content", "line", "column", "cell"),
    [
        ("1,2,a\n3,four,b\n", 2, 2, "four"),
        ("x,y,kind\n1,2,a\n\n\nfive,4,b\n", 5, 1, "five"),
        ("1,2,a\r\nthree,4,b\r\n", 2, 1, "three"),
        ("x,2019,kind\n1,2,a\n", 1, 1, "x"),
        ("1,2,a\n1.2.3,4,b\n", 2, 1, "1.2.3"),
        ("1,2,a\n1_000,4,b\n", 2, 1, "1_000"),
        ("1,2,a\n3,0x1F,b\n", 2, 2, "0x1F"),
        ("1;2;a\n3;1.000,5;b\n", 2, 2, "1.000,5"),
        # Most labels are numbers, so the word among them is the mistake.
        ("1,2,0.5\n1,2,1.5\n1,2,2.5\n1,2,oops\n", 4, 3, "oops"),
        # A form feed is no end of line.
        ("1,2,a\x0cb\n3,4,c\nx,6,c\n", 3, 1, "x"),
        ("1,2,a\u2028b\n3,4,c\nx,6,c\n", 3, 1, "x"),
    ],
)
def test_text_where_a_number_belongs(
    write: Write, content: str, line: int, column: int, cell: str
) -> None:
    refused(write(content), "not_a_number", line=line, column=column, cell=cell)


def test_a_long_cell_is_not_repeated_in_full(write: Write) -> None:
    (english, _) = refused(write("1,2,a\n3," + "long " * 2000 + ",b\n"), "not_a_number", line=2)
    assert len(english) < 160


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [("1,2,a\n3,,b\n", 2, 2), ("1,2,a\n ,4,b\n", 2, 1), ("1,2,a\n3,4,\n", 2, 3)],
)
def test_an_empty_cell(write: Write, content: str, line: int, column: int) -> None:
    refused(write(content), "missing", line=line, column=column)


@pytest.mark.parametrize(
    "cell", ["nan", "NaN", "-nan", "inf", "-Infinity", "1e999", "-1e999", "1e101", "9" * 400]
)
@pytest.mark.parametrize("column", [1, 2, 3])
def test_numbers_that_are_no_use(write: Write, cell: str, column: int) -> None:
    row = ["7", "8", "9"]
    row[column - 1] = cell
    refused(
        write("1,2,0\n3,4,1\n" + ",".join(row) + "\n"),
        "not_finite",
        line=3,
        column=column,
        cell=cell[:40],
    )


@pytest.mark.parametrize(
    ("content", "label"),
    [("1,2,a\n3,4,a\n", "a"), ("1,2,a\n", "a"), ("1,2,3\n", "3"), ("1,2,1\n3,4,1.0\n", "1")],
)
def test_one_class_only(write: Write, content: str, label: str) -> None:
    refused(write(content), "one_class", label=label)


def test_too_many_classes(write: Write) -> None:
    refused(write("1,2,a\n1,2,b\n1,2,c\n1,2,d\n1,2,e\n"), "classes", found=5, most=3)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('1,2,a\n3,4,"b\n5,6,a\n7,8,b\n', 2),
        ('1,2,a\n"3,4,b\n5,6,a\n', 2),
        ('"x,y,kind\n1,2,a\n3,4,b\n', 1),
        ('1,2,a\n\n3,4,"b\r\nc"\n', 3),
        # More than the csv module takes for one cell.
        ('1,2,a\n"' + "3,4,b\n" * 30_000, 2),
    ],
)
def test_a_quotation_mark_left_open_names_its_own_line(
    write: Write, content: str, line: int
) -> None:
    refused(write(content), "quotes", line=line)


def test_a_quotation_mark_within_a_cell_is_a_letter(write: Write) -> None:
    assert read_table(write('1,2,5" disk\n3,4,8" disk\n')).classes == ('5" disk', '8" disk')


def test_a_line_longer_than_the_csv_module_takes(write: Write) -> None:
    refused(write("1,2,a\n3,4," + "b" * 200_000 + "\n"), "binary")
    refused(write("1" * 200_000), "binary")
    refused(write("1,2,a\n" + "3," * 100_000), "columns", line=2, found=100_001)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"1,2,a\n3,4,b\0\n",
        b"\0" * 5000,
        "1,2,a\n3,4,b\n".encode("utf-16-le"),
        b"PK\x03\x04\x14\0\x06\0",
    ],
)
def test_binary_files(write: Write, content: bytes) -> None:
    refused(write(content), "binary")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf_16_asks_for_another_encoding(write: Write, encoding: str) -> None:
    refused(write(PLAIN.encode(encoding)), "encoding")


def test_bytes_that_are_no_text(write: Write) -> None:
    refused(write(b"1,2,caf\xe9\n3,4,\xff\xfe\xfd\n"), "encoding")


@pytest.mark.parametrize("line", [b"1,2,a\n", b"\n", b"1\n"])
def test_ten_million_lines_are_not_read_to_the_end(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        for _ in range(10):
            file.write(line * 1_000_000)
    tracemalloc.start()
    try:
        refused(path, "too_long", most="10,000")
        assert tracemalloc.get_traced_memory()[1] < 3 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_many_short_lines_below_the_limit_of_size_stop_early(write: Write) -> None:
    """A file of five megabytes can hold 800,000 rows; none beyond the limit is cut."""
    path = write(b"1,2,a\n" * (MAX_BYTES // 6))
    tracemalloc.start()
    try:
        refused(path, "too_long", most="10,000")
        assert tracemalloc.get_traced_memory()[1] < 12 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_a_file_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(PLAIN)
    path.chmod(0)
    if os.access(path, os.R_OK):
        # An administrator may read everything; let the system say no all the same.
        real_open = io.open

        def deny(file: Any, *args: Any, **options: Any) -> Any:
            if file == path:
                raise PermissionError(13, "Permission denied")
            return real_open(file, *args, **options)

        monkeypatch.setattr(io, "open", deny)
    refused(path, "no_permission")


def test_a_folder_and_a_file_that_vanished(tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    refused(folder, "unreadable")
    refused(tmp_path / "gone.csv", "unreadable")
    refused(tmp_path / "gone" / "gone.csv", "unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_nobody_feeds_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    refused(path, "unreadable")


def test_braces_in_names_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "{line} {0}.csv"
    path.write_text("1,2,a\n3,{oops},b\n")
    assert "{line} {0}.csv" in refused(path, "not_a_number", line=2, cell="{oops}")[0]


# -- anything at all -----------------------------------------------------------------------------


def _mutated(rng: random.Random, content: bytes) -> bytes:
    """Return the bytes with a few things cut, doubled, exchanged or put in."""
    data = bytearray(content)
    spice: list[bytes] = b'" , ; \t \n \r \0 nan 1e999 - . _ \x0c \x1c'.split(b" ")
    spice += ["表".encode("cp932"), "表".encode(), b"\xff\xfe", b"\x85", b" ", b"1" * 400]
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        until = min(at + rng.randint(0, 12), len(data))
        action = rng.randrange(5)
        if action == 0:
            del data[at:until]
        elif action == 1:
            data[at:at] = rng.choice(spice)
        elif action == 2:
            data[at:at] = data[at:until] * rng.randint(1, 30)
        elif action == 3:
            data[at:until] = rng.randbytes(rng.randint(0, 6))
        else:
            data[at:until] = rng.choice(string.punctuation).encode()
    return bytes(data)


def test_whatever_the_bytes_there_is_a_table_or_one_sentence(tmp_path: Path) -> None:
    rng = random.Random(20240229)
    seeds = [
        PLAIN.encode(),
        "長さ;幅;種\r\n1,5;2,5;あ\r\n3,5;4,5;い\r\n".encode("cp932"),
        '"x","y","z"\n"1","2","0.5"\n"3","4","1.5"\n"5","6","9"\n'.encode("utf-8-sig"),
        b"1\t2\t0\n3\t4\t1\n5\t6\t2\n",
        (Path(__file__).parents[3] / "assets/data/iris.csv").read_bytes()[:400],
    ]
    path = tmp_path / "fuzz.csv"
    good, keys = 0, set()
    for turn in range(1500):
        content = _mutated(rng, seeds[turn % len(seeds)])
        path.write_bytes(content)
        try:
            table = read_table(path)
        except UserError as error:
            sentences(error)
            keys.add(error.key)
            continue
        good += 1
        assert check_table(table) is table, content
        assert table.rows and table.kind in ("regression", "two", "three")
        assert len(set(table.labels())) >= 2
        assert np.isfinite(table.frame.into(table.inputs())).all(), content
    # The fuzz reaches both sides, and most of the reasons.
    assert good > 100
    assert len(keys) >= 7, keys
