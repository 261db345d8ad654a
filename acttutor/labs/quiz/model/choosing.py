"""Which question comes next in practice, and which are those of the day."""

from collections.abc import Sequence
from datetime import datetime

from acttutor.base.recall import Recall
from acttutor.labs.quiz.model.item import Template
from acttutor.labs.quiz.model.papers import mixed

#: Questions of a day.
DAILY = 5


def next_template(
    templates: Sequence[Template], recall: Recall, now: datetime, seed: int, last: str = ""
) -> Template:
    """Return what to ask now: what is due, else what is new, else what is due soonest.

    Args:
        templates: at least one.
        recall: what was answered before.
        now: the time.
        seed: orders what is new.
        last: id of what was asked just now, which does not come twice in a row.
    """
    if len(templates) > 1:
        templates = [each for each in templates if each.id != last]
    known = [(due, each) for each in templates if (due := recall.due(each.id)) is not None]
    soonest = min(known, key=lambda pair: pair[0], default=None)
    new = [each for each in mixed(templates, seed) if each.id not in recall]
    if soonest is not None and (soonest[0] <= now or not new):
        return soonest[1]
    return new[0]


def daily(templates: Sequence[Template], recall: Recall, now: datetime) -> list[str]:
    """Return ids of the questions of a day: what is due, the longest overdue first, and then new
    ones on what was asked before, at the end of lessons say; at first, any.

    Args:
        templates: all there are.
        recall: what was answered before.
        now: the time; of a day the new ones are the same.
    """
    met = {row for each in templates if each.id in recall for row in each.covers}
    due = [(when, each.id) for each in templates if (when := recall.due(each.id)) is not None]
    found = [id for when, id in sorted(due) if when <= now]
    new = [each for each in mixed(templates, now.toordinal()) if each.id not in recall]
    found += [each.id for each in new if set(each.covers) <= met]
    found += [each.id for each in new if not met]
    found += [id for when, id in sorted(due) if when > now]
    return list(dict.fromkeys(found))[:DAILY]
