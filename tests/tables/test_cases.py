"""Tables as people have them come out as they are meant, or one sentence says what is missing."""

from pathlib import Path

import numpy as np
import pytest
from table_cases import REFUSED, TABLES

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.tables.guessing import guess, question_of
from acttutor.tables.reading import read_file
from acttutor.tables.taking import Choice, take
from acttutor.tables.words import remarks, report

FOLDER = Path(__file__).parents[1] / "data" / "tables"
FILES = sorted(path.name for path in FOLDER.iterdir())


def test_something_is_expected_of_every_file():
    assert sorted([*TABLES, *REFUSED]) == FILES


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_out_right(name):
    expected = TABLES[name]
    sheet = read_file(FOLDER / name)
    choice = guess(sheet)
    taken = take(sheet, choice)
    found = report(sheet, choice, taken, Texts("en"))
    classes = expected.get("classes")
    if classes is not None:
        assert found["classes"] == classes
        assert list(found["classes"]) == list(classes)
        assert found["task"] == ("classification" if classes else "regression")
    assert found["rows"] == expected.get(
        "rows", sum(classes.values()) if classes else len(taken.rows)
    )
    assert [item["line"] for item in found["left_out"]] == expected.get("left_out", [])
    for key in ("columns", "all_columns"):
        if key in expected:
            assert tuple(found[key]) == expected[key]
    for key in ("encoding", "delimiter", "positive"):
        if key in expected:
            assert found[key] == expected[key]
    if "points" in expected:
        np.testing.assert_allclose(taken.rows[:, :2], expected["points"])
    if "y" in expected:
        assert found["columns"][1] == expected["names"]
        np.testing.assert_array_equal(taken.rows[:, 1], expected["y"])
    asked = {question.about for question in sheet.questions}
    own = question_of(sheet, choice)
    assert asked | ({own.about} if own else set()) == expected.get("asks", set())


def test_an_outlier_is_pointed_out():
    sheet = read_file(FOLDER / "outlier.csv")
    choice = guess(sheet)
    (remark,) = remarks(sheet, choice, take(sheet, choice), Texts("en"))
    assert "999" in remark and "age" in remark and "32" in remark


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_cannot_be_used_is_said_in_one_sentence(name, language):
    with pytest.raises(UserError) as caught:
        guess(read_file(FOLDER / name))
    sentence = Texts(language).error(caught.value)
    assert name in sentence and "\n" not in sentence
    assert all(word in sentence for word in REFUSED[name])


@pytest.mark.parametrize("name", ["four_int_classes.csv", "int_regression_3values.csv"])
def test_whole_numbers_can_be_read_both_ways(name):
    sheet = read_file(FOLDER / name)
    guessed = guess(sheet)
    assert guessed.label_as == "classes"
    numbers = take(sheet, Choice(guessed.x, guessed.y, guessed.label, "numbers"))
    assert numbers.classes == ()
    classes = take(sheet, guessed)
    named = [float(classes.classes[int(label)]) for label in classes.rows[:, 2]]
    np.testing.assert_array_equal(numbers.rows[:, 2], named)
