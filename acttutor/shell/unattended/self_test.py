"""The self-test: what a user does in the first minute, in every lab of the real window."""

import logging
import sys
import time
import tkinter
from _tkinter import DONT_WAIT
from collections.abc import Callable

from acttutor.base.language.languages import following
from acttutor.labs.registry import LABS, Lab
from acttutor.shell.window import Window

log = logging.getLogger(__name__)

PLAY_S = 2.0
#: … and at least as long as so many steps take.
LONGEST_STEPS = 1.5
#: A window that is playing may have something to do all the time.
LONGEST_LATE_S = 0.2
#: The zoom to and fro from here.
ZOOM = 100
#: A frame later than this is no animation; even a slow machine does far better.
FEWEST_FRAMES = 10


def run_self_test(window: Window) -> int:
    """Use every lab of ``window`` for some seconds, then close it.

    Returns:
        0 if everything worked, otherwise 1; what failed is in the log and on standard output.
    """
    failures: list[str] = []
    try:
        pump(window.root)
        for lab in LABS.values():
            begun_s = time.perf_counter()
            found = _Trial(window, lab).run()
            seconds = time.perf_counter() - begun_s
            say(f"{'failed' if found else 'ok':6}  {lab.id:12}  {seconds:.1f} s")
            for failure in found:
                say(f"        {lab.id}: {failure}")
            failures += found
    finally:
        window.close()
    say(f"self-test: {len(failures)} failures" if failures else "self-test: everything works")
    return 1 if failures else 0


def pump(root: tkinter.Tk, seconds: float = 0.0, longest_late_s: float = LONGEST_LATE_S) -> None:
    """Let the window work for some time, at least until it has nothing more to do.

    Where frames take longer than their period, there is always something to do: ``update()``
    would then never return.
    """
    end_s = time.perf_counter() + seconds
    while True:
        worked = root.tk.dooneevent(DONT_WAIT)
        late_s = time.perf_counter() - end_s
        if late_s >= 0 and (not worked or late_s > longest_late_s):
            return
        if not worked:
            # Without a rest, asking for events would take the time that the window needs.
            time.sleep(0.001)


def say(line: str) -> None:
    """Write a line to the log, and to standard output if there is one."""
    log.info(line)
    # A program without a console has no standard output, or one that nobody reads.
    if sys.stdout is None:
        return
    try:
        print(line, flush=True)
    except (OSError, ValueError):
        log.info("standard output is closed")


class _Trial:
    """One lab, used for some seconds.

    Args:
        window: the real window.
        lab: the lab to put on its screen.
    """

    def __init__(self, window: Window, lab: Lab) -> None:
        self._window = window
        self._lab = lab
        self._failures: list[str] = []

    def run(self) -> list[str]:
        """Do everything once; returns what failed."""
        self._attempt("open", self._open)
        if self._lab.has_time:
            self._attempt("play", self._play)
            self._attempt("step", self._step)
        # The next lab begins with the looks that this one ends with, and changes them back.
        state = self._window.store.state
        language = following(state.language)
        theme = "light" if state.theme == "dark" else "dark"
        self._attempt("language", lambda: self._change(language=language))
        self._attempt("theme", lambda: self._change(theme=theme))
        self._attempt("zoom", lambda: self._window.header.zoom(-1 if state.zoom > ZOOM else +1))
        return self._failures

    def _attempt(self, what: str, action: Callable[[], None]) -> None:
        """Do one thing; whatever goes wrong is noted and the test goes on."""
        errors = self._window.errors
        before = len(errors)
        try:
            action()
            pump(self._window.root)
        except Exception as error:
            log.exception("self-test: %s of %s", what, self._lab.id)
            self._fail(f"{what}: {type(error).__name__}: {error}")
        for found in errors[before:]:
            self._fail(f"{what}: {type(found).__name__}: {found}")

    def _fail(self, words: str) -> None:
        self._failures.append(words)

    def _open(self) -> None:
        self._window.store.choose(self._lab.id)
        pump(self._window.root)
        if not self._window.host.layer.full_draws:
            self._fail("open: nothing was painted")

    def _play(self) -> None:
        window, player = self._window, self._window.view.player
        steps, frames = player.steps, window.host.frames
        window.transport.play.invoke()
        # Some labs take their time for a step.
        pump(window.root, max(PLAY_S, LONGEST_STEPS / window.view.run.steps_per_second))
        player.pause()
        if player.steps == steps:
            self._fail("play: no step was made")
        if window.host.frames - frames < FEWEST_FRAMES:
            self._fail(f"play: only {window.host.frames - frames} frames in {PLAY_S:g} s")

    def _step(self) -> None:
        transport = self._window.transport
        for button in (transport.reset, transport.step, transport.back, transport.reset):
            frames = self._window.host.frames
            button.invoke()
            pump(self._window.root)
            if self._window.host.frames == frames:
                self._fail("step: nothing was painted")

    def _change(self, **look: str) -> None:
        self._window.store.set_app(**look)
