"""What the quiz tells lessons, and the table of all answers."""

from acttutor.base.published import Columns, Observed
from acttutor.labs.quiz.model.judging import given_text
from acttutor.labs.quiz.run import Run
from acttutor.labs.quiz.topics import TEMPLATES


def metrics(run: Run) -> Observed:
    """Return how it went so far."""
    right, asked = run.score()
    records = run.records
    item = run.item
    exam = run.exam if run.exam is not None and run.exam.done else None
    return {
        "asked": asked,
        "right": right,
        "share": right / asked if asked else None,
        "streak": run.streak,
        "template": item.template if item else None,
        "last_right": records[-1].right if records else None,
        "answered": len(run.answered),
        **{name: run.count(name) for name in ("due", "weak", "learning", "strong")},
        "exam_share": exam.score().right / exam.score().asked if exam else None,
    }


def table(run: Run) -> Columns:
    """Return all answers in columns; of options the letters, from a."""
    records = run.records
    items = [TEMPLATES[record.item].item(record.seed or 0) for record in records]
    rights = [
        given_text(item, item.answer if item.kind == "order" else item.answer[0]) for item in items
    ]
    return [
        ("number", list(range(1, len(records) + 1))),
        ("mode", [record.kind for record in records]),
        ("topic", [item.topic for item in items]),
        ("template", [record.item for record in records]),
        ("seed", [record.seed for record in records]),
        ("given", [record.answer for record in records]),
        ("answer", rights),
        ("right", [int(bool(record.right)) for record in records]),
    ]
