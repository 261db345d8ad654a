"""Files whose numbers are extreme, or no numbers: refused by name, or divergence shown as such."""

import copy
import os
import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from showcase import showcase

from acttutor.base.errors import UserError
from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.base.storage.strict_json import json_bytes, read_json
from acttutor.files.experiment import (
    Experiment,
    experiment_of,
    from_document,
    open_experiment,
    to_document,
)
from acttutor.files.page import picture
from acttutor.labs.registry import LABS

HOSTILE = Path(__file__).parents[1] / "data" / "hostile"
#: What takes the place of a number.
ODD: tuple[Any, ...] = (
    1e308, -1e308, 1e200, -1e30, 5e-324, -1, -75, 0, 0.5, 2**31, 10**17, True, False, None,
    "NaN", "1", "999999999999999999999999999999999999", "", [], [1.0], {},
)  # fmt: skip


def play(experiment: Experiment) -> None:
    """Let an experiment run, be shown in words, and be kept; warnings of NumPy are errors."""
    run = experiment.make_run()
    lab = LABS[experiment.lab]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(12):
            if not run.step():
                break
            assert lab.words.readout(run, Texts("en"))
        run.step_back()
        lab.export.metrics(run)
        lab.export.table(run)
    run.close()
    again = from_document(read_json(json_bytes(to_document(experiment_of(experiment.lab, run)))))
    again.make_run().close()


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.acttutor")), ids=lambda path: path.stem)
def test_files_that_once_broke_a_run_name_the_field(path: Path) -> None:
    experiment = open_experiment(path)
    with pytest.raises(UserError) as caught:
        experiment.make_run()
    assert caught.value.key == "files.invalid"
    field = str(caught.value.values["field"])
    assert field.startswith("run.") and field.count(".") >= 1, field


def leaves(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where in plain data there is a number, a text or a truth value."""
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in items:
            yield from leaves(value, (*place, key))
    else:
        yield place


def replaced(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    data = copy.deepcopy(data)
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return data


@pytest.mark.parametrize("lab", LABS)
def test_an_odd_value_anywhere_is_refused_by_name_or_played(lab: str) -> None:
    rng = random.Random(len(lab))
    document = read_json(json_bytes(to_document(experiment_of(lab, showcase(lab, 6)))))
    places = [place for place in leaves(document) if place[0] in ("settings", "run")]
    # Long lists of weights do not crowd out the rest.
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for place in places:
        groups.setdefault(tuple(k for k in place if isinstance(k, str)), []).append(place)
    for _ in range(60):
        place = rng.choice(groups[rng.choice(list(groups))])
        value = rng.choice(ODD)
        try:
            experiment = from_document(replaced(document, place, value))
            experiment.make_run().close()
        except UserError as error:
            assert error.key.startswith("files."), (place, value, error)
            assert "field" in error.values, (place, value, error)
            continue
        try:
            play(experiment)
        except Exception as error:
            raise AssertionError(f"{place} = {value!r}") from error


@pytest.mark.parametrize(
    ("lab", "changes"),
    [
        ("network", {"layers": [100]}),
        ("network", {"layers": [0]}),
        ("network", {"layers": [-1]}),
        ("network", {"layers": [True]}),
        ("network", {"layers": [2.0]}),
        ("network", {"features": ["x1", "x1"]}),
        ("network", {"sweep_values": [["lr", [0.01, 7]]]}),
        ("softmax", {"logits": [1e9, 0, 0, 0, 0, 0, 0, 0]}),
        ("softmax", {"logits": ["NaN", 0, 0, 0, 0, 0, 0, 0]}),
        ("perceptron", {"w0": ["1", 0, 0]}),
        ("perceptron", {"w0": [1e6, 0, 0]}),
        ("maxout", {"drawn": [0.5]}),
        ("descent", {"rates": [0.1, "0.5", 0.78]}),
        ("collapse", {"edits": [[0, 0, 0, 99]]}),
        ("quiz", {"topics": ["unit", "unit"]}),
    ],
)
def test_what_would_be_clamped_or_converted_is_refused(lab: str, changes: dict[str, Any]) -> None:
    document = {"format": "acttutor experiment", "version": 1, "lab": lab, "settings": changes}
    with pytest.raises(UserError) as caught:
        from_document(document)
    (name,) = changes
    assert caught.value.values["field"] == f"settings.{name}"


def test_the_name_of_a_file_in_another_encoding_is_drawn_exported_and_kept() -> None:
    name = os.fsdecode("表.csv".encode("shift_jis")) if os.name == "posix" else "\udc83.csv"
    rows = [[0.0, 0.0, 0], [1.0, 2.0, 1], [3.0, 1.0, 0]]
    table = {"rows": rows, "name": name, "classes": ["\ud800", "b"], "columns": ["x", "\udc83", ""]}
    settings = changed(LABS["network"].defaults(), data="own", table=table)
    run = Experiment("network", settings).make_run()
    run.step()
    for kind in ("png", "svg"):
        assert picture(kind, "network", run, Texts("ja"), "light", (640, 480))
    assert csv_bytes([("\udc83", ["\ud800"])]).decode("utf-8-sig").split() == ["?", "?"]
    document = read_json(json_bytes(to_document(experiment_of("network", run))))
    assert from_document(document).settings == settings
