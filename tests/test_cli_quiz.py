"""The quiz without a window: whole questions as data, and a sheet with its key for each seed."""

import json

import pytest
from pypdf import PdfReader

from acttutor.cli.commands import main
from acttutor.labs.quiz.code import SNIPPETS
from acttutor.labs.quiz.topics import TEMPLATES

FIELDS = ["id", "topic", "kind", "text", "code", "choices", "answer", "why"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_template_is_listed_as_data(language, capsys):
    assert main(["list", "questions", "--json", "--seed", "5", "--lang", language]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in items] == list(TEMPLATES)
    for item in items:
        assert list(item) == FIELDS
        assert item["text"] and item["why"]
        if item["kind"] == "choice":
            assert item["answer"] in item["choices"]
        if item["id"] in SNIPPETS:
            assert ("[ア]" if language == "ja" else "[A]") in item["code"]


def test_sheets_and_keys_are_written_for_each_seed(tmp_path, capsys):
    folder = tmp_path / "sheets"
    call = ["sheet", "--seeds", "3-4", "--count", "4", "--out", str(folder), "--lang", "en"]
    assert main(call) == 0
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == ["key-0003.pdf", "key-0004.pdf", "sheet-0003.pdf", "sheet-0004.pdf"]
    texts = [PdfReader(folder / name).pages[0].extract_text() for name in names[2:]]
    assert texts[0] != texts[1]


def test_with_choices_everything_has_some(capsys):
    assert main(["list", "questions", "--json", "--choices", "--lang", "en"]) == 0
    for item in json.loads(capsys.readouterr().out):
        assert item["kind"] == "choice" and item["answer"] in item["choices"]


def test_wrong_seeds_are_one_line(capsys):
    with pytest.raises(SystemExit) as end:
        main(["sheet", "--seeds", "9-2", "--out", "x"])
    assert end.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
