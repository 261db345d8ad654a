"""The learning problem: points, targets, and what kind of output they need."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.base.resources import asset
from acttutor.core.arrays import Array
from acttutor.core.data.datasets import DATASETS, split
from acttutor.labs.network.model.table import WHOLE, Frame, Table
from acttutor.labs.network.model.table_file import read_table


@dataclass(frozen=True)
class Problem:
    """Training and test data in the square [−6, 6]², and the output that suits them.

    Args:
        X_train, X_test: points, shape (n, 2).
        T_train, T_test: targets; ±1 for two classes, one-hot for more, numbers otherwise.
        kind: ``"two"`` or ``"many"`` (classes), or ``"regression"``.
        classes: names of the classes, positive one first for two; empty where it has none.
        frame: how the square maps to the units of the data.
        columns: names of the three columns; empty strings where ``x₁`` and ``x₂`` will do.
        span: lowest and highest target, mapped to −1 and 1, for a number to predict.
    """

    X_train: Array
    T_train: Array
    X_test: Array
    T_test: Array
    kind: str
    classes: tuple[str, ...] = ()
    frame: Frame = WHOLE
    columns: tuple[str, str, str] = ("", "", "")
    span: tuple[float, float] = (-1.0, 1.0)

    @property
    def n_outputs(self) -> int:
        """Number of output units."""
        return int(self.T_train.shape[1])

    @property
    def n_classes(self) -> int:
        """Number of classes; none for a number to predict."""
        return {"two": 2, "many": self.n_outputs, "regression": 0}[self.kind]

    @property
    def output(self) -> str:
        """Activation of the output layer."""
        return {"two": "tanh", "many": "softmax", "regression": "identity"}[self.kind]

    @property
    def loss(self) -> str:
        """Loss that goes with the output."""
        return "softmax_cross_entropy" if self.kind == "many" else "squared_error"

    def accuracy(self, outputs: Array, targets: Array) -> float:
        """Return the share of points put into the right class; nan where there is no class."""
        if self.kind == "regression" or not len(targets):
            return float("nan")
        return float((self.class_numbers(outputs) == self.class_numbers(targets)).mean())

    def class_numbers(self, values: Array) -> npt.NDArray[np.intp]:
        """Return the class that outputs or targets stand for, for each point; shape (n,)."""
        if self.kind == "many":
            return np.asarray(values.argmax(axis=1))
        return np.asarray(np.where(values[:, 0] > 0, 0, 1))


def make_problem(settings: Any) -> Problem | None:
    """Return the problem that the settings describe; ``None`` if it has no points yet."""
    rng = np.random.default_rng([settings.data_seed, 0])
    share = settings.train_share / 100
    if settings.data in DATASETS:
        dataset = DATASETS[settings.data]
        X, T = dataset.sample(dataset.default_n, settings.noise / 100, rng)
        kind = "regression" if dataset.kind == "regression" else "two"
        return Problem(*split(X, T, share, rng), kind=kind)
    table = iris() if settings.data == "iris" else settings.table
    return from_table(table, share, rng)


def from_table(table: Table, share: float, rng: np.random.Generator) -> Problem | None:
    """Return the problem of predicting the third column of a table from the other two."""
    if not table.rows:
        return None
    points, labels = table.inputs(), table.labels()
    span = (-1.0, 1.0)
    if table.kind == "regression":
        span = (float(labels.min()), float(labels.max()))
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        T = ((labels - middle) / (half or 1.0))[:, None]
    elif table.kind == "many":
        T = np.eye(table.n_classes)[labels.astype(int)]
    else:
        T = np.where(labels == table.positive, 1.0, -1.0)[:, None]
    parts = split(table.frame.into(points), T, share, rng)
    return Problem(
        *parts,
        kind=table.kind,
        classes=table.class_names,
        frame=table.frame,
        columns=table.columns,
        span=span,
    )


@cache
def iris() -> Table:
    """Return Fisher's iris data, read from their file like anyone's own data."""
    return read_table(asset("data", "iris.csv"))
