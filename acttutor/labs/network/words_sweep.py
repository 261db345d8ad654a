"""The sentences and numbers of a sweep."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import Style, fixed, significant
from acttutor.labs.network.model.many.sweep import Sweep
from acttutor.labs.network.model.many.sweep_grid import Cell, Grid
from acttutor.labs.network.model.many.sweep_values import Value
from acttutor.labs.network.state import Settings

_SHORT = Style(None, 1, math.inf, mathtext=False)
#: Below this many seconds, the time left is not worth a number.
_SOON = 1.0


def value_name(name: str, value: Value, texts: Texts) -> str:
    """Return a value of a setting as it is shown: a number, or the name of an option."""
    if not isinstance(value, str):
        return significant(value, 6)
    full = texts.option(f"network.{name}", value)
    # What stands in brackets is an explanation.
    return full.split(" (")[0].split("（")[0]


def setting_name(name: str, settings: Settings, texts: Texts) -> str:
    """Return what a setting that varies is called."""
    if name == "penalty_rate":
        kind = "l1" if settings.penalty == "l1" else "l2"
        return texts("network.sweep.rate", kind=texts(f"network.penalty.options.{kind}"))
    if name in ("width", "depth"):
        return texts(f"network.sweep_x.options.{name}")
    return texts(f"network.{name}.label")


def cell_name(grid: Grid, cell: Cell, texts: Texts) -> str:
    """Return the pair of values of a cell, each with its setting."""
    return "    ".join(
        f"{setting_name(name, grid.settings, texts)}: {value_name(name, value, texts)}"
        for name, value in grid.pair(cell).items()
    )


def loss_text(loss: float) -> str:
    """Return a loss with four digits; infinite for a network that failed."""
    return "–" if math.isnan(loss) else significant(loss)


def short_loss(loss: float) -> str:
    """Return a loss in at most five characters."""
    if math.isnan(loss):
        return ""
    if loss >= 0.0995:
        return fixed(loss) if loss < 99.5 else _SHORT.write(loss).text
    return fixed(loss, 3) if loss >= 0.00095 else _SHORT.write(loss).text


def heading(sweep: Sweep, texts: Texts) -> str:
    """Return what the numbers of the grid are."""
    settings = sweep.grid.settings
    values = {"epochs": settings.sweep_epochs, "seeds": settings.sweep_seeds}
    measured = texts(f"network.sweep.{sweep.measure}_loss")
    key = "network.sweep.title" if settings.sweep_seeds > 1 else "network.sweep.title_one_seed"
    return texts(key, loss=measured, **values)


def progress(sweep: Sweep, texts: Texts) -> str:
    """Return how far the sweep is, and how long it will still take."""
    done, count = sweep.done, len(sweep.jobs)
    if sweep.broken:
        return texts("network.sweep.broken")
    if done == count:
        return texts("network.sweep.finished", count=count)
    if not done:
        return texts("network.sweep.not_begun", count=count)
    seconds = sweep.seconds_left()
    if math.isnan(seconds):
        return texts("network.sweep.under_way", done=done, count=count)
    left = texts("network.sweep.soon") if seconds < _SOON else _duration(seconds, texts)
    return texts("network.sweep.left", done=done, count=count, left=left)


def _duration(seconds: float, texts: Texts) -> str:
    if seconds < 100:
        return texts("network.sweep.seconds", number=math.ceil(seconds))
    return texts("network.sweep.minutes", number=math.ceil(seconds / 60))


def readout(sweep: Sweep, texts: Texts) -> str:
    """Return progress and the best cell in one line."""
    best = sweep.best()
    if best is None:
        return texts("network.readout.sweep_empty", done=sweep.done, count=len(sweep.jobs))
    values = (value_name(name, value, texts) for name, value in sweep.grid.pair(best).items())
    return texts(
        "network.readout.sweep",
        done=sweep.done,
        count=len(sweep.jobs),
        best=texts("network.sweep.and").join(values),
        loss=loss_text(sweep.median(best)),
    )
