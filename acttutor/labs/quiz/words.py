"""The sentences of the quiz around its questions."""

from acttutor.base.texts import Texts
from acttutor.labs.quiz.run import Run


def readout(run: Run, texts: Texts) -> str:
    """Return how it went so far."""
    right, asked = run.score()
    if not asked:
        return texts("quiz.score.none")
    return texts("quiz.score.some", right=right, asked=asked, streak=run.streak)


def clock(seconds: int) -> str:
    """Return minutes and seconds: ``4:05``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def per_cent(right: int, asked: int) -> int:
    """Return a share in whole per cent."""
    return round(100 * right / asked) if asked else 0
