"""What version 0.1.0 kept in the sessions of its windows is found again, and stays where it was."""

import json
from pathlib import Path
from typing import Any

from acttutor.base.storage.stored_records import StoredRecords
from acttutor.base.storage.strict_json import json_bytes
from acttutor.files.old_sessions import old_progress, without_progress
from acttutor.files.session import Slot, to_document

HEAD = {
    "format": "acttutor session", "version": 1, "lab": "quiz", "language": "ja", "theme": "light",
    "zoom": 100, "meter": False, "window": [1280, 800], "recent": [], "settings": {},
}  # fmt: skip


def old_session(learners: dict[str, Any], log: list[Any], learner: str = "") -> str:
    """Return a session as version 0.1.0 wrote it."""
    extra = {"lessons": {"learner": learner, "learners": learners}}
    return json.dumps({**HEAD, "extra": extra, "runs": {"quiz": {"log": log}}}, ensure_ascii=False)


def row(seed: int, template: str = "sigmoid_value") -> list[Any]:
    return ["practice", template, seed, "0.5", seed % 2 == 0]


def start(folder: Path) -> StoredRecords:
    """Begin as the program does: records, session, and the session kept without its progress."""
    records = StoredRecords(folder / "records.sqlite", lambda: old_progress(folder))
    records.learners()  # it is taken over by now
    slot = Slot(folder)
    session, _ = slot.load()
    if session is not None:
        slot.save(json_bytes(to_document(without_progress(session))))
    slot.release()
    return records


def test_learners_and_answers_of_all_windows_come_together(tmp_path: Path) -> None:
    many = {f"learner {n}": {"circle": {"step": n, "done": n % 2 == 0}} for n in range(80)}
    (tmp_path / "session.json").write_text(
        old_session(
            {"": {"circle": {"step": 3, "done": True}}, **many}, [row(1), row(2)], "learner 7"
        ),
        encoding="utf-8",
    )
    (tmp_path / "session-2.json").write_text(old_session({"": {}}, [row(3)]), encoding="utf-8")
    for _ in range(3):
        records = start(tmp_path)
        assert records.learners() == list(many)
        (reached,) = records.of("learner 3", "lesson")
        assert (reached.item, reached.step, reached.right) == ("circle", 3, None)
        assert records.of("", "lesson")[0].right is True
        assert [r.seed for r in records.of("learner 7", "practice")] == [1, 2]
        assert [r.seed for r in records.of("", "practice")] == [3]
        records.close()


def test_rows_that_are_damaged_or_unknown_cost_no_others(tmp_path: Path) -> None:
    log = [row(1), ["practice", "x", "seed", "1", True], 3, row(2, "not in this version"), row(4)]
    broken = {"A": {"x": {"step": -1, "done": False}, "y": None, "z": {"step": 1}}, "B": 3}
    text = old_session(broken, log).replace('"zoom": 100', '"zoom": 33')  # as a whole unusable
    (tmp_path / "session.json").write_text(text, encoding="utf-8")
    records = start(tmp_path)
    assert records.learners() == ["A", "B"]
    assert [r.seed for r in records.of("", "practice")] == [1, 2, 4]
    assert [r.item for r in records.of("A", "lesson")] == ["z"]
    records.close()


def test_the_old_session_is_copied_and_serves_again_if_the_records_are_damaged(
    tmp_path: Path,
) -> None:
    text = old_session({"": {}, "花子": {}}, [row(1), row(2)], "花子")
    (tmp_path / "session.json").write_text(text, encoding="utf-8")
    start(tmp_path).close()
    (copy,) = tmp_path.glob("session.until-*.json")
    assert copy.read_text(encoding="utf-8") == text
    assert '"learners"' not in (tmp_path / "session.json").read_text(encoding="utf-8")
    start(tmp_path).close()
    (tmp_path / "records.sqlite").write_bytes(b"damage" * 1000)
    records = start(tmp_path)
    assert [r.seed for r in records.of("花子", "practice")] == [1, 2]
    assert records.learners() == ["花子"]
    records.close()


def test_a_session_that_is_damaged_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "session.json").write_text("{")
    text = old_session({"": {}, "花子": {}}, [row(1)])
    (tmp_path / "session.previous.json").write_text(text, encoding="utf-8")
    records = start(tmp_path)
    assert len(records.of("", "practice")) == 1
    records.close()
