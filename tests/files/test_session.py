"""The session comes back after any end of the program, and instances leave each other alone."""

import math
import os
from pathlib import Path
from typing import Any

import pytest

from acttutor.base.state.fields import changed
from acttutor.base.storage.strict_json import read_json, write_json
from acttutor.files.session import Session, Slot, from_document, session_bytes, to_document
from acttutor.labs.registry import LABS, lab_settings


def bytes_of(kept: Session) -> bytes:
    """Return the file of a session."""
    return write_json(to_document(kept)).encode("utf-8")


def session(**changes: Any) -> Session:
    values: dict[str, Any] = {
        "lab": "network",
        "language": "ja",
        "theme": "dark",
        "zoom": 125,
        "meter": True,
        "settings": lab_settings(
            {lab: changed(entry.defaults(), **entry.showcase[0]) for lab, entry in LABS.items()}
        ),
        "snapshots": {"network": {"epoch": 3}},
        "window": (1300, 820),
        "recent": ("a.acttutor",),
        "extra": {"lessons": {"learner": ""}},
    }
    return Session(**{**values, **changes})


def test_everything_survives_the_way_to_the_disk_and_back(tmp_path: Path) -> None:
    slot = Slot(tmp_path)
    slot.save(bytes_of(session()))
    found, aside = slot.load()
    assert found == session()
    assert aside == ""
    assert slot.peek() == ("ja", "dark", (1300, 820))
    slot.release()


def test_the_previous_one_is_kept_and_used_if_the_present_is_missing(tmp_path: Path) -> None:
    """Between two renames there is no present one: a program killed then finds the previous."""
    slot = Slot(tmp_path)
    slot.save(bytes_of(session(zoom=100)))
    slot.save(bytes_of(session(zoom=150)))
    slot.path.unlink()
    found, aside = slot.load()
    assert found is not None and found.zoom == 100
    assert aside == ""


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b'{"format": "acttutor session", "version": 99}', b"[]"]
)
def test_a_damaged_or_future_one_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    slot = Slot(tmp_path)
    slot.save(bytes_of(session(zoom=100)))
    slot.save(bytes_of(session(zoom=150)))
    slot.path.write_bytes(damage)
    found, aside = slot.load()
    assert found is not None and found.zoom == 100
    assert (tmp_path / aside).read_bytes() == damage
    assert slot.peek() == ("", "", ())


def test_files_damaged_one_after_the_other_are_all_kept(tmp_path: Path) -> None:
    """Both files of a slot, and that of the next start, however soon it comes."""
    damages = [b"first", b"second", b"third"]
    slot = Slot(tmp_path)
    slot.path.write_bytes(damages[0])
    slot.previous.write_bytes(damages[1])
    slot.load()
    slot.path.write_bytes(damages[2])
    slot.load()
    slot.release()
    kept = [path.read_bytes() for path in tmp_path.glob("session*damaged*")]
    assert sorted(kept) == sorted(damages)


def test_two_instances_have_a_place_each(tmp_path: Path) -> None:
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert first.path != second.path
    first.save(bytes_of(session(zoom=100)))
    second.save(bytes_of(session(zoom=200)))
    assert first.load()[0] == session(zoom=100)
    first.release()
    third = Slot(tmp_path)
    assert third.path == first.path
    assert third.load()[0] == session(zoom=100)
    for slot in (second, third):
        slot.release()


def test_where_nothing_can_be_written_nothing_breaks(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    slot = Slot(blocked / "below")
    assert not slot.is_held
    assert slot.load() == (None, "")
    with pytest.raises(OSError):
        slot.save(b"{}")


def test_a_disk_that_is_full_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = Slot(tmp_path)
    slot.save(bytes_of(session(zoom=100)))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        slot.save(bytes_of(session(zoom=150)))
    assert slot.load()[0] == session(zoom=100)
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_what_an_older_version_did_not_know_has_its_defaults() -> None:
    document = to_document(session())
    del document["settings"]["softmax"]
    document["settings"]["no such lab"] = {}
    document["runs"]["no such lab"] = {}
    found = from_document(document)
    assert found.settings["softmax"] == LABS["softmax"].defaults()
    assert "no such lab" not in found.snapshots


def test_one_lab_that_cannot_be_written_does_not_cost_the_others() -> None:
    document = to_document(session(snapshots={"network": {"epoch": 3}, "gan": {"t": math.inf}}))
    document["extra"] = {"lessons": {"learner": "花\ud800子"}, "odd": object()}
    # What Linux makes of a name in Shift_JIS.
    document["recent"] = ["\udc95\\"]
    data, left_out = session_bytes(document)
    assert left_out == ("gan", "odd")
    found = from_document(read_json(data))
    assert found.snapshots == {"network": {"epoch": 3}}
    assert found.settings == session().settings
    assert found.extra == {"lessons": {"learner": "花?子"}}
