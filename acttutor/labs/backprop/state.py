"""The settings of the backpropagation lab."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from acttutor.base.state.fields import choice, flag, free, integer, number, stops
from acttutor.core.worksheet.calculation import Quantity, Task
from acttutor.labs.backprop.leaves import LEAVES, MOST_LEAF, Leaves, check_leaves
from acttutor.labs.backprop.sheet import (
    ACTIVATIONS,
    MOST,
    NONE,
    Rows,
    Sheet,
    check_sheet,
    checked_rows,
)

NETS: dict[str, tuple[int, ...]] = {"1-1": (1, 1), "2-2-1": (2, 2, 1), "2-3-2": (2, 3, 2)}
#: The network that came from elsewhere.
SENT = "sent"

_SMALL: Rows = ((1.5,), (1.0,), (0.8, -0.5))
_USUAL: Rows = ((1.0, 0.5), (1.0,), (0.4, -0.3, 0.1), (0.2, 0.6, -0.2), (0.5, -0.4, 0.3))
_LARGE: Rows = (
    (1.0, 0.5),
    (1.0, 0.0),
    *((0.4, -0.3, 0.1), (0.2, 0.6, -0.2), (-0.5, 0.7, 0.3)),
    *((0.5, -0.4, 0.2, 0.3), (-0.3, 0.6, 0.4, -0.1)),
)


def check_rows(sizes: tuple[int, ...]) -> Callable[[object], Rows]:
    """Return the check of all numbers of a network with these sizes."""

    return partial(checked_rows, sizes)


@dataclass(frozen=True)
class Settings:
    """Settings of the backpropagation lab, see the texts of the controls for what each does."""

    view: str = choice("network", ("network", "graph"))
    graph: str = choice("shopping", (*LEAVES, "batch"))
    leaves_shopping: Leaves = free((100.0, 2.0, 150.0, 3.0, 1.1), check_leaves("shopping"))
    leaves_unit: Leaves = free((1.5, 0.8, -0.5, 1.0), check_leaves("unit"))
    batch: int = integer(2, 1, 3)
    graph_seed: int = integer(4, 0, 9999, slider=False)
    net: str = choice("2-2-1", (*NETS, SENT))
    numbers_1_1: Rows = free(_SMALL, check_rows(NETS["1-1"]))
    numbers_2_2_1: Rows = free(_USUAL, check_rows(NETS["2-2-1"]))
    numbers_2_3_2: Rows = free(_LARGE, check_rows(NETS["2-3-2"]))
    #: A network with its numbers that came from elsewhere, such as the network lab.
    sent: Sheet = free(NONE, check_sheet)
    hidden: str = choice("sigmoid", ACTIVATIONS)
    output: str = choice("sigmoid", ACTIVATIONS)
    loss: str = choice("squared_error", ("squared_error", "binary_cross_entropy"))
    lr: float = number(0.5, 0.0, 5.0, 0.01)
    mode: str = choice("watch", ("watch", "fill"))
    help: str = choice("formula", ("numbers", "formula", "none"))
    check: bool = flag(False)
    speed: float = stops(1, (0.5, 1, 2, 4, 8))

    @property
    def rows(self) -> Rows:
        """The numbers of the chosen network."""
        if self.net == SENT:
            return self.sent.rows
        rows: Rows = getattr(self, rows_name(self))
        return rows

    @property
    def checks(self) -> bool:
        """Whether the check by differences is shown; its table has no room for what was sent."""
        return self.check and self.net != SENT

    @property
    def task(self) -> Task:
        """What is to be calculated.

        Cross-entropy goes with probabilities: the output is then sigmoid, whatever was chosen,
        and a target outside 0 … 1 is taken to the nearer end.
        """
        if self.net == SENT:
            task = self.sent.task(self.loss)
        else:
            x, t, *units = self.rows
            sizes = NETS[self.net]
            task = Task(sizes, x, t, tuple(units), self.hidden, self.output, self.loss, self.lr)
        if self.loss != "binary_cross_entropy":
            return task
        t = tuple(min(max(target, 0.0), 1.0) for target in task.t)
        return replace(task, output="sigmoid", t=t)


def rows_name(settings: Settings) -> str:
    """Return the name of the setting that holds the numbers of the chosen network."""
    return f"numbers_{settings.net.replace('-', '_')}"


def with_rows(settings: Settings, rows: Rows) -> dict[str, object]:
    """Return the change of settings that gives the chosen network other numbers."""
    if settings.net == SENT:
        return {"sent": settings.sent._replace(rows=rows)}
    return {rows_name(settings): rows}


def leaves_of(settings: Settings) -> dict[str, float]:
    """Return the numbers that go into the chosen graph, by name."""
    numbers: Leaves = getattr(settings, f"leaves_{settings.graph}")
    return dict(zip(LEAVES[settings.graph], numbers, strict=True))


def with_leaf(settings: Settings, name: str, value: float) -> dict[str, Leaves]:
    """Return the change of settings that gives a number of the graph another value."""
    leaves = leaves_of(settings)
    leaves[name] = min(max(value, -MOST_LEAF), MOST_LEAF)
    return {f"leaves_{settings.graph}": tuple(leaves.values())}


def place_of(task: Task, given: Quantity) -> tuple[int, int]:
    """Return row and column of a number that is given."""
    if given.kind == "x":
        return 0, given.unit - 1
    if given.kind == "t":
        return 1, given.unit - task.layers[-1].start
    if given.kind == "b":
        return 1 + given.unit, -1
    return 1 + given.unit, given.source - task.sources(given.unit).start


def with_number(settings: Settings, given: Quantity, value: float) -> dict[str, object]:
    """Return the change of settings that gives a number another value, within its bounds."""
    low, high = bounds(settings, given)
    row, column = place_of(settings.task, given)
    rows = [list(numbers) for numbers in settings.rows]
    rows[row][column] = min(max(value, low), high)
    return with_rows(settings, tuple(tuple(numbers) for numbers in rows))


def bounds(settings: Settings, given: Quantity) -> tuple[float, float]:
    """Return the smallest and the largest value that a number may be given."""
    if given.kind == "t" and settings.loss == "binary_cross_entropy":
        return 0.0, 1.0
    return -MOST, MOST


#: What the pictures in the documentation show: δ of a hidden unit.
SHOWCASE: dict[str, object] = {"lr": 1.0}
SHOWCASE_STEPS = 13
