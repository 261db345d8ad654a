"""What the pictures of the digits lab show, in sentences."""

import math

import numpy as np

from acttutor.base.language.speech import sentences
from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import fixed, significant
from acttutor.labs.digits import words
from acttutor.labs.digits.model.shown import changed_image, shown_image
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
    return sentences(texts, learned, *_VIEWS[run.settings.view](run, texts))


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


def _changed(run: Run, texts: Texts) -> list[str]:
    """Say what the digit is read as, and then what it is, once it has been changed."""
    image, told = shown_image(run), _drawn(run, texts)
    if image is None:
        return told
    p = run.predict(changed_image(run, image))
    values = {"target": run.settings.target, "walk": fixed(run.settings.walk)}
    digit, sure = int(p.argmax()), words.sureness(float(p.max()))
    return [*told, texts("spoken.digits.changed", digit=digit, p=sure, **values)]


def _inside(run: Run, texts: Texts) -> list[str]:
    """Say how many units are off, and how well the others read."""
    off = len(run.off)
    accuracy = words.share_text(run.accuracy_on("validation"))
    without = texts("spoken.digits.off", count=off, accuracy=accuracy) if off else ""
    return [*_drawn(run, texts), without]


def _own(run: Run, texts: Texts) -> list[str]:
    """Say how well the digits of one's own are read."""
    count = len(run.part("own").labels)
    if not count:
        return [texts("spoken.digits.no_own")]
    accuracy = words.share_text(run.accuracy_on("own"))
    return [texts("spoken.digits.own", count=count, accuracy=accuracy)]


def _map(run: Run, texts: Texts) -> list[str]:
    """Say what both maps show, and how well the network judges itself."""
    part = run.settings.judged_part
    outputs, labels = run.outputs(part), run.part(part).labels
    if not len(labels):
        return [texts("spoken.digits.none")]
    gap = outputs.max(axis=1).mean() - (outputs.argmax(axis=1) == labels).mean()
    name = texts(f"digits.judged.options.{part}")
    said = texts("spoken.digits.map", count=len(labels), part=name)
    key = "over" if gap > 0 else "under"
    return [said, texts(f"spoken.digits.{key}", gap=words.share_text(abs(float(gap))))]


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


_VIEWS = {
    "draw": _drawn,
    "inside": _inside,
    "judge": _judged,
    "map": _map,
    "change": _changed,
    "own": _own,
}
