"""The session: everything the program needs to reopen where it was.

A document like that of an experiment file, with all labs, the looks, and the size of the window.
Each running instance has a slot of its own, held by a lock, so that two never write one file.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeGuard, TypeVar

from acttutor.base.errors import UserError
from acttutor.base.language.languages import LANGUAGES
from acttutor.base.numbers.plain import settings_from_plain, to_plain
from acttutor.base.state.lab_settings import LabSettings
from acttutor.base.state.run import Snapshot
from acttutor.base.state.store import MOTIONS, THEMES, ZOOMS
from acttutor.base.storage.atomic import write_atomically
from acttutor.base.storage.strict_json import MAX_BYTES, json_bytes, read_json
from acttutor.base.storage.user_file import read_user_file
from acttutor.files.experiment import checked_document
from acttutor.labs.registry import LABS, lab_settings
from acttutor.system.disk import lock, set_aside
from acttutor.system.placing import LENGTHS

T = TypeVar("T")

log = logging.getLogger(__name__)

FORMAT = "acttutor session"
VERSION = 1
#: Instances that can each keep a session at once.
SLOTS = 8
MOST_RECENT = 8
#: A window that is narrower or lower than this was not one to come back to.
SMALLEST = 400


@dataclass(frozen=True)
class Session:
    """What is kept from one start to the next.

    Args:
        lab: the lab on the screen.
        language, theme, zoom, meter, motion, speech: see `acttutor.base.state.store.AppState`.
        settings: the settings of each lab; in the file, those that differ from the defaults.
        snapshots: what each run keeps of its progress.
        window: where the window is, see `acttutor.system.placing.Place.numbers`; empty if unknown.
        recent: experiment files, the latest first.
        extra: what other parts keep (progress in lessons, for example), as plain data.
    """

    lab: str
    language: str
    theme: str
    zoom: int
    meter: bool
    settings: LabSettings
    motion: str = MOTIONS[0]
    speech: bool = False
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    window: tuple[int, ...] = ()
    recent: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


def to_document(session: Session) -> dict[str, Any]:
    """Return what is written into the file."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "lab": session.lab,
        "language": session.language,
        "theme": session.theme,
        "zoom": session.zoom,
        "meter": session.meter,
        "motion": session.motion,
        "speech": session.speech,
        "window": list(session.window),
        "recent": list(session.recent),
        "extra": to_plain(session.extra),
        "settings": to_plain(session.settings.unlike_defaults()),
        "runs": to_plain(session.snapshots),
    }


