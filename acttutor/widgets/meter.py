"""What a second of play goes into: work, drawing, and how often each happens."""

from dataclasses import dataclass

#: Weight of the latest frame in the running means: they settle within half a second.
_LATEST = 0.06


@dataclass
class Meter:
    """Running means over the latest frames.

    Args:
        work_ms: time that the steps of a frame take.
        draw_ms: time that showing them takes.
        gap_ms: time from one frame to the next.
        steps: steps in a frame.
    """

    work_ms: float = 0.0
    draw_ms: float = 8.0
    gap_ms: float = 1000 / 60
    steps: float = 0.0

    def add(self, work_s: float, draw_s: float, gap_s: float, steps: int) -> None:
        """Take one frame into the means."""
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
        return min(max(period_ms - self.draw_ms - 2.0, 1.0), 12.0)
