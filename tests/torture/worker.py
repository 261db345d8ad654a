"""Somebody at work in the real window: ``python worker.py SEED`` until the process ends.

Every few instants a setting changes, a word of a lesson is typed, a question is answered, a lab is
chosen, something plays. Each piece of work has a number, and a line of the notes says when it was
done; the first line says what the window had found when it began.
"""

import json
import os
import random
import sys
import time
from typing import Any

from acttutor import startup
from acttutor.base.state.store import AppState, Store
from acttutor.base.storage.records import Record
from acttutor.base.storage.stored_records import StoredRecords
from acttutor.files.session import Slot
from acttutor.labs.registry import LABS, lab_settings


def main(seed: int) -> None:
    """Open the window on what is kept, and work in it."""
    startup.prepare()
    slot = Slot(startup.data_folder())
    records = StoredRecords(startup.data_folder() / "records.sqlite")
    session, damaged = slot.load()
    root = startup.open_root("en")
    from acttutor.plots.style import install_fonts
    from acttutor.shell.window import Window
    from acttutor.system import placing

    install_fonts()
    settings = lab_settings() if session is None else session.settings
    placing.put(root)
    window = Window(root, Store(AppState("network", "en", "light", 100, settings)))
    window.keep_session(slot, session, records)
    draft = window.commands.draft
    found = {
        "setting": window.store.settings("network").data_seed,
        "draft": int(draft.lesson.title.get("en", 0)) if draft else 0,
        "answer": max((row.seed or 0 for row in records.of("", "practice")), default=0),
    }
    troubles = [error.key for error in records.troubles]
    note("start", held=slot.is_held, trouble=[*troubles, *filter(None, [damaged])], found=found)
    rng = random.Random(seed)
    number = max(found.values())
    window.open_dialog("write_lesson")
    title = window.dialog.head.titles["en"]

    def act() -> None:
        nonlocal number
        number += 1
        window.store.set("network", data_seed=number)
        title.delete(0, "end")
        title.insert(0, str(number))
        records.add(Record("", "practice", "question", None, number, "1.5", True))
        note("change", number=number)
        if rng.random() < 0.3:
            window.store.choose(rng.choice(list(LABS)))
        if rng.random() < 0.5 and window.view.lab.has_time:
            window.view.player.toggle()
        root.after(rng.randrange(20, 400), act)

    root.after(100, act)
    root.mainloop()


def note(what: str, **values: Any) -> None:
    """Append a line to the notes, at once."""
    line = json.dumps({"what": what, "time": time.time(), **values}) + "\n"
    descriptor = os.open(os.environ["ACTTUTOR_NOTES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, line.encode())
    os.close(descriptor)


if __name__ == "__main__":
    main(int(sys.argv[1]))
