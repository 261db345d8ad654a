"""The grid of a sweep: every pair of values of two settings, each trained from several seeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeAlias

from acttutor.labs.network.model.data.table import EMPTY
from acttutor.labs.network.model.many.sweep_values import SUGGESTED, Value
from acttutor.labs.network.state import LIVE, Settings

#: Units of a hidden layer where the settings have none to go by.
_WIDTH = 4
#: What makes no difference to how one network learns.
_IDLE = (LIVE - {"lr"}) | {
    *("race_by", "sweep_x", "sweep_y", "sweep_values", "sweep_seeds", "sweep_epochs")
}

#: The values of a cell, by the names of their settings.
Pair: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True)
class Job:
    """One network to train: plain data, so that another process can do it.

    Args:
        settings: those of this network alone, without a table of the learner's own.
        epochs: how long to train.
    """

    settings: Settings
    epochs: int


@dataclass(frozen=True)
class Outcome:
    """What became of a network.

    Args:
        loss_train, loss_test: after the last epoch; nan if a number was no longer finite, and
            for the test loss if there are no test data.
        failed: the epoch in which that happened; 0 if it did not.
        seconds: how long it took.
        loss_validation: like the others; ``None`` without validation data.
    """

    loss_train: float
    loss_test: float
    failed: int = 0
    seconds: float = field(default=0.0, compare=False)
    loss_validation: float | None = None


@dataclass(frozen=True)
class Cell:
    """A pair of values.

    Args:
        column, row: its place.
        settings: those of the lab with this pair and the first seed, for one network.
        jobs: one for each seed.
    """

    column: int
    row: int
    settings: Settings
    jobs: tuple[Job, ...]


class Grid:
    """All pairs of values that the settings ask for.

    Args:
        settings: those of the lab.

    Attributes:
        names: the one or two settings that vary; the first along the columns.
        values: the values of the columns, and those of the rows; one row if only one varies.
        cells: row by row.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.names = tuple(dict.fromkeys((settings.sweep_x, settings.sweep_y)))
        self.values = [values_of(settings, name) for name in self.names]
        self.seeds = range(settings.seed, settings.seed + settings.sweep_seeds)
        columns, rows = self.shape
        self.cells = [self._cell(column, row) for row in range(rows) for column in range(columns)]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of columns and of rows."""
        return len(self.values[0]), len(self.values[1]) if len(self.values) > 1 else 1

    def pair(self, cell: Cell) -> Pair:
        """Return the values of a cell, by the names of their settings."""
        places = (cell.column, cell.row)[: len(self.names)]
        return {
            name: values[place]
            for name, values, place in zip(self.names, self.values, places, strict=True)
        }

    def _cell(self, column: int, row: int) -> Cell:
        bare = Cell(column, row, self.settings, ())
        settings = varied(replace(self.settings, mode="one"), self.pair(bare))
        defaults = Settings()
        plain = replace(
            settings, table=EMPTY, **{name: getattr(defaults, name) for name in sorted(_IDLE)}
        )
        jobs = tuple(
            Job(replace(plain, seed=seed), self.settings.sweep_epochs) for seed in self.seeds
        )
        return replace(bare, settings=settings, jobs=jobs)


def values_of(settings: Settings, name: str) -> tuple[Value, ...]:
    """Return the values of a setting that are lined up: the learner's own, or those suggested."""
    return dict(settings.sweep_values).get(name, SUGGESTED[name])


def varied(settings: Settings, pair: Pair) -> Settings:
    """Return settings with the values of a cell.

    A depth without a width repeats the first hidden layer. A rate of regularisation needs a kind:
    L2, if none is chosen.
    """
    known = {item.name for item in fields(settings)}
    changes: dict[str, Any] = {name: value for name, value in pair.items() if name in known}
    if "penalty_rate" in pair and settings.penalty == "none":
        changes["penalty"] = "l2"
    if "activation" in pair:
        changes["own_activations"] = ()
    layers = settings.layers
    if "depth" in pair:
        layers = (layers[0] if layers else _WIDTH,) * int(pair["depth"])
    if "width" in pair:
        count = len(layers) if "depth" in pair else max(len(layers), 1)
        layers = (int(pair["width"]),) * count
    return replace(settings, layers=layers, **changes)


def is_swept(settings: Settings, name: str) -> bool:
    """Tell whether a sweep sets this setting, so that its own control has no say."""
    return settings.mode == "sweep" and name in (settings.sweep_x, settings.sweep_y)
