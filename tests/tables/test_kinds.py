"""Habits of tables, one by one: what each of them must come out as."""

import numpy as np
import pytest

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.tables.encoding import decode
from acttutor.tables.guessing import guess
from acttutor.tables.reading import read_bytes, read_pasted
from acttutor.tables.sheet import Options
from acttutor.tables.taking import Choice, take
from acttutor.tables.words import remarks, summary_of

JAPANESE = "身長,体重,クラス\n170,60,男性\n160,50,女性\n165,55,男性\n155,45,女性\n"


RUSSIAN = "возраст,рост,направление обучения\n" + "".join(
    f"{20 + i},{160 + i * 7 % 20},{'естественные науки' if i % 2 else 'гуманитарные предметы'}\n"
    for i in range(12)
)


def read(content, **options):
    """Return a sheet, and the columns that are guessed, of a file with this content."""
    data = content if isinstance(content, bytes) else content.encode()
    sheet = read_bytes(data, "my.csv", Options(**options))
    return sheet, take(sheet, guess(sheet))


def rows(content, **options):
    return read(content, **options)[1].rows[:, :2].tolist()


# -- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp",
     "iso2022_jp"],
)  # fmt: skip
def test_japanese_in_every_encoding(encoding):
    sheet, taken = read(JAPANESE.encode(encoding))
    assert [column.name for column in sheet.columns] == ["身長", "体重", "クラス"]
    assert taken.counts() == {"男性": 2, "女性": 2}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("taille,poids,catégorie\n1,5,élevé\n2,6,bas\n", "latin-1"),
        ("x,y,price €\n1,5,‘a’\n2,6,b\n", "cp1252"),
        ("año;niño;señal\n1;5;sí\n2;6;no\n", "latin-1"),
        ("ﾀｶｻ,ｵﾓｻ,ｸﾗｽ\n1,2,ﾊﾞﾗ\n3,4,ｷｸ\n", "cp932"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_other_encodings_lose_no_letter(text, encoding):
    sheet, _ = read(text.encode(encoding))
    header = text.splitlines()[0].replace(";", ",").split(",")
    assert [column.name for column in sheet.columns] == header


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("키,몸무게,성별\n170,60,남자\n", "euc_kr"),
        ("身高,体重,性别\n170,60,男\n160,50,女\n", "gb18030"),
    ],
)
def test_what_may_be_another_language_is_said_to_be_uncertain(text: str, encoding: str) -> None:
    """Its bytes are valid EUC-JP, and all kanji."""
    assert not decode(text.encode(encoding), "x.csv").is_certain


def test_what_is_not_certain_is_said_and_can_be_read_otherwise():
    data = "体重,身長,性別\n60,170,男\n50,160,女\n".encode("euc_jp")
    sheet, _ = read(data)
    assert [question.about for question in sheet.questions] == ["encoding"]
    again, _ = read(data, encoding="euc_jp")
    assert not again.questions


@pytest.mark.parametrize("damage", [b"\xff", b"\xe7\xb5", b"\x84"])
def test_a_damaged_byte_does_not_turn_utf_8_into_another_language(damage):
    data = JAPANESE.encode() + b"150,40," + damage + "男性\n".encode()
    found = decode(data, "my.csv")
    assert found.encoding == "utf-8" and not found.is_certain
    assert found.text.startswith(JAPANESE) and "\ufffd" in found.text


