"""The player: one clock, no thread, nothing left over."""

import time
import tkinter

import pytest

from acttutor.base.state.run import Run
from acttutor.widgets.figure.player import PERIOD_MS, Player

pytestmark = pytest.mark.window


class Counter(Run):
    """Counts its steps, up to an end, each of which may take some time."""

    def __init__(self, speed=100.0, end=10**9, cost_s=0.0):
        super().__init__(None)
        self.count, self.speed, self.end, self.cost_s = 0, speed, end, cost_s

    def step(self):
        until = time.perf_counter() + self.cost_s
        while time.perf_counter() < until:
            pass
        if self.count >= self.end:
            return False
        self.count += 1
        return True

    def step_back(self):
        self.count = max(self.count - 1, 0)
        return self.count > 0

    def reset(self):
        self.count = 0

    @property
    def steps_per_second(self):
        return self.speed


class Stage:
    """A root, a player and a record of what it reported."""

    def __init__(self):
        self.root = tkinter.Tk()
        self.frames, self.states = 0, []
        self.player = Player(self.root, self.on_frame, self.on_state)

    def on_frame(self):
        self.frames += 1

    def on_state(self):
        self.states.append(self.player.playing)

    def play(self, run, seconds):
        self.player.attach(run)
        self.player.play()
        self.let(seconds)

    def let(self, seconds):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.root.update()
            time.sleep(0.0005)

    @property
    def scheduled(self):
        return self.root.tk.splitlist(self.root.tk.call("after", "info"))


@pytest.fixture
def stage():
    made = Stage()
    made.root.update()
    yield made
    made.player.pause()
    assert not made.scheduled
    made.root.destroy()


@pytest.mark.parametrize("speed", [5, 60, 1000])
def test_speed_is_steps_per_second_and_the_clock_stays_the_same(stage, speed):
    run = Counter(speed)
    stage.play(run, 1.0)
    assert run.count == pytest.approx(speed, rel=0.3, abs=1)
    assert stage.player.steps == run.count
    assert 20 <= stage.frames <= 1000 / PERIOD_MS + 2


def test_steps_that_take_too_long_do_not_stop_the_clock(stage):
    stage.play(Counter(speed=1e6, cost_s=0.001), 0.5)
    assert stage.frames >= 10


def test_the_phase_tells_how_near_the_next_step_is(stage):
    run = Counter(speed=2)
    stage.play(run, 0.2)
    assert run.count == 0 and 0.2 < run.phase < 0.6
    stage.player.pause()
    assert run.phase == 0.0


def test_the_end_of_the_run_ends_playing(stage):
    run = Counter(speed=1000, end=5)
    stage.play(run, 0.3)
    assert (run.count, stage.player.playing, stage.states) == (5, False, [True, False])
    assert not stage.scheduled


def test_what_the_figure_asks_for_at_the_end_is_shown_after_it(stage):
    playing = []

    def on_frame():
        playing.append(player.playing)
        if playing.count(False) < 2:
            player.settle()

    player = Player(stage.root, on_frame, lambda: None)
    player.attach(Counter(speed=1000, end=5))
    player.play()
    stage.let(0.3)
    assert playing[0] and playing[-2:] == [False, False]


def test_pausing_leaves_nothing_scheduled(stage):
    stage.play(Counter(), 0.05)
    assert stage.scheduled
    stage.player.pause()
    assert not stage.scheduled
    frames = stage.frames
    stage.let(0.1)
    assert stage.frames == frames


def test_a_stale_tick_does_nothing(stage):
    run = Counter()
    stage.player.attach(run)
    stage.player.play()
    old = stage.player._generation
    stage.player.pause()
    stage.player.play()
    stage.player._tick(old)
    assert stage.frames == 0 and run.count == 0
    assert len(stage.scheduled) == 1


def test_playing_twice_is_playing_once(stage):
    stage.player.attach(Counter())
    stage.player.play()
    stage.player.play()
    assert len(stage.scheduled) == 1


def test_another_run_pauses_and_leaves_the_first_alone(stage):
    first, second = Counter(), Counter()
    stage.play(first, 0.1)
    stage.player.attach(second)
    count = first.count
    assert not stage.player.playing and not stage.scheduled
    stage.player.play()
    stage.let(0.1)
    assert first.count == count and second.count > 0


def test_pausing_while_a_frame_is_shown_stops_the_clock(stage):
    """What a figure or a readout does may pause, for example when a run has gone wild."""
    stage.player._on_frame = stage.player.pause
    stage.play(Counter(), 0.1)
    assert not stage.player.playing and not stage.scheduled


def test_an_error_while_a_frame_is_shown_does_not_leave_the_button_on_pause(stage):
    """After an internal error nothing moves any more, so the player may not say that it plays."""
    errors = []
    stage.root.report_callback_exception = lambda *error: errors.append(error)

    def fail():
        raise RuntimeError("no frame")

    stage.player._on_frame = fail
    stage.play(Counter(), 0.1)
    assert len(errors) == 1
    assert not stage.player.playing and not stage.scheduled
    assert stage.states[-1] is False


def test_step_back_step_and_reset_pause_and_show(stage):
    run = Counter()
    stage.play(run, 0.1)
    stage.player.step()
    assert not stage.player.playing
    count, frames = run.count, stage.frames
    stage.player.step_back()
    assert (run.count, stage.frames) == (count - 1, frames + 1)
    stage.player.reset()
    assert (run.count, stage.frames) == (0, frames + 2)


class LongSteps(Counter):
    """Steps that take several parts each."""

    parts = 0

    def work(self, until_s):
        self.parts += 1
        return self.step() if self.parts % 4 == 0 else None


def test_a_step_that_takes_several_frames_does_not_hold_them_up(stage):
    """Of a long step each frame does a part; what has become due meanwhile is not made up for."""
    run = LongSteps(speed=1000)
    stage.play(run, 0.5)
    assert stage.frames >= 8
    assert run.count == run.parts // 4
    assert stage.frames <= run.parts <= stage.frames + run.count + 1
