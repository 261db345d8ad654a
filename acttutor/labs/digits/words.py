"""The sentences and numbers of the digits lab."""

import math

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed, percent, significant
from acttutor.core.arrays import Array
from acttutor.labs.digits.run import Run


def probability(p: float) -> str:
    """Return a probability with three decimals; one that is not 1 or 0 is not written as if."""
    if 0.9995 <= p < 1.0:
        return "> 0.999"
    return fixed(p, 3)


def sureness(p: float) -> str:
    """Return a probability in per cent, never rounded up to certainty."""
    if 0.9995 <= p < 1.0:
        return "> 99.9 %"
    return percent(p, 1)


def short_percent(p: float) -> str:
    """Return a probability in whole per cent, as short as can be; never rounded to certainty."""
    return ">99%" if 0.995 <= p < 1.0 else percent(p).replace(" ", "")


def share_text(value: float) -> str:
    """Return a share in per cent; a dash for nothing of nothing."""
    return percent(value, 1) if math.isfinite(value) else "–"


def second_best(p: Array) -> int:
    """Return the digit with the second largest probability."""
    return int(p.argsort()[-2])


def split_note(run: Run, texts: Texts) -> str:
    """Return how many digits each part of the data has."""
    counts = {name: f"{len(run.parts[name].labels):,}" for name in ("train", "validation", "test")}
    return texts("digits.split", **counts)


def readout(run: Run, texts: Texts) -> str:
    """Return epoch, losses and accuracy in one line."""
    loss, accuracy = run.curve("loss_train"), run.curve("accuracy_validation")
    return texts(
        "digits.readout",
        epoch=f"{run.epoch:,}",
        loss=significant(float(loss[-1]), 3),
        accuracy=share_text(float(accuracy[-1])),
    )
