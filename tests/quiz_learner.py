"""A learner at the quiz, who knows everything or nothing."""

import json

from acttutor.labs.quiz.export import metrics
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.state import Settings


def right_draft(item):
    """Return what a learner who knows everything types or clicks."""
    answer = item.answer
    return (
        answer if item.kind == "order" else repr(answer[0]) if item.kind == "number" else answer[0]
    )


def wrong_draft(item):
    if item.kind == "choice":
        return (item.answer[0] + 1) % len(item.options)
    if item.kind == "order":
        return item.answer[::-1]
    return "98765" if item.kind == "number" else 98765.0


def answer(run, right=True):
    run.put(right_draft(run.item) if right else wrong_draft(run.item))
    if run.verdict is None:
        run.enter()


def exam(**changes):
    run = Run(Settings(mode="exam", **{"count": 8, "minutes": 2, **changes}))
    run.now = 0.0
    run.clock = lambda: run.now
    run.start()
    return run


def known(run):
    seen = metrics(run)
    return [seen[how] for how in ("due", "weak", "learning", "strong")]


def restored(run):
    snapshot = json.loads(json.dumps(run.snapshot(), allow_nan=False))
    other = Run(run.settings)
    other.restore(snapshot)
    return other
