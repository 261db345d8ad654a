"""What the pictures of the digits lab show, in sentences."""

import math

import numpy as np

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import significant
from acttutor.labs.digits import words
from acttutor.labs.digits.model.shown import shown_image
from acttutor.labs.digits.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say how well digits are read by now, and what is read here."""
    accuracy = float(run.curve("accuracy_validation")[-1])
    learned = texts(
        "spoken.digits.now",
        count=len(run.parts["train"].labels),
        epoch=f"{run.epoch:,}",
        loss=significant(float(run.curve("loss_train")[-1]), 3),
        accuracy=words.share_text(accuracy),
    )
    told = _judged(run, texts) if run.settings.view == "judge" else _drawn(run, texts)
    return sentences(texts, learned, *told)


def _drawn(run: Run, texts: Texts) -> list[str]:
    """Say what the drawing is read as."""
    image = shown_image(run)
    if image is None:
        return [texts("spoken.digits.nothing")]
    p = run.predict(image)
    second = words.second_best(p)
    return [
        texts(
            "spoken.digits.read",
            digit=int(p.argmax()),
            p=words.sureness(float(p.max())),
            second=second,
            p_second=words.sureness(float(p[second])),
        )
    ]


def _judged(run: Run, texts: Texts) -> list[str]:
    """Say how many of a part are read rightly, and which mistake is the most frequent."""
    part = run.settings.judged_part
    accuracy = run.accuracy_on(part)
    if not math.isfinite(accuracy):
        return [texts("spoken.digits.none")]
    counts = run.confusion(part).copy()
    said = texts(
        "spoken.digits.judged",
        part=texts(f"digits.judged.options.{part}"),
        count=int(counts.sum()),
        wrong=int(counts.sum() - np.trace(counts)),
        accuracy=words.share_text(accuracy),
    )
    np.fill_diagonal(counts, 0)
    true, read = np.unravel_index(int(counts.argmax()), counts.shape)
    most = int(counts.max())
    worst = texts("spoken.digits.worst", true=int(true), read=int(read), count=most)
    return [said, worst if most else ""]
