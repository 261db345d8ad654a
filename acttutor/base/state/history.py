"""Undo and redo: the settings as they were, one entry for each thing that the user did."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from acttutor.base.state.fields import Settings
from acttutor.base.state.store import AppState, Store

#: Things that can be taken back.
DEPTH = 500
#: Those of them that are more than settings: a training that was begun anew takes half a megabyte.
MOST_HEAVY = 20


@dataclass(frozen=True)
class Entry:
    """One thing that the user did.

    Args:
        lab: the lab in which it happened.
        before, after: the settings of the labs that it changed.
        back, again: take it back and do it again, if it changed something else.
    """

    lab: str
    before: Mapping[str, Settings]
    after: Mapping[str, Settings]
    back: Callable[[], object] | None = None
    again: Callable[[], object] | None = None


class History:
    """Follows a store and takes changes of settings back, or makes them again.

    All changes between two calls of `seal` are one entry: the window seals whenever a mouse button
    or a key is released, so that a drag is taken back at once.  Language, theme and zoom are not
    part of an experiment and stay as they are.

    Args:
        store: the state.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: deque[Entry] = deque(maxlen=DEPTH)
        self._undone: list[Entry] = []
        self._open = False
        self._moving = False
        store.subscribe(self._follow)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to make again."""
        return bool(self._undone)

    def seal(self) -> None:
        """Let the next change begin a new entry."""
        self._open = False

    def add(self, lab: str, back: Callable[[], object], again: Callable[[], object]) -> None:
        """Add something that changed no settings: what takes it back, and what does it again.

        Of such things the latest `MOST_HEAVY` are kept; settings before them are taken back still.
        """
        self.seal()
        self._undone.clear()
        self._done.append(Entry(lab, {}, {}, back, again))
        heavy = [entry for entry in self._done if entry.back is not None]
        if len(heavy) > MOST_HEAVY:
            self._done.remove(heavy[0])

    def undo(self) -> bool:
        """Take the latest entry back; ``False`` if there is none."""
        if not self._done:
            return False
        entry = self._done.pop()
        self._undone.append(entry)
        self._go(entry.lab, entry.before)
        if entry.back is not None:
            entry.back()
        return True

    def redo(self) -> bool:
        """Make the entry again that was taken back last; ``False`` if there is none."""
        if not self._undone:
            return False
        entry = self._undone.pop()
        self._done.append(entry)
        self._go(entry.lab, entry.after)
        if entry.again is not None:
            entry.again()
        return True

    def _go(self, lab: str, settings: Mapping[str, Settings]) -> None:
        """Put settings back, and the lab on the screen in which they are seen."""
        self.seal()
        self._moving = True
        try:
            self._store.put_back(lab, settings)
        finally:
            self._moving = False

    def _follow(self, old: AppState, new: AppState) -> None:
        if self._moving or old.settings is new.settings:
            return
        names = new.settings.differing(old.settings)
        if not names:
            return
        entry = Entry(
            names[0] if new.lab not in names else new.lab,
            {id: old.settings[id] for id in names},
            {id: new.settings[id] for id in names},
        )
        self._undone.clear()
        if self._open and self._done:
            entry = _joined(self._done.pop(), entry)
        self._open = True
        if entry.before != entry.after:
            self._done.append(entry)
        else:
            # A drag that ended where it began is nothing to take back.
            self._open = False


def _joined(first: Entry, second: Entry) -> Entry:
    """Return the entry that leads from the beginning of the first to the end of the second."""
    return Entry(second.lab, {**second.before, **first.before}, {**first.after, **second.after})