def test_a_few_words_of_an_unknown_script_are_not_guessed():
    with pytest.raises(UserError) as caught:
        read("рост,вес,класс\n1,6,муж\n2,5,жен\n".encode("cp1251"))
    assert caught.value.key == "tables.encoding"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 500, b"1,2\0,3\n" * 3])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UserError) as caught:
        read(data)
    assert caught.value.key == "tables.binary"


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        ("45,000", "900", (45000, 900)),
        ("1,234,567", "2", (1234567, 2)),
        ("1,23,456", "12,345", (123456, 12345)),
        ("45.000,50", "900,50", (45000.5, 900.5)),
        ("45\u202f000,5", "900,5", (45000.5, 900.5)),
        ("1'200.5", "2'300.5", (1200.5, 2300.5)),
        ("0,125", "2,250", (0.125, 2.25)),
        ("1200,125", "3,250", (1200.125, 3.25)),
        ("￥1,200", "￥3,400", (1200, 3400)),
        ("$1,200.50", "$900", (1200.5, 900)),
        ("12%", "13.5%", (12, 13.5)),
        ("170cm", "165cm", (170, 165)),
        ("1,200円", "900円", (1200, 900)),
        ("\u22121.5", "−2", (-1.5, -2)),
        ("▲1.5", "△2", (-1.5, -2)),
        ("(1,234)", "900", (-1234, 900)),
        ("$(1,200.50)", "$900", (-1200.5, 900)),
        ("1.200,50-", "900,50", (-1200.5, 900.5)),
        ("１２．５", "３", (12.5, 3)),
        ("1E+05", "2.5e-3", (1e5, 2.5e-3)),
        ("1,5E+05", "2,5E+05", (1.5e5, 2.5e5)),
    ],
)
def test_numbers_as_people_write_them(first, second, values):
    found = rows(f"x;y;class\n{first};1;a\n{second};2;b\n")
    np.testing.assert_allclose([x for x, _ in found], values)


@pytest.mark.parametrize("first", ["x,y,class", "'x','y','class'"])
def test_single_quotation_marks(first):
    """They hide commas, and are doubled within; one that is an apostrophe stays."""
    text = first + "\n'1.5','2','it''s, so'\n'2.5','3','don''t'\n'3','1','don''t'\n"
    sheet = read_bytes(text.encode(), "marks.csv")
    assert [column.cell(0) for column in sheet.columns] == ["1.5", "2", "it's, so"]
    plain = read_bytes(b"x,y,class\n1.5,2,don't\n2.5,3,'tis\n3,1,don't\n", "marks.csv")
    assert plain.columns[2].cells == ("don't", "'tis", "don't")


@pytest.mark.parametrize("cells", [("(1)", "(2)", "(3)"), ("1990-", "2000-", "2010-")])
def test_what_only_looks_like_the_minus_of_accountants_is_a_text(cells):
    lines = "".join(f"{k};{2 * k};{cell}\n" for k, cell in enumerate([*cells, *cells]))
    sheet, taken = read("x;y;group\n" + lines)
    assert sheet.columns[2].kind == "text" and taken.classes == cells


@pytest.mark.parametrize(
    ("cells", "point", "comma"),
    [(("1,234", "2,345"), (1234, 2345), (1.234, 2.345)),
     (("1.234", "2.345"), (1.234, 2.345), (1234, 2345))],
)  # fmt: skip
def test_what_can_be_read_both_ways_is_asked(cells, point, comma):
    text = f"x;y;class\n{cells[0]};1;a\n{cells[1]};2;b\n"
    sheet, taken = read(text)
    assert [question.about for question in sheet.questions] == ["decimal"]
    (remark,) = remarks(sheet, guess(sheet), taken, Texts("en"))
    assert cells[0] in remark and f"{point[0]:g}" in remark and f"{comma[0]:g}" in remark
    for decimal, values in (("point", point), ("comma", comma)):
        sheet, taken = read(text, decimal=decimal)
        assert not sheet.questions
        np.testing.assert_allclose(taken.rows[:, 0], values)


def test_other_columns_tell_how_an_open_one_is_read():
    np.testing.assert_allclose(rows("x;y;c\n1,234;0,5;a\n2,345;1,25;b\n")[0], (1.234, 0.5))
    np.testing.assert_allclose(rows("x;y;c\n1,234;0.5;a\n2,345;1.25;b\n")[0], (1234, 0.5))


def test_yen_before_and_behind_are_one_unit():
    text = '価格,数,分類\n"￥1,200",3,食品\n¥980,2,本\n"1,500円",4,食品\n￥70円,1,本\n'
    assert rows(text) == [[1200, 3], [980, 2], [1500, 4], [70, 1]]


