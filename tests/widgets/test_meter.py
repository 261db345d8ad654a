"""How much time steps may take: what drawing leaves, and a little less where frames come late."""

from acttutor.widgets.figure.meter import Meter

PERIOD_MS = 16.5


def budget(frames: int, late_ms: float = 0.0, heavy_every: int = 0) -> float:
    """Return the budget after frames of 6 ms; heavy ones take 40 and make the next one late."""
    meter = Meter()
    after_heavy = False
    for number in range(frames):
        is_heavy = heavy_every > 0 and number % heavy_every == 0
        late = 25.0 if after_heavy else late_ms
        meter.add(0.005, 0.040 if is_heavy else 0.006, 0.0165, 5, late / 1000)
        after_heavy = is_heavy
    return meter.budget_ms(PERIOD_MS)


def test_what_drawing_leaves_is_for_steps() -> None:
    assert budget(600) > 10.0


def test_frames_that_come_late_leave_less_and_yet_something() -> None:
    assert 6.0 < budget(600, late_ms=5.0) < budget(600) - 3.0


def test_a_heavy_frame_now_and_then_takes_no_steps_from_the_others() -> None:
    # Its own time counts in the mean, the delay after it does not.
    assert budget(600, heavy_every=8) > budget(600) - 6.0
    assert budget(600, heavy_every=30) > budget(600) - 3.0
