"""What the digits lab tells lessons, and the table behind its curves."""

import math

import numpy as np

from acttutor.base.published import Columns, Observed, Value, beside
from acttutor.labs.digits.model.shown import changed_image, mistakes, picked_digit, shown_image
from acttutor.labs.digits.program import program
from acttutor.labs.digits.run import CURVES, Run


def metrics(run: Run) -> Observed:
    """Return the named numbers of the run; what is not known is ``None``."""
    found: dict[str, Value] = {"epoch": run.epoch}
    for name in CURVES:
        found[name] = finite(run.curve(name)[-1])
    ends = [float(run.curve(f"accuracy_{part}")[-1]) for part in ("train", "validation")]
    return found | {
        "gap": finite(ends[0] - ends[1]),
        **_of_pad(run),
        **_of_views(run),
    }


def _of_pad(run: Run) -> dict[str, Value]:
    """Return what is drawn, and what the network says of it."""
    settings, image = run.settings, shown_image(run)
    answer = None if image is None else run.predict(image)
    walked = None if image is None else changed_image(run, image)
    says = None if walked is None else int(run.predict(walked).argmax())
    return {
        "drawn": bool(settings.drawing) and not settings.picked,
        "answer": None if answer is None else int(answer.argmax()),
        "sureness": None if answer is None else finite(answer.max()),
        "answer_changed": says,
        "fooled": says is not None and says == int(settings.target) and settings.walk > 0,
        "own_count": len(settings.own),
        "accuracy_own": finite(run.accuracy_on("own")),
    }


def _of_views(run: Run) -> dict[str, Value]:
    """Return what is looked at: units that are off, a cell of the matrix, a digit of the data."""
    settings, part = run.settings, run.settings.judged_part
    wrong, picked, cell = mistakes(run, part), picked_digit(run), settings.cell
    read = None if picked is None else int(run.predict(picked[0]).argmax())
    return {
        "off_count": len(run.off),
        "accuracy_off": finite(run.accuracy_on("validation")),
        "mistakes": len(wrong),
        "cell_count": int(run.confusion(part)[cell]) if len(cell) == 2 else None,
        "cell_is_wrong": len(cell) == 2 and cell[0] != cell[1],
        "picked_is_wrong": picked is not None and read != picked[1],
        "accuracy_test": finite(run.accuracy_on("test")) if settings.open_test else None,
    }


def table(run: Run) -> Columns:
    """Return the curves as columns, and beside them the confusion matrix where it is shown, or
    the pixels that the network looks at with what it answers."""
    curves = [("epoch", list(run.curves.epochs)), *((n, list(run.curve(n))) for n in CURVES)]
    if run.settings.view == "judge":
        counts = run.confusion(run.settings.judged_part)
        cells = [(*cell, int(count)) for cell, count in np.ndenumerate(counts)]
        named = zip(("true", "read as", "count"), zip(*cells, strict=True), strict=True)
        return beside(curves, list(named))
    image = shown_image(run)
    if image is None:
        return curves
    answer = run.predict(image).tolist()
    digits: Columns = [("digit", list(range(len(answer)))), ("p", answer)]
    return beside(curves, digits, [("pixel", image.tolist())])


def outcome(run: Run) -> Observed:
    """Return how a training came out, by the training, validation and test digits."""
    return {
        "epoch": run.epoch,
        "loss_train": finite(run.curve("loss_train")[-1]),
        "loss_val": finite(run.curve("loss_validation")[-1]),
        "accuracy_train": finite(run.curve("accuracy_train")[-1]),
        "accuracy_val": finite(run.curve("accuracy_validation")[-1]),
        "accuracy_test": finite(run.accuracy_on("test")),
    }


def script(run: Run, kind: str) -> str:
    """Return the trained network as a program that reads pictures of digits.

    Args:
        run: the run.
        kind: ``"numpy"`` or ``"torch"``.
    """
    return program(run, kind)


def finite(value: float) -> float | None:
    """Return a number as JSON knows it; ``None`` for one that is not finite."""
    return float(value) if math.isfinite(value) else None
