"""Nothing flashes: what is drawn in the wildest runs, frame by frame, is measured by WCAG 2.3.1."""

from typing import Any

import numpy as np
import pytest
from eyes import luminance
from scene import Scene

from acttutor.labs.registry import LABS
from acttutor.plots.canvas.calm import Calm
from acttutor.plots.drawing import Drawing

#: Frames of a second, the seconds that are recorded, and every so many pixels are looked at.
RATE, SECONDS, STRIDE = 60, 3, 4
#: Ten degrees of a screen of 1024 × 768, in pixels; a quarter of it may flash more often.
FIELD = (256, 341)


def flashes(light: Any) -> Any:
    """Return how often each place flashes in the worst second of frames (n, rows, columns).

    A flash is a pair of opposing changes of relative luminance by 0.1 or more, the darker of them
    below 0.8 (WCAG 2.2, general flash).
    """
    extreme, way = light[0].copy(), np.zeros(light[0].shape)
    turned = np.zeros(light.shape, dtype=bool)
    for number, frame in enumerate(light):
        change = frame - extreme
        large = (np.abs(change) >= 0.1) & (np.minimum(frame, extreme) < 0.8)
        turns = large & (np.sign(change) != way)
        turned[number] = turns
        onward = np.sign(change) == way
        way[turns] = np.sign(change)[turns]
        extreme[turns | onward] = frame[turns | onward]
    counts = np.cumsum(turned, axis=0)
    within = counts.copy()
    within[RATE:] -= counts[:-RATE]
    return within.max(axis=0) / 2