@pytest.mark.parametrize(
    ("codes", "are_codes"),
    [
        (("0600001", "1000005", "9800811"), True),
        (("09012345678", "08011112222", "07055556666"), True),
        (("01", "02", "12"), False),
        (("12345", "23456", "34567"), False),
    ],
)
def test_codes_with_leading_zeros_are_no_quantities(codes, are_codes):
    lines = zip(codes, (3, 1, 4), (2, 7, 1), "aba", strict=True)
    text = "number,x,y,c\n" + "".join(",".join(map(str, line)) + "\n" for line in lines)
    sheet, _ = read(text.replace("number", "mark"))
    assert (sheet.columns[0].is_index == "perhaps") is are_codes
    if are_codes:
        assert guess(sheet).columns == (1, 2, 3)


def test_letters_behind_a_few_numbers_make_names_of_them():
    """House 136A is not 136: its row is left out."""
    lines = "".join(f"{number},{number / 7:.3f},{'ab'[number % 2]}\n" for number in range(100, 130))
    sheet, taken = read("house,y,class\n" + lines + "136A,3.5,a\n")
    assert [item.line for item in taken.left_out] == [32]
    assert sheet.columns[0].kind == "number"


# -- the table in the grid -----------------------------------------------------------------------

PLAIN = [[170.0, 60.0], [160.0, 50.0]]


@pytest.mark.parametrize(
    "text",
    [
        "x,y,class\n(cm),(kg),\n170,60,a\n160,50,b\n",
        "x,y,class\ncm,kg,\n170,60,a\n160,50,b\n",
        "# by hand\n# twice\n\nx,y,class\n170,60,a\n160,50,b\n",
        "Report of 2024,,\n3rd class,,\n,,\nx,y,class\n170,60,a\n160,50,b\n",
        "x,y,class\n170,60,a\n160,50,b\nTotal,110,\n",
        "x,y,class\n170,60,a\n160,50,b\n,,\n合計,110,\n平均,55,\n出典：学校,,\n",
        "x,,y,,class,\n170,,60,,a,\n160,,50,,b,\n",
        "x,y,class\n170,60,a\nx,y,class\n160,50,b\n",
        "| x | y | class |\n|---|---|---|\n| 170 | 60 | a |\n| 160 | 50 | b |\n",
        "x      y    class\n170.0  60   a\n160    50.0 b\n",
        '"x" "y" "class"\n"1" 170 60 "a"\n"2" 160 50 "b"\n',
        ",x,y,class\n0,170,60,a\n1,160,50,b\n",
        "User ID,x,y,class\n15624510,170,60,a\n15810944,160,50,b\n",
        "x，y，class\n170，60，a\n160，50，b\n",
    ],
)
def test_the_table_is_found(text):
    sheet, taken = read(text)
    assert taken.rows[:, :2].tolist() == PLAIN
    assert [sheet.columns[index].name for index in guess(sheet).columns] == ["x", "y", "class"]
    assert taken.classes == ("a", "b")


def test_what_is_left_out_is_counted_with_its_reason():
    text = (
        "x,y,class\n1,-,a\n3,4,b\n5,6,a\n欠損,1,b\nnull,3,a\n7,8,b,extra\n9,1\n2,N/A,a\n5,1,欠測\n"
    )
    _, taken = read(text)
    assert taken.rows[:, :2].tolist() == [[3.0, 4.0], [5.0, 6.0]]
    assert [item.line for item in taken.left_out] == [2, 5, 6, 7, 8, 9, 10]
    assert summary_of(taken, Texts("en")) == (
        "my.csv: 2 rows, x × y → class (a: 1, b: 1), 7 rows left out"
    )
    assert "7 行を除外" in summary_of(taken, Texts("ja"))


def test_gaps_in_the_first_rows_do_not_make_names_of_them():
    text = "u,v,w\nNA,NA,0.5\n-0.1,NA,-0.3\n-0.6,0.2,-0.4\n0.1,0.3,0.7\n0.2,0.1,0.9\n"
    sheet, taken = read(text)
    assert [column.name for column in sheet.columns] == ["u", "v", "w"]
    assert len(taken.rows) == 3 and [item.line for item in taken.left_out] == [2, 3]


