"""Keeps the session: what is on the screen is on the disk a few seconds later, and at the end."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from acttutor.base.errors import UserError
from acttutor.base.numbers.plain import to_plain
from acttutor.base.state.fields import Settings
from acttutor.base.state.lab_settings import LabSettings
from acttutor.base.state.run import Snapshot
from acttutor.files.session import MOST_RECENT, Session, Slot, session_bytes, to_document
from acttutor.shell.main_window import MainWindow
from acttutor.system.placing import Place, place_of

log = logging.getLogger(__name__)

#: How often it is looked whether there is anything to keep, and how often at most while playing.
LOOK_MS = 500
PLAYING_S = 1.0


class SessionKeeper:
    """Watches a window and writes its session.

    Frames come first: while something plays, only a copy of what is learned is taken in the
    window's own thread; another one turns it into text and waits for the disk.

    Args:
        window: the window.
        slot: the place of this instance.
        session: the session that the window began with, if any.
        kept_draft: returns what is written of a lesson and not saved, as plain data.
    """

    def __init__(
        self,
        window: MainWindow,
        slot: Slot,
        session: Session | None,
        kept_draft: Callable[[], dict[str, object] | None],
    ) -> None:
        self._window = window
        self._kept_draft = kept_draft
        self._slot = slot
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="session")
        self._writing: Future[None] | None = None
        self._snapshots: dict[str, Snapshot] = dict(session.snapshots) if session else {}
        #: Plain forms of settings objects, which need not be made anew as long as they stay.
        self._plain: dict[str, tuple[Settings, object]] = {}
        self._seen: tuple[object, ...] = ()
        self._saved_s = 0.0
        self._failed = False
        self._place = Place.from_numbers(session.window) if session else None
        #: Labs whose progress cannot be written, and those of them that were named.
        self._left_out: set[str] = set()
        self._named: set[str] = set()
        #: Experiment files that were opened or saved, the latest first.
        self.recent: list[str] = list(session.recent) if session else []
        #: What other parts keep, as plain data by name.
        self.extra: dict[str, object] = dict(session.extra) if session else {}
        self._after_id: str | None = window.root.after(LOOK_MS, self._look)

    @property
    def works(self) -> bool:
        """Whether what is here now comes back at the next start."""
        return self._slot.is_held and not self._failed

    def remember(self, path: str) -> None:
        """Put a file on top of those used recently."""
        self.recent = [path, *(other for other in self.recent if other != path)][:MOST_RECENT]

    def _look(self) -> None:
        self._after_id = self._window.root.after(LOOK_MS, self._look)
        self._hear_of_failure()
        self._look_after_records()
        self._keep_draft()
        playing = self._window.view.player.playing
        if playing and time.perf_counter() - self._saved_s < PLAYING_S:
            return
        busy = self._writing is not None and not self._writing.done()
        if not busy and self._state() != self._seen:
            self.save()

    def _state(self) -> tuple[object, ...]:
        """Return what changes whenever there may be something new to keep."""
        window = self._window
        place = window.root.geometry()
        extra = json.dumps(self.extra, sort_keys=True, default=str)
        # Where nothing is learned, frames change nothing that is kept.
        frames = window.host.frames if window.view.run.has_progress else 0
        return window.store.state, frames, place, tuple(self.recent), extra

    def save(self) -> None:
        """Take the present state and write it in the background."""
        self._seen, self._saved_s = self._state(), time.perf_counter()
        document = self._document()
        self._writing = self._pool.submit(self._write, document)

    def _document(self) -> dict[str, object]:
        window = self._window
        state, root = window.store.state, window.root
        self._snapshots.update(window.view.runs.take_snapshots(window.view.lab.id))
        if not root.attributes("-fullscreen"):
            self._place = place_of(root, self._place)
        session = Session(
            lab=state.lab,
            language=state.language,
            theme=state.theme,
            zoom=state.zoom,
            meter=state.meter,
            motion=state.motion,
            speech=state.speech,
            settings=LabSettings({}),
            snapshots={},
            window=self._place.numbers() if self._place else (),
            recent=tuple(self.recent),
            extra=self.extra,
        )
        # What runs hand out is plain already: large ones need not be copied here.
        return {
            **to_document(session),
            "settings": self._plain_settings(state.settings.unlike_defaults()),
            "runs": dict(self._snapshots),
        }

    def _plain_settings(self, settings: Mapping[str, Settings]) -> dict[str, object]:
        for lab, own in settings.items():
            kept = self._plain.get(lab)
            if kept is None or kept[0] is not own:
                self._plain[lab] = (own, to_plain(own))
        return {lab: self._plain[lab][1] for lab in settings}

    def _write(self, document: dict[str, object]) -> None:
        data, left_out = session_bytes(document)
        self._left_out.update(left_out)
        self._slot.save(data)

    def _hear_of_failure(self) -> None:
        """Say once, quietly, what cannot be kept; the program goes on without."""
        new = (self._left_out | self._window.view.runs.unkept) - self._named
        if new:
            self._named |= new
            texts = self._window.texts
            names = ", ".join(texts.first(f"{lab}.name", lab) for lab in sorted(new))
            self._window.complain(UserError("files.session_left_out", names=names))
        if self._writing is None or not self._writing.done() or self._failed:
            return
        error = self._writing.exception()
        if error is not None:
            self._failed = True
            log.warning("the session cannot be kept", exc_info=error)
            self._window.complain(UserError("files.session_unwritable"))

    def _keep_draft(self) -> None:
        draft = self._kept_draft()
        if draft is None:
            self.extra.pop("draft", None)
        else:
            self.extra["draft"] = draft

    def _look_after_records(self) -> None:
        """Say what is wrong with the records, and have tried again what could not be written."""
        records = self._window.records
        records.retry()
        if records.troubles:
            self._window.complain(records.troubles.popleft())

    def close(self) -> None:
        """Write the last state and let another instance have the place."""
        if self._after_id is not None:
            self._window.root.after_cancel(self._after_id)
            self._after_id = None
        try:
            self._keep_draft()
            self.save()
        except Exception:
            # Whatever is wrong with the state, the window has to close.
            log.exception("the last state could not be taken")
        self._pool.shutdown(wait=True)
        if self._writing is not None and self._writing.exception() is not None:
            log.warning("the last state was not kept", exc_info=self._writing.exception())
        self._slot.release()