def worst_share(often: Any) -> float:
    """Return the largest share of any field of ten degrees that is marked."""
    high, wide = (side // STRIDE for side in FIELD)
    sums = np.pad(often.astype(float), ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return float(inside.max() / (high * wide))


class Clock:
    """Goes on by one frame at a time."""

    def __init__(self) -> None:
        self.frame = 0

    def __call__(self) -> float:
        return self.frame / RATE


def record(scene: Scene, steps: int, clock: Clock, seconds: int = SECONDS) -> Any:
    """Return the luminance of every frame, so many steps apart."""
    light = []
    for _ in range(RATE * seconds):
        for _ in range(steps):
            scene.run.step()
        scene.paint()
        light.append(luminance(scene.picture()[::STRIDE, ::STRIDE] / 255.0))
        clock.frame += 1
    return np.array(light)


#: A digit that is read anew with each step.
STROKE = (((0.5, 0.1), (0.5, 0.9)),)
#: The wildest settings of what changes large areas: a lab, its settings, and steps in a frame.
WILD: list[tuple[str, dict[str, object], int]] = [
    ("network", {"lr": 3.0, "activation": "tanh"}, 1),
    ("network", {"lr": 3.0, "activation": "tanh", "discretize": True}, 3),
    ("network", {"lr": 3.0, "mode": "race"}, 1),
    ("network", {"lr": 10.0, "activation": "relu", "data": "xor"}, 1),
    ("network", {"lr": 3.0, "activation": "tanh", "turned": True}, 1),
    ("network", {"lr": 3.0, "activation": "tanh", "view": "judge"}, 1),
    ("network", {"lr": 3.0, "mode": "fan"}, 1),
    ("digits", {"lr": 1.0, "optimizer": "sgd", "train_share": 10, "drawing": STROKE}, 1),
    ("digits", {"lr": 1.0, "optimizer": "sgd", "train_share": 10, "view": "judge"}, 1),
    ("gan", {"lr_g": 0.05, "lr_d": 0.05}, 4),
    ("perceptron", {"data": "xor", "lr": 2.0, "speed": 60}, 1),
    ("perceptron", {"data": "xor", "lr": 0.5, "speed": 300}, 5),
    ("descent", {"lr": 1.0}, 1),
    ("descent2d", {"function": "rosenbrock"}, 8),
    ("gradients", {"lr": 1.0}, 2),
    ("collapse", {}, 1),
    ("maxout", {"lr": 1.0}, 2),
    ("backprop", {"lr": 5.0, "mode": "watch"}, 1),
    # What has no time of its own rests, and the first page lives.
    *((lab, {}, 1) for lab, entry in LABS.items() if not entry.has_time),
]


def test_every_lab_is_among_the_wildest() -> None:
    assert {lab for lab, _, _ in WILD} == set(LABS)


def test_the_map_of_a_network_that_cannot_settle_does_not_flash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(Drawing, "time_s", staticmethod(clock))
    lab, settings, steps = WILD[0]
    scene = Scene(lab, size=(820, 640), **settings)
    axes = scene.figure.map.axes.bbox
    light = record(scene, steps, clock, seconds=2)
    rows = slice(*(int(640 - y) // STRIDE for y in (axes.y1, axes.y0)))
    columns = slice(*(int(x) // STRIDE for x in (axes.x0, axes.x1)))
    inside = flashes(light)[:, columns][rows]
    # Lines and points move; the ground below them does not flash.
    assert (inside > 3).mean() < 0.15 and (inside >= 1).mean() > 0.5


@pytest.mark.soak
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("lab", "settings", "steps"), WILD)
def test_no_large_area_flashes_more_than_three_times_a_second(
    lab: str, settings: dict[str, object], steps: int, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(Drawing, "time_s", staticmethod(clock))
    scene = Scene(lab, size=(820, 640), theme=theme, **settings)
    assert worst_share(flashes(record(scene, steps, clock)) > 3) < 0.25


# -- the measure, and the limiter by itself ----------------------------------------------------


def blinking(hertz: float) -> Any:
    """Return frames of two seconds that are black and white in turn."""
    frames = np.arange(2 * RATE)
    on = (frames * 2 * hertz // RATE % 2).astype(np.uint8) * 255
    return np.broadcast_to(on[:, None, None, None], (len(on), 8, 8, 4)).copy()


@pytest.mark.parametrize("hertz", [1, 2, 3, 5, 10])
def test_the_measure_counts_what_blinks(hertz: float) -> None:
    light = luminance(blinking(hertz)[..., :3] / 255.0)
    assert flashes(light).max() == pytest.approx(hertz, abs=0.5)


class Still(Drawing):
    """A drawing without a figure, with a clock of its own."""

    def __init__(self) -> None:
        self.now, self.subject = 0.0, 0
        self.asked: list[float] = []
        self.time_s = lambda: self.now

    def request_frame(self, delay_ms: float = 0.0) -> None:
        self.asked.append(delay_ms)


def shown(drawing: Still, calm: Calm, frames: Any) -> Any:
    found = []
    for frame in frames:
        found.append(calm.limit(frame).copy())
        drawing.now += 1 / RATE
    return np.array(found)


@pytest.mark.parametrize("hertz", [1, 5, 10, 30])
def test_what_blinks_is_held_to_three_flashes_and_the_last_picture_comes(hertz: float) -> None:
    drawing = Still()
    calm, frames = Calm(drawing), blinking(hertz)
    seen = shown(drawing, calm, frames)
    assert flashes(luminance(seen[..., :3] / 255.0)).max() <= 3
    if hertz <= 1:
        assert (seen == frames).all() and not drawing.asked
    # What was held is asked for again, and is there after a second.
    drawing.now += 1.0
    assert (calm.limit(frames[-1]) == frames[-1]).all() and not calm.waits


def test_what_goes_one_way_is_not_held() -> None:
    drawing = Still()
    ramp = np.linspace(0, 255, 2 * RATE).astype(np.uint8)
    frames = np.broadcast_to(ramp[:, None, None, None], (len(ramp), 8, 8, 4)).copy()
    assert (shown(drawing, Calm(drawing), frames) == frames).all()


def test_only_the_places_that_flash_are_held() -> None:
    drawing = Still()
    frames = blinking(10)
    frames[:, :, 4:] = np.arange(2 * RATE, dtype=np.uint8)[:, None, None, None]
    seen = shown(drawing, Calm(drawing), frames)
    assert (seen[:, :, 4:] == frames[:, :, 4:]).all()
    assert (seen[:, :, :4] != frames[:, :, :4]).any()


def test_with_less_motion_an_area_changes_twice_a_second() -> None:
    drawing = Still()
    drawing.less_motion = True
    ramp = np.arange(2 * RATE, dtype=np.uint8)
    frames = np.broadcast_to(ramp[:, None, None, None], (len(ramp), 8, 8, 4)).copy()
    seen = shown(drawing, Calm(drawing), frames)
    assert len(np.unique(seen)) == 4 and drawing.asked
    calm = Calm(drawing)
    calm.limit(frames[0])
    calm.forget()
    assert (calm.limit(frames[1]) == frames[1]).all()
