"""What a second of play goes into: work, drawing, and how often each happens."""

from dataclasses import dataclass, field

#: Weight of the latest frame in the running means: they settle within half a second.
_LATEST = 0.06
#: A frame this late, in ms, says that too much was done; how much is then left aside, and how much
#: of it is taken back with each frame that is in time. One late frame in ten is the balance.
_LATE_MS, _MORE_MS, _LESS_MS = 1.6, 0.3, 0.03
#: On a machine that is busy with something else every frame is late, whatever is left aside.
_MOST_ASIDE_MS = 4.0
#: What takes so many times as long to draw as usual makes the next frame late by itself: no step
#: less would have helped.
_HEAVY = 1.5


@dataclass
class Meter:
    """Running means over the latest frames.

    Args:
        work_ms: time that the steps of a frame take.
        draw_ms: time that showing them takes.
        gap_ms: time from one frame to the next.
        steps: steps in a frame.
        aside_ms: time of a frame that nobody here sees, such as that of the screen.
    """

    work_ms: float = 0.0
    draw_ms: float = 8.0
    gap_ms: float = 1000 / 60
    steps: float = 0.0
    aside_ms: float = 2.0
    _was_heavy: bool = field(default=False, init=False)

    def add(self, work_s: float, draw_s: float, gap_s: float, steps: int, late_s: float) -> None:
        """Take one frame, which began `late_s` after it was due, into the means."""
        if not self._was_heavy:
            aside = self.aside_ms + (_MORE_MS if late_s * 1000 > _LATE_MS else -_LESS_MS)
            self.aside_ms = min(max(aside, 0.0), _MOST_ASIDE_MS)
        self._was_heavy = draw_s * 1000 > _HEAVY * self.draw_ms
        self.work_ms += _LATEST * (work_s * 1000 - self.work_ms)
        self.draw_ms += _LATEST * (draw_s * 1000 - self.draw_ms)
        self.gap_ms += _LATEST * (gap_s * 1000 - self.gap_ms)
        self.steps += _LATEST * (steps - self.steps)

    @property
    def frames_per_second(self) -> float:
        """Frames shown in a second."""
        return 1000 / max(self.gap_ms, 0.1)

    @property
    def steps_per_second(self) -> float:
        """Steps made in a second."""
        return self.steps * self.frames_per_second

    def budget_ms(self, period_ms: float) -> float:
        """Return the time that steps may take so that the next frame is not late.

        What drawing needs comes first: a slow machine makes fewer steps, not fewer frames.
        """
        return min(max(period_ms - self.draw_ms - self.aside_ms, 1.0), 12.0)
