"""Training as JSON, and the writing of a class in one file, from the command line."""

import json
from pathlib import Path

import numpy as np
import pytest

from acttutor.base.state.fields import changed
from acttutor.cli import commands as cli
from acttutor.files.experiment import Experiment, open_experiment, save_experiment
from acttutor.labs.digits.model.data import digits
from acttutor.labs.digits.model.merging import merge
from acttutor.labs.digits.model.writing import MOST_OWN, example
from acttutor.labs.registry import LABS

KEYS = ["epoch", "loss_train", "loss_val", "accuracy_train", "accuracy_val", "accuracy_test"]


def run(*arguments: object) -> int:
    return cli.main([str(part) for part in arguments])


def test_the_digits_are_learned_and_said_as_json(tmp_path: Path, capsys) -> None:
    saved = tmp_path / "x.acttutor"
    assert run("train", "--lab", "digits", "--epochs", 8, "--json", "--save", saved) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [*KEYS, "seconds"] and found["epoch"] == 8
    assert 0.85 < found["accuracy_val"] <= 1.0 and found["seconds"] > 0
    again = open_experiment(saved).make_run()
    assert again.epoch == 8 and again.accuracy_on("test") == found["accuracy_test"]


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ((), KEYS),
        (("--set", "validation_share=20"), KEYS),
        (("--set", "data=reg_plane"), KEYS[:3]),
    ],
)
def test_the_network_says_the_same_without_accuracy_where_there_is_none(
    changes: tuple[str, ...], keys: list[str], capsys
) -> None:
    assert run("train", "--epochs", 3, "--json", *changes) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [*keys, "seconds"]
    assert (found["loss_val"] is not None) == ("validation_share=20" in changes)


def test_many_networks_have_no_single_outcome(capsys) -> None:
    assert run("train", "--epochs", 1, "--json", "--set", "mode=race", "--lang", "en") == 2
    assert capsys.readouterr().err.count("\n") == 1


def written(path: Path, places: list[int], lab: str = "digits") -> None:
    images, labels = digits()
    own = tuple(example(int(labels[k]), images[k]) for k in places)
    settings = changed(LABS[lab].defaults(), **({"own": own} if lab == "digits" else {}))
    save_experiment(Experiment(lab, settings), path)


def test_the_writing_of_a_class_becomes_one_file(tmp_path: Path, capsys) -> None:
    written(tmp_path / "a.acttutor", [0, 1, 2])
    written(tmp_path / "b.acttutor", [2, 3])
    written(tmp_path / "c.acttutor", [], "unit")
    (tmp_path / "d.acttutor").write_text("{", encoding="utf-8")
    out = tmp_path / "class.acttutor"
    for _ in range(2):  # what it wrote itself is no writing of its own
        assert run("digits", "merge", tmp_path, "--out", out, "--lang", "en") == 0
        said = capsys.readouterr()
        assert said.out == "digits: 4, files: 2\n"
        assert "c.acttutor, d.acttutor" in said.err and said.err.count("\n") == 1
    merged = open_experiment(out).make_run()
    assert np.array_equal(merged.parts["own"].images, digits().images[:4])
    assert merged.parts["own"].labels.tolist() == digits().labels[:4].tolist()


def test_what_cannot_be_merged_is_one_line(tmp_path: Path, capsys) -> None:
    out = tmp_path / "out" / "class.acttutor"
    out.parent.mkdir()
    for folder in (tmp_path / "none", tmp_path):
        assert run("digits", "merge", folder, "--out", out, "--lang", "en") == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and not out.exists()


def test_there_is_room_for_so_many(tmp_path: Path) -> None:
    written(tmp_path / "a.acttutor", list(range(1500)))
    written(tmp_path / "b.acttutor", list(range(1000, 1797)))
    found = merge([tmp_path / "a.acttutor", tmp_path / "b.acttutor"])
    count = len({(int(label), image.tobytes()) for image, label in zip(*digits(), strict=True)})
    assert len(found.own) == min(count, MOST_OWN) and found.left_out == 0
