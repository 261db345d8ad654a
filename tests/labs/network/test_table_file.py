"""From a file to the table that is learned: frames, samples, classes and their targets."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from acttutor.base.language.texts import Texts
from acttutor.base.state.fields import changed
from acttutor.labs.network.model.data.problem import iris, make_problem
from acttutor.labs.network.model.data.table import MAX_ROWS, check_table
from acttutor.labs.network.model.data.table_file import read_table
from acttutor.labs.network.run import Run
from acttutor.labs.network.script.program import numpy_script
from acttutor.labs.network.state import Settings
from acttutor.labs.network.words import table_summary

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file and returns its path."""

    def write(content: str) -> Path:
        path = tmp_path / "my.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_points_are_framed_to_fill_the_square(write: Write) -> None:
    table = read_table(write("1000,-2e-5,a\n3000,2e-5,b\n2000,0,a\n"))
    np.testing.assert_allclose(table.frame.into(table.inputs()), [(-5, -5), (5, 5), (0, 0)])
    np.testing.assert_allclose(table.frame.out_of([5, 5]), (3000, 2e-5))


@pytest.mark.parametrize("values", [("7", "7"), ("0", "1e-323"), ("-1e100", "1e100")])
def test_columns_of_any_spread_have_a_frame(write: Write, values: tuple[str, str]) -> None:
    table = read_table(write(f"{values[0]},1,a\n{values[1]},2,b\n"))
    square = table.frame.into(table.inputs())
    assert np.isfinite(square).all()
    assert (np.abs(square) <= 5.0000001).all()


def test_iris_is_the_data_of_fisher() -> None:
    """150 flowers, three species, petal length and width; means published by Fisher (1936)."""
    table = iris()
    assert len(table.rows) == 150
    assert len(table.classes) == 3
    labels, points = table.labels(), table.inputs()
    means = [points[labels == k].mean(axis=0) for k in range(3)]
    np.testing.assert_allclose(means, [(1.462, 0.246), (4.260, 1.326), (5.552, 2.026)], atol=0.004)


def own(table: object) -> Settings:
    """Return settings that learn from a table."""
    made: Settings = changed(Settings(), data="own", table=table)
    return made


@pytest.mark.parametrize("labels", [("-1", "1"), ("1", "-1"), ("0", "1"), ("1", "0")])
def test_the_larger_of_two_numbers_is_positive_also_in_the_exported_program(
    write: Write, labels: tuple[str, str]
) -> None:
    """Its target is +1, and the program names it first, which it says means above 0."""
    content = "".join(f"{i},{i % 3},{labels[i > 9]}\n" for i in range(20))
    table = read_table(write(content))
    problem = make_problem(own(table))
    assert problem is not None
    X = problem.frame.out_of(np.vstack([problem.X_train, problem.X_test]))
    T = np.vstack([problem.T_train, problem.T_test])[:, 0]
    larger = max(labels, key=float)
    np.testing.assert_array_equal(T > 0, (X[:, 0] > 9.5) == (labels[1] == larger))
    assert problem.classes == (larger, min(labels, key=float))
    run = Run(own(table))
    for _ in range(60):
        run.step()
    program: dict[str, object] = {"__name__": "program"}
    exec(numpy_script(run), program)  # what the lab itself has written
    predict = program["predict"]
    assert callable(predict)
    answers = predict([[0.0, 1.0], [19.0, 1.0]])[:, 0]
    assert program["CLASSES"] == list(problem.classes)
    said = [problem.classes[0] if answer > 0 else problem.classes[1] for answer in answers]
    assert said == list(labels)


def test_ten_classes_are_learned_with_softmax(write: Write) -> None:
    content = "".join(
        f"{k % 5 + i / 90},{k // 5 + i / 70},k{k}\n" for k in range(10) for i in range(9)
    )
    table = read_table(write(content))
    run = Run(changed(own(table), layers=(8, 8), lr=0.1, activation="relu"))
    assert run.problem is not None
    assert run.problem.kind == "many" and run.network.sizes[-1] == 10
    assert run.problem.loss == "softmax_cross_entropy"
    np.testing.assert_allclose(run.network.forward(run.feature_grid(table.inputs())).sum(axis=1), 1)
    for _ in range(300):
        run.step()
    assert run.accuracy()[0] > 0.8


def test_of_very_many_rows_a_sample_is_learned_and_that_is_said(write: Write) -> None:
    count = 3 * MAX_ROWS
    content = "".join(f"{i},{i % 7},{'rare' if i == 5 else 'ab'[i % 2]}\n" for i in range(count))
    path = write(content)
    table = read_table(path)
    assert len(table.rows) == MAX_ROWS and table.sampled == count
    assert table.counts()["rare"] == 1
    assert len(set(table.rows)) == MAX_ROWS and {x for x, _, _ in table.rows} <= set(range(count))
    assert read_table(path) == table
    assert check_table(table) is table
    sentence = table_summary(table, Texts("en"))
    assert f"{count:,} rows" in sentence and f"a sample of {MAX_ROWS:,} rows" in sentence
