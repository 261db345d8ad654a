"""The player: one clock drives every animation.

Each tick does the steps that are due, as far as the budget allows, then shows the result, then
asks for the next tick against a fixed clock. There is no thread: it would fight the interpreter
lock and drop frames. Speed is work per tick, never a shorter interval.
"""

import time
from collections.abc import Callable
from typing import Any

from acttutor.base.state.run import AnyRun, Snapshot
from acttutor.widgets.figure.meter import Meter

#: A little less than a sixtieth of a second, so that now and then a frame may be late.
PERIOD_MS = 16.5
#: Of the time between two frames that were asked for with a delay, drawing takes at most the fifth
#: part, however slow the machine is.
PATIENCE = 4.0
#: After a pause of the machine, at most this much is made up for.
LONGEST_GAP_MS = 100.0


class Player:
    """Plays a run.

    Args:
        widget: any Tk widget, for its ``after``.
        on_frame: called after steps were done, to show them.
        on_state: called when playing starts or ends.
    """

    def __init__(
        self, widget: Any, on_frame: Callable[[], None], on_state: Callable[[], None]
    ) -> None:
        self._widget = widget
        self._on_frame = on_frame
        self._on_state = on_state
        self._run: AnyRun = AnyRun(None)
        self._after_id: str | None = None
        self._generation = 0
        self._owed = 0.0
        self._last_s = 0.0
        self._due_s = self._wanted_s = 0.0
        self._settled_ms = 0.0
        self.playing = False
        self._is_closed = False
        self.frames = 0
        self.steps = 0
        self.meter = Meter()
        #: Told of a run that was reset, and where it was before.
        self.on_reset: Callable[[AnyRun, Snapshot], None] = lambda _run, _before: None
        #: Called after every frame with the means over the latest ones.
        self.on_meter: Callable[[Meter], None] = lambda _meter: None

    def attach(self, run: AnyRun) -> None:
        """Play another run from now on; the present one is paused."""
        self.pause()
        self._run = run

    def play(self) -> None:
        """Start playing."""
        if self.playing:
            return
        self.playing = True
        self._cancel()
        self._owed = 0.0
        self._last_s = self._due_s = self._wanted_s = time.perf_counter()
        self._on_state()
        self._schedule()

    def pause(self) -> None:
        """Stop playing; nothing stays scheduled."""
        self._cancel()
        if self.playing:
            self.playing = False
            self._run.phase = 0.0
            self._on_state()

    def close(self) -> None:
        """Pause for good: the window is about to go."""
        self.pause()
        self._is_closed = True

    def _cancel(self) -> None:
        """Take back what is scheduled."""
        self._generation += 1
        if self._after_id is not None:
            self._widget.after_cancel(self._after_id)
            self._after_id = None

    def settle(self, delay_ms: float = 0.0) -> None:
        """Show one more frame soon without a step, if none is coming anyway.

        For a figure whose view is still on its way, or that shows a clock; it asks again as long
        as that is so.
        """
        if self._after_id is None and not self.playing and not self._is_closed:
            generation = self._generation
            patient_ms = PATIENCE * self._settled_ms if delay_ms else PERIOD_MS
            delay = round(max(delay_ms, patient_ms))
            self._after_id = self._widget.after(delay, lambda: self._settled(generation))

    def _settled(self, generation: int) -> None:
        if generation == self._generation:
            self._after_id = None
            began_s = time.perf_counter()
            self._on_frame()
            self._settled_ms = 1000 * (time.perf_counter() - began_s)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
            self._on_frame()
        else:
            self.play()

    def step(self) -> None:
        """Pause and go one step on."""
        self.pause()
        self._run.step()
        self._on_frame()

    def step_back(self) -> None:
        """Pause and go one step back."""
        self.pause()
        self._run.step_back()
        self._on_frame()

    def reset(self, remembered: bool = True) -> None:
        """Pause and return to the beginning; ``on_reset`` is told where the run was before."""
        self.pause()
        run = self._run
        before = run.snapshot() if remembered and run.has_progress else {}
        run.reset()
        self._on_frame()
        if before:
            self.on_reset(run, before)

    def _schedule(self) -> None:
        self._due_s += PERIOD_MS / 1000
        now_s = time.perf_counter()
        self._wanted_s = self._due_s
        # A tick that is late does not make the following ones hurry.
        self._due_s = max(self._due_s, now_s)
        delay_ms = max(1, round((self._due_s - now_s) * 1000))
        generation = self._generation
        self._after_id = self._widget.after(delay_ms, lambda: self._tick(generation))

    def _tick(self, generation: int) -> None:
        if generation != self._generation:
            return
        self._after_id = None
        now_s = time.perf_counter()
        elapsed_s = min(now_s - self._last_s, LONGEST_GAP_MS / 1000)
        late_s = now_s - self._wanted_s
        self._last_s = now_s
        steps = self.steps
        try:
            more = self._work(now_s, elapsed_s)
            worked_s = time.perf_counter()
            self._on_frame()
        except BaseException:
            # No next tick is scheduled, so playing has ended.
            self.pause()
            raise
        self.frames += 1
        drawn_s = time.perf_counter()
        self.meter.add(worked_s - now_s, drawn_s - worked_s, elapsed_s, self.steps - steps, late_s)
        self.on_meter(self.meter)
        # Showing the frame may have led to a pause or to another run.
        if generation != self._generation:
            return
        if more:
            self._schedule()
        else:
            self.pause()
            # While it played, the figure could not ask for one more frame.
            self._on_frame()

    def _work(self, now_s: float, elapsed_s: float) -> bool:
        """Do the steps that are due within the budget; ``False`` if the run has ended."""
        self._owed += elapsed_s * self._run.steps_per_second
        deadline_s = now_s + self.meter.budget_ms(PERIOD_MS) / 1000
        while self._owed >= 1.0:
            done = self._run.work(deadline_s)
            if done is None:
                # The rest of the step is done first after the frame; nothing more is due by then.
                self._owed = 1.0
                break
            self._owed -= 1.0
            if not done:
                self._run.phase = 0.0
                return False
            self.steps += 1
            if time.perf_counter() > deadline_s:
                self._owed %= 1.0
        self._run.phase = self._owed % 1.0
        return True
