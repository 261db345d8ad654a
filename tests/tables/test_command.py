"""What `app.py table` prints of a table, and what it says where it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from acttutor.cli import commands as cli

ADS = """# exported on 1 May
id;Age;Salary;Bought
1;19;19.000,5;no
2;35;20.000,0;yes
3;26;43.000,0;no
4;27;;yes
5;47;25.000,0;yes
"""


def printed(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any, str]:
    """Return exit code, what was printed as JSON (nothing if it was none), and what was said."""
    code = cli.main(["table", str(path), *more])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def test_everything_that_was_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ads.csv"
    path.write_bytes(ADS.encode("utf-8"))
    code, found, said = printed(path, capsys)
    assert code == 0
    assert (found["file"], found["delimiter"]) == ("ads.csv", ";")
    assert found["all_columns"] == ["id", "Age", "Salary", "Bought"]
    assert found["columns"] == ["Age", "Salary", "Bought"], "a running number is no feature"
    assert found["rows"] == 4 and [row["line"] for row in found["left_out"]] == [6]
    assert found["task"] == "classification"
    assert found["classes"] == {"no": 2, "yes": 2} and list(found["classes"]) == ["no", "yes"]
    assert "4" in said and "ads.csv" in said


def test_columns_and_the_kind_of_label_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(ADS, encoding="utf-8")
    code, found, _ = printed(path, capsys, "--columns", "id,Salary,Age", "--as", "numbers")
    assert (code, found["columns"], found["task"]) == (0, ["id", "Salary", "Age"], "regression")


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (ADS, ("--columns", "id,Salary,Height")),
        (ADS, ("--columns", "id,Salary")),
        ("", ()),
        ("only,words\nnothing,else\n", ()),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    code, found, said = printed(path, capsys, *more)
    assert (code, found) == (2, None)
    lines = said.strip().splitlines()
    assert len(lines) == 1 and "bad.csv" in lines[0]


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found, said = printed(tmp_path / "none.csv", capsys)
    assert (code, found) == (2, None) and "none.csv" in said
