"""The learning problem: points, targets, and what kind of output they need."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from acttutor.base.resources import asset
from acttutor.core.data.datasets import DATASETS, split
from acttutor.labs.network.model.table import WHOLE, Frame, Table
from acttutor.labs.network.model.table_file import read_table

Array = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Problem:
    """Training and test data in the square [−6, 6]², and the output that suits them.

    Args:
        X_train, X_test: points, shape (n, 2).
        T_train, T_test: targets; ±1 for two classes, one-hot for three, numbers otherwise.
        kind: ``"two"``, ``"three"`` or ``"regression"``.
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
        return 3 if self.kind == "three" else 1

    @property
    def output(self) -> str:
        """Activation of the output layer."""
        return {"two": "tanh", "three": "softmax", "regression": "identity"}[self.kind]

    @property
    def loss(self) -> str:
        """Loss that goes with the output."""
        return "softmax_cross_entropy" if self.kind == "three" else "squared_error"

    def accuracy(self, outputs: Array, targets: Array) -> float:
        """Return the share of points put into the right class; nan where there is no class."""
        if self.kind == "regression" or not len(targets):
            return float("nan")
        if self.kind == "three":
            right = outputs.argmax(axis=1) == targets.argmax(axis=1)
        else:
            right = (outputs[:, 0] > 0) == (targets[:, 0] > 0)
        return float(right.mean())


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
    """Return the problem of predicting the third column of a table from the first two."""
    if not table.rows:
        return None
    points, labels = table.inputs(), table.labels()
    span = (-1.0, 1.0)
    if table.kind == "regression":
        span = (float(labels.min()), float(labels.max()))
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        T = ((labels - middle) / (half or 1.0))[:, None]
    elif table.kind == "three":
        T = np.eye(3)[labels.astype(int)]
    else:
        T = np.where(labels == 0, 1.0, -1.0)[:, None]
    parts = split(table.frame.into(points), T, share, rng)
    return Problem(
        *parts,
        kind=table.kind,
        classes=table.classes,
        frame=table.frame,
        columns=table.columns,
        span=span,
    )


@cache
def iris() -> Table:
    """Return Fisher's iris data, read from their file like anyone's own data."""
    return read_table(asset("data", "iris.csv"))
