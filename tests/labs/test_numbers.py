"""What is copied and written as CSV holds what the picture holds."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.base.storage.csv_table import csv_bytes
from acttutor.labs.registry import LABS


def table_of(lab: str, steps: int, **changes: Any) -> tuple[Any, dict[str, list[Any]]]:
    run = LABS[lab].run_class(changed(LABS[lab].defaults(), **changes))
    for _ in range(steps):
        run.step()
    columns = LABS[lab].export.table(run)
    assert csv_bytes(columns)
    return run, {name: [v for v in values if v is not None] for name, values in columns}


def test_the_parameters_in_the_table_calculate_what_the_network_answers() -> None:
    run, table = table_of("network", 5, activation="tanh", layers=(3, 2))
    sizes, units = (2, 3, 2, 1), {"x1": 0, "x2": 1}
    value = np.column_stack([table["x1"], table["x2"]])
    rows = list(zip(table["layer"], table["unit"], table["source"], table["value"], strict=True))
    assert len(rows) == len(run.network.parameters)
    for layer, (n, m) in enumerate(pairwise(sizes), start=1):
        W, b = np.zeros((m, n)), np.zeros(m)
        for number, unit, source, weight in rows:
            if number == layer and source == "bias":
                b[unit - 1] = weight
            elif number == layer:
                W[unit - 1, units[source] if layer == 1 else int(source) - 1] = weight
        value = np.tanh(value @ W.T + b)
    np.testing.assert_allclose(value[:, 0], table["output 1"], atol=1e-9)
    says = [sign == "+1" for sign in table["prediction"]]
    assert says == list(value[:, 0] > 0)
    assert table["part"].count("train") == len(run.problem.X_train)


@pytest.mark.parametrize(
    "changes",
    [{"activation": "maxout"}, {"data": "reg_plane"}, {"layers": ()}, {"mode": "race"}],
    ids=str,
)
def test_other_networks_have_tables_too(changes: dict[str, Any]) -> None:
    _, table = table_of("network", 2, **changes)
    assert len(table["epoch"]) == 3
    assert ("value" in table) == ("mode" not in changes)


def test_the_gan_hands_out_its_points_with_what_d_says_of_them() -> None:
    run, table = table_of("gan", 3)
    assert len(table["real x"]) == len(run.eye.real)
    made = np.column_stack([table["generated x"], table["generated y"]])
    np.testing.assert_allclose(made, run.sight.points)
    says = run.gan.discriminator.forward(made)[:, 0]
    np.testing.assert_allclose(says, table["D"], rtol=1e-5)
    assert len(table["push x"]) == len(made) and len(table["t"]) == len(run.records)


def test_the_perceptron_hands_out_points_that_its_weights_part_as_it_says() -> None:
    run, table = table_of("perceptron", 12)
    X = np.column_stack([np.ones(len(table["x1"])), table["x1"], table["x2"]])
    w = [table[f"step {name}"][-1] for name in ("b", "w1", "w2")]
    wrong = (X @ w >= 0) != (np.array(table["class"]) > 0)
    assert f"line: {wrong.sum()}." in " ".join(LABS["perceptron"].spoken(run, Texts("en")))


def test_a_unit_hands_out_numbers_that_add_up() -> None:
    _, table = table_of("unit", 0, x1=2.0, w1=-0.75, activation="tanh")
    n = dict(zip(table["quantity"], table["value"], strict=True))
    assert n["sum u"] == pytest.approx(n["x1"] * n["w1"] + n["x2"] * n["w2"] + n["b"])
    assert n["y"] == pytest.approx(np.tanh(n["sum u"]))


def test_digits_hand_out_what_is_seen_and_answered_or_how_all_are_read() -> None:
    stroke = (((0.5, 0.1), (0.5, 0.9)),)
    run, table = table_of("digits", 1, drawing=stroke, train_share=10)
    assert len(table["pixel"]) == 64 and sum(table["p"]) == pytest.approx(1.0)
    read = table["digit"][int(np.argmax(table["p"]))]
    assert f"is read as {read}" in " ".join(LABS["digits"].spoken(run, Texts("en")))
    run, table = table_of("digits", 1, view="judge", train_share=10)
    rows = list(zip(table["true"], table["read as"], table["count"], strict=True))
    wrong = sum(count for true, taken, count in rows if true != taken)
    assert sum(table["count"]) == len(run.parts["validation"].labels)
    assert f"{wrong} are read wrongly" in " ".join(LABS["digits"].spoken(run, Texts("en")))
