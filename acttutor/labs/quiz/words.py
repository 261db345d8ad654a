"""The sentences of the quiz around its questions."""

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import rounded
from acttutor.labs.quiz.run import Run


def readout(run: Run, texts: Texts) -> str:
    """Return how it went so far."""
    right, asked = run.score()
    if run.settings.mode == "daily" and run.day:
        count, done = len(run.day), len(set(run.answered))
        key = "quiz.day.done" if done == count else "quiz.day.now"
        return texts(key, done=done, count=count)
    if not asked:
        return texts("quiz.score.none")
    return texts("quiz.score.some", right=right, asked=asked, streak=run.streak)


def clock(seconds: int) -> str:
    """Return minutes and seconds: ``4:05``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def per_cent(right: int, asked: int) -> int:
    """Return a share in whole per cent; only all right is called 100, and none 0."""
    share = int(rounded(100 * right / asked, 0)) if asked else 0
    return min(max(share, 1), 99) if 0 < right < asked else share
