"""What must come out of the tables in ``tests/data/tables``, read by eye from the files."""

from typing import Any

#: Six points, three of each class, as most of the files have them.
SIX = [(1.0, 2.0), (1.5, 2.5), (2.0, 1.5), (6.0, 7.0), (6.5, 6.0), (7.0, 7.5)]
XY = ("x", "y", "class")
AB = {"A": 3, "B": 3}
SALARIES = [45000, 52500, 61000, 98000, 120000, 900, 150000, 9800]
SALARIES_AND_HALF = [value + 0.5 for value in SALARIES]
PURCHASED = {"0": 5, "1": 3}


def six(**more: Any) -> dict[str, Any]:
    """Return what is expected of a file with the six points."""
    return {"columns": XY, "classes": AB, "points": SIX, **more}


def salaries(column: str, values: list[float] = SALARIES, **more: Any) -> dict[str, Any]:
    """Return what is expected of a file of ages and salaries; ``column`` names the salary."""
    return {"classes": PURCHASED, "positive": "1", "y": values, "names": column, **more}


TABLES: dict[str, dict[str, Any]] = {
    "sep_line.csv": six(delimiter=";"),
    "excel_semicolon_bom_sep.csv": {"columns": XY, "classes": {"A": 1, "B": 1}, "delimiter": ","},
    "utf16_excel_unicode_text.txt": six(
        columns=("身長", "体重", "クラス"), encoding="utf-16", delimiter="\t"
    ),
    "utf16le_nobom.txt": six(encoding="utf-16-le", delimiter="\t"),
    "trailing_comma.csv": six(all_columns=XY),
    "pandas_index.csv": six(all_columns=("1", *XY)),
    "label_first.csv": six(all_columns=("class", "x", "y")),
    "space_separated.txt": six(columns=("1", "2", "3"), delimiter=" "),
    "savetxt_space.csv": {"classes": {"0": 4, "1": 4}, "positive": "1", "delimiter": " "},
    "savetxt_comma.csv": {"classes": {"0": 4, "1": 4}, "positive": "1", "delimiter": ","},
    "pipe.csv": six(delimiter="|"),
    "tab_thousands.txt": salaries("年収", delimiter="\t"),
    "semicolon_thousands_en.csv": salaries("salary", delimiter=";"),
    "comma_quoted_thousands.csv": salaries("salary", delimiter=","),
    "de_thousands.csv": salaries("salary", SALARIES_AND_HALF),
    "fr_nbsp.csv": salaries("salaire", SALARIES_AND_HALF),
    "quoted_decimal_comma.csv": six(delimiter=","),
    "fullwidth_int.csv": six(
        columns=("年齢", "点数", "クラス"),
        encoding="cp932",
        points=[tuple(10 * value for value in point) for point in SIX],
    ),
    "halfkana.csv": six(
        columns=("ｼﾝﾁｮｳ", "ﾀｲｼﾞｭｳ", "ｸﾗｽ"), classes={"ｱﾔﾒ": 3, "ﾎﾞﾀﾝ": 3}, encoding="cp932"
    ),
    "cp932_ext.csv": six(
        columns=("①高さ(㎝)", "重さ(㎏)", "髙橋組"), classes={"①": 3, "Ⅱ": 3}, encoding="cp932"
    ),
    "eucjp.csv": six(
        columns=("身長", "体重", "クラス"), classes={"男性": 3, "女性": 3}, encoding="euc_jp"
    ),
    "latin1.csv": six(
        columns=("Größe", "Länge", "Klasse"),
        classes={"männlich": 3, "weiblich": 3},
        encoding="latin-1",
    ),
    "na_labels.csv": six(columns=("x", "y", "sex"), classes={"male": 3, "female": 3}, left_out=[8]),
    "na_value.csv": six(columns=("x", "y", "sex"), classes={"male": 3, "female": 3}, left_out=[8]),
    "blank_value.csv": six(
        columns=("x", "y", "sex"), classes={"male": 3, "female": 3}, left_out=[8]
    ),
    "sci.csv": six(
        points=[(1e5, 2e-5), (2e5, 2.5e-5), (2e5, 1.5e-5), (6e5, 7e-5), (6e5, 6e-5), (7e5, 7.5e-5)]
    ),
    "huge.csv": six(points=[(x * 1e99, y * 1e-99) for x, y in SIX]),
    "constant.csv": six(points=[(x, 5.0) for x, _ in SIX]),
    "one_row_class.csv": {"columns": XY, "classes": {"A": 3, "B": 1}},
    "labels_pm1.csv": six(columns=("x", "y", "t"), classes={"-1": 3, "1": 3}, positive="1"),
    "labels_01_Breversed.csv": six(
        columns=("x", "y", "t"), classes={"0": 3, "1": 3}, positive="1", points=SIX[::-1]
    ),
    "four_int_classes.csv": {
        "columns": ("x", "y", "cluster"),
        "classes": {"1": 6, "2": 6, "3": 6, "4": 6},
        "asks": {"label_as"},
    },
    "four_text_classes.csv": {"classes": {"g1": 6, "g2": 6, "g3": 6, "g4": 6}},
    "yes_no_mixed_case.csv": {"classes": {"Yes": 4, "No": 4}, "positive": "Yes"},
    "int_regression_3values.csv": {
        "columns": ("hours", "sleep", "grade"),
        "classes": {"1": 2, "2": 2, "3": 2},
        "asks": {"label_as"},
    },
    "comment_lines.csv": six(),
    "title_above.csv": six(columns=("身長", "体重", "性別"), encoding="cp932"),
    "year_header.csv": six(columns=("2019", "2020", "class"), asks={"header"}),
    "pandas_default_header_012.csv": {
        "columns": ("0", "1", "2"),
        "classes": {"0.0": 4, "1.0": 4},
        "positive": "1.0",
        "asks": {"header"},
    },
    "uminus.csv": {"points": [(-1.5, 2.0), (1.5, -2.0)], "classes": {"A": 1, "B": 1}},
    "true_false.csv": six(
        columns=("x", "y", "t"), classes={"True": 3, "False": 3}, positive="True"
    ),
    "binary_bool_ja.csv": {
        "columns": ("勉強時間", "睡眠時間", "合否"),
        "classes": {"不合格": 2, "合格": 2},
        "positive": "合格",
    },
    "cr_only.csv": six(),
    "bom_semicolon.csv": six(delimiter=";"),
    "nan_numbers.csv": {"classes": {"0": 1, "1": 1}, "left_out": [4]},
    "label_nan_numeric.csv": {"classes": {"0": 1, "1": 2}, "left_out": [4]},
    "outlier.csv": {"columns": ("age", "salary", "bought"), "rows": 31, "outlier": ("age", 32)},
    "quoted_comma_label.csv": {"classes": {"A, first": 2, 'B "second"': 1}},
    "multiline_label.csv": {"classes": {"A first": 1, "B": 1}},
    "linear_known.csv": {"columns": ("x", "y", "z"), "classes": {}, "rows": 36},
    "semicolon_header_comma_in_name.csv": six(columns=("height, cm", "weight, kg", "class")),
    "mixed_sep_dot_semicolon.csv": six(delimiter=";"),
    "three_class_missing_mid.csv": {"classes": {"0": 2, "2": 2}, "positive": "2"},
    "ng_price.txt": {"columns": ("1", "2", "3"), "classes": {}, "rows": 6, "asks": {"label_as"}},
    "age_salary.csv": {"columns": ("age", "salary", "purchased"), "positive": "1", "rows": 60},
    "iris_full4.csv": {
        "columns": ("sepal_length", "sepal_width", "species"),
        "classes": {"setosa": 2, "versicolor": 2, "virginica": 2},
    },
    "inf_label.csv": {"columns": ("x", "y", "t"), "classes": {}, "left_out": [3]},
}

#: Files that cannot be used as they are: what the sentence about them has to name.
REFUSED = {
    "two_columns.csv": ("2",),
    "header_only.csv": (),
    # There is nothing else to learn from than the numbers of the rows: the user is to say so.
    "id_first.csv": ("id",),
}
