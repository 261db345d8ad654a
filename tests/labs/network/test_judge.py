"""The view that judges: its numbers are those of the points, whatever is drawn."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from covering import covering
from fit import misfits_of_figure

from acttutor.base.state.fields import changed
from acttutor.labs.figures import figure_class
from acttutor.labs.network.figures.judging.judge_classes import JudgeClasses
from acttutor.labs.network.figures.judging.judge_numbers import JudgeNumbers
from acttutor.labs.network.model.choices import PARTS
from acttutor.labs.network.model.data.table import Table

Make = Callable[..., Any]
VALIDATED = {"validation_share": 20, "view": "judge", "open_test": True}


def rows_of(figure: Any) -> dict[str, list[str]]:
    """Return the columns of the table by their headings, as they are written."""
    written = [
        [cell.get_text() for cell in row if cell.get_visible()] for row in figure.table.cells
    ]
    columns = list(zip(*written, strict=True))
    return {column[0]: list(column[1:]) for column in columns}


@pytest.mark.parametrize("loss", ["usual", "binary_cross_entropy", "softmax_cross_entropy"])
@pytest.mark.parametrize("threshold", [0.5, 0.2, 0.85])
def test_matrix_and_table_count_the_points(scene: Make, loss: str, threshold: float) -> None:
    made = scene(class_loss=loss, threshold=threshold, noise=30, lr=0.3, **VALIDATED)
    made.step(30)
    run, figure = made.run, made.figure
    assert isinstance(figure, JudgeClasses)
    for part, (heading, column) in zip(PARTS, list(rows_of(figure).items())[1:], strict=True):
        X, T = run.problem.part(part)
        y = run.network.forward(X)[:, 0]
        score = (y + 1) / 2 if loss == "usual" else y
        said, true = score > threshold, T[:, 0] > 0
        hits = (said & true).sum()
        expected = [
            100 * (said == true).mean(),
            100 * max(true.mean(), 1 - true.mean()),
            100 * hits / said.sum(),
            100 * hits / true.sum(),
            200 * hits / (said.sum() + true.sum()),
        ]
        assert column[0] == str(len(X)), heading
        for text, value in zip(column[1:], expected, strict=True):
            assert float(text.rstrip(" %")) == pytest.approx(value, abs=0.0501), heading
        if part == "validation":
            numbers = [[int(n.get_text()) for n in row] for row in figure.matrix.numbers]
            assert numbers == [
                [hits, (~said & true).sum()],
                [(said & ~true).sum(), (~said & ~true).sum()],
            ]


def test_the_point_on_the_curve_is_that_of_the_threshold_and_can_be_dragged(scene: Make) -> None:
    made = scene(noise=40, **VALIDATED)
    made.step(30)
    chart = made.figure.charts[0]
    x, y = (float(v[0]) for v in chart.curves[2].get_data())
    matrix = [[int(n.get_text()) for n in row] for row in made.figure.matrix.numbers]
    assert y == pytest.approx(matrix[0][0] / sum(matrix[0]))
    assert x == pytest.approx(matrix[1][0] / sum(matrix[1]))
    asked: dict[str, Any] = {}
    made.figure.change = lambda **changes: asked.update(changes)
    place = chart.axes.transData.transform((1.0, 1.0))
    event = made.at(float(place[0]), float(made.figure.figure.bbox.height - place[1]))
    event.button = 1
    made.figure.on_press(event)
    assert asked["threshold"] < 0.2, "at the upper right nearly all are taken for positive"


def test_ten_classes_have_a_matrix_and_no_curves(scene: Make) -> None:
    rng = np.random.default_rng(0)
    rows = tuple(
        (float(k % 4) + rng.normal() / 9, float(k // 4) + rng.normal() / 9, float(k))
        for k in range(10)
        for _ in range(8)
    )
    names = tuple(f"class {k}" for k in range(10))
    made = scene(data="own", table=Table(rows=rows, classes=names), **VALIDATED)
    made.step(5)
    assert made.figure.charts == []
    total = sum(int(n.get_text()) for row in made.figure.matrix.numbers for n in row)
    assert total == len(made.run.problem.X_validation) == 16


def test_errors_of_numbers_are_in_the_units_of_the_table(scene: Make) -> None:
    rng = np.random.default_rng(0)
    prices = rng.uniform(100, 5100, 60)
    rows = tuple((float(p), float(rng.normal()), float(p)) for p in prices)
    table = Table(rows=rows, classes=(), columns=("size", "age", "price"))
    made = scene(data="own", table=table, **VALIDATED)
    made.step(3)
    assert isinstance(made.figure, JudgeNumbers)
    run = made.run
    low, high = prices.min(), prices.max()
    column = rows_of(made.figure)
    for part, texts in zip(PARTS, list(column.values())[1:], strict=True):
        X, T = run.problem.part(part)
        y, t = (
            low + (values[:, 0] + 1) / 2 * (high - low) for values in (run.network.forward(X), T)
        )
        r2 = 1 - ((y - t) ** 2).sum() / ((t - t.mean()) ** 2).sum()
        expected = [len(X), r2, np.sqrt(((y - t) ** 2).mean()), np.abs(y - t).mean()]
        for text, value in zip(texts, expected, strict=True):
            assert float(text.replace("−", "-").replace(",", "")) == pytest.approx(value, rel=2e-3)


def test_the_test_is_not_in_the_table_before_it_is_opened(scene: Make) -> None:
    made = scene(validation_share=20, view="judge", judged="test")
    assert len(rows_of(made.figure)) == 3
    assert made.run.judged_part == "validation"
    without = scene(view="judge", judged="validation")
    assert without.run.judged_part == "test", "without validation data there is nothing to keep"


def test_changing_the_view_leaves_the_training_alone(scene: Make) -> None:
    made = scene()
    made.step(5)
    weights = made.run.network.parameters.copy()
    assert made.figure.suits(made.run)
    made.run.configure(changed(made.run.settings, view="judge"))
    assert not made.figure.suits(made.run) and figure_class("network", made.run) is JudgeClasses
    made.run.configure(changed(made.run.settings, view="learn"))
    assert made.figure.suits(made.run)
    assert made.run.epoch == 5 and (made.run.network.parameters == weights).all()


@pytest.mark.parametrize(
    ("language", "size", "data"),
    covering(["en", "ja"], [(552, 574), (894, 674)], ["circle", "iris", "reg_gauss"]),
)
def test_nothing_is_cut_and_nothing_is_on_top_of_anything(
    scene: Make, language: str, size: tuple[int, int], data: str
) -> None:
    made = scene(size, language=language, data=data, validation_share=20, view="judge")
    made.step(5)
    for measure in ("confusion", "accuracy", "precision", "recall", "f1", "roc", "pr"):
        made.configure(class_measure=measure)
        assert not misfits_of_figure(made.figure.figure), measure
