"""What learners did, as version 0.1.0 kept it: inside the sessions of its windows.

A session held ``extra.lessons`` (the step reached in each lesson, by learner) and ``runs.quiz.log``
(all answers).  Both are taken over into the common records once; the session is copied first and
the copy stays, so that nothing is lost if the records are ever damaged.
"""

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from acttutor.base.errors import UserError
from acttutor.base.storage.atomic import write_atomically
from acttutor.base.storage.records import Record
from acttutor.base.storage.stored_records import Source
from acttutor.base.storage.strict_json import MAX_BYTES, read_json
from acttutor.base.storage.user_file import read_user_file
from acttutor.files.session import Session

log = logging.getLogger(__name__)

#: Sessions of windows, and the copies that are made here.
_SESSION = re.compile(r"session(-\d+)?(\.until-0\.1\.[0-9a-f]{8})?\.json")
#: What a session of that version has in it if there is anything to take over.
_SIGNS = (b'"learners"', b'"log": [[')


def old_progress(folder: Path) -> list[Source]:
    """Return what learners did, from the sessions in a folder; damaged parts are left out."""
    found = []
    for path in sorted(folder.glob("session*.json")) if folder.is_dir() else ():
        if _SESSION.fullmatch(path.name):
            found += _sources_in(path) or _sources_in(path.with_suffix(".previous.json"))
    return found


def _sources_in(path: Path) -> list[Source]:
    try:
        data = read_user_file(path, MAX_BYTES)
        if not any(sign in data for sign in _SIGNS):
            return []
        document = read_json(data)
    except UserError as error:
        log.info("%s: %s", path, error)
        return []
    lessons = _mapping(_mapping(document, "extra"), "lessons")
    learner = lessons.get("learner")
    learners = [name for name in _mapping(lessons, "learners") if name]
    steps = list(_lesson_records(_mapping(lessons, "learners")))
    quiz = _mapping(_mapping(document, "runs"), "quiz")
    answers = list(_quiz_records(quiz, learner if isinstance(learner, str) else ""))
    # Apart, because a session may lose one of them before the other.
    found = [_source(names, rows) for names, rows in ((learners, steps), ((), answers))]
    if learners or steps or answers:
        _keep_copy(path, data)
    return found


def _source(learners: Sequence[str], records: Sequence[Record]) -> Source:
    content = repr((list(learners), list(records))).encode("utf-8", "replace")
    return Source(hashlib.sha256(content).hexdigest(), learners, records)


def without_progress(session: Session) -> Session:
    """Return a session without what `old_progress` finds in one."""
    extra, snapshots = dict(session.extra), dict(session.snapshots)
    if isinstance(extra.get("lessons"), dict):
        extra["lessons"] = {"learner": _mapping(extra, "lessons").get("learner", "")}
    if "log" in snapshots.get("quiz", {}):
        snapshots["quiz"] = {**snapshots["quiz"], "log": []}
    return replace(session, extra=extra, snapshots=snapshots)


def _keep_copy(path: Path, data: bytes) -> None:
    """Leave a copy of a session, which its window goes on writing without these parts."""
    if ".until-" in path.name:
        return
    stem, digest = path.name.split(".")[0], hashlib.sha256(data).hexdigest()
    copy = path.with_name(f"{stem}.until-0.1.{digest[:8]}.json")
    try:
        if not copy.exists():
            write_atomically(copy, data)
    except (OSError, UserError) as error:
        log.warning("%s cannot be written: %s", copy, error)


def _mapping(data: object, name: str) -> dict[str, object]:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def _lesson_records(learners: dict[str, object]) -> Iterator[Record]:
    for name in learners:
        for lesson in _mapping(learners, name):
            reached = _mapping(_mapping(learners, name), lesson)
            step = reached.get("step")
            if type(step) is int and step >= 0:
                done = True if reached.get("done") is True else None
                yield Record(name, "lesson", lesson, step, right=done)


def _quiz_records(quiz: dict[str, object], learner: str) -> Iterator[Record]:
    rows = quiz.get("log")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, list) and len(row) == 5:
            mode, template, seed, given, right = row
            kinds = [type(part) for part in row]
            if kinds == [str, str, int, str, bool] and mode in ("practice", "exam"):
                yield Record(learner, mode, template, None, seed, given, right)