@pytest.mark.parametrize(
    ("header", "rest"),
    [
        (",1940,1945,1950", "food,22.2,44.5,59.6\nhealth,3.5,5.7,9.7\nhome,1.0,1.9,2.4\n"),
        ("name,1960,1961,1962,1963", "a,4.8,4.6,4.4,4.2\nb,7.4,7.3,7.5,7.4\nc,1.5,1.4,1.2,1\n"),
    ],
)
def test_names_that_are_years(header, rest):
    sheet = read_bytes(f"{header}\n{rest}".encode(), "my.csv")
    assert [column.name for column in sheet.columns][1:] == header.split(",")[1:]
    assert [question.about for question in sheet.questions] == ["header"]
    assert len(sheet.lines) == 3
    assert len(read_bytes(f"{header}\n{rest}".encode(), "my.csv", Options(header=False)).lines) == 4


def test_blanks_within_dates_do_not_cut_a_table():
    lines = "".join(
        f"MSFT,{month} 1 2000,{39 + k}.81\n" for k, month in enumerate(["Jan", "Feb"] * 9)
    )
    sheet = read_bytes(("symbol,date,price\n" + lines).encode(), "stocks.csv")
    assert sheet.delimiter == "," and [c.kind for c in sheet.columns] == ["text", "date", "number"]


def test_a_decimal_comma_that_cuts_numbers_in_two_is_no_table():
    with pytest.raises(UserError) as caught:
        read("x,y,class\n1,5,2,5,A\n2,5,3,5,B\n")
    assert caught.value.key == "tables.names"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('1,2,a\n3,4,"b\n5,6,a\n7,8,b\n', 2),
        ('x,y,kind\n1,2,a\n"3,4,b\n5,6,a\n', 3),
        ('1,2,a\n"' + "3,4,b\n" * 30_000, 2),
    ],
)
def test_a_quotation_mark_left_open_is_named(text, line):
    with pytest.raises(UserError) as caught:
        read(text)
    assert caught.value.key == "tables.quotes"
    assert caught.value.values["line"] == line


# -- labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "positive"),
    [(("-1", "1"), "1"), (("1", "0"), "1"), (("2", "1"), "2"), (("No", "Yes"), "Yes"),
     (("合格", "不合格"), "合格"), (("FALSE", "TRUE"), "TRUE"), (("red", "blue"), "red"),
     (("−1", "1"), "1")],
)  # fmt: skip
def test_the_positive_class(labels, positive):
    _, taken = read(f"x,y,c\n1,2,{labels[0]}\n3,4,{labels[1]}\n5,1,{labels[0]}\n")
    assert taken.classes[taken.positive] == positive


def test_up_to_ten_classes():
    def table(count):
        lines = (f"{i},{i * i % 7},c{i % count}\n" for i in range(40))
        return "x,y,class\n" + "".join(lines)

    assert len(read(table(10))[1].classes) == 10
    with pytest.raises(UserError) as caught:
        read(table(11))
    assert caught.value.key == "tables.classes"


def test_any_columns_can_be_taken():
    text = "id,a,b,c,d,kind\n" + "".join(f"{i},{i}.5,{-i},{i % 3},7,k{i % 2}\n" for i in range(9))
    sheet, _ = read(text)
    taken = take(sheet, Choice(2, 1, 3, "numbers"))
    np.testing.assert_allclose(taken.rows[2], (-2, 2.5, 2))
    assert taken.columns == ("b", "a", "c")
    with pytest.raises(UserError):
        take(sheet, Choice(5, 1, 3, "numbers"))


# -- what was pasted -----------------------------------------------------------------------------


def test_a_range_of_a_spreadsheet_is_read_in_the_same_way():
    sheet = read_pasted("身長\t体重\tクラス\r\n170\t60\tA\r\n1,600\t50\tB\r\n", "Pasted")
    taken = take(sheet, guess(sheet))
    assert taken.rows[:, :2].tolist() == [[170.0, 60.0], [1600.0, 50.0]]
    assert taken.columns == ("身長", "体重", "クラス")
