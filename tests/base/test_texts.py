"""Texts are found in both languages, and a missing one is never an error."""

import json
from pathlib import Path

import pytest

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts, load_catalogue
from acttutor.base.resources import asset, assets_folder


def test_a_text_is_looked_up_in_the_present_language() -> None:
    texts = Texts("ja")
    japanese = texts("common.speed.label")
    texts.use("en")
    assert (japanese, texts("common.speed.label")) == ("速さ", "Speed")
    assert texts.language == "en"


def test_a_missing_text_is_its_key() -> None:
    texts = Texts("en")
    assert texts("no.such.key") == "no.such.key"
    assert texts("no.such.key", value=1) == "no.such.key"
    assert texts("common") == "common"
    assert not texts.has("no.such.key")
    assert texts.first("no.such", "common.speed.label") == "Speed"
    assert texts.first("no.such", "nor.this") == "nor.this"


def test_placeholders_are_filled_and_values_left_as_they_are() -> None:
    texts = Texts("en")
    error = UserError("tables.no_row_missing", file="{a}{0}%s.csv", line=3, column=2)
    assert (
        texts.error(error)
        == "No row of “{a}{0}%s.csv” is complete; line 3 has nothing in column “2”."
    )
    assert str(error.key) in str(error)


def test_the_catalogues_nest_as_deep_as_they_like() -> None:
    flat = load_catalogue("en")
    tree = json.loads(asset("i18n", "en", "network.json").read_text(encoding="utf-8"))
    assert flat["network.data.options.circle"] == tree["data"]["options"]["circle"]
    assert all(isinstance(text, str) for text in flat.values())


def test_the_files_of_a_language_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of lessons took two seconds, most of them for the same hundred files."""
    Texts("ja"), Texts("en")

    def never(_file: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(json, "load", never)
    texts = Texts("ja")
    texts.use("en")
    assert texts("common.speed.label") == "Speed"


def test_a_language_without_a_catalogue_leaves_the_present_one() -> None:
    texts = Texts("en")
    with pytest.raises(OSError):
        texts.use("tlh")
    assert texts.language == "en"
    assert texts("common.speed.label") == "Speed"


def test_assets_are_found_in_the_checkout() -> None:
    assert asset("i18n", "ja", "shell.json").is_file()
    assert asset("data", "iris.csv").is_file()
    assert assets_folder().is_absolute()


def test_assets_of_a_packaged_program_are_in_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert asset("i18n", "ja") == tmp_path / "assets" / "i18n" / "ja"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("実験 1.csv", "実験 1.csv"),
        ("two\nlines\r", r"two\nlines\r"),
        ("fdp.\u202evsc", r"fdp.\u202evsc"),
        ("bell\a, tab\t", r"bell\x07, tab\t"),
        ("\udc83", r"\udc83"),
        ("thin\u2009blank　wide", "thin\u2009blank　wide"),
        ("{file}", "{file}"),
    ],
)
def test_what_garbles_a_sentence_is_written_out(name: str, shown: str) -> None:
    """Names of files end up in sentences; none of them may turn or end the line it stands in."""
    texts = Texts("en")
    assert texts("menu.saved", file=name) == texts("menu.saved", file="*").replace("*", shown)
