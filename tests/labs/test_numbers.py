"""What is copied and written as CSV holds what the picture holds."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

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