def session_bytes(document: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """Return a document as the content of a file, and the names of what had to be left out.

    A single number that is not finite must not cost all labs what they have learned.
    """
    try:
        return json_bytes(document), ()
    except (ValueError, TypeError, RecursionError):
        kept, left_out = dict(document), []
        for part in ("settings", "runs", "extra"):
            good = {name: value for name, value in document[part].items() if _can_be_kept(value)}
            left_out += [name for name in document[part] if name not in good]
            kept[part] = good
        return json_bytes(kept), tuple(dict.fromkeys(left_out))


def _can_be_kept(value: object) -> bool:
    try:
        json_bytes(value)
    except (ValueError, TypeError, RecursionError) as error:
        log.warning("not kept: %s", error)
        return False
    return True


def from_document(document: object) -> Session:
    """Return the session that a document describes; a `UserError` says what is wrong.

    Labs that this version does not know are left out, and labs that are not mentioned have their
    defaults.
    """
    document = checked_document(document, FORMAT, VERSION)
    kept = document.get("settings")
    runs, extra = document.get("runs", {}), document.get("extra", {})
    if not (isinstance(kept, dict) and isinstance(runs, dict) and isinstance(extra, dict)):
        raise UserError("files.invalid", field="settings")
    settings = {
        lab: settings_from_plain(LABS[lab].settings_class, plain, f"settings.{lab}")[0]
        for lab, plain in kept.items()
        if lab in LABS
    }
    window = document.get("window", [])
    recent = document.get("recent", [])
    if not _all_are(window, int) or len(window) not in (0, *LENGTHS) or not _all_are(recent, str):
        raise UserError("files.invalid", field="window")
    return Session(
        lab=_one_of(document, "lab", tuple(LABS)),
        language=_one_of(document, "language", LANGUAGES),
        theme=_one_of(document, "theme", THEMES),
        zoom=_one_of(document, "zoom", ZOOMS),
        meter=_one_of(document, "meter", (False, True)),
        # Sessions of before know nothing of these.
        motion=_one_of({"motion": MOTIONS[0], **document}, "motion", MOTIONS),
        speech=_one_of({"speech": False, **document}, "speech", (False, True)),
        settings=lab_settings(settings),
        snapshots={lab: run for lab, run in runs.items() if lab in LABS and isinstance(run, dict)},
        window=tuple(window),
        recent=tuple(recent[:MOST_RECENT]),
        extra=extra,
    )


def _all_are(values: object, kind: type[T]) -> TypeGuard[list[T]]:
    return isinstance(values, list) and all(type(value) is kind for value in values)


def _one_of(document: Mapping[str, object], name: str, options: tuple[T, ...]) -> T:
    value = document.get(name)
    for option in options:
        if value == option and isinstance(value, bool) == isinstance(option, bool):
            return option
    raise UserError("files.invalid", field=name)


class Slot:
    """The place of one instance's session in a folder.

    Args:
        folder: made if it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: BinaryIO | None = None
        self._number = 0
        self._last = b""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._take()
        except OSError as error:
            log.info("no session can be kept: %s", error)

    @property
    def path(self) -> Path:
        """The file of this slot."""
        return self._folder / (
            "session.json" if self._number == 1 else f"session-{self._number}.json"
        )

    @property
    def previous(self) -> Path:
        """The file before the present one."""
        return self.path.with_suffix(".previous.json")

    @property
    def is_held(self) -> bool:
        """Whether this instance may write."""
        return self._lock is not None

    def _take(self) -> None:
        """Hold the first slot that no other instance holds."""
        for number in range(1, SLOTS + 1):
            file = (self._folder / f"slot-{number}.lock").open("a+b")
            if lock(file):
                self._lock, self._number = file, number
                return
            file.close()

    def peek(self) -> tuple[str, str, tuple[int, ...]]:
        """Return language, theme and place of the window of the last session, without reading the
        rest: a window is to appear at once. Empty where there is none.
        """
        try:
            document = read_json(read_user_file(self.path, MAX_BYTES))
        except UserError:
            return "", "", ()
        if not isinstance(document, dict):
            return "", "", ()
        language, theme = document.get("language", ""), document.get("theme", "")
        size = document.get("window", [])
        fits = _all_are(size, int) and len(size) in LENGTHS and min(size[:2]) >= SMALLEST
        return (
            language if language in LANGUAGES else "",
            theme if theme in THEMES else "",
            tuple(size) if fits else (),
        )

    def load(self) -> tuple[Session | None, str]:
        """Return the session, and the name of a file that was set aside because it is damaged.

        The session is ``None`` if there is none that can be used.
        """
        aside = ""
        for path in (self.path, self.previous):
            if not self.is_held or not path.exists():
                continue
            try:
                return from_document(read_json(read_user_file(path, MAX_BYTES))), aside
            except UserError as error:
                log.warning("%s cannot be used: %s %s", path, error.key, error.values)
                name = self._set_aside(path)
                aside = aside or name
        return None, aside

    def _set_aside(self, path: Path) -> str:
        try:
            return set_aside(path).name
        except OSError:
            log.warning("%s cannot be set aside", path)
            return path.name

    def save(self, data: bytes) -> None:
        """Write a session; nothing happens if it is as it was.

        Raises:
            OSError: if it cannot be written.
        """
        if not self.is_held:
            raise OSError("no place to keep a session")
        if data != self._last:
            write_atomically(self.path, data, keep=self.previous)
            self._last = data

    def release(self) -> None:
        """Let another instance have this slot."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
