"""Kill the program again and again while it is used heavily: python -m benchmarks.kill [ROUNDS].

Each round starts the program on the session of the round before, uses it by chance, and kills it
at a random instant.  What the next start finds must be a session that opens, and nothing in it may
be older than five seconds: the user notes every change with the time in a file beside it.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[1]
#: Seconds that a change may take to reach the disk.
LONGEST_S = 5.0


def use(seed: int) -> None:
    """Use the program until somebody ends the process."""
    from acttutor import startup
    from acttutor.base.state.store import AppState, Store
    from acttutor.files.session import Slot
    from acttutor.labs.network.state import Settings
    from acttutor.labs.registry import LABS, lab_settings

    startup.prepare()
    slot = Slot(startup.data_folder())
    session, damaged = slot.load()
    root = startup.open_root("en")
    from acttutor.plots.style import install_fonts
    from acttutor.shell.window import Window
    from acttutor.system import placing

    install_fonts()
    settings = lab_settings() if session is None else session.settings
    placing.put(root)
    window = Window(root, Store(AppState("network", "en", "light", 100, settings)))
    window.keep_session(slot, session)
    found = cast(Settings, window.store.settings("network"))
    log("start", damaged=damaged, held=slot.is_held, number=found.data_seed)
    rng = random.Random(seed)
    counter = found.data_seed

    def act() -> None:
        nonlocal counter
        counter += 1
        window.store.set("network", data_seed=counter % 10_000)
        log("change", number=counter % 10_000)
        if rng.random() < 0.3:
            window.store.choose(rng.choice(list(LABS)))
        if rng.random() < 0.5 and window.view.lab.has_time:
            window.view.player.toggle()
        root.after(rng.randrange(20, 400), act)

    root.after(100, act)
    root.mainloop()


def log(what: str, **values: Any) -> None:
    """Append a line to the notes, at once."""
    line = json.dumps({"what": what, "time": time.time(), **values}) + "\n"
    descriptor = os.open(os.environ["ACTTUTOR_NOTES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, line.encode())
    os.close(descriptor)


def main(rounds: int) -> int:
    """Run the rounds; returns 1 if anything was lost."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        environment = {
            **os.environ,
            "ACTTUTOR_NOTES": str(notes),
            "XDG_DATA_HOME": folder,
            "XDG_STATE_HOME": folder,
        }
        lost = 0
        for number in range(rounds + 1):
            command = [sys.executable, "-m", "benchmarks.kill", "use", str(number)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment)
            begun = time.time()
            while _last(notes, "start", begun) is None and time.time() - begun < 60:
                time.sleep(0.02)
            lost += _judge(notes, begun, number)
            if number < rounds:
                time.sleep(rng.uniform(0.0, 6.0))
            process.send_signal(signal.SIGKILL)
            process.wait()
        print(f"{rounds} times killed: {lost} times something was lost")
    return 1 if lost else 0


def _lines(notes: Path) -> list[dict[str, Any]]:
    if not notes.exists():
        return []
    return [json.loads(line) for line in notes.read_text().splitlines() if line.endswith("}")]


def _last(notes: Path, what: str, after: float) -> dict[str, Any] | None:
    found = [line for line in _lines(notes) if line["what"] == what and line["time"] >= after]
    return found[-1] if found else None


def _judge(notes: Path, begun: float, number: int) -> int:
    """Return 1 if a start found less than it should, or did not come about."""
    start = _last(notes, "start", begun)
    if start is None:
        print(f"round {number}: did not start")
        return 1
    before = [line for line in _lines(notes) if line["time"] < begun]
    if start["damaged"] or not start["held"]:
        print(f"round {number}: {start}")
        return 1
    if not before:
        return 0
    killed = before[-1]["time"]
    due = [ln["number"] for ln in before if ln["time"] <= killed - LONGEST_S]
    if due and start["number"] < due[-1]:
        print(f"round {number}: found {start['number']}, {due[-1]} was {LONGEST_S:.0f} s old")
        return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["use"]:
        use(int(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
