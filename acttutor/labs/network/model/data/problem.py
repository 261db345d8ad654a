"""The learning problem: points, targets, and which output and loss they are learned with."""

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from acttutor.base.resources import asset
from acttutor.core.arrays import Array
from acttutor.core.data.datasets import DATASETS, Dataset, beside_curve, split
from acttutor.core.data.splitting import split_three, tenths
from acttutor.labs.network.model.choices import CLASS_OUTPUTS
from acttutor.labs.network.model.data.table import WHOLE, Frame, Table
from acttutor.labs.network.model.data.table_file import read_table
from acttutor.labs.network.state import CURVE, TABLES, Settings

_NO_POINTS = np.zeros((0, 2))


@dataclass(frozen=True)
class Problem:
    """Data in the square [−6, 6]², with output and loss that suit them.

    Args:
        X_train, X_test: points, shape (n, 2).
        T_train, T_test: targets; ±1 for two classes learned with tanh, 0 and 1 with the sigmoid;
            for one output per class the same in one-hot form; numbers otherwise.
        X_validation, T_validation: the same to choose by; may be none.
        kind: ``"two"`` (classes, one output), ``"many"`` (one output per class), or
            ``"regression"``.
        loss: id of `LOSSES`.
        classes: names of the classes, positive one first for two; empty where it has none.
        frame: how the square maps to the units of the data.
        columns: names of the three columns; empty strings where ``x₁`` and ``x₂`` will do.
        span: lowest and highest target, mapped to −1 and 1, for a number to predict.
    """

    X_train: Array
    T_train: Array
    X_test: Array
    T_test: Array
    X_validation: Array = field(default_factory=lambda: _NO_POINTS)
    T_validation: Array = field(default_factory=lambda: _NO_POINTS)
    kind: str = "two"
    loss: str = "squared_error"
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
        return "identity" if self.kind == "regression" else CLASS_OUTPUTS[self.loss]

    @property
    def has_validation(self) -> bool:
        """Whether there are data to choose by."""
        return len(self.X_validation) > 0

    def part(self, name: str) -> tuple[Array, Array]:
        """Return points and targets of one of `PARTS`."""
        return {
            "train": (self.X_train, self.T_train),
            "validation": (self.X_validation, self.T_validation),
            "test": (self.X_test, self.T_test),
        }[name]

    def accuracy(self, outputs: Array, targets: Array) -> float:
        """Return the share of points put into the right class; nan where there is no class."""
        if self.kind == "regression" or not len(targets):
            return float("nan")
        return float((self.class_numbers(outputs) == self.class_numbers(targets)).mean())

    def class_numbers(self, values: Array) -> npt.NDArray[np.intp]:
        """Return the class that outputs or targets stand for, for each point; shape (n,)."""
        if self.kind == "many":
            return np.asarray(values.argmax(axis=1))
        return np.asarray(np.where(values[:, 0] > (self.output == "sigmoid") / 2, 0, 1))

    def scores(self, outputs: Array) -> Array:
        """Return outputs for classes as numbers from 0 to 1, of the same shape.

        Those of sigmoid and softmax are probabilities already; tanh's are (y + 1)/2, which order
        the points as well but promise no more than that.
        """
        return (outputs + 1.0) / 2.0 if self.output == "tanh" else outputs

    def in_units(self, outputs: npt.ArrayLike) -> Array:
        """Return outputs from −1 to 1, for numbers to predict, in the units of the data."""
        low, high = self.span
        values: Array = low + (np.asarray(outputs, dtype=float) + 1.0) / 2.0 * (high - low)
        return values

    def shades(self, outputs: Array) -> Array:
        """Return outputs as maps show them: one from −1 to 1, several from 0 to 1."""
        if self.kind == "many":
            return self.scores(outputs)
        return 2.0 * outputs - 1.0 if self.output == "sigmoid" else outputs


def dataset_of(settings: Settings) -> Dataset | None:
    """Return what the points are drawn from; ``None`` where they stand in a table."""
    if settings.data == CURVE:
        return beside_curve(settings.curve)
    return DATASETS.get(settings.data)


def kind_of(settings: Settings) -> str:
    """Return whether the data of the settings are ``"two"`` or ``"many"`` classes, or numbers."""
    dataset = dataset_of(settings)
    if dataset is None:
        return _table(settings).kind
    return "regression" if dataset.kind == "regression" else "two"


def make_problem(settings: Settings) -> Problem | None:
    """Return the problem that the settings describe; ``None`` if it has no points yet."""
    rng = np.random.default_rng([settings.data_seed, 0])
    kind = kind_of(settings)
    dataset = dataset_of(settings)
    if dataset is not None:
        X, T = dataset.sample(dataset.default_n, settings.noise / 100, rng)
        labels = T[:, 0] if kind == "regression" else np.where(T[:, 0] > 0, 0, 1)
        return _problem(settings, kind, X, labels, rng)
    table = _table(settings)
    if not table.rows:
        return None
    labels, span = table.labels(), (-1.0, 1.0)
    if kind == "regression":
        span = (float(labels.min()), float(labels.max()))
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        labels = (labels - middle) / (half or 1.0)
    elif kind == "two":
        labels = np.where(labels == table.positive, 0, 1)
    problem = _problem(settings, kind, table.frame.into(table.inputs()), labels, rng)
    return replace(
        problem, classes=table.class_names, frame=table.frame, columns=table.columns, span=span
    )


def columns_of(settings: Settings) -> tuple[str, str, str]:
    """Return the names of the columns of the data; empty where they have none."""
    return _table(settings).columns if settings.data in TABLES else ("", "", "")


def _table(settings: Settings) -> Table:
    return iris() if settings.data == "iris" else settings.table


def _problem(
    settings: Settings,
    kind: str,
    X: Array,
    labels: npt.NDArray[np.generic],
    rng: np.random.Generator,
) -> Problem:
    """Return the problem of predicting numbers, or classes of which the positive one is 0."""
    loss = settings.number_loss
    if kind == "regression":
        T, strata = labels[:, None], tenths(labels)
    else:
        usual = "softmax_cross_entropy" if kind == "many" else "squared_error"
        loss = usual if settings.class_loss == "usual" else settings.class_loss
        strata = labels.astype(int)
        T = np.eye(max(2, int(strata.max(initial=0)) + 1))[strata]
        if kind == "two" and loss != "softmax_cross_entropy":
            T = T[:, :1]
        else:
            kind = "many"
        if CLASS_OUTPUTS[loss] == "tanh":
            T = 2.0 * T - 1.0
    train = settings.train_share / 100
    if settings.validation_share:
        shares = train, settings.validation_share / 100
        return Problem(*split_three(X, T, *shares, strata, rng), kind=kind, loss=loss)
    return Problem(*split(X, T, train, rng), kind=kind, loss=loss)


@cache
def iris() -> Table:
    """Return Fisher's iris data, read from their file like anyone's own data."""
    return read_table(asset("data", "iris.csv"))
