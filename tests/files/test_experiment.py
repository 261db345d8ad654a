"""An experiment goes on from its file exactly where it was, and a bad file changes nothing."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from showcase import showcase

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.plain import to_plain
from acttutor.base.state.fields import changed
from acttutor.base.storage.strict_json import read_json, write_json
from acttutor.files.experiment import (
    VERSION,
    experiment_of,
    from_document,
    open_experiment,
    save_experiment,
    to_document,
)
from acttutor.labs.registry import LABS

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "experiments"
TEXTS = {language: Texts(language) for language in ("ja", "en")}


@pytest.mark.parametrize("lab", LABS)
def test_every_lab_goes_on_from_its_file_as_if_nothing_had_happened(
    lab: str, tmp_path: Path
) -> None:
    run = showcase(lab)
    path = tmp_path / "x.acttutor"
    save_experiment(experiment_of(lab, run), path)
    again = open_experiment(path).make_run()
    assert again.settings == run.settings
    metrics = LABS[lab].export.metrics
    for _ in range(3):
        assert same(metrics(run), metrics(again))
        assert run.step() == again.step()


def same(first: Any, second: Any) -> bool:
    assert first.keys() == second.keys()
    for name, value in first.items():
        if isinstance(value, float) and value is not None:
            assert second[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name
        else:
            assert second[name] == value, name
    return True


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": "adam", "shuffle": True},
        {"mode": "race", "race_by": "optimizer"},
        {"mode": "fan", "optimizer": "momentum"},
        {"penalty": "l1", "penalty_rate": 0.1},
        {"data": "iris", "activation": "prelu"},
    ],
)
def test_networks_go_on_bit_for_bit(changes: dict[str, Any]) -> None:
    """Weights, the optimizer's memory, the order of samples and what L1 removed are all kept."""
    entry = LABS["network"]
    run = entry.run_class(changed(entry.defaults(), **changes))
    for _ in range(12):
        run.step()
    document = read_json(write_json(to_document(experiment_of("network", run))).encode())
    again = from_document(document).make_run()
    for _ in range(4):
        run.step()
        again.step()
    networks = [
        [member.network.parameters for member in one.ensemble.members]
        if one.ensemble
        else [one.network.parameters]
        for one in (run, again)
    ]
    for first, second in zip(*networks, strict=True):
        np.testing.assert_array_equal(first, second)


def document_of(changes: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = to_document(experiment_of("descent", showcase("descent")))
    return {**document, **changes}


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"format": "other"}, "files.other_format", None),
        ({"version": VERSION + 1}, "files.future", None),
        ({"version": "1"}, "files.invalid", "version"),
        ({"version": True}, "files.invalid", "version"),
        ({"lab": "nowhere"}, "files.no_option", "lab"),
        ({"lab": ["descent"]}, "files.no_option", "lab"),
        ({"settings": []}, "files.invalid", "settings"),
        ({"settings": {"lr": 9}}, "files.out_of_range", "settings.lr"),
        ({"settings": {"lr": "0.3"}}, "files.no_number", "settings.lr"),
        ({"settings": {"hide": 1}}, "files.no_flag", "settings.hide"),
        ({"settings": {"rates": [[]]}}, "files.invalid", "settings.rates"),
        ({"run": 3}, "files.invalid", "run"),
        ({"controls": []}, "files.invalid", "controls"),
        ({"controls": {"show": []}}, "files.invalid", "controls.show"),
        ({"controls": {"hide": "lr"}}, "files.invalid", "controls.hide"),
        ({"controls": {"lock": ["colour"]}}, "files.invalid", "controls.lock colour"),
        ({"controls": {"lock": [["lr"]]}}, "files.invalid", "controls.lock"),
    ],
)
def test_a_wrong_field_is_named_in_one_sentence(
    changes: dict[str, Any], key: str, field: str | None
) -> None:
    with pytest.raises(UserError) as caught:
        from_document(document_of(changes))
    assert caught.value.key == key
    for texts in TEXTS.values():
        sentence = texts.error(caught.value)
        assert "\n" not in sentence
        assert field is None or field in sentence


def test_unknown_fields_are_kept_out_with_a_notice() -> None:
    opened = from_document(document_of({"colour": "red"}))
    assert opened.unknown == ("colour",)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "x.acttutor"
    with pytest.raises(UserError):
        save_experiment(experiment_of("descent", showcase("descent")), path)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.acttutor")), ids=lambda path: path.stem)
def test_files_of_version_1_open_for_good(path: Path) -> None:
    opened = open_experiment(path)
    assert opened.unknown == ()
    run = opened.make_run()
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = LABS[opened.lab].export.metrics(run)
    for name, value in expected.items():
        if isinstance(value, float):
            assert found[name] == pytest.approx(value, rel=1e-6)
        else:
            assert found[name] == value


# -- files that went wrong on their way --------------------------------------------------------


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return what a bad disk, a bad editor or a bad person makes of a file."""
    kind = rng.randrange(6)
    position = rng.randrange(len(data))
    if kind == 0:
        return data[:position]
    if kind == 1:
        return data[:position] + bytes([rng.randrange(256)]) + data[position + 1 :]
    if kind == 2:
        end = min(position + rng.randrange(60), len(data))
        return data[:position] + data[end:]
    if kind == 3:
        return data[:position] + data[position : position + 40] + data[position:]
    if kind == 4:
        words = [b"null", b"1e999", b"NaN", b"-1", b"[]", b"{}", b'"x"', b"true", b"99999999999"]
        numbers = [k for k in range(len(data)) if data[k : k + 1].isdigit()]
        at = rng.choice(numbers)
        return data[:at] + rng.choice(words) + data[at + 1 :]
    return write_json(shuffled(rng, json.loads(data))).encode()


def shuffled(rng: random.Random, value: Any) -> Any:
    """Return the same document with some of its parts replaced by others."""
    if rng.random() < 0.02:
        return rng.choice([None, True, -7, 1e12, "words", [], {}, [[1, 2], [3]], {"a": 1}])
    if isinstance(value, dict):
        return {key: shuffled(rng, item) for key, item in value.items()}
    if isinstance(value, list):
        return [shuffled(rng, item) for item in value[: rng.choice([9999, 9999, 1])]]
    return value


@pytest.mark.parametrize("count", [1000, pytest.param(5000, marks=pytest.mark.soak)])
def test_thousands_of_damaged_files_open_or_are_refused(count: int) -> None:
    """Nothing but a `UserError` comes out of the reader, and what opens can be used."""
    rng = random.Random(20)
    originals = [
        write_json(to_document(experiment_of(lab, showcase(lab, 8)))).encode() for lab in LABS
    ]
    opened = 0
    for _ in range(count):
        data = mutated(rng, rng.choice(originals))
        try:
            found = from_document(read_json(data))
            opened += 1
            if opened % 20 == 0:
                run = found.make_run()
                run.step()
                assert to_plain(run.settings) == to_plain(found.settings)
        except UserError as error:
            assert TEXTS["en"].error(error) != error.key
    assert count // 100 < opened < count
